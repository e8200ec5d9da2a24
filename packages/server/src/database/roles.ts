/**
 * The second wall: roles of the database, one for each role of the service. What a handler does runs as one of them, so that
 * a mistake in a query is an error or an empty answer and never a disclosure: they hold what `access/rows.ts` gives to
 * the caller and see of a table these rows alone (`row-security.ts`); low roles have no right on the schemas `clinical`
 * and `audit`.
 *
 * Roles of PostgreSQL belong to the whole cluster: the name carries the number of the database, so that two schools on
 * one server don't share one.
 */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Wall, WALLS } from '../access/policy.ts';
import type { Settings } from '../access/settings.ts';
import type { Database, Queries } from './database.ts';
import type { Schema } from './schema.ts';

/** SQLSTATE insufficient_privilege. */
const FORBIDDEN = '42501';

export type RoleNames = Readonly<Record<Wall, string>>;

export async function readRoleNames(db: Kysely<Schema>): Promise<RoleNames> {
  const { rows } = await sql<{ oid: string }>`
    select oid::text from pg_database where datname = current_database()
  `.execute(db);
  return Object.fromEntries(
    WALLS.map(wall => [wall, `xinqiao_${wall.replaceAll(/[/-]/g, '_')}_${rows[0]!.oid}`]),
  ) as RoleNames;
}

/**
 * Makes the roles that are missing; safe to run again, and run with every start.
 *
 * @throws {Error} when the database's user may not make roles; it says what an administrator has to run.
 */
export async function ensureRoles({ kysely }: Database): Promise<RoleNames> {
  const names = await readRoleNames(kysely);
  try {
    await kysely.transaction().execute(async db => {
      // Two starts at once would both find nothing.
      await sql`select pg_advisory_xact_lock(hashtext(${names.student}))`.execute(db);
      await ensureEach(db, Object.values(names));
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === FORBIDDEN)) throw error;
    const statements = Object.values(names).map(name => `create role ${name} nologin; grant ${name} to <that user>;`);
    throw new Error(
      'The user of DATABASE_URL may not make the roles which keep callers to what they may see. ' +
        `Let an administrator run: ${statements.join(' ')}`,
      { cause: error },
    );
  }
  return names;
}

async function ensureEach(db: Transaction<Schema>, names: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string; is_member: boolean }>`
    select rolname as name, pg_has_role(current_user, oid, 'member') as is_member
    from pg_roles where rolname = any(${names}::text[])
  `.execute(db);
  const there = new Map(rows.map(row => [row.name, row.is_member]));
  for (const name of names.filter(one => !there.has(one))) await sql`create role ${sql.id(name)} nologin`.execute(db);
  // A superuser is a member of every role; the creator of one is not before PostgreSQL 16.
  const foreign = names.filter(one => !there.get(one));
  if (foreign.length > 0) {
    await sql`grant ${sql.join(foreign.map(one => sql.id(one)))} to current_user`.execute(db);
  }
}

/** For each database, its roles; the names don't change while it is open. */
const known = new WeakMap<Database, Promise<RoleNames>>();

/** Asked before a transaction begins: on PGlite, whoever asks beside one waits for it without end. */
export async function roleNames(database: Database): Promise<RoleNames> {
  let names = known.get(database);
  if (!names) {
    names = readRoleNames(database.kysely);
    known.set(database, names);
    // A database that was away is asked again.
    names.catch(() => known.delete(database));
  }
  return names;
}

/**
 * Runs `act` as the role `name` with the settings of the caller, to the end of `act` and never beyond the transaction.
 * Without settings no row of anybody is seen. Once in a transaction: what one caller has and another has not would stay.
 */
export async function asRole<T>(
  db: Transaction<Schema>,
  name: string,
  settings: Settings,
  act: () => Promise<T>,
): Promise<T> {
  const all = Object.entries(settings).map(([key, value]) => [`xinqiao.${key}`, value] as const);
  // The role comes last: what the settings are made of is read by the service.
  await set(db, [...all, ['role', name]]);
  const result = await act();
  // A failure aborts the transaction, and with it the settings.
  await set(db, [['role', 'none']]);
  return result;
}

const set = (db: Queries, settings: readonly (readonly [name: string, value: string | RawBuilder<string | null>])[]) =>
  sql`select ${sql.join(settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(db);

/**
 * Runs `act` with the service's own rights, also where the handler has those of a role: for what is the same whoever asks.
 * The caller answers for what comes out of it.
 */
export async function asService<T>(db: Queries, act: (db: Queries) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(db);
  const { role } = rows[0]!;
  if (role === 'none') return act(db);
  await set(db, [['role', 'none']]);
  const result = await act(db);
  await set(db, [['role', role]]);
  return result;
}
