/** The database as it stands, against the table: nothing without row-level security, nothing granted beside it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { readRoleNames, type RoleNames } from '../database/roles.ts';
import { ensureRowSecurity, grants, rowPolicies } from '../database/row-security.ts';
import { createSmallSchool, type SmallSchool } from '../testing/small-school.ts';
import { type Wall, WALLS } from './policy.ts';
import { tables } from './rows.ts';

let school: SmallSchool;
let roles: RoleNames;

before(async () => {
  school = await createSmallSchool();
  roles = await readRoleNames(school.database.kysely);
});
after(() => school.close());

const ours = sql`n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%'`;

interface Relation {
  name: string;
  kind: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  options: string[] | null;
}

const readRelations = async (): Promise<Relation[]> => {
  const { rows } = await sql<Relation>`
    select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name,
      c.relkind::text as kind, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, c.reloptions as options,
      (select count(*)::int from pg_policy where polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'f')
  `.execute(school.database.kysely);
  return rows;
};

const faultsOf = ({ name, kind, enabled, forced, policies, options }: Relation): string[] => {
  if (kind === 'v') return (options ?? []).includes('security_invoker=true') ? [] : [`${name}: not as who asks`];
  // What is neither a table nor a view has no row-level security at all.
  if (kind !== 'r' && kind !== 'p') return [`${name}: a ${kind}`];
  return [
    ...(enabled ? [] : [`${name}: no row-level security`]),
    ...(forced ? [] : [`${name}: not for its owner`]),
    ...(policies > 0 ? [] : [`${name}: no policy`]),
  ];
};

describe('every table', () => {
  test('has row-level security for its owner too, and a policy; every view is as who asks', async () => {
    const relations = await readRelations();
    assert.deepEqual(relations.flatMap(faultsOf), []);
    assert.deepEqual(
      relations.map(({ name }) => name).sort(),
      [...Object.keys(tables), 'migrations', 'migration_lock'].sort(),
    );
  });

  test('compares keys and paths by their bytes, however the database sorts: a range of paths is a subtree then', async () => {
    const { rows } = await sql<{ name: string; collation: string }>`
      select n.nspname || '.' || c.relname || '.' || a.attname as name, o.collname as collation
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_collation o on o.oid = a.attcollation
      where ${ours} and c.relkind in ('r', 'p') and c.relname not like 'migration%' and a.attnum > 0
        and (a.attname in ('id', 'path') or a.attname like '%\_id' or a.attname like '%\_path')
    `.execute(school.database.kysely);
    assert.ok(rows.length > 100, String(rows.length));
    assert.deepEqual(
      rows.filter(({ collation }) => collation !== 'C'),
      [],
    );
  });

  test('would be found out without', async () => {
    const { kysely } = school.database;
    await sql`create table clinical.bare (id int)`.execute(kysely);
    await sql`create view clinical.owners_view as select 1 as one`.execute(kysely);
    try {
      assert.deepEqual((await readRelations()).flatMap(faultsOf).sort(), [
        'clinical.bare: no policy',
        'clinical.bare: no row-level security',
        'clinical.bare: not for its owner',
        'clinical.owners_view: not as who asks',
      ]);
    } finally {
      await sql`drop view clinical.owners_view`.execute(kysely);
      await sql`drop table clinical.bare`.execute(kysely);
    }
  });

  test('gets it back with the next start when it was taken away', async () => {
    const { kysely } = school.database;
    const [some] = rowPolicies;
    await sql`drop policy ${sql.id(some!.name)} on ${sql.table(some!.table)}`.execute(kysely);
    await sql`alter table clinical.alerts no force row level security`.execute(kysely);
    await ensureRowSecurity(school.database);
    assert.deepEqual((await readRelations()).flatMap(faultsOf), []);
    assert.deepEqual(await readPolicies(), policiesOfTheTable());
  });
});

interface Policy {
  table: string;
  name: string;
  command: string;
  permissive: boolean;
  to: string[];
}

async function readPolicies(): Promise<Policy[]> {
  const { rows } = await sql<Policy>`
    select case schemaname when 'public' then tablename else schemaname || '.' || tablename end as "table",
      policyname as name, lower(cmd) as command, permissive = 'PERMISSIVE' as permissive,
      array(select unnest(roles)::text order by 1) as "to"
    from pg_policies where policyname <> 'service'
  `.execute(school.database.kysely);
  return rows.sort(byName);
}
const byName = (one: { table: string; name: string }, other: { table: string; name: string }) =>
  `${one.table} ${one.name}` < `${other.table} ${other.name}` ? -1 : 1;

const policiesOfTheTable = (): Policy[] =>
  rowPolicies
    .map(({ table, name, command, to }) => ({
      ...{ table, name, command, permissive: true },
      to: to.map(wall => roles[wall]).sort(),
    }))
    .sort(byName);

describe('the policies', () => {
  test('are those of the table, and one more on each for the service itself', async () => {
    assert.deepEqual(await readPolicies(), policiesOfTheTable());
    const { rows } = await sql<{ to: string[]; n: number }>`
      select array(select unnest(roles)::text) as "to", count(*)::int as n
      from pg_policies where policyname = 'service' group by roles
    `.execute(school.database.kysely);
    const { rows: users } = await sql<{ name: string }>`select current_user::text as name`.execute(
      school.database.kysely,
    );
    assert.deepEqual(rows, [{ to: [users[0]!.name], n: Object.keys(tables).length + 2 }]);
  });

  test('ask the tenant, and read settings in sub-selects alone', async () => {
    const { rows } = await sql<{ name: string; condition: string }>`
      select tablename || '.' || policyname as name, coalesce(qual, with_check) as condition
      from pg_policies where policyname <> 'service'
    `.execute(school.database.kysely);
    assert.equal(rows.length, rowPolicies.length);
    for (const { name, condition } of rows) {
      assert.match(condition, /xinqiao\.tenant/, name);
      const settings = condition.match(/current_setting\(/g)!.length;
      const selects = condition.match(/SELECT \(*NULLIF\(current_setting\(/g)!.length;
      assert.equal(selects, settings, `${name}: ${condition}`);
    }
  });
});

/** `wall command table column` of everything that the table gives. */
const grantsOfTheTable = (): Set<string> =>
  new Set(
    grants.flatMap(({ wall, command, table, columns = ['*'] }) =>
      columns.map(column => `${wall} ${command} ${table} ${column}`),
    ),
  );

