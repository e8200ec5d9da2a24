/**
 * Dates, times and numbers in the language of the interface. A time is shown as the clock at the school shows it: by the
 * offset that the timestamp carries, wherever the device is and however it is set. `Z` names no school: local time.
 */
import type { Language } from './localization.ts';

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(language: Language, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language} ${key}`;
  let format = cache.get(id);
  if (!format) cache.set(id, (format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })));
  return format;
}

const OFFSET = /([+-])(\d{2}):(\d{2})$/;

/**
 * A moment as the clocks at the zone of `value` show it, in the UTC fields of the result; `at` is another moment (ms) to
 * be seen on the same clocks. A date-only value is that day.
 */
export function wallClock(value: string, at = Date.parse(value)): Date {
  if (value.length === 10) return new Date(at);
  const [, sign, hours, minutes] = OFFSET.exec(value) ?? [];
  const offset = sign
    ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
    : -new Date(at).getTimezoneOffset();
  return new Date(at + offset * 60_000);
}

/** Calendar days from `now` to a moment, on the clocks of that moment: 0 the same day, 1 tomorrow; negative in the past. */
export function daysUntil(moment: string, now: Date): number {
  const day = (date: Date) => Math.floor(date.getTime() / 86_400_000);
  return day(wallClock(moment)) - day(wallClock(moment, now.getTime()));
}

/**
 * When a deadline is told to be: one at midnight is the last minute before it, for "until 29 March 00:00" would be read as
 * if that day still counted.
 */
export function lastMinute(dueAt: string): string {
  const clock = wallClock(dueAt);
  if (clock.getUTCHours() + clock.getUTCMinutes() > 0) return dueAt;
  const [zone = 'Z'] = /[+-]\d{2}:\d{2}$/.exec(dueAt) ?? [];
  const minute = Date.parse(dueAt) - 60_000;
  return (zone === 'Z' ? new Date(minute) : wallClock(dueAt, minute)).toISOString().replace('Z', zone);
}

const parse = (value: string) => wallClock(value);

/** `2026年9月12日` / `12 Sept 2026`. Takes a date or a timestamp. */
export const formatDate = (language: Language, value: string): string =>
  formatter(language, 'date', { year: 'numeric', month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(
    parse(value),
  );

/** Month and day only. */
export const formatDay = (language: Language, value: string): string =>
  formatter(language, 'day', { month: language === 'en' ? 'short' : 'long', day: 'numeric' }).format(parse(value));

/** Not `hour12: false`: until 2024 that said 24:00 in English, and midnight would end the day that it begins. */
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Month, day, hour and minute. */
export const formatTime = (language: Language, value: string): string =>
  formatter(language, 'time', {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    ...clock,
  }).format(parse(value));

/** A moment with its year, where it may be years away: `2026年9月12日 18:00`. */
export const formatMoment = (language: Language, value: string): string =>
  `${formatDate(language, value)} ${formatClock(language, value)}`;

/** Year and month: `2026年9月` / `Sep 2026`. */
export const formatMonth = (language: Language, value: string): string =>
  formatter(language, 'month', { year: 'numeric', month: language === 'en' ? 'short' : 'long' }).format(parse(value));

/** Hour and minute: `18:00`. */
export const formatClock = (language: Language, value: string): string =>
  formatter(language, 'clock', clock).format(parse(value));

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

/** The name of a language (BCP 47) in words, e.g. `英语`; of one that is none, the tag. */
export function languageName(language: Language, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
