/**
 * The second wall by itself: queries that ask for everything, as the role of the database with the settings of a session,
 * without any guard of the app. What comes back is what the row-level security lets through.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import { DEFAULT_TENANT } from '../database/database.ts';
import { asRole, asService, roleNames } from '../database/roles.ts';
import type { Schema } from '../database/schema.ts';
import { authenticateSession } from '../embed-sessions/authenticate.ts';
import { createSigners } from '../embed-sessions/token.ts';
import { addChild } from '../testing/family.ts';
import { answersTo, createSmallSchool, type SmallSchool } from '../testing/small-school.ts';
import { type OperationName, wallOf } from './policy.ts';
import { rules } from './rules.ts';
import { casesOf } from './relations.ts';
import { type Settings, settingsOf } from './settings.ts';

const tenant_id = DEFAULT_TENANT;
const ELSEWHERE = 'elsewhere';

let school: SmallSchool;
let who: Map<string, SessionPrincipal>;
const key: KeyPrincipal = { kind: 'secret-key', keyId: 'k', keyIds: ['k'], origins: [], components: null };

async function principalOf(userId: string, role: Role): Promise<SessionPrincipal> {
  const { token } = await school.sessionFor({ userId, role });
  const { kysely } = school.database;
  const signer = await createSigners({ database: school.database, tenant: tenant_id, clock: school.clock.now })(false);
  const request = new Request('http://localhost', { headers: { authorization: `Bearer ${token}` } });
  return authenticateSession(request, kysely, tenant_id, signer, school.clock.now());
}

/** The same rows at another school. */
async function copyToAnotherTenant(): Promise<void> {
  const { kysely } = school.database;
  await kysely.transaction().execute(async db => {
    await sql`set constraints all deferred`.execute(db);
    await sql`
      insert into tenants select ${ELSEWHERE}, name, created_at from tenants where id = ${tenant_id}
    `.execute(db);
    const copied = ['units', 'people', 'students', 'role_assignments', 'instruments', 'campaigns', 'assignments'];
    for (const table of [...copied, 'consents', 'clinical.responses', 'clinical.alerts']) {
      const { rows } = await sql<{ columns: string }>`
        select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attidentity = ''
          and attname <> 'tenant_id'
      `.execute(db);
      const columns = sql.raw(rows[0]!.columns);
      await sql`
        insert into ${sql.table(table)} (tenant_id, ${columns})
        select ${ELSEWHERE}, ${columns} from ${sql.table(table)} where tenant_id = ${tenant_id}
      `.execute(db);
    }
  });
}

before(async () => {
  school = await createSmallSchool();
  const { kysely } = school.database;
  await addChild(school, 'fei', '2016-03-01');
  for (const student of ['ann', 'bea', 'cai', 'dai', 'eve', 'fei']) {
    const level = student === 'cai' || student === 'eve' ? { '9': 3 } : { '9': 1 };
    if (student !== 'fei') await school.submit(student, 'open.phq9', answersTo('phq9', level));
  }
  await kysely
    .updateTable('clinical.alerts')
    .set({ escalated_at: school.clock.now() })
    .where('student_id', 'in', ['cai', 'eve'])
    .execute();
  await sql`update clinical.alert_events set escalated = true where student_id in ('cai', 'eve')`.execute(kysely);
  for (const [id, role] of [
    ['t-bureau', 'district-officer'],
    ['t-ops', 'operator'],
    ['t-clinic', 'hospital-partner'],
  ] as const) {
    await kysely.insertInto('people').values({ tenant_id, id, staff_number: id, name: id }).execute();
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id, id, person_id: id, role, unit_id: 'school' })
      .execute();
  }
  await copyToAnotherTenant();
  const people = [
    ['ann', '2026ann', 'student'],
    ['committee', '2026bea', 'class-committee'],
    ['dormitory', '2026dai', 'dorm-leader'],
    ['c1', 't-one', 'counsellor'],
    ['c1 and c2', 't-two', 'counsellor'],
    ['psychologist', 't-psy', 'psych-staff'],
    ['dean', 't-dean', 'college-leader'],
    ['head', 't-head', 'school-leader'],
    ['parent', 'g-fei', 'guardian'],
    ['bureau', 't-bureau', 'district-officer'],
    ['operator', 't-ops', 'operator'],
    ['clinic', 't-clinic', 'hospital-partner'],
  ] as const;
  who = new Map();
  for (const [name, userId, role] of people) who.set(name, await principalOf(userId, role));
});
after(() => school.close());

