/**
 * `npm run bench -- access`: what row-level security costs each list at a million rows of every kind, on the PostgreSQL of this
 * machine. `measure.ts` says what is compared. Fails when a list takes more than 10 % longer, or when a plan reads a table of
 * more than 500 rows whole.
 *
 *   npm run bench -- access --seconds 1    a second for each list instead of five
 *   npm run bench -- access --only 'college-leader /v1/alerts' --plans    some lists, with their plans
 */
import { parseArgs } from 'node:util';
import type { LogEvent } from 'kysely';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import { openPostgres } from '../../../packages/server/src/node/postgres.ts';
import { createTestService } from '../../../packages/server/src/testing.ts';
import { type List, lists } from './lists.ts';
import { compare, makeOpenRole, statementsOf } from './measure.ts';
import { plansOf, tablesOver, wholeScans } from './plans.ts';
import { fill } from './rows.ts';

const ROWS = 1_000_000;
/** At most this many times as long. */
const BUDGET = 1.1;
/** A table of fewer rows may be read whole. */
const SMALL = 500;
const NOW = new Date('2026-10-12T02:00:00.000Z');

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '5' },
    plans: { type: 'boolean', default: false },
  },
});
const bin = await findPostgres({ install: true });
if (!bin) {
  console.error('There is no PostgreSQL on this machine: initdb and postgres on the PATH would be used.');
  process.exit(1);
}
const server = await startPostgres(bin, ['access']);
const heard: LogEvent[] = [];
const database = openPostgres(server.urlOf('access'), {
  connections: 2,
  log: event => void heard.push(event),
});
const start = performance.now();
const service = await createTestService({
  now: NOW,
  openDatabase: async () => database,
  content: { key: 'access bench', fill: (opened, now) => fill(opened, ROWS, now) },
});
console.log(`${ROWS} rows of a kind in ${((performance.now() - start) / 1000).toFixed(0)} s`);

const open = await makeOpenRole(database);
const big = await tablesOver(database, SMALL);
const faults: string[] = [];
let asked = 0;
async function measure(list: List): Promise<void> {
  const name = `${list.role} (${list.userId}) ${list.path}`;
  if (!`${list.role} ${list.userId} ${list.path}`.includes(values.only)) return;
  asked++;
  const statements = await statementsOf(service, heard, list);
  const whole = await wholeScans(database, statements, big);
  const cost = await compare(database, statements, open, { spend: Number(values.seconds) * 1000 });
  const [low, high] = cost.between;
  console.log(
    `${cost.ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}, ${cost.pairs} pairs)  ` +
      `${cost.guarded.toFixed(2)} ms with, ${cost.open.toFixed(2)} ms without, settings ${cost.settings.toFixed(2)} ms: ${name}` +
      (whole.length > 0 ? `  READ WHOLE: ${whole.join(', ')}` : ''),
  );
  if (values.plans) {
    console.log(
      `${statements.queries.map(({ text }) => text).join('\n\n')}\n\n${await plansOf(database, statements)}\n\nwithout:\n${await plansOf(database, statements, open)}\n`,
    );
  }
  if (cost.ratio > BUDGET || whole.length > 0) faults.push(name);
}
for (const list of lists) {
  await measure(list).catch((error: unknown) => {
    console.log(String(error));
    faults.push(`${list.role} (${list.userId}) ${list.path}`);
  });
}
await service.close();
await server.stop();
console.log(
  faults.length === 0
    ? `${asked} lists within 10 %, and no table of more than ${SMALL} rows is read whole.`
    : `${faults.length} of ${asked} lists take more than 10 % longer, or read a table of more than ${SMALL} rows whole:\n${faults.join('\n')}`,
);
process.exit(faults.length === 0 ? 0 : 1);
