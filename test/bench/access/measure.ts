/**
 * Measures one list with row-level security and without.
 *
 * What is asked is the whole request: the app with its session, guards, transaction, statements and the entry of the audit, from
 * the request to the body of the answer, without the network between. With: as the service is. Without: the same app on the
 * same database through the same connection, whose handlers run as roles that pass row-level security by. The guards of the
 * service have put the caller's scope into the statements themselves (`access/reach.ts`), so both give the same answer; that
 * is checked. What is compared is therefore the second wall alone. Beside it the statements of the handler in the same requests.
 */
import { performance } from 'node:perf_hooks';
import type { EmbedSession } from '@xinqiao/contract/types';
import { type LogEvent, sql } from 'kysely';
import { type Wall, WALLS } from '../../../packages/server/src/access/policy.ts';
import { allHandlers } from '../../../packages/server/src/app/all-handlers.ts';
import { environmentOf } from '../../../packages/server/src/app/create-app.ts';
import { createRouter, type Environment } from '../../../packages/server/src/app/router.ts';
import type { Database, Queries } from '../../../packages/server/src/database/database.ts';
import type { TestService } from '../../../packages/server/src/testing.ts';
import { type Meter, median, type Ratio, ratioOf } from '../pairs.ts';
import type { List } from './lists.ts';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** What a request asks of the database as the caller. */
interface Asked {
  /** Of the caller, and the role. */
  readonly settings: Statement;
  readonly queries: readonly Statement[];
  /** Of the queries, in milliseconds. */
  readonly spent: number;
  /** Of the settings, likewise. */
  readonly told: number;
}

/** The service once with row-level security and once without. */
export interface Sides {
  readonly database: Database;
  /** Where the database logs what it was sent. */
  readonly heard: LogEvent[];
  readonly meter: Meter;
  readonly guarded: Environment;
  readonly open: Environment;
}

const OPEN = 'xinqiao_bench_open';

/**
 * A role that reads everything and that no policy binds. Nothing is looked up for it that policies alone would ask for: neither
 * what a caller reaches nor whether that is the whole school.
 */
export async function createSides(service: TestService, heard: LogEvent[], meter: Meter): Promise<Sides> {
  const { database, clock } = service;
  await sql
    .raw(
      `do $$ begin
    if not exists (select from pg_roles where rolname = '${OPEN}') then create role ${OPEN} nologin bypassrls; end if;
    grant usage on schema public, clinical, audit to ${OPEN};
    grant select on all tables in schema public, clinical, audit to ${OPEN};
  end $$`,
    )
    .execute(database.kysely);
  const guarded = environmentOf({ database, clock: clock.now });
  const names = Object.fromEntries(WALLS.map(wall => [wall, OPEN])) as Record<Wall, string>;
  const settingsOf = (_: unknown, tenant: string) => ({ tenant });
  return { database, heard, meter, guarded, open: { ...guarded, roleNames: async () => names, settingsOf } };
}

interface Answer {
  readonly body: string;
  readonly spent: number;
  readonly asked: Asked;
}

/** What a handler asks of the database: between the role that is taken on and the one that is given back. */
function askedOf(heard: readonly LogEvent[]): Asked {
  const sets = (name: string) => (one: LogEvent) =>
    one.query.sql.includes('set_config') && one.query.parameters.includes(name);
  const from = heard.findIndex(sets('xinqiao.tenant'));
  const to = heard.findIndex((one, at) => at > from && sets('none')(one));
  const toStatement = ({ query }: LogEvent) => ({ text: query.sql, parameters: query.parameters });
  const queries = heard.slice(from + 1, to);
  return {
    settings: toStatement(heard[from]!),
    queries: queries.map(toStatement),
    spent: queries.reduce((sum, { queryDurationMillis }) => sum + queryDurationMillis, 0),
    told: heard[from]!.queryDurationMillis,
  };
}

type Ask = () => Promise<Answer>;

