/**
 * The school's calendar. Times are China's (UTC+8, no summer time).
 *
 * The first term is counted from 1 September, the second from 1 March; teaching begins on the first Monday from the
 * 7th of September and from the 1st of March.
 */
import { termOf } from '../growth-files/term.ts';

export const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

/** An instant at the school: month from 1, hour of the day at UTC+8. */
export const at = (year: number, month: number, day: number, hour = 0, minute = 0): Date =>
  new Date(Date.UTC(year, month - 1, day, hour - 8, minute));

export const later = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);

export interface Calendar {
  /** Midnight, at the school, of the day on which the data are made: nothing has happened later. */
  readonly today: Date;
  /** The academic year of that day begins in this calendar year; also the enrolment year of the freshmen. */
  readonly year: number;
  readonly term: 1 | 2;
  readonly termStart: Date;
  /** The first moment of the next term. */
  readonly termEnd: Date;
}

export function calendarOf(now: Date): Calendar {
  const { year, term } = termOf(now);
  const today = new Date(Math.floor((now.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR);
  return {
    today,
    year,
    term,
    termStart: term === 1 ? at(year, 9, 1) : at(year + 1, 3, 1),
    termEnd: term === 1 ? at(year + 1, 3, 1) : at(year + 1, 9, 1),
  };
}

/** Monday, midnight, of the first week of teaching of a term. */
export function firstMonday(year: number, term: 1 | 2): Date {
  const earliest = term === 1 ? at(year, 9, 7) : at(year + 1, 3, 1);
  // At the school's midnight the UTC day is the one before.
  const weekday = later(earliest, 8 * HOUR).getUTCDay();
  return later(earliest, ((8 - weekday) % 7) * DAY);
}

/** A moment of a working day between 8:00 and 22:00, in the part `fraction` (0 to 1) of the way from one day to another. */
export function moment(from: Date, to: Date, fraction: number): Date {
  const span = Math.max(0, to.getTime() - from.getTime());
  const day = Math.floor((fraction * span) / DAY);
  const inDay = ((fraction * span) / DAY) % 1;
  const minutes = Math.floor(inDay * 14 * 60) + 8 * 60;
  const instant = later(from, day * DAY + minutes * 60_000);
  return instant < to ? instant : to;
}