async function readGrants(): Promise<Set<string>> {
  const all = new Set<string>();
  const names = Object.entries(roles) as [Wall, string][];
  for (const [wall, name] of names) {
    const { rows } = await sql<{ what: string }>`
      select lower(a.privilege_type) || ' ' || case n.nspname when 'public' then c.relname
        else n.nspname || '.' || c.relname end || ' *' as what
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${ours} and a.grantee in (select oid from pg_roles where rolname = ${name} union select 0)
      union all
      select lower(a.privilege_type) || ' ' || case n.nspname when 'public' then c.relname
        else n.nspname || '.' || c.relname end || ' ' || t.attname
      from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace,
        aclexplode(t.attacl) a
      where ${ours} and a.grantee in (select oid from pg_roles where rolname = ${name} union select 0)
    `.execute(school.database.kysely);
    for (const { what } of rows) all.add(`${wall} ${what}`);
  }
  return all;
}

describe('the roles of the database', () => {
  test('hold what the table gives them and nothing else', async () => {
    assert.deepEqual([...(await readGrants())].sort(), [...grantsOfTheTable()].sort());
  });

  test('can’t sign in, pass no row-level security by, own nothing and are in no other role', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select rolname as name, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = r.oid) as owns,
        exists (select from pg_auth_members where member = r.oid) as is_member
      from pg_roles r where rolname = any(${WALLS.map(wall => roles[wall])}::text[])
    `.execute(school.database.kysely);
    assert.equal(rows.length, WALLS.length);
    for (const { name, ...rights } of rows) {
      assert.deepEqual(new Set(Object.values(rights)), new Set([false]), String(name));
    }
  });

  test('of low callers hold nothing on the clinical schema and the audit', () => {
    const lowCallers =
      /^(dorm-leader|class-committee|guardian|district-officer|secret-key)(\/school)? \w+ (clinical|audit)\./;
    const clinical = [...grantsOfTheTable()].filter(one => lowCallers.test(one));
    assert.deepEqual(clinical, []);
  });
});
