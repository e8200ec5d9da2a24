import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { operations } from '@xinqiao/contract';
import type { EmbedSession, Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import pg from 'pg';
import { sealAll } from '../audit/seal.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { Database } from '../database/database.ts';
import { readRoleNames } from '../database/roles.ts';
import { judgeAbandoned, LEFT_AFTER } from '../drafts/abandoned.ts';
import { createApp, migrate } from '../index.ts';
import { applyRetention } from '../retention/apply.ts';
import { importRoster } from '../rosters/import-roster.ts';
import { readRoster } from '../rosters/read-roster.ts';
import { expectBody } from '../testing/expect.ts';
import {
  answersTo,
  consentVersion,
  createSmallSchool,
  DAY,
  NOW,
  type SmallSchool,
  submission,
} from '../testing/small-school.ts';
import { openPostgres, serve } from './index.ts';

const url = process.env['XINQIAO_TEST_DATABASE_URL'];

describe('several processes on one PostgreSQL', { skip: url ? false : 'XINQIAO_TEST_DATABASE_URL is not set' }, () => {
  const name = `xinqiao_test_${randomUUID().replaceAll('-', '')}`;
  const here = () => {
    const own = new URL(url ?? '');
    own.pathname = `/${name}`;
    return own.href;
  };
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  before(() => admin(`create database ${name}`));
  after(() => admin(`drop database ${name} with (force)`));

  test('that start at once migrate once and fill once', async () => {
    let filled = 0;
    const start = () =>
      serve({
        port: 0,
        databaseUrl: here(),
        signals: false,
        populate: async ({ kysely }) => {
          filled++;
          await kysely
            .insertInto('units')
            .values({ tenant_id: 'school', id: 'school', kind: 'school', name: '测试学校', path: 'school/' })
            .execute();
        },
      });
    const servers = await Promise.all([start(), start(), start()]);
    assert.equal(filled, 1);
    await Promise.all(servers.map(server => server.close()));
  });

  test('take options of the URL before what they prefer, and not before what they need; through a socket too', async () => {
    const { hostname, port, username } = new URL(here());
    const options = encodeURIComponent('-c jit=on -c timezone=Asia/Tokyo');
    // As one names a socket: pg's own way of writing, with no host before the path.
    const database = openPostgres(`postgres://${username}@/${name}?options=${options}&host=${hostname}&port=${port}`);
    const { rows } = await sql`
      select current_setting('jit') as jit, current_setting('timezone') as timezone,
        current_setting('random_page_cost') as cost, current_setting('default_transaction_isolation') as isolation
    `.execute(database.kysely);
    await database.close();
    assert.deepEqual(rows, [{ jit: 'on', timezone: 'UTC', cost: '1.1', isolation: 'read committed' }]);
  });

  test('keep what was acknowledged, and find their tables, however the database is set', async () => {
    const { username } = new URL(here());
    await admin(`alter database ${name} set synchronous_commit to off`);
    const database = openPostgres(here());
    await sql`create schema ${sql.id(username)}`.execute(database.kysely);
    await migrate(database);
    const { rows } = await sql`
      select current_setting('synchronous_commit') as commit, current_schema() as schema
    `.execute(database.kysely);
    assert.deepEqual(rows, [{ commit: 'on', schema: 'public' }]);
    await database.close();
  });

  test(
    'let go of what somebody holds who has begun and is not heard of any more, and go on',
    { timeout: 30_000 },
    async () => {
      const short = openPostgres(
        `${here()}?options=${encodeURIComponent('-c idle_in_transaction_session_timeout=100')}`,
      );
      let hold = () => {};
      let find = () => {};
      const held = new Promise<void>(resolve => (hold = resolve));
      const found = new Promise<void>(resolve => (find = resolve));
      const vanished = short.kysely.transaction().execute(async db => {
        await sql`select pg_advisory_xact_lock(1)`.execute(db);
        hold();
        await found;
        await sql`select`.execute(db);
      });
      const lost = assert.rejects(vanished);
      await held;
      const database = openPostgres(here());
      await sql`select pg_advisory_lock(1)`.execute(database.kysely);
      find();
      await lost;
      await sql`select`.execute(short.kysely);
      const { rows } = await sql`select current_setting('idle_in_transaction_session_timeout') as most`.execute(
        database.kysely,
      );
      assert.deepEqual(rows, [{ most: '1min' }]);
      await Promise.all([short.close(), database.close()]);
    },
  );

  test('read every type as PGlite does', async () => {
    const database = openPostgres(here());
    await migrate(database);
    const { rows } = await sql`
      select 9007199254740991::int8 as big, 1.5::numeric(4, 1) as number, date '2026-10-12' as day,
        timestamptz '2026-10-12T10:00:00.123+08:00' as instant, array['a', 'b'] as list, '{"a": [1]}'::jsonb as json
    `.execute(database.kysely);
    assert.deepEqual(rows, [
      {
        big: 9007199254740991,
        number: 1.5,
        day: '2026-10-12',
        instant: new Date('2026-10-12T02:00:00.123Z'),
        list: ['a', 'b'],
        json: { a: [1] },
      },
    ]);
    await database.close();
  });

  test('hear of each other’s alerts, also after their connection was cut', async () => {
    const school = await createSmallSchool();
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(school.database.kysely);
    const own = new URL(url ?? '');
    own.pathname = `/${rows[0]?.name}`;
    const elsewhere = openPostgres(own.href);
    const other = createApp({ database: elsewhere, clock: school.clock.now });
    const { token } = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const response = await other.fetch(
      new Request('http://localhost/v1/alerts/events', { headers: { authorization: `Bearer ${token}` } }),
    );
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        const { done, value } = await reader.read();
        assert.ok(!done, 'The stream has ended.');
        text += value;
      }
    };
    await until(/id: 0\n\n/);
    await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 1 }));
    await until(/id: 1\n/);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'
    `.execute(school.database.kysely);
    await school.submit('bea', 'open.phq9', answersTo('phq9', { '9': 1 }));
    await until(/id: 2\n/);
    await reader.cancel();
    await other.close();
    await elsewhere.close();
    await school.close();
  });

  /** Once so many statements wait for others to let go. */
  const waiting = async (database: Database, count: number) => {
    for (;;) {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      `.execute(database.kysely);
      if (rows.length >= count) return;
      await setTimeout(20);
    }
  };

  const moving = ({ database, clock }: SmallSchool, id: string, name: string) => {
    const text = `学号,姓名,出生日期,学院,班级,入学年份\n2026${id},${name},2008-03-01,计算机学院,软件工程2602班,2026`;
    const roster = readRoster([{ name: 'x.csv', bytes: new TextEncoder().encode(text) }], { stage: 'undergraduate' });
    return () => importRoster(database, roster, { now: clock.now() });
  };

  /** At once: each comes as far as its entry in the audit, and none sees what another has written. */
  const together = async ({ database }: SmallSchool, ...acts: readonly (() => Promise<unknown>)[]) => {
    const done: Promise<unknown>[] = [];
    await database.kysely.transaction().execute(async db => {
      await sql`lock table audit.entries in exclusive mode`.execute(db);
      for (const act of acts) {
        done.push(act());
        await Promise.race([waiting(database, done.length), done.at(-1)]);
      }
    });
    await Promise.all(done);
  };

  test('place an alert where its student is, who moved while it was opened', async () => {
    const school = await createSmallSchool();
    const submitting = async (id: string) => {
      await school.consent(`2026${id}`, 'open');
      const session = await school.sessionFor({ userId: `2026${id}`, role: 'student' });
      const body = submission(id, 'open', 'phq9', answersTo('phq9', { '9': 1 }));
      return () => school.call(session, 'POST', '/v1/responses', { body });
    };
    await together(school, await submitting('ann'), moving(school, 'ann', '安一'));
    await together(school, moving(school, 'bea', '白二'), await submitting('bea'));
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const of = async (unitId: string) => {
      const { data } = await expectBody(
        await school.call(psych, 'GET', `/v1/alerts?unitId=${unitId}`),
        operations.alerts.list.response,
      );
      return data.map(({ student, reasons }) => [student.id, reasons.length]);
    };
    assert.deepEqual(await of('c1'), []);
    assert.deepEqual((await of('c2')).sort(), [
      ['ann', 1],
      ['bea', 1],
    ]);
    const counsellor = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    const { eventId } = await expectBody(
      await school.call(counsellor, 'GET', '/v1/alerts/summary'),
      operations.alerts.summary.response,
    );
    assert.equal(eventId, '0');
    await school.close();
  });

  test('place what is written of a student where the student is, who moved while it was written', async () => {
    const school = await createSmallSchool();
    const writing = async (userId: string, role: Role, method: string, path: string, body: unknown) => {
      const session = await school.sessionFor({ userId, role });
      return async () => {
        const response = await school.call(session, method, path, { body });
        assert.ok(response.ok, await response.text());
      };
    };
    const until = new Date(NOW.getTime() + DAY).toISOString();
    await together(
      school,
      await writing('2026ann', 'student', 'POST', '/v1/corrections', {
        about: 'roster',
        wrong: '宿舍',
        right: '三号楼',
      }),
      await writing('t-one', 'counsellor', 'PUT', '/v1/campaigns/silent/reasons/ann', { reason: 'leave' }),
      await writing('t-one', 'counsellor', 'POST', '/v1/break-glass', {
        ...{ studentId: 'ann', reason: '夜间联系不上学生，需要判断风险。' },
      }),
      await writing('t-psy', 'psych-staff', 'POST', '/v1/delegations', {
        ...{ studentId: 'ann', to: { userId: 't-one', role: 'counsellor' }, classes: ['C4'] },
        ...{ purpose: 'follow-up', note: '每周谈一次，留意睡眠。', until },
      }),
      moving(school, 'ann', '安一'),
    );
    for (const table of ['corrections', 'break_glass', 'delegations'] as const) {
      const rows = await school.database.kysely.selectFrom(`clinical.${table}`).select('class_path').execute();
      assert.deepEqual(rows, [{ class_path: 'school/computing/c2/' }], table);
    }
    const reasons = await school.database.kysely.selectFrom('campaign_reasons').select('class_path').execute();
    assert.deepEqual(reasons, [{ class_path: 'school/computing/c2/' }]);
    await school.close();
  });

  test('settle the place of what is being changed: nobody waits for each other', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const body = {
      ...{ studentId: 'ann', to: { userId: 't-one', role: 'counsellor' }, classes: ['C4'], purpose: 'follow-up' },
      ...{ note: '每周谈一次，留意睡眠。', until: new Date(NOW.getTime() + DAY).toISOString() },
    };
    assert.equal((await school.call(psych, 'POST', '/v1/delegations', { body })).status, 201);
    // As if it had been given while the student moved.
    const place = (enabled: boolean) =>
      sql`alter table clinical.delegations ${sql.raw(enabled ? 'enable' : 'disable')} trigger delegations_placed`;
    await place(false).execute(kysely);
    await kysely.updateTable('clinical.delegations').set({ class_path: 'school/computing/c10/' }).execute();
    await place(true).execute(kysely);
    const { settled } = await kysely.transaction().execute(async db => {
      // Somebody revokes it: has it, and has not written yet.
      await db.selectFrom('clinical.delegations').select('id').forUpdate().execute();
      const settled = moving(school, 'cai', '蔡三')();
      settled.catch(() => {});
      await waiting(school.database, 1);
      await db.updateTable('clinical.delegations').set({ revoked_at: NOW, revoked_by: 't-psy', revision: 2 }).execute();
      return { settled };
    });
    assert.equal((await settled).students.unchanged, 1);
    const rows = await kysely.selectFrom('clinical.delegations').select(['class_path', 'revision']).execute();
    assert.deepEqual(rows, [{ class_path: 'school/computing/c1/', revision: 2 }]);
    await school.close();
  });

  test('move a student who is handing something in and has an alert', async () => {
    const school = await createSmallSchool();
    const severe = answersTo('gad7', { '1': 3, '2': 3, '3': 3, '4': 3, '5': 3, '6': 3, '7': 3 });
    assert.equal((await school.submit('ann', 'open.gad7', severe)).status, 201);
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const body = submission('ann', 'open', 'phq9', answersTo('phq9', { '9': 1 }));
    const { submitted, moved } = await school.database.kysely.transaction().execute(async db => {
      // It has its assignment, and not come further.
      await sql`lock table clinical.responses in exclusive mode`.execute(db);
      const submitted = school.call(session, 'POST', '/v1/responses', { body });
      await waiting(school.database, 1);
      const moved = moving(school, 'ann', '安一')();
      await waiting(school.database, 2);
      return { submitted, moved };
    });
    assert.equal((await submitted).status, 201);
    assert.equal((await moved).students.moved, 1);
    const alerts = await school.database.kysely
      .selectFrom('clinical.alerts')
      .select(['class_path', 'level', 'revision'])
      .execute();
    assert.deepEqual(alerts, [{ class_path: 'school/computing/c2/', level: 'high', revision: 2 }]);
    await school.close();
  });

  test('ask a student who comes while a campaign is published', async () => {
    const school = await createSmallSchool();
    const psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const publishing = async () => {
      const words = { 'zh-CN': '测评' };
      const plan = {
        ...{ title: words, purpose: words, instruments: ['phq9'], feedback: 'level', feedbackFrom: 'submission' },
        ...{ target: { unitIds: ['computing'], rule: 'all', enrolmentYears: [] }, reminders: [] },
        ...{
          opensAt: '2026-10-13T08:00:00+08:00',
          closesAt: '2026-11-20T18:00:00+08:00',
          abandonedAttempts: 'propose',
        },
        consent: { title: words, summary: words, points: [{ title: words, text: words }], contact: words },
      };
      const { id } = await expectBody(
        await school.call(psych, 'POST', '/v1/campaign-plans', { body: plan }),
        operations.campaignPlans.create.response,
        201,
      );
      const publish = async () =>
        assert.equal((await school.call(psych, 'POST', `/v1/campaign-plans/${id}/publish`)).status, 200);
      return { id, publish };
    };
    const [one, two] = [await publishing(), await publishing()];
    await together(school, one.publish, moving(school, 'new', '新六'));
    await together(school, moving(school, 'newer', '新七'), two.publish);
    const asked = await school.database.kysely
      .selectFrom('assignments')
      .innerJoin('students', 'students.id', 'assignments.student_id')
      .select(['campaign_id', 'student_number'])
      .where('campaign_id', 'in', [one.id, two.id])
      .where('student_number', 'like', '2026new%')
      .execute();
    assert.deepEqual(
      asked.map(row => `${row.student_number} ${row.campaign_id}`).sort(),
      ['2026new', '2026newer'].flatMap(number => [one, two].map(({ id }) => `${number} ${id}`)).sort(),
    );
    await school.close();
  });

  test('see two results of a student together that come at once', async () => {
    const part = { on: 'score', scale: 'total', op: '>=', value: 3 } as const;
    const all = [
      { ...part, instrument: 'gad7' },
      { ...part, instrument: 'phq9' },
    ];
    const rule = {
      id: 'both',
      level: 'watch',
      source: 'A test.',
      when: { on: 'several', withinDays: 14, all },
    } as const;
    const title = { 'zh-CN': '测试', en: 'Test' };
    const school = await createSmallSchool({ alertRules: { id: 'school', version: '1.0.0', title, rules: [rule] } });
    await school.consent('2026ann', 'open');
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const answers: Promise<Response>[] = [];
    await school.database.kysely.transaction().execute(async db => {
      // Neither is kept before both have come.
      await sql`lock table audit.entries in exclusive mode`.execute(db);
      for (const instrument of ['gad7', 'phq9']) {
        const body = submission('ann', 'open', instrument, answersTo(instrument, { '1': 3 }));
        answers.push(school.call(session, 'POST', '/v1/responses', { body }));
        await waiting(school.database, answers.length);
      }
    });
    assert.deepEqual(
      (await Promise.all(answers)).map(({ status }) => status),
      [201, 201],
    );
    const reasons = await school.database.kysely.selectFrom('clinical.alert_reasons').select('rule').execute();
    assert.deepEqual(reasons, [{ rule: 'school/both@1.0.0' }]);
    await school.close();
  });

  test('clear away what is old without waiting for each other: one that hangs does not stop all', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const bea = await school.sessionFor({ userId: '2026bea', role: 'student' });
    const old = await school.sessionFor({ userId: '2026cai', role: 'student' });
    const long = new Date(school.clock.now().getTime() - 2 * DAY);
    await kysely.updateTable('clinical.idempotency_keys').set({ created_at: long }).execute();
    await kysely.updateTable('sessions').set({ expires_at: long }).where('id', '=', old.id).execute();
    const consenting = (session: EmbedSession) =>
      school.call(session, 'POST', '/v1/consents', {
        body: { campaignId: 'open', version: consentVersion, decision: 'given' },
      });
    const signingIn = () => school.sessionFor({ userId: '2026dai', role: 'student' });
    const done: Promise<unknown>[] = [];
    const waits = await kysely.transaction().execute(async db => {
      // Each comes as far as its entry in the audit.
      await sql`lock table audit.entries in exclusive mode`.execute(db);
      for (const act of [() => consenting(ann), () => consenting(bea), signingIn, signingIn]) {
        done.push(act());
        await waiting(school.database, done.length);
      }
      const { rows } = await sql<{ for: string }>`
        select distinct wait_event as for from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
      `.execute(kysely);
      return rows.map(row => row.for);
    });
    await Promise.all(done);
    assert.deepEqual(waits, ['relation']);
    const { count } = await kysely
      .selectFrom('clinical.idempotency_keys')
      .select(query => query.fn.countAll<number>().as('count'))
      .where('created_at', '=', long)
      .executeTakeFirstOrThrow();
    assert.equal(count, 0);
    await school.close();
  });

  test('judge an attempt that was left while it is handed in after all', async () => {
    const school = await createSmallSchool();
    await school.consent('2026ann', 'open');
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const path = `/v1/drafts/${randomUUID()}`;
    const opened = { assignmentId: 'ann.open.phq9', language: 'zh-CN', seed: 1 };
    assert.equal((await school.call(session, 'PUT', path, { body: opened })).status, 200);
    const saved = { answers: { '9': 1 }, timings: {}, position: null };
    const headers = { 'if-match': '"0"' };
    assert.equal((await school.call(session, 'PATCH', path, { body: saved, headers })).status, 200);
    const now = new Date(school.clock.now().getTime() + LEFT_AFTER);
    const body = submission('ann', 'open', 'phq9', answersTo('phq9', { '9': 1 }));
    const { submitted, judged } = await school.database.kysely.transaction().execute(async db => {
      // It has its assignment, and not come further.
      await sql`lock table clinical.responses in exclusive mode`.execute(db);
      const submitted = school.call(session, 'POST', '/v1/responses', { body });
      await waiting(school.database, 1);
      const judged = judgeAbandoned(school.database, { now });
      await Promise.race([judged, waiting(school.database, 2)]);
      return { submitted, judged };
    });
    assert.deepEqual(await judged, { judged: 1, proposed: 1 });
    assert.equal((await submitted).status, 201);
    await school.close();
  });

  test('erase nobody who has come back while those who left long ago are erased', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    assert.equal((await school.submit('bea', 'open.phq9', answersTo('phq9'))).status, 201);
    await kysely.updateTable('students').set({ left_on: '2020-01-01' }).where('id', 'in', ['ann', 'bea']).execute();
    const now = school.clock.now();
    const report = await kysely.transaction().execute(async db => {
      // The first of the two takes long.
      await sql`select from students where id = 'ann' for update`.execute(db);
      const erased = applyRetention(school.database, { now });
      await waiting(school.database, 1);
      await kysely.updateTable('students').set({ left_on: null }).where('id', '=', 'bea').execute();
      return { erased };
    });
    assert.deepEqual((await report.erased).students, { due: 2, erased: 1, held: 0 });
    const students = await kysely.selectFrom('students').select('id').where('id', 'in', ['ann', 'bea']).execute();
    assert.deepEqual(students, [{ id: 'bea' }]);
    assert.equal((await kysely.selectFrom('clinical.responses').select('id').execute()).length, 1);
    await school.close();
  });

  test('keep trying to listen when the server takes no connection at first', async () => {
    const database = openPostgres(here());
    const heard: string[] = [];
    await admin(`alter database ${name} with allow_connections false`);
    const unlisten = await database
      .listen('greetings', payload => heard.push(payload))
      .finally(() => admin(`alter database ${name} with allow_connections true`));
    // Whoever could not hear for a while is told so, by nothing.
    while (heard.length === 0) await setTimeout(50);
    await sql`select pg_notify('greetings', 'good morning')`.execute(database.kysely);
    while (heard.length === 1) await setTimeout(50);
    assert.deepEqual(heard, ['', 'good morning']);
    await unlisten();
    await database.close();
  });

  test('leave no connection behind that was being made when they closed', async () => {
    const database = openPostgres(here());
    const listening = database.listen('left_behind', () => {});
    await database.close();
    await listening;
    const left = openPostgres(here());
    const listeners = async () => {
      const { rows } = await sql`select from pg_stat_activity where query = 'listen "left_behind"'`.execute(
        left.kysely,
      );
      return rows.length;
    };
    while ((await listeners()) > 0) await setTimeout(50);
    await left.close();
  });

  test('work for a user that owns the tables and is no superuser: row-level security binds the owner too', async () => {
    const user = `owner_${name}`;
    const own = new URL(url ?? '');
    own.username = user;
    own.pathname = `/${user}`;
    await admin(`create role ${user} login createrole`);
    await admin(`create database ${user} owner ${user}`);
    try {
      const database = openPostgres(own.href);
      const school = await createSmallSchool({ openDatabase: async () => database });
      const { rows: who } = await sql`
        select rolsuper, rolbypassrls, pg_get_userbyid(relowner) = current_user as owns
        from pg_roles, pg_class where rolname = current_user and pg_class.oid = 'clinical.responses'::regclass
      `.execute(database.kysely);
      assert.deepEqual(who, [{ rolsuper: false, rolbypassrls: false, owns: true }]);
      assert.equal((await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 1 }))).status, 201);
      const count = async (role: 't-one' | 't-psy') => {
        const session = await school.sessionFor({
          userId: role,
          role: role === 't-one' ? 'counsellor' : 'psych-staff',
        });
        const response = await school.call(session, 'GET', '/v1/alerts');
        return ((await response.json()) as { data: unknown[] }).data.length;
      };
      assert.deepEqual([await count('t-one'), await count('t-psy')], [1, 1]);
      await sealAll(database, { tenant: 'school', clock: school.clock.now });
      assert.deepEqual((await verifyAudit(database.kysely, { tenant: 'school' })).faults, []);
      assert.ok((await verifyAudit(database.kysely, { tenant: 'school' })).entries > 0);
      await applyRetention(database, { now: school.clock.now() });
      // Without the owner's own policy there is nothing to see.
      await sql`drop policy service on clinical.responses`.execute(database.kysely);
      assert.deepEqual(await database.kysely.selectFrom('clinical.responses').selectAll().execute(), []);
      await migrate(database);
      assert.equal((await database.kysely.selectFrom('clinical.responses').selectAll().execute()).length, 1);
      const roles = Object.values(await readRoleNames(database.kysely));
      await school.close();
      await admin(`drop database ${user} with (force)`);
      for (const role of [...roles, user]) await admin(`drop role ${role}`);
    } finally {
      await admin(`drop database if exists ${user} with (force)`);
    }
  });
});
