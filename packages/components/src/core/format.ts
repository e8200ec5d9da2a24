/** Dates, times and numbers in the language of the interface. Service times carry their own offset; people see local time. */
import type { Language } from './localization.ts';

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(language: Language, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${key}`;
  let format = cache.get(id);
  if (!format) cache.set(id, (format = new Intl.DateTimeFormat(language, options)));
  return format;
}

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
// A date-only value has no zone: it must not move to the day before in the west.
const parse = (value: string) => new Date(DATE_ONLY.test(value) ? `${value}T12:00:00` : value);

/** `2026年9月12日` / `12 Sept 2026`. Takes a date or a timestamp. */
export const formatDate = (language: Language, value: string): string =>
  formatter(language, 'date', { year: 'numeric', month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(
    parse(value),
  );

/** Month and day only. */
export const formatDay = (language: Language, value: string): string =>
  formatter(language, 'day', { month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(parse(value));

/** Month, day, hour and minute. */
export const formatTime = (language: Language, value: string): string =>
  formatter(language, 'time', {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(parse(value));

/** Year and month: `2026年9月` / `Sep 2026`. */
export const formatMonth = (language: Language, value: string): string =>
  formatter(language, 'month', { year: 'numeric', month: language === 'en' ? 'short' : 'long' }).format(parse(value));

/** Hour and minute: `18:00`. */
export const formatClock = (language: Language, value: string): string =>
  formatter(language, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(parse(value));

/** Month, day and weekday: `11月26日周四` / `Thu, 26 Nov`. */
export const formatWeekday = (language: Language, value: string): string =>
  formatter(language, 'weekday', {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(parse(value));

const numbers = new Map<Language, Intl.NumberFormat>();
/** `5,312`; the same in both languages. */
export function formatNumber(language: Language, value: number): string {
  let format = numbers.get(language);
  if (!format) numbers.set(language, (format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })));
  return format.format(value);
}

/** `2026-2027-1` → `2026–2027 学年第一学期` / `2026–2027, term 1`. */
export function formatTerm(language: Language, term: string): string {
  const [from, to, half] = term.split('-');
  return language === 'en' ? `${from}–${to}, term ${half}` : `${from}–${to} 学年第${half === '1' ? '一' : '二'}学期`;
}
