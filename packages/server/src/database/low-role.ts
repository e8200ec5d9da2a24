/**
 * The second wall: a role of the database that holds no right on the schemas `clinical` and `audit`. What a handler does
 * for a low role of the service runs as it, so that a mistake in a query is an error and never a disclosure.
 *
 * Roles of PostgreSQL belong to the whole cluster: the name carries the number of the database, so that two schools on
 * one server don't share one.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database, Queries } from './database.ts';
import type { Schema } from './schema.ts';

/** Never read by a handler; they hold what signs sessions and what keys are compared with. */
const SECRET_TABLES = ['tenants', 'secret_keys', 'migrations', 'migration_lock'];

/** What the operations of low roles write: sessions a portal's back end; consents and what follows from them a guardian. */
const WRITES: Readonly<Record<string, string>> = {
  sessions: 'insert, update, delete',
  consents: 'insert',
  erasures: 'insert, update',
};

/** SQLSTATE insufficient_privilege. */
const FORBIDDEN = '42501';

async function lowRoleOf(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select 'xinqiao_low_' || oid as name from pg_database where datname = current_database()
  `.execute(db);
  return rows[0]!.name;
}

/**
 * Makes the low role where it is missing and gives it exactly what it needs; safe to run again, and run with every start.
 *
 * @throws {Error} when the database's user may not make roles; it says what an administrator has to run.
 */
export async function ensureLowRole({ kysely }: Database): Promise<void> {
  const name = await lowRoleOf(kysely);
  const role = sql.id(name);
  try {
    await kysely.transaction().execute(async db => {
      // Two starts at once would both find nothing.
      await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(db);
      const { rows } = await sql<{ is_member: boolean }>`
        select pg_has_role(current_user, oid, 'member') as is_member from pg_roles where rolname = ${name}
      `.execute(db);
      if (rows.length === 0) await sql`create role ${role} nologin`.execute(db);
      // A superuser is a member of every role; the creator of one is not before PostgreSQL 16.
      if (!rows[0]?.is_member) await sql`grant ${role} to current_user`.execute(db);
      await grant(db, name);
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === FORBIDDEN)) throw error;
    throw new Error(
      `The user of DATABASE_URL may not make the role ${name}, which keeps low roles out of clinical data. ` +
        `Let an administrator run: create role ${name} nologin; grant ${name} to <that user>;`,
      { cause: error },
    );
  }
}

async function grant(db: Transaction<Schema>, name: string): Promise<void> {
  const role = sql.id(name);
  for (const schema of ['public', 'clinical', 'audit']) {
    await sql`revoke all on all tables in schema ${sql.id(schema)} from ${role}`.execute(db);
  }
  await sql`revoke all on schema clinical, audit from ${role}`.execute(db);
  await sql`grant usage on schema public to ${role}`.execute(db);
  await sql`grant select on all tables in schema public to ${role}`.execute(db);
  for (const table of SECRET_TABLES) {
    await sql`revoke all on ${sql.table(table)} from ${role}`.execute(db);
  }
  for (const [table, rights] of Object.entries(WRITES)) {
    await sql`grant ${sql.raw(rights)} on ${sql.table(table)} to ${role}`.execute(db);
  }
}

/** For each database, its low role; the name doesn't change while it is open. */
const names = new WeakMap<Database, Promise<string>>();

/** Asked before a transaction begins: on PGlite, whoever asks beside one waits for it without end. */
export async function lowRoleName(database: Database): Promise<string> {
  let name = names.get(database);
  if (!name) {
    name = lowRoleOf(database.kysely);
    names.set(database, name);
    // A database that was away is asked again.
    name.catch(() => names.delete(database));
  }
  return name;
}

/** Runs `act` as the low role, to the end of `act` and never beyond the transaction. */
export async function asLowRole<T>(db: Transaction<Schema>, name: string, act: () => Promise<T>): Promise<T> {
  await sql`set local role ${sql.id(name)}`.execute(db);
  const result = await act();
  // A failure aborts the transaction, and with it the setting.
  await sql`set local role none`.execute(db);
  return result;
}

/**
 * Runs `act` with the service's own rights, also where the handler has those of a low role: for what is the same whoever
 * asks. The caller answers for what comes out of it.
 */
export async function asService<T>(db: Queries, act: (db: Queries) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(db);
  const role = rows[0]!.role;
  if (role === 'none') return act(db);
  await sql`set local role none`.execute(db);
  const result = await act(db);
  await sql`set local role ${sql.id(role)}`.execute(db);
  return result;
}
