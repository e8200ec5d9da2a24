/**
 * The second wall by itself, by a second opinion: which rights each caller holds in the database and which rows of which table it
 * reads, when it asks for everything and no guard of the app stands before it. What it writes: `second-wall-writes.ts`.
 */
import type { Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { KeyPrincipal, SessionPrincipal } from '../../packages/server/src/app/handlers.ts';
import { wallOf } from '../../packages/server/src/access/policy.ts';
import { casesOf } from '../../packages/server/src/access/relations.ts';
import { settingsOf } from '../../packages/server/src/access/settings.ts';
import { DEFAULT_TENANT, type Queries } from '../../packages/server/src/database/database.ts';
import { asRole, roleNames } from '../../packages/server/src/database/roles.ts';
import { authenticateSession } from '../../packages/server/src/embed-sessions/authenticate.ts';
import { createSigners } from '../../packages/server/src/embed-sessions/token.ts';
import { type Caller, ELSEWHERE, NOW } from './facts.ts';
import { mayAsk } from './expect.ts';
import type { OperationName } from './oracle.ts';
import { type Change, DECIDING, readable, type Rows, type Table, writable } from './tables.ts';
import { everybody } from './things.ts';
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
export const writingOf = (caller: Caller): OperationName[] =>
  operationsOf(caller).filter(
    name => name === PLAIN || Object.values(writable).some(ofTable => ofTable[name] !== undefined),
  );

type Principal = SessionPrincipal | KeyPrincipal;
export type Who = readonly [Caller, Principal];
export const keyOf = ({ role, id }: Caller): Role | 'embed key' => role ?? (id as 'embed key');

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

function expectedSubjects(caller: Caller, table: Table, at: OperationName): string[] {
  const { read, at: more, things } = readable[table];
  const relations = [read[keyOf(caller)], more?.[at]?.[keyOf(caller)]].filter(one => one !== undefined);
  return (things ?? everybody)
    .filter(one => relations.some(relation => one.stands(caller, relation)))
    .map(({ id }) => id)
    .sort();
}

/** Does `act` as the caller, and undoes it. */
export async function as<T>(
  world: World,
  [, principal]: Who,
  at: OperationName,
  act: (db: Queries) => Promise<T>,
): Promise<T> {
  const names = await roleNames(world.database);
  const undone = new Error('Undone.');
  let result: { value: T } | undefined;
  await world.database.kysely
    .transaction()
    .execute(async db => {
      const name = names[wallOf(principal, at)];
      const cases = await casesOf(db, principal, DEFAULT_TENANT, at, NOW);
      await asRole(db, name, settingsOf(principal, DEFAULT_TENANT, at, cases), async () => {
        result = { value: await act(db) };
      });
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return result!.value;
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const tables = Object.keys(readable) as Table[];
export const tenantOf = (table: Table): string => (table === 'tenants' ? 'id' : 'tenant_id');

type Right = 'select' | Change;
const RIGHTS: readonly Right[] = ['select', 'insert', 'update', 'delete'];
/** A right on a table, by its columns; of `delete`, which is of whole rows, none. */
interface Held {
  readonly table: Table;
  readonly right: Right;
  readonly columns: readonly string[];
}

/** The rights on these tables of the role of the database that asks. */
export async function heldRights(db: Queries, of: readonly Table[]): Promise<readonly Held[]> {
  const { rows } = await sql
    .raw<Held>(
      `select "table", "right", array(select attname::text from pg_attribute where "right" <> 'delete'
         and attrelid = class.oid and attnum > 0 and not attisdropped
         and has_column_privilege(class.oid, attnum, "right") order by 1) as columns
       from unnest(array[${of.map(quoted).join(', ')}]) as "table"
       join pg_namespace as schema on schema.nspname = case when "table" like '%.%' then split_part("table", '.', 1) else 'public' end
       join pg_class as class on class.relnamespace = schema.oid and class.relname = regexp_replace("table", '^.*\\.', ''),
         unnest(array[${RIGHTS.map(quoted).join(', ')}]) as "right"
       where has_schema_privilege(schema.oid, 'usage') and case "right"
         when 'delete' then has_table_privilege(class.oid, "right") else has_any_column_privilege(class.oid, "right") end`,
    )
    .execute(db);
  return rows;
}

/** Columns by which it is told whose a row is and whom it is about. */
const telling = (table: Table): string[] => [
  tenantOf(table),
  ...(/\w*_?id\b/.exec(readable[table].subject ?? '')?.slice(0, 1) ?? []),
];

/** Of a guardian the rights are those of the one operation; everybody else has one role of the database. */
const wallsOf = ({ role }: Caller): OperationName[] => (role === 'guardian' ? [PLAIN, 'growthFiles.get'] : [PLAIN]);

/** Whether a caller may do this to any row of a table at all, at whatever operation. */
function mayHold(caller: Caller, table: Table, right: Right, at: OperationName): boolean {
  const key = keyOf(caller);
  const isTold = at !== PLAIN;
  if (right !== 'select') {
    return !isTold && Object.values(writable[table] ?? {}).some(one => one[right]?.[key] !== undefined);
  }
  const { read, at: more = {} } = readable[table];
  const isHere = (name: string) => caller.role !== 'guardian' || name.startsWith('growthFiles.') === isTold;
  return read[key] !== undefined || Object.entries(more).some(([name, one]) => one[key] !== undefined && isHere(name));
}

const COLUMNS: Partial<Record<Right, (table: Table) => Rows['columns']>> = {
  select: table => readable[table].columns,
  update: table => readable[table].changes,
};

/** What is wrong with the rights that a caller's role of the database holds on tables and columns. */
export async function rightFaults(world: World, who: Who, of: readonly Table[] = tables): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of wallsOf(caller)) {
    const held = await as(world, who, at, db => heldRights(db, of));
    for (const table of of) {
      for (const right of RIGHTS) {
        const one = held.find(it => it.table === table && it.right === right);
        const should = mayHold(caller, table, right, at);
        if ((one !== undefined) !== should) {
          faults.push(`${caller.id} ${should ? 'lacks' : 'holds'} ${right} on ${table} at ${at}`);
        }
        const columns = COLUMNS[right]?.(table)?.(keyOf(caller));
        if (one && should && columns && one.columns.join() !== [...columns].sort().join()) {
          faults.push(`${caller.id} may ${right} ${one.columns.join()} of ${table}`);
        }
      }
    }
  }
  return faults;
}

/** What is wrong with what a caller reads, of these tables. */
export async function readFaults(world: World, who: Who, of: readonly Table[] = tables): Promise<string[]> {
  const [caller] = who;
  const faults: string[] = [];
  for (const at of operationsOf(caller)) {
    const found = await as(world, who, at, async db => {
      const held = (await heldRights(db, of)).filter(
        ({ table, right, columns }) => right === 'select' && telling(table).every(one => columns.includes(one)),
      );
      const queries = held.map(({ table }) => {
        const { subject = "''", where = 'true' } = readable[table];
        return `select distinct '${table}' as name, ${tenantOf(table)} as tenant, ${subject} as id from ${table} where ${where}`;
      });
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
