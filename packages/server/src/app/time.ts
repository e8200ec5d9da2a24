/** Times as the contract writes them. */

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
