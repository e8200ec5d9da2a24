/**
 * What each caller writes behind the second wall, when it tries everything: row by row as the service does, all rows at once, in
 * another school, and so that a row of its own becomes somebody else's. Everything is undone.
 */
import { sql } from 'kysely';
import { DEFAULT_TENANT, type Queries } from '../../packages/server/src/database/database.ts';
import { type Caller, childrenOfGuardian } from './facts.ts';
import type { OperationName } from './oracle.ts';
import { as, heldRights, keyOf, quoted, tables, tenantOf, type Who, writingOf } from './second-wall.ts';
import { type Change, readable, type Table, writable } from './tables.ts';
import { everybody, type Thing } from './things.ts';
import { OTHER_TENANT, type World } from './world.ts';

/** Of a right that is missing, and of a row that the caller may not write. */
const PRIVILEGE = '42501';

/** One in each relation, in a state in which there is a row of every table. */
const WRITTEN: readonly string[] = [
  ...['a1-withdrawn', 'a1-given', 'a10-given', 'a10-withdrawn', 'b1-given', 'x1-given'],
  ...childrenOfGuardian,
];

/** Rows about nobody. */
const NOBODYS: Thing = { id: '', stands: () => true };

interface Samples {
  /** For each table, a row as JSON by what it is about. */
  readonly rows: ReadonlyMap<Table, ReadonlyMap<string, string>>;
  /** Tables whose rows are a student's: the column that says whose. */
  readonly owned: ReadonlySet<Table>;
}

export async function readSamples({ database: { kysely } }: World): Promise<Samples> {
  const rows = new Map<Table, Map<string, string>>();
  for (const table of tables) {
    const id = readable[table].subject;
    const found = await sql
      .raw<{ id: string; row: string }>(
        `select ${id === undefined ? "''" : `distinct on (${id}) ${id}`} as id, to_jsonb(t)::text as row from ${table} t
         where ${tenantOf(table)} = ${quoted(DEFAULT_TENANT)} ${id === undefined ? 'limit 1' : ''}`,
      )
      .execute(kysely);
    rows.set(table, new Map(found.rows.map(one => [one.id, one.row])));
  }
  const owned = [...rows].filter(([, samples]) => [...samples.values()].some(row => 'student_id' in JSON.parse(row)));
  return { rows, owned: new Set(owned.map(([table]) => table)) };
}

/** Runs a statement that may be refused and undoes it: what `look` says of it, or the code of the error. */
async function attempt<T>(db: Queries, statement: string, look: (touched: number) => Promise<T>): Promise<T | string> {
  await sql`savepoint attempt`.execute(db);
  try {
    const { rows, numAffectedRows } = await sql.raw(statement).execute(db);
    return await look(Number(numAffectedRows ?? rows.length));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  } finally {
    // The role as well, if it was left.
    await sql`rollback to savepoint attempt`.execute(db);
  }
}

/** What is wrong with what a caller writes, of these tables. */
export async function writeFaults(
  world: World,
  who: Who,
  samples: Samples,
  of: readonly Table[] = tables,
): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of writingOf(caller)) {
    await as(world, who, at, async db => {
      const held = await heldRights(db, of);
      for (const change of ['insert', 'update', 'delete'] as const) {
        for (const table of of) {
          const right = held.find(one => one.table === table && one.right === change);
          const attempted: Attempted = { db, caller, at, table, change, columns: right?.columns ?? [], samples };
          const found = right
            ? [...(await oneByOne(attempted)), ...(await everyRow(attempted)), ...(await away(attempted))]
            : // Nothing of it would be done.
              allowed(attempted).map(({ id }) => `${id}: refused`);
          faults.push(...found.map(fault => `${caller.id} ${change} ${table} at ${at}: ${fault}`));
        }
      }
    });
  }
  return faults;
}

interface Attempted {
  readonly db: Queries;
  readonly caller: Caller;
  readonly at: OperationName;
  readonly table: Table;
  readonly change: Change;
  /** Those of the right. */
  readonly columns: readonly string[];
  readonly samples: Samples;
}

/** What there is a row about. */
function present({ table, samples }: Attempted): Thing[] {
  const { subject, things = everybody } = readable[table];
  const rows = samples.rows.get(table)!;
  return (subject === undefined ? [NOBODYS] : things).filter(({ id }) => rows.has(id));
}

/** Of these what the caller may write. */
function allowed(attempted: Attempted): Thing[] {
  const { caller, at, table, change } = attempted;
  const relation = { ...writable[table]?.any?.[change], ...writable[table]?.[at]?.[change] }[keyOf(caller)];
  return relation === undefined ? [] : present(attempted).filter(one => one.stands(caller, relation));
}

