/**
 * `npm run mutation -- faults`: takes away each guard, and looks whether the test of its fault turns red. Fails when one stays
 * green, and when a fault has no guard that could be taken away.
 *
 *   npm run mutation -- faults --only 14,36    the guards of these faults
 *   npm run mutation -- faults --at-once 4     so many at a time; 2 when left out
 *   npm run mutation -- faults --patience 20   seconds in which something comes about that has to; 25 when left out
 *
 * Nothing is written: the altered code is what the test's process, and the page in its browser, are given.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import { fileOf, tryFaults } from '../../faults/lib/try.ts';
import { faults } from '../../faults/list.ts';
import { type Guard, guards } from './guards.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    patience: { type: 'string', default: '25' },
  },
});
const wanted = values.only?.split(',').map(Number) ?? faults.map(({ number }) => number);
const chosen = guards.filter(({ fault }) => wanted.includes(fault));
const problems = wanted
  .filter(number => !guards.some(({ fault }) => fault === number))
  .map(number => `Fault ${number} has no guard here.`);
const root = new URL('../../../', import.meta.url);
for (const { fault, removals } of chosen) {
  for (const { file, guard } of removals) {
    const times = readFileSync(new URL(file, root), 'utf8').split(guard).length - 1;
    if (times !== 1) problems.push(`Fault ${fault}: ${file} has this ${times} times: ${guard}`);
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

const bin = chosen.some(({ onServer }) => onServer) ? await findPostgres({ install: true }) : undefined;
const names = chosen.flatMap(({ onServer }, index) => (onServer ? [`guard${index}`] : []));
const server = bin ? await startPostgres(bin, names) : undefined;
const removal = fileURLToPath(new URL('removal.ts', import.meta.url));

interface Seen {
  readonly guard: Guard;
  readonly verdict: string;
  readonly isRed: boolean;
}
async function takeAway(guard: Guard): Promise<Seen> {
  const { fault, removals, onServer } = guard;
  if (onServer && !server) return { guard, verdict: 'left out: there is no PostgreSQL', isRed: true };
  const env = {
    XINQIAO_WITHOUT: JSON.stringify(removals),
    XINQIAO_PATIENCE: String(Number(values.patience) * 1000),
    ...(onServer && { DATABASE_URL: server!.urlOf(`guard${chosen.indexOf(guard)}`) }),
  };
  const [tried] = await tryFaults([fault], env, [removal]);
  const isRed = tried?.outcome === 'lost';
  return { guard, isRed, verdict: isRed ? `yes: ${tried.why}` : `NO: ${tried?.outcome ?? 'the test did not run'}` };
}

const seen: Seen[] = [];
const waiting = [...chosen];
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const one = await takeAway(next);
    seen.push(one);
    const { fault, guard } = one.guard;
    console.log(`${String(fault).padStart(3)} | ${guard}\n    | red without it: ${one.verdict.slice(0, 160)}`);
  }
};
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
await server?.stop();

const survivors = seen.filter(({ isRed }) => !isRed);
const of = new Set(chosen.map(({ fault }) => fault)).size;
const files = new Set(chosen.map(({ fault }) => fileOf(fault))).size;
console.log(
  `\n${chosen.length} guards of ${of} faults (${files} test files): ${seen.length - survivors.length} red without them`,
);
for (const { guard } of survivors) console.log(`stays green: ${guard.fault}, ${guard.guard}`);
process.exit(survivors.length === 0 ? 0 : 1);
