/**
 * Measures in pairs: both sides of a pair are measured one after the other, so that what the machine does beside it meets both. The
 * ratio of the medians comes with an interval, which says whether the measurement decides anything.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import type { Database } from '../../packages/server/src/database/database.ts';

/** Milliseconds from some moment on. */
export type Meter = () => number;

export const byClock: Meter = () => performance.now();

/**
 * What processors have worked for this program and for one connection of a PostgreSQL, on Linux: what other programs take from
 * them is not in it. Waiting is not in it either, which both sides do alike: the ratio is rather a higher one.
 */
export async function byProcessor({ engine, kysely }: Database): Promise<Meter> {
  const own = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  };
  if (engine === 'pglite') return own;
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(kysely);
  const file = `/proc/${rows[0]!.pid}/schedstat`;
  return () => own() + Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6;
}

const sorted = (all: readonly number[]): number[] => all.toSorted((a, b) => a - b);
export const median = (all: readonly number[]): number => sorted(all)[all.length >> 1]!;

/** A generator of its own, so that the same times give the same interval (Park and Miller's, 1988). */
function* random(): Generator<number, never> {
  for (let state = 20_261_012; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647;
}

export interface Ratio {
  readonly ratio: number;
  /** The bounds of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** The ratio of the medians, and its 95 % interval by the bootstrap: pairs are drawn anew, a thousand times. */
export function ratioOf(pairs: readonly (readonly [one: number, other: number])[]): Ratio {
  const of = (some: typeof pairs) => median(some.map(([one]) => one)) / median(some.map(([, other]) => other));
  const drawn = random();
  const draw = () => pairs[Math.floor(drawn.next().value * pairs.length)]!;
  const ratios = sorted(Array.from({ length: 1_000 }, () => of(pairs.map(draw))));
  return { ratio: of(pairs), low: ratios[25]!, high: ratios[974]! };
}
