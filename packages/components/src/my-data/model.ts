/** What "my data" shows, from what is held and what was asked for. */
import type { Correction, Erasure, MyData } from '@xinqiao/contract/types';

export interface MyDataView {
  readonly held: MyData;
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** Newest first. */
  readonly erasures: readonly Erasure[];
}

export type HeldKind = MyData['kinds'][number];

/** In the order in which a person would ask; a kind that this version does not know comes last, under its code. */
const ORDER = [
  'roster',
  'guardians',
  'assignments',
  'answers',
  'consents',
  'courses',
  'growth-file',
  'staff-notes',
  'access-records',
  'requests',
  'technical',
];

/** The kinds of which there is something, or of which nobody is told how much there is. */
export function heldKinds({ kinds }: MyData): HeldKind[] {
  const rank = ({ kind }: HeldKind) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return kinds.filter(({ records }) => records !== 0).sort((one, other) => rank(one) - rank(other));
}

export type Request =
  | { readonly kind: 'correction'; readonly at: string; readonly correction: Correction }
  | { readonly kind: 'erasure'; readonly at: string; readonly erasure: Erasure };

/** Everything that was asked for, newest first. */
export function requestsOf({ corrections, erasures }: MyDataView): Request[] {
  const all: Request[] = [
    ...corrections.map(correction => ({ kind: 'correction' as const, at: correction.requestedAt, correction })),
    ...erasures.map(erasure => ({ kind: 'erasure' as const, at: erasure.requestedAt, erasure })),
  ];
  return all.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** The erasure of everything that is on its way; while there is one, nobody is asked again. */
export const erasureUnderWay = ({ erasures }: MyDataView): Erasure | undefined =>
  erasures.find(({ campaignId, state }) => campaignId === null && (state === 'waiting' || state === 'held'));

/** The rule of most kinds, said once; those with another say so themselves. */
export function usualRetention(kinds: readonly HeldKind[]): HeldKind['retention'] | undefined {
  const counts = new Map<string, number>();
  const key = ({ retention }: HeldKind) => `${retention.rule} ${retention.days}`;
  for (const kind of kinds) counts.set(key(kind), (counts.get(key(kind)) ?? 0) + 1);
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return kinds.find(kind => key(kind) === most?.[0])?.retention;
}

/** Whole years when it is some, else days. */
export const period = (days: number): { unit: 'years' | 'days'; count: number } =>
  days >= 365 && days % 365 === 0 ? { unit: 'years', count: days / 365 } : { unit: 'days', count: days };