const inserted = (table: Table, row: string): string =>
  `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${quoted(row)})`;
const moved = (row: string): string => JSON.stringify({ ...JSON.parse(row), tenant_id: OTHER_TENANT });

/** Row by row: one that is there is written again, here and in the other school. */
async function oneByOne(attempted: Attempted): Promise<string[]> {
  const { db, table, change, columns, samples } = attempted;
  const { subject } = readable[table];
  const may = new Set(allowed(attempted));
  const tried = present(attempted).filter(({ student }) => !student || WRITTEN.includes(student.id));
  const faults: string[] = [];
  for (const thing of tried) {
    const row = samples.rows.get(table)!.get(thing.id)!;
    const where = subject === undefined ? 'true' : `${subject} = ${quoted(thing.id)}`;
    const statement = {
      insert: inserted(table, row),
      update: `update ${table} set "${columns[0]}" = "${columns[0]}" where ${where} returning 1`,
      delete: `delete from ${table} where ${where} returning 1`,
    }[change];
    const outcome = await attempt(db, statement, async touched => touched);
    // Whoever passes the wall is stopped by the row that is there already.
    const isDone = typeof outcome === 'string' ? outcome !== PRIVILEGE : outcome > 0;
    if (isDone !== may.has(thing)) faults.push(`${thing.id}: ${isDone ? 'done' : 'refused'}`);
    if (change !== 'insert' || !may.has(thing)) continue;
    const there = await attempt(db, inserted(table, moved(row)), async () => 'done');
    if (there !== PRIVILEGE) faults.push(`${thing.id} of another tenant: ${there}`);
  }
  return faults;
}

/** Without any condition, so that no right to read is asked for: exactly what the caller may write is touched. */
async function everyRow(attempted: Attempted): Promise<string[]> {
  const { db, table, change, columns, samples } = attempted;
  if (change === 'insert') return [];
  const { subject = "''" } = readable[table];
  const tenant = tenantOf(table);
  const look = async (): Promise<string[]> => {
    await sql`set local role none`.execute(db);
    // Of an update the rows that this transaction has written, of a deletion those that are still there.
    const isNew = 'xmin::text::bigint >= pg_current_xact_id()::text::bigint';
    const { rows } = await sql
      .raw<{ tenant: string; id: string }>(
        `select distinct ${tenant} as tenant, ${subject} as id from ${table} ${change === 'update' ? `where ${isNew}` : ''}`,
      )
      .execute(db);
    const ids = (isOurs: boolean) => rows.filter(row => (row.tenant === DEFAULT_TENANT) === isOurs).map(row => row.id);
    if (change === 'update') return [...ids(true), ...ids(false).map(id => `${id} of another tenant`)].sort();
    const all = [...samples.rows.get(table)!.keys()];
    const gone = (from: readonly string[]) => all.filter(id => !from.includes(id));
    return [...gone(ids(true)), ...gone(ids(false)).map(id => `${id} of another tenant`)].sort();
  };
  const set = columns.includes(tenant) ? `${tenant} = ${quoted(DEFAULT_TENANT)}` : `${columns[0]} = default`;
  const statement = change === 'update' ? `update ${table} set ${set}` : `delete from ${table}`;
  const is = await attempt(db, statement, look);
  const should = allowed(attempted)
    .map(({ id }) => id)
    .sort();
  return `${is}` === `${should}` ? [] : [`all: [${is}], not [${should}]`];
}

/** No row is given away: to the other school, or to a student of whom the caller may not write. */
async function away(attempted: Attempted): Promise<string[]> {
  const { db, table, change, samples } = attempted;
  const may = allowed(attempted);
  if (change !== 'update' || may.length === 0) return [];
  const stranger = samples.owned.has(table) && strangerTo(attempted, may);
  const changes = {
    'another tenant': `${tenantOf(table)} = ${quoted(OTHER_TENANT)}`,
    ...(stranger && { 'another student': `student_id = ${quoted(stranger)}` }),
  };
  const faults: string[] = [];
  for (const [whose, set] of Object.entries(changes)) {
    const outcome = await attempt(db, `update ${table} set ${set}`, async () => 'done');
    if (outcome !== PRIVILEGE) faults.push(`made ${whose}'s: ${outcome}`);
  }
  return faults;
}

/** A student of whom the caller may write nothing. */
function strangerTo(attempted: Attempted, may: readonly Thing[]): string | undefined {
  const own = new Set(may.map(({ student }) => student?.id));
  return present(attempted).find(({ student }) => student && !own.has(student.id))?.student!.id;
}
