/**
 * `npm run bench -- access`: what row-level security costs each list at a million rows of every kind, on the PostgreSQL of this
 * machine. `measure.ts` says what is compared. A list is within 10 % when the upper bound of the interval is, over it when the
 * lower one is, and undecided else. The counts of the alert badge are asked for as well, and told apart. Fails where a list is
 * over, where a plan reads a table of more than 500 rows whole, and where nothing was measured: a list that nobody asks for, or of
 * which nobody is given a row.
 *
 *   npm run bench -- access --seconds 1    a second for each list instead of two
 *   npm run bench -- access --only 'college-leader.*alerts' --plans    some lists, by a regular expression, with their plans
 *   npm run bench -- access --processor    counts the work of processors, for a machine that others use too; on Linux
 *   npm run bench -- access --url postgres://…    keeps the rows in this empty database, or takes those that it kept
 */
import { parseArgs } from 'node:util';
import type { LogEvent } from 'kysely';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import type { Database } from '../../../packages/server/src/database/database.ts';
import { openPostgres } from '../../../packages/server/src/node/postgres.ts';
import { createTestService } from '../../../packages/server/src/testing.ts';
import { forgotten, isCount, type List, lists } from './lists.ts';
import { byClock, byProcessor } from '../pairs.ts';
import { compare, createSides } from './measure.ts';
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
    seconds: { type: 'string', default: '2' },
    url: { type: 'string' },
    plans: { type: 'boolean', default: false },
    processor: { type: 'boolean', default: false },
  },
});
const bin = values.url === undefined ? await findPostgres({ install: true }) : undefined;
if (values.url === undefined && !bin) {
  console.error('There is no PostgreSQL on this machine: initdb and postgres on the PATH would be used.');
  process.exit(1);
}
const server = bin
  ? await startPostgres(bin, ['access'], { shared_buffers: '1GB', max_wal_size: '8GB', autovacuum: 'off' })
  : undefined;
const heard: LogEvent[] = [];
// One connection, so that both sides find the same things in its caches.
const database = openPostgres(values.url ?? server!.urlOf('access'), {
  connections: 1,
  log: event => void heard.push(event),
});
const start = performance.now();
const since = () => ((performance.now() - start) / 1000).toFixed(0);
const isKept = async (opened: Database) =>
  (await opened.kysely.selectFrom('students').select('id').limit(1).execute()).length > 0;
const service = await createTestService({
  now: NOW,
  openDatabase: async () => database,
  content: {
    key: 'access bench',
    fill: async (opened, now) => {
      if (!(await isKept(opened))) await fill(opened, ROWS, now, about => console.error(`${since()} s: ${about}`));
    },
  },
});
console.log(`${ROWS} rows of a kind in ${since()} s`);

const meter = values.processor ? await byProcessor(database) : byClock;
const sides = await createSides(service, heard, meter);
const big = await tablesOver(database, SMALL);
const only = new RegExp(values.only);
const chosen = lists.filter(({ role, userId, path }) => only.test(`${role} ${userId} ${path}`));
const percent = (ratio: number) => `${ratio < 1 ? '−' : '+'}${Math.abs(100 * (ratio - 1)).toFixed(0)} %`;

/** Names of lists by what has been found of them. */
const found = { within: [], undecided: [], over: [], counts: [], whole: [], failed: [] } as Record<
  'within' | 'undecided' | 'over' | 'counts' | 'whole' | 'failed',
  string[]
>;
const given = new Set<string>();

async function measure(list: List, name: string): Promise<void> {
  const session = await service.sessionFor({ userId: list.userId, role: list.role });
  const cost = await compare(sides, session, list, { spend: Number(values.seconds) * 1000 });
  const whole = await wholeScans(database, cost.asked, big);
  const { low, high, ratio } = cost.request;
  const verdict = high <= BUDGET ? 'within' : low > BUDGET ? 'over' : 'undecided';
  found[verdict === 'over' && isCount(list) ? 'counts' : verdict].push(name);
  if (whole.length > 0) found.whole.push(name);
  if (cost.rows > 0) given.add(list.name);
  const [statement, openStatement] = cost.statementsOf;
  const [setting, openSetting] = cost.settingsOf;
  console.log(
    `${percent(ratio)} (${percent(low)} to ${percent(high)}, ${cost.pairs} pairs)  ` +
      `${cost.open.toFixed(2)} → ${cost.guarded.toFixed(2)} ms; statements ` +
      `${cost.statements ? percent(cost.statements.ratio) : 'none'}, ${openStatement.toFixed(2)} → ${statement.toFixed(2)} ms, settings ${openSetting.toFixed(2)} → ${setting.toFixed(2)} ms: ${name}` +
      `${cost.rows === 0 ? '  (no row)' : ''}${verdict === 'over' ? '  TOO LONG' : ''}` +
      `${whole.length > 0 ? `  READ WHOLE: ${whole.join(', ')}` : ''}`,
  );
  if (values.plans) {
    console.log(
      `${cost.asked.queries.map(({ text }) => text).join('\n\n')}\n\n${await plansOf(database, cost.asked)}\n\nwithout:\n${await plansOf(database, cost.openAsked)}\n`,
    );
  }
}
for (const list of chosen) {
  const name = `${list.role} (${list.userId}) ${list.path}`;
  await measure(list, name).catch((error: unknown) => {
    console.log(`${name}: ${String(error)}`);
    found.failed.push(name);
  });
}
await service.close();
await server?.stop();
const told = (about: string, names: readonly string[]) => {
  if (names.length > 0) console.log(`\n${about}:\n${names.map(name => `  ${name}`).join('\n')}`);
};
const unseen = [...new Set(chosen.map(({ name }) => name))].filter(name => !given.has(name));
const { within, undecided, over, counts, whole, failed } = found;
told('More than 10 % longer', over);
told('Counts that take more than 10 % longer', counts);
told('Undecided', undecided);
told(`Read a table of more than ${SMALL} rows whole`, whole);
told('Failed', failed);
told('Not measured', [...(values.only === '' ? forgotten : []), ...unseen.map(name => `${name}: no row for anybody`)]);
console.log(
  `\n${chosen.length} lists in ${since()} s: ${within.length} within 10 %, ${undecided.length} undecided, ${over.length} over` +
    `${counts.length > 0 ? `, ${counts.length} counts over` : ''}, ${failed.length} failed; ${whole.length} read a table of more than ${SMALL} rows whole.`,
);
const faults = [...over, ...whole, ...failed, ...unseen, ...forgotten];
process.exit(faults.length === 0 ? 0 : 1);
