/** What the access log shows: entries by the day on which they happened, on the clock of the school. */
import type { AccessLogEntry } from '@xinqiao/contract/types';

export interface LogDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly entries: readonly AccessLogEntry[];
}

/** @param entries newest first; stays the order. An entry that two pages both hold is shown once. */
export function byDay(entries: readonly AccessLogEntry[]): LogDay[] {
  const days = new Map<string, AccessLogEntry[]>();
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(entry.id)) continue;
    seen.add(entry.id);
    const day = entry.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

/** A word of this version for a code, or a neutral one for a code that only a newer service knows. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string, other: string): string =>
  Object.prototype.hasOwnProperty.call(words, code) ? words[code]! : other;
