/** Times as the contract writes them. */
import { ProblemError } from './problem.ts';

/** China keeps one time all year. */
const OFFSET_MINUTES = 8 * 60;
const OFFSET = '+08:00';

/** `2026-09-12T08:30:00+08:00`; milliseconds only where there are some. */
export function timestamp(at: Date): string {
  const local = new Date(at.getTime() + OFFSET_MINUTES * 60_000).toISOString();
  return local.replace('.000Z', 'Z').replace('Z', OFFSET);
}

export const timestampOrNull = (at: Date | null): string | null => at && timestamp(at);

/** The calendar day at the school, `YYYY-MM-DD`. */
export const localDate = (at: Date): string => timestamp(at).slice(0, 10);

/** Whether the database takes it, and {@link timestamp}: there is no year 0, and years of five digits are written otherwise. */
export const isStorable = (at: Date): boolean =>
  at.getUTCFullYear() >= 1 && new Date(at.getTime() + OFFSET_MINUTES * 60_000).getUTCFullYear() <= 9999;

/** A moment in a query. @throws {ProblemError} 400 when it lies outside of the years 1 to 9999. */
export function instantOf<K extends string>(
  query: { readonly [name in K]?: string | undefined },
  name: K,
): Date | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (isStorable(at)) return at;
  throw new ProblemError('invalid-request', {
    status: 400,
    errors: [{ pointer: `?${name}`, code: 'out-of-range', detail: 'Is not within the years 1 to 9999.' }],
  });
}
