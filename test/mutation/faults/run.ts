/**
 * `npm run mutation -- faults`: takes away each guard, and looks whether the test of its fault turns red. Prints a table. Fails
 * when one stays green, when a test is red with all guards in place, and when a fault has no guard that could be taken away.
 *
 *   npm run mutation -- faults --only 14,36    the guards of these faults
 *   npm run mutation -- faults --at-once 4     so many at a time; 2 when left out
 *   npm run mutation -- faults --patience 20   seconds in which something comes about that has to; 25 when left out
 *
 * About half an hour on two busy cores. Nothing is written: the altered code is what the test's process, and the
 * page in its browser, are given.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import type { Tried } from '../../faults/lib/reporter.ts';
import { fileOf, tryFaults } from '../../faults/lib/try.ts';
import { faults } from '../../faults/list.ts';
import { type Guard, guards } from './guards.ts';
import { problemsOf } from './removal.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    patience: { type: 'string', default: '25' },
  },
});
const wanted = values.only?.split(',').map(Number) ?? faults.map(({ number }) => number);
const chosen = guards.filter(({ fault }) => wanted.includes(fault));
const problems = [
  ...wanted
    .filter(number => !guards.some(({ fault }) => fault === number))
    .map(number => `Fault ${number} has no guard here.`),
  ...chosen.flatMap(({ fault, removals }) => problemsOf(removals).map(problem => `Fault ${fault}: ${problem}`)),
];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

/** Milliseconds for one test without one guard: what hangs shows nothing. */
const LIMIT = 300_000;
const started = performance.now();
const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`;
const onServer = chosen.filter(guard => guard.onServer);
const bin = onServer.length > 0 ? await findPostgres({ install: true }) : undefined;
const baseOf = (guard: Guard) => `guard${chosen.indexOf(guard)}`;
const server = bin ? await startPostgres(bin, ['unaltered', ...onServer.map(baseOf)]) : undefined;
const patience = { XINQIAO_PATIENCE: String(Number(values.patience) * 1000) };
const removal = fileURLToPath(new URL('removal.ts', import.meta.url));

async function all<T, R>(list: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...list.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
  return results;
}

/** With every guard in its place, in the time that there is without one: else red says nothing. */
async function unaltered(): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const database of [undefined, 'unaltered']) {
    if (database && !server) continue;
    const numbers = new Set(
      chosen.filter(({ onServer = false }) => onServer === (database !== undefined)).map(({ fault }) => fault),
    );
    const url = database && { DATABASE_URL: server!.urlOf(database) };
    for (const file of new Set([...numbers].map(fileOf))) {
      const those = [...numbers].filter(number => fileOf(number) === file);
      const found = await tryFaults(those, { env: { ...patience, ...url } });
      // What did not run at all is told by its absence.
      tried.push(
        ...those.map(
          number =>
            found.find(one => one.number === number) ??
            ({ number, outcome: 'lost', ms: 0, why: 'did not run' } as const),
        ),
      );
    }
  }
  return tried;
}

interface Seen {
  readonly guard: Guard;
  readonly verdict: 'red' | 'GREEN' | 'BROKEN' | 'left out';
  readonly tried: Tried | undefined;
}
async function takeAway(guard: Guard): Promise<Seen> {
  const { fault, removals, onServer } = guard;
  if (onServer && !server) return { guard, verdict: 'left out', tried: undefined };
  const env = {
    XINQIAO_WITHOUT: JSON.stringify(removals),
    ...patience,
    ...(onServer && { DATABASE_URL: server!.urlOf(baseOf(guard)) }),
  };
  const found = await tryFaults([fault], { env, imports: [removal], limit: LIMIT });
  // The first that was told: what is looked at when a test has ended comes behind it.
  const tried = found.find(({ outcome }) => outcome === 'lost') ?? found[0];
  const isRed = tried?.outcome === 'lost' && tried.kind !== 'other';
  const verdict = isRed ? 'red' : tried?.outcome === 'kept' ? 'GREEN' : 'BROKEN';
  console.log(`${verdict.padEnd(6)} ${fault}, ${guard.guard}: ${seconds(tried?.ms ?? 0)}`);
  return { guard, verdict, tried };
}

const before = (await unaltered()).filter(({ outcome }) => outcome !== 'kept');
for (const { number, why, where } of before) console.log(`Red with all guards in place: ${number}, ${where}: ${why}`);
if (before.length > 0) {
  await server?.stop();
  process.exit(1);
}
console.log(`Green with all guards in place, after ${seconds(performance.now() - started)}. Without a guard:`);
const seen = await all(chosen, takeAway);
await server?.stop();

const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
console.log('\n   # | without this guard                                           | is       | because');
for (const { guard, verdict, tried } of seen) {
  const { where = '', why = 'no PostgreSQL here' } = tried ?? {};
  console.log(
    `${String(guard.fault).padStart(4)} | ${short(guard.guard, 60).padEnd(60)} | ${verdict.padEnd(8)} | ${where}`,
  );
  if (verdict !== 'GREEN') console.log(`     | ${' '.repeat(60)} | ${' '.repeat(8)} |   ${short(why, 200)}`);
}
const count = (verdict: Seen['verdict']) => seen.filter(one => one.verdict === verdict).length;
const compared = seen.filter(({ verdict, tried }) => verdict === 'red' && tried?.kind === 'assertion').length;
const of = new Set(chosen.map(({ fault }) => fault)).size;
console.log(
  `\n${chosen.length} guards of ${of} faults: ${count('red')} red without them (${compared} by a comparison), ${count('GREEN')} green, ${count('BROKEN')} broken, ` +
    `${count('left out')} left out; ${Math.round((performance.now() - started) / 60_000)} minutes`,
);
process.exit(count('GREEN') + count('BROKEN') === 0 ? 0 : 1);