interface Asking {
  /** `alerts.list` when left out: it adds nothing to what a role sees. */
  at?: OperationName;
  settings?: Settings;
}

/** Runs one query as somebody; gives what came of it, and keeps nothing. */
async function ask<T>(
  principal: SessionPrincipal | KeyPrincipal,
  query: ReturnType<typeof sql<T>>,
  { at = 'alerts.list', settings }: Asking = {},
): Promise<T[]> {
  const name = (await roleNames(school.database))[wallOf(principal, at)];
  let rows: T[] = [];
  const kept = new Error('Not kept.');
  await school.database.kysely
    .transaction()
    .execute(async db => {
      const cases = await casesOf(db, principal, tenant_id, at, school.clock.now());
      await asRole(db, name, settings ?? settingsOf(principal, tenant_id, at, cases), async () => {
        ({ rows } = await query.execute(db));
      });
      throw kept;
    })
    .catch((error: unknown) => {
      if (error !== kept) throw error;
    });
  return rows;
}

const DENIED = { code: '42501' };

/** Students that rows of a table are about; `none` when the role holds no right on it. */
async function studentsIn(name: string, table: keyof Schema, asking?: Asking): Promise<string> {
  const column = table === 'students' ? 'id' : 'student_id';
  const query = sql<{ id: string }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)} order by 1`;
  try {
    return (await ask(who.get(name)!, query, asking)).map(({ id }) => id).join(' ');
  } catch (error) {
    if ((error as { code?: string }).code === DENIED.code) return 'none';
    throw error;
  }
}

describe('rows about students', () => {
  const all = 'ann bea cai dai eve fei';
  const reach: Record<string, Partial<Record<keyof Schema, string>>> = {
    ann: {
      students: 'ann',
      assignments: 'ann',
      consents: 'ann',
      'clinical.responses': 'ann',
      'clinical.alerts': '',
    },
    committee: {
      students: 'ann bea fei',
      assignments: 'none',
      'clinical.responses': 'none',
      'clinical.alerts': 'none',
    },
    dormitory: { students: 'ann dai', assignments: 'none', 'clinical.responses': 'none', 'clinical.alerts': 'none' },
    c1: {
      students: 'ann bea fei',
      assignments: 'ann bea fei',
      'clinical.responses': '',
      'clinical.alerts': 'ann bea',
    },
    'c1 and c2': {
      students: 'ann bea cai fei',
      'clinical.alerts': 'ann bea cai',
      'clinical.alert_events': 'ann bea cai',
    },
    psychologist: {
      students: all,
      'clinical.responses': 'ann bea cai dai eve',
      'clinical.alerts': 'ann bea cai dai eve',
    },
    dean: {
      students: 'ann bea cai dai fei',
      'clinical.alerts': 'cai',
      'clinical.alert_events': 'cai',
      consents: '',
    },
    head: { students: all, 'clinical.alerts': 'cai eve', 'clinical.responses': '', assignments: '' },
    parent: { students: 'fei', assignments: 'fei', 'clinical.responses': 'none', 'clinical.alerts': 'none' },
    bureau: { students: all, assignments: 'none', 'clinical.responses': 'none', 'clinical.alerts': 'none' },
    operator: { students: all, assignments: 'none', 'clinical.responses': 'none', 'clinical.alerts': 'none' },
    // A partner reaches bundles alone, and here has none.
    clinic: { students: '', assignments: 'none', 'clinical.responses': '', 'clinical.alerts': '' },
  };
  for (const [name, expected] of Object.entries(reach)) {
    test(`${name}: those in reach and no other`, async () => {
      const seen: Record<string, string> = {};
      for (const table of Object.keys(expected)) seen[table] = await studentsIn(name, table as keyof Schema);
      assert.deepEqual(seen, expected);
    });
  }

  test('reasons of an alert follow the alert, for leaders too', async () => {
    const reasons = (name: string) =>
      ask<{ id: string }>(who.get(name)!, sql`select distinct alert_id as id from clinical.alert_reasons`).then(
        rows => rows.length,
      );
    assert.deepEqual(
      [await reasons('c1'), await reasons('dean'), await reasons('head'), await reasons('psychologist')],
      [2, 1, 2, 5],
    );
  });
});

describe('nothing', () => {
  test('comes of another tenant, whoever asks', async () => {
    const { kysely } = school.database;
    const { rows } = await sql`select from clinical.responses where tenant_id = ${ELSEWHERE}`.execute(kysely);
    assert.equal(rows.length, 5);
    for (const [name, principal] of who) {
      const readable = rules.filter(
        ({ command, callers, at }) => command === 'read' && at.length === 0 && callers.includes(principal.role),
      );
      const queries = [...new Set(readable.map(({ table }) => table))].map(
        table =>
          sql`select ${table} as name, ${sql.ref(table === 'tenants' ? 'id' : 'tenant_id')} as tenant from ${sql.table(table)}`,
      );
      const found = await ask<{ tenant: string }>(
        principal,
        sql`select distinct name, tenant from (${sql.join(queries, sql` union all `)}) as everything`,
        { at: 'growthFiles.get' },
      );
      assert.ok(found.length > 3, name);
      assert.deepEqual(new Set(found.map(({ tenant }) => tenant)), new Set([tenant_id]), name);
    }
  });

  test('comes without settings, or with one that is empty', async () => {
    const full = settingsOf(who.get('c1')!, tenant_id, 'alerts.list');
    const withSettings = (settings: Settings) => ask(who.get('c1')!, sql`select from clinical.alerts`, { settings });
    assert.equal((await withSettings(full)).length, 2);
    for (const missing of ['tenant', 'within'] as const) {
      const { [missing]: _, ...rest } = full;
      assert.equal((await withSettings({ ...full, [missing]: '' })).length, 0, missing);
      assert.equal((await withSettings(rest)).length, 0, missing);
    }
    for (const name of who.keys()) {
      const found = await ask(who.get(name)!, sql`select from students`, { settings: {} });
      assert.equal(found.length, 0, name);
    }
  });

  test('is below the unit in reach, whatever characters the ids of units have', async () => {
    const below = (id: string, path: string) => {
      const one = { ...who.get('c1')!, reach: [{ id, kind: 'class', path }] };
      return ask(one, sql`select from clinical.alerts`, { settings: settingsOf(one, tenant_id, 'alerts.list') });
    };
    assert.equal((await below('c1', 'school/computing/c1/')).length, 2);
    for (const id of ['c_', 'c%', '%', '\\c1', 'C1']) {
      assert.equal((await below(id, `school/computing/${id}/`)).length, 0, id);
    }
  });

  test('of what signs and seals is anybody’s to read', async () => {
    for (const [name, principal] of who) {
      for (const table of [
        'secret_keys',
        'signing_keys',
        'audit.keys',
        'audit.batches',
        'clinical.idempotency_keys',
        'migrations',
      ]) {
        await assert.rejects(ask(principal, sql`select from ${sql.table(table)}`), DENIED, `${name} ${table}`);
      }
    }
  });
});

describe('a guardian', () => {
  const at = 'growthFiles.get';
  const results = () =>
    ask<{ result: unknown }>(who.get('parent')!, sql`select result from clinical.responses`, { at });

  test('reads the results of the own child from campaigns that tell guardians, and of these no answer', async () => {
    const { kysely } = school.database;
    await sql`
      insert into clinical.responses (tenant_id, id, attempt_id, assignment_id, student_id, instrument_id,
        instrument_version, language, answers, digest, receipt_code, offer_help, result, received_at)
      select tenant_id, 'of-fei', gen_random_uuid(), id, student_id, instrument_id, instrument_version, 'zh-CN', '{}', '',
        '', false, '{}', now()
      from assignments where tenant_id = ${tenant_id} and id = 'fei.scored.k6'
    `.execute(kysely);
    assert.equal((await results()).length, 0);
    await kysely
      .updateTable('campaigns')
      .set({ guardian_feedback: 'level' })
      .where('id', '=', 'scored')
      .where('tenant_id', '=', tenant_id)
      .execute();
    assert.equal((await results()).length, 1);
    await assert.rejects(ask(who.get('parent')!, sql`select answers from clinical.responses`, { at }), DENIED);
    await assert.rejects(ask(who.get('parent')!, sql`select from clinical.alerts`, { at }), DENIED);
  });
});

describe('a student', () => {
  test('has an alert of the own before the eyes of the service at a submission alone', async () => {
    assert.equal(await studentsIn('ann', 'clinical.alerts'), '');
    assert.equal(await studentsIn('ann', 'clinical.alerts', { at: 'responses.submit' }), 'ann');
  });

  test('reads entries of the audit about the own file', async () => {
    const session = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    for (const student of ['ann', 'bea']) await school.call(session, 'GET', `/v1/growth-files/${student}`);
    const subjects = await ask<{ subjects: string[] }>(
      who.get('ann')!,
      sql`select subjects from audit.entries where operation = 'growthFiles.get'`,
    );
    assert.deepEqual(subjects, [{ subjects: ['ann'] }]);
  });
});

describe('the operator', () => {
  test('reads the audit, and not whom an entry is about', async () => {
    const operator = who.get('operator')!;
    assert.ok((await ask(operator, sql`select operation from audit.entries`, { at: 'audit.list' })).length > 10);
    for (const column of ['subjects', 'resource_id', 'purpose_note']) {
      await assert.rejects(
        ask(operator, sql`select ${sql.ref(column)} from audit.entries`, { at: 'audit.list' }),
        DENIED,
      );
    }
  });
});

describe('writes', () => {
  const refused = /row-level security/;

  test('for somebody else are refused', async () => {
    const consentOf = (student: string) => sql`
      insert into consents (tenant_id, id, campaign_id, student_id, version, decision, decided_at)
      values (${tenant_id}, ${`raw-${student}`}, 'open', ${student}, 'v', 'given', now())`;
    const at = 'consents.decide';
    await ask(who.get('ann')!, consentOf('ann'), { at });
    await assert.rejects(ask(who.get('ann')!, consentOf('bea'), { at }), refused);
    await assert.rejects(ask(who.get('parent')!, consentOf('ann'), { at }), refused);
    await assert.rejects(ask(who.get('committee')!, consentOf('bea'), { at }), DENIED);
    await assert.rejects(
      ask(
        who.get('ann')!,
        sql`insert into erasures (tenant_id, id, student_id, cause, state, requested_at, due_at)
          values (${ELSEWHERE}, 'raw', 'ann', 'request', 'waiting', now(), now())`,
        { at },
      ),
      refused,
    );
  });

  test('of consent are made where it is decided, and nowhere else', async () => {
    const consent = sql`
      insert into consents (tenant_id, id, campaign_id, student_id, version, decision, decided_at)
      values (${tenant_id}, 'raw', 'open', 'ann', 'v', 'given', now())`;
    await assert.rejects(ask(who.get('ann')!, consent, { at: 'responses.submit' }), refused);
    // Who is told results holds no right to write at all.
    await assert.rejects(ask(who.get('parent')!, consent, { at: 'growthFiles.get' }), DENIED);
  });

  test('make no case another student’s: broken glass, a referral and a delegation stay with whom they were made for', async () => {
    for (const [name, table, at] of [
      ['c1', 'clinical.break_glass', 'breakGlass.end'],
      ['dean', 'clinical.break_glass', 'breakGlass.review'],
      ['psychologist', 'clinical.referrals', 'referrals.revoke'],
      ['psychologist', 'clinical.delegations', 'delegations.revoke'],
    ] as const) {
      await ask(who.get(name)!, sql`update ${sql.table(table)} set revision = 2`, { at });
      await assert.rejects(ask(who.get(name)!, sql`update ${sql.table(table)} set student_id = 'eve'`, { at }), DENIED);
    }
  });

  test('reach what is in reach, at the operation that is for it', async () => {
    const acknowledge = sql<{ student_id: string }>`
      update clinical.alerts set acknowledged_at = now(), revision = revision + 1 returning student_id`;
    const at = 'alerts.acknowledge';
    const touched = async (name: string, asking: Asking = { at }) =>
      (await ask(who.get(name)!, acknowledge, asking)).map(row => row.student_id).sort();
    assert.deepEqual(await touched('c1'), ['ann', 'bea']);
    assert.deepEqual(await touched('c1', {}), []);
    await assert.rejects(touched('dean'), DENIED);
    assert.deepEqual(await touched('ann'), []);
    await assert.rejects(touched('committee'), DENIED);
  });

  test('of answers are the student’s own, at a submission', async () => {
    const answer = sql`
      insert into clinical.responses (tenant_id, id, attempt_id, assignment_id, student_id, instrument_id,
        instrument_version, language, answers, digest, receipt_code, offer_help, result, received_at)
      select tenant_id, 'raw', gen_random_uuid(), id, student_id, instrument_id, instrument_version, 'zh-CN', '{}', '',
        '', false, '{}', now()
      from assignments where id = 'ann.open.gad7'`;
    await ask(who.get('ann')!, answer, { at: 'responses.submit' });
    await assert.rejects(ask(who.get('ann')!, answer), refused);
    await assert.rejects(ask(who.get('psychologist')!, answer, { at: 'responses.submit' }), DENIED);
    for (const name of ['ann', 'psychologist']) {
      await assert.rejects(ask(who.get(name)!, sql`update clinical.responses set answers = '{}'`), DENIED);
      await assert.rejects(ask(who.get(name)!, sql`delete from clinical.responses`), DENIED);
      await assert.rejects(ask(who.get(name)!, sql`delete from audit.entries`), DENIED);
    }
  });

  test('of sessions are those of the own key', async () => {
    const session = (keyId: string) => sql`
      insert into sessions (tenant_id, id, key_id, user_id, role, unit_id, reach, components, origin, created_at, expires_at)
      values (${tenant_id}, 'raw', ${keyId}, 'u', 'student', 'c1', '{c1}', '{}', 'o', now(), now())`;
    const at = 'embedSessions.create';
    await assert.rejects(ask(key, session('another'), { at }), refused);
    assert.equal((await ask(key, sql`select from sessions`, { at })).length, 0);
    assert.equal((await ask(key, sql`delete from sessions returning id`, { at })).length, 0);
  });
});

test('as the service, inside a role, all is seen, and afterwards as little as before', async () => {
  const { kysely } = school.database;
  const { guardian: low } = await roleNames(school.database);
  const counts = await kysely.transaction().execute(db =>
    asRole(db, low, settingsOf(who.get('bureau')!, tenant_id, 'me.get'), async () => {
      const { rows } = await asService(db, inside => sql`select from clinical.alerts`.execute(inside));
      const again = await sql<{ role: string }>`select current_user::text as role`.execute(db);
      return [rows.length, again.rows[0]!.role];
    }),
  );
  assert.deepEqual(counts, [10, low]);
});
