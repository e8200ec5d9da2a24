/**
 * Measures one list with row-level security and without.
 *
 * With: the statements that the service sends, as the role of the database that the service takes on for this caller, with the
 * settings it makes. Without: the same statements, with the same settings, as a role that passes row-level
 * security by. The guards of the service have put the caller's scope into these statements themselves (`access/reach.ts`), so
 * both sides give the same rows; that is checked. What is compared is therefore the second wall alone.
 */
import { performance } from 'node:perf_hooks';
import { type LogEvent, sql } from 'kysely';
import type { Database, Queries } from '../../../packages/server/src/database/database.ts';
import type { TestService } from '../../../packages/server/src/testing.ts';
import type { List } from './lists.ts';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

export interface Asked {
  /** Of the caller, and the role. */
  readonly settings: Statement;
  readonly queries: readonly Statement[];
}

const run = async (db: Queries, { text, parameters }: Statement, prefix = ''): Promise<unknown[]> => {
  const { rows } = await db.executeQuery<unknown>({
    sql: prefix + text,
    parameters: [...parameters],
    query: { kind: 'RawNode' } as never,
    queryId: { queryId: '' },
  });
  return rows;
};

/**
 * What a handler asks of the database: between the role that is taken on and the one that is given back.
 *
 * @param heard where the database logs what it was sent.
 */
export async function statementsOf(
  service: TestService,
  heard: LogEvent[],
  { role, userId, path }: List,
): Promise<Asked> {
  const session = await service.sessionFor({ userId, role });
  heard.length = 0;
  const response = await service.call(session, 'GET', encodeURI(path));
  if (response.status !== 200) throw new Error(`${role} ${path}: ${response.status} ${await response.text()}`);
  const sent = heard.map(({ query }) => ({ text: query.sql, parameters: query.parameters }));
  const sets = (name: string) => (one: Statement) => one.text.includes('set_config') && one.parameters.includes(name);
  const from = sent.findIndex(sets('xinqiao.tenant'));
  const to = sent.findIndex((one, at) => at > from && sets('none')(one));
  return { settings: sent[from]!, queries: sent.slice(from + 1, to) };
}

/** A role that reads everything and that no policy binds. */
export async function makeOpenRole({ kysely }: Database): Promise<string> {
  const name = 'xinqiao_bench_open';
  await sql
    .raw(
      `do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then create role ${name} nologin bypassrls; end if;
    grant usage on schema public, clinical, audit to ${name};
    grant select on all tables in schema public, clinical, audit to ${name};
  end $$`,
    )
    .execute(kysely);
  return name;
}

type Act<T> = (db: Queries) => Promise<T>;

/** Within a transaction as the caller, or as `open`. */
export const asCaller = <T>(
  { kysely }: Database,
  { settings }: Asked,
  open: string | undefined,
  act: Act<T>,
): Promise<T> =>
  kysely.transaction().execute(async db => {
    await run(db, settings);
    if (open !== undefined) await sql`select set_config('role', ${open}, true)`.execute(db);
    return act(db);
  });

/** Milliseconds for all statements. */
const time =
  ({ queries }: Asked): Act<number> =>
  async db => {
    const begin = performance.now();
    for (const query of queries) await run(db, query);
    return performance.now() - begin;
  };

const rowsOf =
  ({ queries }: Asked): Act<string> =>
  async db => {
    const all: unknown[] = [];
    for (const query of queries) all.push(await run(db, query));
    return JSON.stringify(all);
  };

/** Of each statement. */
export const explain =
  ({ queries }: Asked, options: string): Act<unknown[][]> =>
  async db => {
    const plans: unknown[][] = [];
    for (const query of queries) plans.push(await run(db, query, `explain (${options}) `));
    return plans;
  };

const sorted = (all: readonly number[]): number[] => all.toSorted((a, b) => a - b);
const median = (all: readonly number[]): number => sorted(all)[all.length >> 1]!;

/** Of the median: 95 %, by the order of the values. */
function interval(all: readonly number[]): [number, number] {
  const half = Math.ceil(0.98 * Math.sqrt(all.length));
  const middle = all.length >> 1;
  const values = sorted(all);
  return [values[Math.max(0, middle - half)]!, values[Math.min(all.length - 1, middle + half)]!];
}

interface Cost {
  readonly guarded: number;
  readonly open: number;
  readonly ratio: number;
  readonly between: [number, number];
  readonly pairs: number;
  readonly settings: number;
}

/** @param spend milliseconds for all pairs; there are 7 at least and `most` at most. */
export async function compare(
  database: Database,
  asked: Asked,
  open: string,
  { spend = 5_000, most = 400 } = {},
): Promise<Cost> {
  if (
    (await asCaller(database, asked, undefined, rowsOf(asked))) !==
    (await asCaller(database, asked, open, rowsOf(asked)))
  ) {
    throw new Error('Row-level security changes what the list holds: the guards of the service let more through.');
  }
  const guarded: number[] = [];
  const bare: number[] = [];
  const settings: number[] = [];
  const ratios: number[] = [];
  const sides = [
    async () => {
      const begin = performance.now();
      let spent = 0;
      await asCaller(database, asked, undefined, async db => {
        settings.push(performance.now() - begin);
        spent = await time(asked)(db);
      });
      guarded.push(spent);
    },
    async () => {
      bare.push(await asCaller(database, asked, open, time(asked)));
    },
  ];
  const end = performance.now() + spend;
  for (let pair = -2; pair < most && (pair < 7 || performance.now() < end); pair++) {
    if (pair === 0) for (const all of [guarded, bare, settings]) all.length = 0;
    for (const side of pair % 2 === 0 ? sides : sides.toReversed()) await side();
    if (pair >= 0) ratios.push(guarded.at(-1)! / bare.at(-1)!);
  }
  return {
    guarded: median(guarded),
    open: median(bare),
    ratio: median(guarded) / median(bare),
    between: interval(ratios),
    pairs: ratios.length,
    settings: median(settings),
  };
}
