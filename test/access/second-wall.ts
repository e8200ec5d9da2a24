/**
 * The second wall by itself, by a second opinion: which rows of which table each caller gets at in the database, when it asks
 * for everything and no guard of the app stands before it.
 */
import type { Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { KeyPrincipal, SessionPrincipal } from '../../packages/server/src/app/handlers.ts';
import { schoolWallOf, wallAt } from '../../packages/server/src/access/policy.ts';
import { byReach, settingsOf } from '../../packages/server/src/access/settings.ts';
import { DEFAULT_TENANT, type Queries } from '../../packages/server/src/database/database.ts';
import { asRole, roleNames } from '../../packages/server/src/database/roles.ts';
import { authenticateSession } from '../../packages/server/src/embed-sessions/authenticate.ts';
import { createSigners } from '../../packages/server/src/embed-sessions/token.ts';
import { type Caller, childrenOfGuardian, ELSEWHERE, NOW, students } from './facts.ts';
import { mayAsk } from './expect.ts';
import type { OperationName } from './oracle.ts';
import { type Relation, stands } from './relations.ts';
import { type Change, DECIDING, readable, type Table, type Thing, writable } from './tables.ts';
import type { World } from './world.ts';

/** Adds nothing to what a caller sees. */
const PLAIN: OperationName = 'alerts.list';

/** Students differ in nothing but their state: one who is asked at every operation, and one who has said nothing. */
const TYPICAL = /^student (given|withdrawn)$/;

/** Those at which the database lets somebody do more, and which the caller comes to. */
const operationsOf = (caller: Caller): OperationName[] => [
  PLAIN,
  ...(caller.role === 'student' && !TYPICAL.test(caller.id) ? [] : DECIDING.filter(name => mayAsk(caller, name))),
];

/** Of these those at which somebody writes more. */
const writingOf = (caller: Caller): OperationName[] =>
  operationsOf(caller).filter(
    name => name === PLAIN || Object.values(writable).some(ofTable => ofTable[name] !== undefined),
  );

type Principal = SessionPrincipal | KeyPrincipal;
const keyOf = ({ role, id }: Caller): Role | 'embed key' => role ?? (id as 'embed key');

/** The principals of all who can be somebody. */
export async function principalsOf(world: World): Promise<Map<Caller, Principal>> {
  const { kysely } = world.database;
  const { database, clock } = world;
  const signer = await createSigners({ database, tenant: DEFAULT_TENANT, clock: clock.now })(false);
  const { key_id: keyId } = await kysely
    .selectFrom('sessions')
    .select('key_id')
    .where('user_id', '!=', ELSEWHERE)
    .executeTakeFirstOrThrow();
  const found = new Map<Caller, Principal>();
  for (const [caller, credential] of world.credentials) {
    if (typeof credential === 'object') {
      const request = new Request('http://localhost', { headers: { authorization: `Bearer ${credential.token}` } });
      found.set(caller, await authenticateSession(request, kysely, DEFAULT_TENANT, signer, NOW));
    } else if (credential)
      found.set(caller, { kind: 'secret-key', keyId, keyIds: [keyId], origins: [], components: null });
  }
  return found;
}

const everybody: readonly Thing[] = students.map(student => ({
  ...{ id: student.id, student },
  stands: (caller, relation) => stands(caller, relation as Relation, student),
}));
const thingsOf = (table: Table): readonly Thing[] => readable[table].things ?? everybody;

function expectedSubjects(caller: Caller, table: Table, at: OperationName): string[] {
  const { read, at: more, known = [] } = readable[table];
  const relations = [read[keyOf(caller)], more?.[at]?.[keyOf(caller)]].filter(one => one !== undefined);
  const isOfOneself = caller.role === 'student' || caller.role === 'guardian';
  return thingsOf(table)
    .filter(one => relations.some(relation => one.stands(caller, relation)) || (isOfOneself && known.includes(one.id)))
    .map(({ id }) => id)
    .sort();
}

const PRIVILEGE = '42501';
const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;

/** Does `act` as the caller, and undoes it. */
async function as<T>(
  world: World,
  [caller, principal]: readonly [Caller, Principal],
  at: OperationName,
  act: (db: Queries) => Promise<T>,
): Promise<T> {
  const names = await roleNames(world.database);
  const undone = new Error('Undone.');
  let result: { value: T } | undefined;
  await world.database.kysely
    .transaction()
    .execute(async db => {
      const by = caller.role ?? 'secret-key';
      const part = wallAt(by, at);
      const whole = part === by ? schoolWallOf(by) : part;
      const name = byReach(principal, DEFAULT_TENANT, { part: names[part], whole: names[whole] });
      await asRole(db, name, settingsOf(principal, DEFAULT_TENANT, at, NOW), async () => {
        result = { value: await act(db) };
      });
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return result!.value;
}

/** Runs a statement that may be refused, and undoes it. */
async function attempt(db: Queries, statement: string): Promise<number | string> {
  await sql`savepoint attempt`.execute(db);
  try {
    return (await sql.raw(statement).execute(db)).rows.length;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  } finally {
    await sql`rollback to savepoint attempt`.execute(db);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const tables = Object.keys(readable) as Table[];
const tenantOf = (table: Table): string => (table === 'tenants' ? 'id' : 'tenant_id');
/** The column by which it is told whom a row is about. */
const columnOf = (table: Table): string => /\w*_?id\b/.exec(readable[table].subject ?? tenantOf(table))![0];

/** Tables on which the caller holds the right at all. */
async function granted(db: Queries, right: 'select' | Change, of: readonly Table[]): Promise<Table[]> {
  const asked = of.map(table =>
    right === 'select'
      ? `('${table}', has_schema_privilege('${schemaOf(table)}', 'usage') and has_column_privilege('${table}', '${columnOf(table)}', 'select')
          and has_column_privilege('${table}', '${tenantOf(table)}', 'select'))`
      : `('${table}', has_schema_privilege('${schemaOf(table)}', 'usage') and has_table_privilege('${table}', '${right}'))`,
  );
  const { rows } = await sql
    .raw<{ name: Table }>(`select name from (values ${asked.join(', ')}) as t (name, held) where held`)
    .execute(db);
  return rows.map(({ name }) => name);
}
const schemaOf = (table: Table): string => (table.includes('.') ? table.slice(0, table.indexOf('.')) : 'public');

/** Of a guardian the rights are those of the one operation; everybody else has one role of the database. */
const wallsOf = ({ role }: Caller): OperationName[] => (role === 'guardian' ? [PLAIN, 'growthFiles.get'] : [PLAIN]);

/** Whether a caller may do this to any row of a table at all, at whatever operation. */
function mayHold(caller: Caller, table: Table, command: 'select' | Change, at: OperationName): boolean {
  const key = keyOf(caller);
  if (command !== 'select') return Object.values(writable[table] ?? {}).some(one => one[command]?.[key] !== undefined);
  const { read, at: more = {} } = readable[table];
  const told = caller.role !== 'guardian' || at !== PLAIN;
  return (
    read[key] !== undefined ||
    Object.entries(more).some(([name, one]) => one[key] !== undefined && (told || !name.startsWith('growthFiles.')))
  );
}

/** What is wrong with the rights that a caller's role of the database holds on tables and columns. */
export async function rightFaults(
  world: World,
  who: readonly [Caller, Principal],
  of: readonly Table[] = tables,
): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of wallsOf(caller)) {
    const rows = await as(world, who, at, async db => {
      const { rows: held } = await sql
        .raw<{ name: Table; right: string; columns: string[] }>(
          `select name, command as right, array(select attname::text from pg_attribute where command <> 'delete'
             and attrelid = class.oid and attnum > 0 and not attisdropped and has_column_privilege(class.oid, attnum, command) order by 1) as columns
           from unnest(array[${of.map(quoted).join(', ')}]) as name
           join pg_namespace as schema on schema.nspname = case when name like '%.%' then split_part(name, '.', 1) else 'public' end
           join pg_class as class on class.relnamespace = schema.oid and class.relname = regexp_replace(name, '^.*\\.', ''),
             unnest(array['select', 'insert', 'update', 'delete']) as command
           where has_schema_privilege(schema.oid, 'usage') and case command
             when 'delete' then has_table_privilege(class.oid, command) else has_any_column_privilege(class.oid, command) end`,
        )
        .execute(db);
      return held;
    });
    for (const table of of) {
      for (const command of ['select', 'insert', 'update', 'delete'] as const) {
        const row = rows.find(one => one.name === table && one.right === command);
        const should = mayHold(caller, table, command, at);
        if ((row !== undefined) !== should) {
          faults.push(`${caller.id} ${should ? 'lacks' : 'holds'} ${command} on ${table} at ${at}`);
        }
        const columns = readable[table].columns?.(keyOf(caller));
        if (row && should && command === 'select' && columns && row.columns.join() !== [...columns].sort().join()) {
          faults.push(`${caller.id} reads ${row.columns.join()} of ${table}`);
        }
      }
    }
  }
  return faults;
}

/** What is wrong with what a caller reads, of these tables. */
export async function readFaults(
  world: World,
  who: readonly [Caller, Principal],
  of: readonly Table[] = tables,
): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of operationsOf(caller)) {
    const found = await as(world, who, at, async db => {
      const queries = (await granted(db, 'select', of)).map(
        table =>
          `select distinct '${table}' as name, ${tenantOf(table)} as tenant, ${readable[table].subject ?? "''"} as id from ${table}`,
      );
      if (queries.length === 0) return [];
      const { rows } = await sql
        .raw<{ name: Table; tenant: string; id: string }>(queries.join(' union all '))
        .execute(db);
      return rows;
    });
    for (const table of of) {
      const rows = found.filter(({ name }) => name === table);
      const { subject: id, read, at: more } = readable[table];
      if (rows.some(row => row.tenant !== DEFAULT_TENANT)) faults.push(`${caller.id} ${table}: another tenant's`);
      const is = [...new Set(rows.map(row => row.id))].sort().join(' ');
      const isThere = (read[keyOf(caller)] ?? more?.[at]?.[keyOf(caller)]) !== undefined;
      const should = id === undefined ? '' : expectedSubjects(caller, table, at).join(' ');
      if (is !== should) faults.push(`${caller.id} ${table} at ${at}: [${is}], not [${should}]`);
      if (id === undefined && rows.length > 0 !== isThere) {
        faults.push(`${caller.id} ${table} at ${at}: ${isThere ? 'no rows' : 'rows'}`);
      }
    }
  }
  return faults;
}

/** One in each relation, in a state in which there is a row of every table. */
const WRITTEN: readonly string[] = [
  'a1-withdrawn',
  'a1-given',
  'a10-given',
  'b1-given',
  'x1-given',
  ...childrenOfGuardian,
];

/** For each table, rows as JSON by the student they are about. */
export async function readSamples({ database }: World): Promise<Map<Table, Map<string, string>>> {
  const samples = new Map<Table, Map<string, string>>();
  for (const table of tables) {
    const id = readable[table].subject;
    const { rows } = await sql
      .raw<{ id: string; row: string }>(
        `select ${id === undefined ? "''" : `distinct on (${id}) ${id}`} as id, to_jsonb(t)::text as row from ${table} t
         where ${table === 'tenants' ? 'id' : 'tenant_id'} = '${DEFAULT_TENANT}' ${id === undefined ? 'limit 1' : ''}`,
      )
      .execute(database.kysely);
    samples.set(table, new Map(rows.map(({ id: whose, row }) => [whose, row])));
  }
  return samples;
}

/** What is wrong with what a caller writes. */
export async function writeFaults(
  world: World,
  who: readonly [Caller, Principal],
  samples: ReadonlyMap<Table, ReadonlyMap<string, string>>,
  of: readonly Table[] = tables,
): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of writingOf(caller)) {
    await as(world, who, at, async db => {
      for (const change of ['insert', 'update', 'delete'] as const) {
        const held = new Set(await granted(db, change, of));
        for (const table of of) {
          const { subject: id, things = everybody } = readable[table];
          const allowed = { ...writable[table]?.any?.[change], ...writable[table]?.[at]?.[change] }[keyOf(caller)];
          for (const thing of things.filter(one => id === undefined || WRITTEN.includes(one.student.id))) {
            const whose = id === undefined ? '' : thing.id;
            const row = samples.get(table)!.get(whose);
            if (row === undefined) continue;
            const outcome = held.has(table) ? await attempt(db, statementOf(table, change, id, whose, row)) : PRIVILEGE;
            // Whoever passes the wall is stopped by the row that is there already.
            const isDone = typeof outcome === 'string' ? outcome !== PRIVILEGE : outcome > 0;
            const mayBe = allowed !== undefined && thing.stands(caller, allowed);
            if (isDone !== mayBe) {
              faults.push(`${caller.id} ${change} ${table} of ${whose} at ${at}: ${isDone ? 'done' : 'refused'}`);
            }
            if (id === undefined) break;
          }
        }
      }
    });
  }
  return faults;
}

function statementOf(table: Table, change: Change, id: string | undefined, student: string, row: string): string {
  const where = id === undefined ? 'true' : `${id} = ${quoted(student)}`;
  const tenant = table === 'tenants' ? 'id' : 'tenant_id';
  switch (change) {
    case 'insert':
      return `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${quoted(row)})`;
    case 'update':
      return `update ${table} set ${tenant} = ${tenant} where ${where} returning 1 as id`;
    case 'delete':
      return `delete from ${table} where ${where} returning 1 as id`;
  }
}
