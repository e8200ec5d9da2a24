/** What the rules of the checker share. */
import type { Instrument, Scale } from '@xinqiao/contract/types';
import type { InstrumentIndex } from './visibility.ts';

export type Report = (path: string, code: string, message: string) => void;
/** What all rules look at. */
export interface Context {
  instrument: Instrument;
  index: InstrumentIndex;
  scales: ReadonlyMap<string, Scale>;
  responseSets: ReadonlySet<string>;
  report: Report;
}

/** Reports what occurs again in a list of names. */
export function unique(
  names: readonly string[],
  path: (index: number) => string,
  report: Report,
  code = 'duplicate-id',
): void {
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (seen.has(name)) report(path(index), code, `"${name}" is there more than once.`);
    seen.add(name);
  });
}

/** Reports a range that is upside down. Returns whether it is sound. */
export function checkOrder(min: number | undefined, max: number | undefined, path: string, report: Report): boolean {
  const sound = min === undefined || max === undefined || min <= max;
  if (!sound) report(path, 'min-above-max', `The lowest, ${min}, lies above the highest, ${max}.`);
  return sound;
}
