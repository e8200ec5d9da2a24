/** What `npm run faults` does. */
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../../scripts/postgres.mjs';
import type { Tried } from './lib/reporter.ts';
import { fileOf, tryFaults } from './lib/try.ts';
import { faults, titleOf } from './list.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '2' },
    'browser-kills': { type: 'string', default: '5' },
    long: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
for (const name of ['kills', 'browser-kills'] as const) {
  if (/^[1-9]\d*$/.test(values[name])) continue;
  console.error(`--${name} is a number from 1.`);
  process.exit(1);
}
const wanted = values.only?.split(',').map(Number) ?? faults.map(({ number }) => number);
const env = {
  XINQIAO_KILLS: values.kills,
  XINQIAO_BROWSER_KILLS: values['browser-kills'],
  ...(values.long && { XINQIAO_LONG: '1' }),
};

const found = new Map<number, Tried[]>();
/** One file after the other: each has the machine for itself. */
async function tryAll(numbers: readonly number[], more: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const file of new Set(numbers.map(fileOf))) {
    const those = numbers.filter(number => fileOf(number) === file);
    for (const tried of await tryFaults(those, { env: { ...env, ...more } })) {
      found.set(tried.number, [...(found.get(tried.number) ?? []), tried]);
    }
  }
}

await tryAll(wanted);
const onServer = wanted.filter(number => !fileOf(number).includes('browser'));
const bin = onServer.length > 0 ? await findPostgres({ install: true }) : undefined;
if (bin) {
  const names = ['http', 'killed'];
  const server = await startPostgres(bin, names);
  for (const name of names) {
    const those = onServer.filter(number => fileOf(number).includes(name));
    if (those.length > 0) await tryAll(those, { DATABASE_URL: server.urlOf(name) });
  }
  await server.stop();
} else if (onServer.length > 0) console.log('There is no PostgreSQL on this machine: left out.');

console.log('\n   # | fault                                                      | result   |        ms');
let lost = 0;
for (const fault of faults.filter(({ number }) => wanted.includes(number))) {
  // What one database leaves out the other one tries.
  const all = found.get(fault.number) ?? [];
  const tried = all.filter(({ outcome }) => outcome !== 'left out');
  const bad = tried.find(({ outcome }) => outcome === 'lost');
  const outcome = bad ? 'LOST' : tried.length > 0 ? 'kept' : 'left out';
  // A fault that nobody has tried is no fault that is survived.
  if (bad || all.length === 0) lost++;
  const ms = tried.map(one => Math.round(one.ms).toLocaleString('en')).join(' / ');
  const name = fault.fault.length > 58 ? `${fault.fault.slice(0, 57)}…` : fault.fault;
  console.log(`${String(fault.number).padStart(4)} | ${name.padEnd(58)} | ${outcome.padEnd(8)} | ${ms.padStart(9)}`);
  if (bad) console.log(`     | ${titleOf(fault)}\n     | ${bad.why}`);
  if (all.length > 0 && tried.length === 0) console.log(`     | ${all[0]!.why}`);
}
const kept = wanted.length - lost;
console.log(`${kept} of ${wanted.length} faults: nothing lost that was shown as saved, nothing seen by anybody else`);
process.exit(lost === 0 ? 0 : 1);