/** @throws {Error} when the answer isn't the list. */
function asking({ heard, meter }: Sides, environment: Environment, { token }: EmbedSession, { role, path }: List): Ask {
  const router = createRouter(environment, allHandlers, '');
  return async () => {
    heard.length = 0;
    const begin = meter();
    const response = await router.fetch(
      new Request(`http://localhost${encodeURI(path)}`, { headers: { authorization: `Bearer ${token}` } }),
    );
    const body = await response.text();
    const spent = meter() - begin;
    if (response.status !== 200) throw new Error(`${role} ${path}: ${response.status} ${body}`);
    return { body, spent, asked: askedOf(heard) };
  };
}

type Act<T> = (db: Queries) => Promise<T>;

const run = async (db: Queries, { text, parameters }: Statement, prefix = ''): Promise<unknown[]> => {
  const { rows } = await db.executeQuery<unknown>({
    sql: prefix + text,
    parameters: [...parameters],
    query: { kind: 'RawNode' } as never,
    queryId: { queryId: '' },
  });
  return rows;
};

/** Within a transaction with the settings of a request: as its role. */
export const asAsked = <T>({ kysely }: Database, { settings }: Asked, act: Act<T>): Promise<T> =>
  kysely.transaction().execute(async db => {
    await run(db, settings);
    return act(db);
  });

/** Of each statement. */
export const explain =
  ({ queries }: Asked, options: string): Act<unknown[][]> =>
  async db => {
    const plans: unknown[][] = [];
    for (const query of queries) plans.push(await run(db, query, `explain (${options}) `));
    return plans;
  };

interface Cost {
  readonly guarded: number;
  readonly open: number;
  readonly request: Ratio;
  /** Of the handler's statements alone, by the same requests; nothing where it asks the database nothing. */
  readonly statements?: Ratio;
  readonly statementsOf: readonly [guarded: number, open: number];
  /** Of telling the transaction its role and settings, with what is looked up for them. */
  readonly settingsOf: readonly [guarded: number, open: number];
  readonly pairs: number;
  /** In the answer. */
  readonly rows: number;
  readonly asked: Asked;
  readonly openAsked: Asked;
}

/** @param spend milliseconds for all pairs; there are 9 at least and `most` at most. */
export async function compare(
  sides: Sides,
  session: EmbedSession,
  list: List,
  { spend = 2_000, most = 300 } = {},
): Promise<Cost> {
  const ask = [sides.guarded, sides.open].map(environment => asking(sides, environment, session, list));
  // Once each for nothing: pages are read and the code is warm.
  const [guarded, open] = [await ask[0]!(), await ask[1]!()];
  if (guarded.body !== open.body) {
    throw new Error('Row-level security changes what the list holds: the guards of the service let more through.');
  }
  const times: [number, number][] = [];
  const statements: [number, number][] = [];
  const settings: [number, number][] = [];
  const end = performance.now() + spend;
  for (let pair = -2; pair < most && (pair < 9 || performance.now() < end); pair++) {
    const answers: Answer[] = [];
    for (const side of pair % 2 === 0 ? [0, 1] : [1, 0]) answers[side] = await ask[side]!();
    if (pair < 0) continue;
    times.push([answers[0]!.spent, answers[1]!.spent]);
    statements.push([answers[0]!.asked.spent, answers[1]!.asked.spent]);
    settings.push([answers[0]!.asked.told, answers[1]!.asked.told]);
  }
  const medianOf = (all: [number, number][], side: 0 | 1) => median(all.map(pair => pair[side]));
  return {
    guarded: medianOf(times, 0),
    open: medianOf(times, 1),
    request: ratioOf(times),
    ...(guarded.asked.queries.length > 0 && { statements: ratioOf(statements) }),
    statementsOf: [medianOf(statements, 0), medianOf(statements, 1)],
    settingsOf: [medianOf(settings, 0), medianOf(settings, 1)],
    pairs: times.length,
    rows: (JSON.parse(guarded.body) as { data?: unknown[] }).data?.length ?? 1,
    asked: guarded.asked,
    openAsked: open.asked,
  };
}
