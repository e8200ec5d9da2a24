/** Academic terms. */
import { localDate } from '../app/time.ts';

export interface Term {
  /** The calendar year in which the academic year begins. */
  readonly year: number;
  readonly term: 1 | 2;
}

/**
 * The term that a day counts to: the first from 1 September to the end of February, the second from 1 March to the end
 * of August, holidays included, so that every day has one.
 *
 * @param day `YYYY-MM-DD`, or an instant, which is taken in the school's time.
 */
export function termOf(day: string | Date): Term {
  const [year = 0, month = 0] = (typeof day === 'string' ? day : localDate(day)).split('-').map(Number);
  if (month >= 9) return { year, term: 1 };
  return { year: year - 1, term: month <= 2 ? 1 : 2 };
}

/** `2026-2027-1`. */
export const termId = ({ year, term }: Term): string => `${year}-${year + 1}-${term}`;
