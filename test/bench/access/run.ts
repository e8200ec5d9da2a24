/**
 * What row-level security costs: the statements of every list, as the service sends them, with it and without, turn by turn, on
 * the PostgreSQL of this machine. Prints medians, their ratio, and every scan of a whole big table in a plan.
 */
import { performance } from 'node:perf_hooks';
import { type LogEvent, sql } from 'kysely';
import { findPostgres, startPostgres } from '../../../scripts/postgres.mjs';
import type { Queries } from '../../../packages/server/src/database/database.ts';
import { roleNames } from '../../../packages/server/src/database/roles.ts';
import { openPostgres } from '../../../packages/server/src/node/postgres.ts';
import { createTestService } from '../../../packages/server/src/testing.ts';
import { NOW } from '../../access/facts.ts';
import { fill } from './rows.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 60);
/** At most this many times as long. */
const BUDGET = 1.1;
/** A table of fewer rows may be scanned whole. */
const BIG = 10_000;

const bin = await findPostgres({ install: true });
if (!bin) {
  console.error('There is no PostgreSQL on this machine: initdb and postgres on the PATH would be used.');
  process.exit(1);
}
const server = await startPostgres(bin, ['access']);
let heard: LogEvent[] = [];
const database = openPostgres(server.urlOf('access'), { connections: 2, log: event => void heard.push(event) });
const { kysely } = database;
const start = performance.now();
const service = await createTestService({
  now: NOW,
  openDatabase: async () => database,
  content: { key: 'access bench', fill: async (opened, now) => fill(opened, ROWS, now) },
});
console.log(`${ROWS} rows of a kind in ${((performance.now() - start) / 1000).toFixed(0)} s`);
const names = await roleNames(database);

const lists = [
  ['student', 'n20', '/v1/assignments'],
  ['student', 'n20', '/v1/consents'],
  ['student', 'n20', '/v1/corrections'],
  ['student', 'n20', '/v1/erasures'],
  ['student', 'n20', '/v1/access-log'],
  ['guardian', 'g', '/v1/students'],
  ['guardian', 'g', '/v1/consents'],
  ['class-committee', 'n20', '/v1/students'],
  ['counsellor', 't-counsellor', '/v1/students'],
  ['counsellor', 't-counsellor', '/v1/alerts'],
  ['counsellor', 't-counsellor', '/v1/alerts/summary'],
  ['counsellor', 't-counsellor', '/v1/organisation-units'],
  ['psych-staff', 't-psych-staff', '/v1/students'],
  ['psych-staff', 't-psych-staff', '/v1/students?unitId=k2'],
  ['psych-staff', 't-psych-staff', '/v1/responses?studentId=p20'],
  ['psych-staff', 't-psych-staff', '/v1/alerts'],
  ['psych-staff', 't-psych-staff', '/v1/alerts?unitId=k2'],
  ['psych-staff', 't-psych-staff', '/v1/corrections'],
  ['psych-staff', 't-psych-staff', '/v1/campaigns'],
  ['college-leader', 't-college-leader', '/v1/alerts'],
  ['school-leader', 't-school-leader', '/v1/alerts'],
  ['school-leader', 't-school-leader', '/v1/alerts/summary'],
  ['operator', 't-operator', '/v1/audit'],
] as const;

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

const run = async (db: Queries, { text, parameters }: Statement, prefix = ''): Promise<unknown[]> => {
  const { rows } = await db.executeQuery<unknown>({
    ...{
      sql: prefix + text,
      parameters: [...parameters],
      query: { kind: 'RawNode' } as never,
      queryId: { queryId: '' },
    },
  });
  return rows;
};

/** What the handler asks the database, between the role it takes on and the one it gives back; and these two. */
async function statementsOf(role: string, userId: string, path: string) {
  const session = await service.sessionFor({ userId, role: role as never });
  heard = [];
  const response = await service.call(session, 'GET', path);
  if (response.status !== 200) throw new Error(`${role} ${path}: ${response.status} ${await response.text()}`);
  const sent = heard.map(({ query }) => ({ text: query.sql, parameters: query.parameters }));
  const from = sent.findIndex(
    ({ text, parameters }) => text.includes('set_config') && parameters.includes('xinqiao.tenant'),
  );
  const to = sent.findIndex(
    ({ text, parameters }, at) => at > from && text.includes('set_config') && parameters.includes('none'),
  );
  return { settings: sent[from]!, queries: sent.slice(from + 1, to === -1 ? undefined : to) };
}

type Asked = Awaited<ReturnType<typeof statementsOf>>;

async function time({ settings, queries }: Asked): Promise<number> {
  return kysely.transaction().execute(async db => {
    await run(db, settings);
    const begin = performance.now();
    for (const query of queries) await run(db, query);
    return performance.now() - begin;
  });
}

/** Roles that pass row-level security by, for as long as `without` lasts. */
const bypass = async (without: boolean): Promise<void> => {
  for (const name of Object.values(names)) {
    await sql`alter role ${sql.id(name)} ${sql.raw(without ? 'bypassrls' : 'nobypassrls')}`.execute(kysely);
  }
};

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

function* scans(plan: Plan): Generator<string> {
  if (plan['Node Type'] === 'Seq Scan') yield plan['Relation Name']!;
  for (const part of plan.Plans ?? []) yield* scans(part);
}

const { rows: sizes } = await sql<{ name: string; rows: number }>`
  select relname as name, reltuples::float as rows from pg_class where relkind = 'r'
`.execute(kysely);
const big = new Set(sizes.filter(({ rows }) => rows > BIG).map(({ name }) => name));

async function wholeScans({ settings, queries }: Asked): Promise<string[]> {
  return kysely.transaction().execute(async db => {
    await run(db, settings);
    const found: string[] = [];
    for (const query of queries) {
      const [row] = (await run(db, query, 'explain (format json) ')) as [{ 'QUERY PLAN': [{ Plan: Plan }] }];
      found.push(...[...scans(row['QUERY PLAN'][0].Plan)].filter(name => big.has(name)));
    }
    return found;
  });
}

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!;

let isWithin = true;
for (const [role, userId, path] of lists) {
  const asked = await statementsOf(role, userId, path);
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 10) {
    for (const without of [false, true]) {
      await bypass(without);
      await time(asked);
      for (let turn = 0; turn < 10; turn++) times[Number(without)]!.push(await time(asked));
    }
  }
  await bypass(false);
  const whole = await wholeScans(asked);
  const [guarded, bare] = [median(times[0]), median(times[1])];
  const ratio = guarded / bare;
  isWithin &&= ratio <= BUDGET && whole.length === 0;
  console.log(
    `${ratio.toFixed(2)}  ${guarded.toFixed(2)} ms with, ${bare.toFixed(2)} ms without: ${role} ${path}` +
      (whole.length > 0 ? `  WHOLE TABLE: ${[...new Set(whole)].join(', ')}` : ''),
  );
}
await service.close();
await server.stop();
console.log(
  isWithin ? 'Within 10 %, and no big table is read whole.' : 'Not within 10 %, or a big table is read whole.',
);
process.exit(isWithin ? 0 : 1);
