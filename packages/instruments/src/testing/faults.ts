/** Faulty definitions, and what the checker says of them. */
import type { Condition, Instrument, Item } from '@xinqiao/contract/types';
import { checkInstrument } from '../index.ts';
import { choice, sample } from './definitions.ts';

/** Tests put things where no type would allow them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Untyped = any;

/** A copy with a change deep in it. */
export const broken = (change: (definition: Untyped) => void, base: Instrument = sample()): unknown => {
  const copy = structuredClone(base);
  change(copy);
  return copy;
};
/** Pointer and code of each finding. */
export const found = (value: unknown) => checkInstrument(value).map(({ path, code }) => `${path} ${code}`);
const label = { en: 'Level' };
/** Levels of the scale `total` with these lowest and highest scores. */
export const bands = (...edges: [number, number][]) => [
  {
    key: 'k',
    scale: 'total',
    source: 'Ours.',
    ranges: edges.map(([min, max], at) => ({ id: `b${at}`, min, max, label })),
  },
];
export const when = (item: string, op: Condition['op'], value: Condition['value']): Condition => ({ item, op, value });
/** The sample with its second item changed. */
export const withB = (changes: object) =>
  sample({ items: [choice('a'), { ...choice('b'), ...changes } as Item, choice('c')] });

/** What the checker is given, and what it must find. */
export type FaultCase = [name: string, value: unknown, expected: string[]];
