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

/** `2026-2027-1` → `2026–2027 学年第一学期` / `2026–2027, term 1`. */
export function formatTerm(language: Language, term: string): string {
  const [from, to, half] = term.split('-');
  return language === 'en' ? `${from}–${to}, term ${half}` : `${from}–${to} 学年第${half === '1' ? '一' : '二'}学期`;
}
