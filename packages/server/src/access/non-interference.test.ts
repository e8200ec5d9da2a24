/**
 * What low roles are told does not depend on clinical data: between two askings everything clinical is changed at random,
 * and status, headers and body stay the same to the byte. `npm run access -- --pairs 10000` for more than 200 pairs.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EmbedSession } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { operations, type Operation } from '@xinqiao/contract';
import { DEFAULT_TENANT } from '../database/database.ts';
import { asRole, roleNames } from '../database/roles.ts';
import { answersTo, createSmallSchool, type SmallSchool } from '../testing/small-school.ts';
import { changeClinicalData, prepareChanges, tidy } from './non-interference.fixture.ts';
import { lowRoles, type OperationName, operations as policy, schoolWallOf, wallAt } from './policy.ts';

const pairs = Number(process.env['XINQIAO_PAIRS'] ?? 200);
const tenant_id = DEFAULT_TENANT;

let school: SmallSchool;
let sessions: Map<string, EmbedSession>;

before(async () => {
  school = await createSmallSchool();
  const { kysely } = school.database;
  await kysely.insertInto('guardians').values({ tenant_id, id: 'g', user_number: 'g-ann', name: '安母' }).execute();
  await kysely
    .insertInto('guardianships')
    .values({ tenant_id, guardian_id: 'g', student_id: 'ann', relation: 'mother', since: new Date('2026-09-01') })
    .execute();
  await kysely
    .insertInto('people')
    .values({ tenant_id, id: 't-bureau', staff_number: 't-bureau', name: '己科长' })
    .execute();
  await kysely
    .insertInto('role_assignments')
    .values({
      ...{ tenant_id, id: 'bureau', person_id: 't-bureau', role: 'district-officer', unit_id: 'school' },
    })
    .execute();
  for (const [student, assignment] of [
    ['ann', 'open.phq9'],
    ['bea', 'open.phq9'],
    ['dai', 'open.gad7'],
  ] as const) {
    const response = await school.submit(student, assignment, answersTo(assignment.split('.')[1]!));
    assert.equal(response.status, 201);
  }
  assert.equal((await school.submit('cai', 'open.phq9', answersTo('phq9', { '9': 3 }))).status, 201);
  await prepareChanges(kysely);
  sessions = new Map([
    ['dorm-leader', await school.sessionFor({ userId: '2026dai', role: 'dorm-leader' })],
    ['class-committee', await school.sessionFor({ userId: '2026bea', role: 'class-committee' })],
    ['guardian', await school.sessionFor({ userId: 'g-ann', role: 'guardian' })],
    ['district-officer', await school.sessionFor({ userId: 't-bureau', role: 'district-officer' })],
    ['psych-staff', await school.sessionFor({ userId: 't-psy', role: 'psych-staff' })],
  ]);
});
after(() => school.close());

const VALUES: Readonly<Record<string, readonly string[]>> = {
  studentId: ['ann', 'cai', 'nobody'],
  unitId: ['c1', 'd1', 'school', 'none'],
  campaignId: ['open', 'silent', 'none'],
  instrumentId: ['phq9', 'none'],
};

/** Paths of everything that can be read, with things in reach, out of reach and that are not there. */
const paths = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>)
    .filter(([, operation]) => operation.method === 'GET' && operation.authentication === 'session')
    .flatMap(([member, operation]) => {
      const name = `${resource}.${member}` as OperationName;
      const parameter = /\{(\w+)\}/.exec(operation.path);
      const values = parameter ? (VALUES[parameter[1]!] ?? ['ann.open.phq9', 'cai', 'none']) : [''];
      return values.map(value => ({ name, path: operation.path.replace(/\{\w+\}/, value) }));
    }),
);

const METHODS = ['GET', 'HEAD', 'OPTIONS'] as const;

/** Everything that goes over the wire. */
async function told(role: string, path: string, method: string): Promise<string> {
  const headers = { 'x-request-id': 'the-same-request', 'if-none-match': '"1"' };
  const response = await school.call(sessions.get(role), method, path, { headers });
  return JSON.stringify([response.status, [...response.headers], await response.text()]);
}

