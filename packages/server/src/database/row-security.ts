/**
 * Grants and row-level security, made from `access/rows.ts`. FORCE keeps the owner of the tables to policies too: it has
 * one of its own on each table, for what the service does by itself (who is calling, records of repeated calls, the audit
 * and its seals, streams' wake-up, retention, migrations).
 */
import { type Kysely, sql } from 'kysely';
import { type Caller, type Wall, WALLS } from '../access/policy.ts';
import { COMMANDS } from '../access/rows/kinds.ts';
import { columnsOf, conditionOf, type Rule, rules } from '../access/rules.ts';
import { sha256Hex } from '../app/digest.ts';
import type { Database } from './database.ts';
import { ensureRoles, type RoleNames } from './roles.ts';
import type { Schema } from './schema.ts';

/** The policy of the tables' owner. */
const OWNER = 'service';

/** A policy of the database; `condition` is that of the rows read, and of those written. */
export interface RowPolicy {
  readonly name: string;
  readonly table: keyof Schema;
  readonly command: 'select' | 'insert' | 'update' | 'delete';
  readonly to: readonly Wall[];
  readonly condition: string;
  readonly rule: Rule;
}

/** All of them. */
export const rowPolicies: readonly RowPolicy[] = rules.map((rule, index) => {
  const number = rules.slice(0, index).filter(one => one.table === rule.table && one.command === rule.command).length;
  return {
    name: `${rule.command}_${rule.relations.join('_').replaceAll('-', '_')}${number > 0 ? `_${number + 1}` : ''}`,
    table: rule.table,
    command: COMMANDS[rule.command],
    to: rule.walls,
    condition: conditionOf(rule),
    rule,
  };
});

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const createStatement = ({ name, table, command, to, condition }: RowPolicy, roles: RoleNames): string => {
  const using = command === 'insert' ? '' : ` using (${condition})`;
  const check = command === 'insert' || command === 'update' ? ` with check (${condition})` : '';
  return `create policy ${quoted(name)} on ${table} for ${command} to ${to.map(wall => quoted(roles[wall])).join(', ')}${using}${check}`;
};

/** A wall is named after its caller. */
const callerOfWall = (wall: Wall): Caller => wall.split('/')[0] as Caller;

/** What a role of the database holds: `select (id, name)`, on a table. */
export interface Grant {
  readonly wall: Wall;
  readonly table: keyof Schema;
  readonly command: RowPolicy['command'];
  /** All when left out. */
  readonly columns?: readonly string[];
}

export const grants: readonly Grant[] = (() => {
  const found = new Map<string, Grant>();
  for (const { table, command, to, rule } of rowPolicies) {
    for (const wall of to) {
      const columns = columnsOf(table, callerOfWall(wall), rule.command);
      found.set(`${wall} ${table} ${command}`, { wall, table, command, ...(columns && { columns }) });
    }
  }
  return [...found.values()];
})();

const grantStatement = ({ wall, table, command, columns }: Grant, roles: RoleNames): string =>
  `grant ${command}${columns ? ` (${columns.map(quoted).join(', ')})` : ''} on ${table} to ${quoted(roles[wall])}`;

const SCHEMAS = ['public', 'clinical', 'audit'];

function schemaGrants(roles: RoleNames): string[] {
  return WALLS.flatMap(wall => {
    const used = SCHEMAS.filter(schema =>
      rowPolicies.some(
        ({ table, to }) =>
          to.includes(wall) && (table.includes('.') ? table : `public.${table}`).startsWith(`${schema}.`),
      ),
    );
    return used.map(schema => `grant usage on schema ${schema} to ${quoted(roles[wall])}`);
  });
}

/** One block: from nothing to what the policy says, whatever was there before. */
function block(roles: RoleNames): string {
  const names = Object.values(roles).map(quoted).join(', ');
  return `
    declare one record;
    begin
      for one in select schemaname, tablename, policyname from pg_policies where schemaname in (${SCHEMAS.map(name => `'${name}'`).join(', ')}) loop
        execute format('drop policy %I on %I.%I', one.policyname, one.schemaname, one.tablename);
      end loop;
      for one in select schemaname, tablename from pg_tables where schemaname in (${SCHEMAS.map(name => `'${name}'`).join(', ')}) loop
        execute format('alter table %I.%I enable row level security, force row level security', one.schemaname, one.tablename);
        execute format('create policy ${OWNER} on %I.%I to current_user using (true) with check (true)', one.schemaname, one.tablename);
      end loop;
      revoke all on all tables in schema ${SCHEMAS.join(', ')} from ${names};
      revoke all on schema ${SCHEMAS.join(', ')} from ${names};
      ${[...schemaGrants(roles), ...grants.map(grant => grantStatement(grant, roles)), ...rowPolicies.map(policy => createStatement(policy, roles))].map(statement => `${statement};`).join('\n      ')}
    end`;
}

/** Whether the database is as the statements of this digest left it: none of the policies gone, no table without. */
async function isFresh(db: Kysely<Schema>, digest: string): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    select obj_description('clinical'::regnamespace, 'pg_namespace') is not distinct from ${digest}
      and (select count(*) from pg_policies where schemaname in ('public', 'clinical', 'audit'))
        = ${rowPolicies.length} + count(*)
      and coalesce(bool_and(relrowsecurity and relforcerowsecurity), true) as fresh
    from pg_class where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'clinical', 'audit')
  `.execute(db);
  return rows[0]!.fresh;
}

/** Makes roles, grants and policies where they are not those of this version; run with every start. */
export async function ensureRowSecurity(database: Database): Promise<void> {
  const { kysely } = database;
  const roles = await ensureRoles(database);
  const { rows } = await sql<{ owner: string }>`select current_user::text as owner`.execute(kysely);
  const body = block(roles);
  const digest = await sha256Hex(`${rows[0]!.owner} ${body}`);
  if (await isFresh(kysely, digest)) return;
  await kysely.transaction().execute(async db => {
    await sql`select pg_advisory_xact_lock(hashtext(${roles.student}))`.execute(db);
    if (await isFresh(db, digest)) return;
    await sql.raw(`do $xinqiao$${body}$xinqiao$`).execute(db);
    await sql.raw(`comment on schema clinical is '${digest}'`).execute(db);
  });
}