const change = (world: number) => changeClinicalData(school.database.kysely, world, school.clock.now());

describe('clinical data', () => {
  test(`change nothing that a low role is told, in ${pairs} pairs of worlds`, async () => {
    const questions = lowRoles.flatMap(role =>
      paths
        .filter(({ name }) => wallAt(role, name) === role)
        .flatMap(({ name, path }) => METHODS.map(method => ({ role, name, path, method }))),
    );
    const key = (one: (typeof questions)[number]) => `${one.role} ${one.method} ${one.path}`;
    const first = new Map<string, string>();
    for (const one of questions) first.set(key(one), await told(one.role, one.path, one.method));
    let next = 0;
    let compared = 0;
    for (let pair = 0; pair < pairs; pair++) {
      await change(pair);
      if (pair % 100 === 99) await tidy(school.database.kysely);
      if (pair % 1_000 === 999) console.log(`${pair + 1} pairs`);
      for (let asked = 0; asked < 12; asked++, next++, compared++) {
        const one = questions[next % questions.length]!;
        assert.equal(
          await told(one.role, one.path, one.method),
          first.get(key(one)),
          `${key(one)} (${one.name}), world ${pair}`,
        );
      }
    }
    assert.ok(compared >= Math.min(questions.length, pairs * 12));
    console.log(`${pairs} pairs, ${questions.length} questions, ${compared} answers compared`);
  });

  test('do change what psychology staff are told, so that a difference would be seen', async () => {
    const seen = new Set<string>();
    for (let time = 0; time < 12; time++) {
      await change(time);
      seen.add(await told('psych-staff', '/v1/alerts', 'GET'));
    }
    assert.ok(seen.size > 1);
  });

  test('are refused to a low role before anything is looked for: there and not there answer alike', async () => {
    for (const role of lowRoles) {
      for (const { name } of paths.filter(one => !policy[one.name][role])) {
        const answers = new Set<string>();
        for (const one of paths.filter(path => path.name === name)) answers.add(await told(role, one.path, 'GET'));
        assert.equal(answers.size, 1, `${role} ${name}`);
      }
    }
  });
});

describe('the database roles of low roles', () => {
  let low: string[];
  before(async () => {
    const names = await roleNames(school.database);
    low = [...lowRoles, 'secret-key' as const].flatMap(role => [names[role], names[schoolWallOf(role)]]);
  });

  test('have no right on any table or column of the clinical schema or the audit, and can’t enter them', async () => {
    const { rows } = await sql<{ what: string; allowed: boolean }>`
      select name || ' ' || c.oid::regclass::text as what,
        has_table_privilege(name, c.oid, 'select, insert, update, delete, truncate, references, trigger')
          or has_any_column_privilege(name, c.oid, 'select, insert, update, references') as allowed
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(${low}::text[]) as name
      where n.nspname in ('clinical', 'audit') and c.relkind in ('r', 'p', 'v', 'm', 'f')
      union all
      select name || ' ' || nspname, has_schema_privilege(name, pg_namespace.oid, 'usage, create')
      from pg_namespace, unnest(${low}::text[]) as name
      where nspname in ('clinical', 'audit')
    `.execute(school.database.kysely);
    assert.ok(rows.length > 10 * low.length);
    assert.deepEqual(
      rows.filter(row => row.allowed),
      [],
    );
  });

  test('stop a query for clinical data, and the connection is the service’s own again afterwards', async () => {
    const { database } = school;
    for (const name of new Set(low)) {
      for (const table of ['clinical.alerts', 'audit.entries', 'tenants', 'secret_keys'] as const) {
        const read = database.kysely
          .transaction()
          .execute(db => asRole(db, name, {}, () => db.selectFrom(table).selectAll().execute()));
        await assert.rejects(read, { code: '42501' }, `${name} ${table}`);
      }
    }
    await database.kysely.selectFrom('clinical.alerts').selectAll().execute();
  });
});
