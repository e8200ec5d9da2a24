import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { sql } from 'kysely';
import { json } from '../database/tables/columns.ts';
import { erasePerson } from '../erasures/erase.ts';
import { WAITING_DAYS } from '../erasures/open.ts';
import { applyRetention } from '../retention/apply.ts';
import { AFTER_LEAVING_DAYS, personal, policies } from '../retention/policies.ts';
import { addChild } from '../testing/family.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool, submission } from '../testing/small-school.ts';

const { myData, erasures, corrections, consents } = operations;
const tenant_id = 'school';
/** In everything about mia that can hold text. */
const SENTINEL = 'sentinel-7c1f';

describe('the rights of a person', () => {
  let school: SmallSchool;
  beforeEach(async () => {
    school = await createSmallSchool();
    await addChild(school, 'mia', '2008-05-05', 'undergraduate');
    await everywhere();
  });
  const closing: SmallSchool[] = [];
  beforeEach(() => void closing.push(school));
  after(async () => {
    for (const one of closing) await one.close();
  });

  const mia = () => school.sessionFor({ userId: '2026mia', role: 'student' });
  const psychologist = () => school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  const later = (days: number) => new Date(NOW.getTime() + days * DAY);
  const attempt = '0d9a2f2c-6a3e-4b9e-9a86-2f3c4b5d6e7f';
  const submitAgain = async () =>
    school.call(await mia(), 'POST', '/v1/responses', {
      body: submission('mia', 'scored', 'k6', answersTo('k6'), { attemptId: attempt }),
    });
  const erase = async () =>
    expectBody(
      await school.call(await mia(), 'POST', '/v1/erasures', { body: { campaignId: null } }),
      erasures.create.response,
      201,
    );

  /** A row about mia in every table that can hold one: the test fails for a table that this leaves out. */
  async function everywhere(): Promise<void> {
    const { kysely } = school.database;
    await school.consent('2026mia', 'scored');
    assert.equal((await submitAgain()).status, 201);
    const body = { about: 'roster', wrong: `${SENTINEL} wrong`, right: 'right' };
    const made = await expectBody(
      await school.call(await mia(), 'POST', '/v1/corrections', { body }),
      corrections.create.response,
      201,
    );
    await school.call(await psychologist(), 'POST', `/v1/corrections/${made.id}/answer`, {
      body: { state: 'accepted', answer: `${SENTINEL} answer` },
    });
    await kysely
      .updateTable('clinical.responses')
      .set({ answers: json({ note: SENTINEL }) })
      .where('student_id', '=', 'mia')
      .execute();
    const response = await kysely
      .selectFrom('clinical.responses')
      .select('id')
      .where('student_id', '=', 'mia')
      .executeTakeFirstOrThrow();
    await kysely
      .insertInto('clinical.drafts')
      .values({
        tenant_id,
        attempt_id: '3f0c1c52-6f5e-4a0e-9f0c-7d1b2a3c4d5e',
        assignment_id: (
          await kysely.selectFrom('assignments').select('id').where('student_id', '=', 'mia').executeTakeFirstOrThrow()
        ).id,
        student_id: 'mia',
        language: 'zh-CN',
        seed: 7,
        answers: json({ note: SENTINEL }),
        timings: json({}),
        revision: 1,
        saved_at: NOW,
        key: 'key',
      })
      .execute();
    await kysely
      .insertInto('campaign_reasons')
      .values({ tenant_id, campaign_id: 'scored', student_id: 'mia', reason: 'leave', recorded_at: NOW })
      .execute();
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id, id: 'mia-role', student_id: 'mia', role: 'class-committee', unit_id: 'c1' })
      .execute();
    await kysely
      .insertInto('courses')
      .values({
        tenant_id,
        id: 'course',
        kind: 'compulsory',
        title: json({ en: 'Course' }),
        unit_id: 'school',
        stage: 'undergraduate',
        term: '2026-2027-1',
        teacher: '丙老师',
        credits: 2,
        planned_hours: 32,
      })
      .execute();
    await kysely
      .insertInto('course_sessions')
      .values({
        tenant_id,
        id: 'lesson',
        course_id: 'course',
        title: json({ en: 'L' }),
        starts_at: NOW,
        hours: 2,
        place: 'A',
      })
      .execute();
    await kysely
      .insertInto('course_enrolments')
      .values({ tenant_id, course_id: 'course', student_id: 'mia' })
      .execute();
    await kysely
      .insertInto('attendance')
      .values({ tenant_id, session_id: 'lesson', student_id: 'mia', status: 'attended' })
      .execute();
    await kysely
      .insertInto('growth_stages')
      .values({ tenant_id, student_id: 'mia', stage: 'undergraduate', school: '测试学校', from_date: '2026-09-01' })
      .execute();
    await kysely
      .insertInto('growth_entries')
      .values({
        tenant_id,
        id: 'entry',
        student_id: 'mia',
        stage: 'undergraduate',
        term: '2026-2027-1',
        kind: 'enrolment',
        on_date: '2026-09-01',
        title: json({ en: 'Enrolled' }),
      })
      .execute();
    await kysely
      .insertInto('clinical.growth_summaries')
      .values({ tenant_id, entry_id: 'entry', summary: json({ en: SENTINEL }) })
      .execute();
    await kysely
      .insertInto('clinical.alerts')
      .values({
        tenant_id,
        id: 'alert',
        student_id: 'mia',
        level: 'high',
        level_status: 'confirmed',
        state: 'closed',
        opened_at: NOW,
        respond_by: NOW,
        closed_at: NOW,
        acknowledged_by: SENTINEL,
        revision: 2,
      })
      .execute();
    await kysely
      .insertInto('clinical.alert_reasons')
      .values({
        tenant_id,
        id: 'reason',
        alert_id: 'alert',
        response_id: response.id,
        code: 'band',
        at: NOW,
        text: json({ en: SENTINEL }),
      })
      .execute();
    await kysely
      .insertInto('clinical.alert_events')
      .values({
        tenant_id,
        alert_id: 'alert',
        student_id: 'mia',
        type: 'alert.opened',
        level: 'high',
        escalated: false,
        at: NOW,
      })
      .execute();
    await kysely
      .insertInto('erasures')
      .values({
        tenant_id,
        id: 'earlier',
        student_id: 'mia',
        cause: 'request',
        state: 'done',
        requested_at: NOW,
        due_at: NOW,
        done_at: NOW,
      })
      .execute();
    await relations(response.id);
  }

  /** A delegation, a referral and a broken glass. What is kept of them holds no word about mia. */
  async function relations(responseId: string): Promise<void> {
    const { kysely } = school.database;
    const until = later(1);
    await kysely
      .insertInto('clinical.delegations')
      .values({
        ...{
          tenant_id,
          id: 'delegation',
          student_id: 'mia',
          to_user: 't-one',
          to_name: '甲老师',
          to_role: 'counsellor',
        },
        ...{ by_user: 't-psy', by_name: '丙老师', classes: ['C4'], purpose: 'care', note: SENTINEL },
        ...{ starts_at: NOW, ends_at: until, given_at: NOW },
      })
      .execute();
    await kysely
      .insertInto('clinical.referrals')
      .values({
        ...{ tenant_id, id: 'referral', student_id: 'mia', to_user: 'h', to_name: '林医生', by_user: 't-psy' },
        ...{ by_name: '丙老师', note: '请评估', basis: 'student-consent', basis_note: '书面', basis_on: '2026-10-12' },
        ...{ made_at: NOW, ends_at: until },
      })
      .execute();
    await kysely
      .insertInto('clinical.referral_documents')
      .values({
        ...{ tenant_id, referral_id: 'referral', position: 0, student_id: 'mia', kind: 'response' },
        document_id: responseId,
      })
      .execute();
    await kysely
      .insertInto('clinical.break_glass')
      .values({
        ...{ tenant_id, id: 'broken', student_id: 'mia', by_user: 't-one', by_name: '甲老师', by_role: 'counsellor' },
        ...{ reason: '学生失联，需要马上联系。', opened_at: NOW, ends_at: new Date(NOW.getTime() + 60_000) },
        ...{ told: json([]), review_due_at: until },
      })
      .execute();
    await kysely
      .insertInto('clinical.break_glass_events')
      .values({ tenant_id, break_glass_id: 'broken', student_id: 'mia', type: 'break-glass.opened', at: NOW })
      .execute();
  }

  const tablesOf = async () => {
    const { rows } = await sql<{ name: string }>`
      select case table_schema when 'public' then '' else table_schema || '.' end || table_name as name
      from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
    `.execute(school.database.kysely);
    return rows.map(row => row.name).filter(name => !/^migration/.test(name));
  };
  /** Tables that hold the text anywhere. */
  const holding = async (text: string) => {
    const found: string[] = [];
    for (const name of await tablesOf()) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(name)} as t where t::text like ${`%${text}%`}
      `.execute(school.database.kysely);
      if (rows[0]!.n > 0) found.push(name);
    }
    return found;
  };
  const rowsOf = async (name: string) => {
    const policy = personal.find(([table]) => table === name)![1];
    const { rows } =
      await sql`select * from ${sql.table(name)} where tenant_id = 'school' and ${policy.of('mia')}`.execute(
        school.database.kysely,
      );
    return rows.length;
  };

  test('no table is without a policy, and none with a student is taken for one without', async () => {
    assert.deepEqual((await tablesOf()).sort(), Object.keys(policies).sort());
    const { rows } = await sql<{ name: string }>`
      select distinct case table_schema when 'public' then '' else table_schema || '.' end || table_name as name
      from information_schema.columns
      where column_name in ('student_id', 'alert_id', 'entry_id') and table_schema not in ('pg_catalog', 'information_schema')
    `.execute(school.database.kysely);
    const known = new Set<string>(personal.map(([table]) => table));
    for (const { name } of rows) assert.ok(known.has(name), `${name} is about a student, its policy does not say so.`);
  });

  test('the copy holds every kind that the schema says is the student’s, and nothing of anybody else', async () => {
    for (const [table] of personal) assert.ok((await rowsOf(table)) > 0, `The test has no row of mia in ${table}.`);
    const response = await school.call(await mia(), 'GET', '/v1/my-data/copy');
    const copy = await expectBody(response, myData.copy.response);
    for (const [table, { copy: section }] of personal) {
      if (section === null) continue;
      const held = copy[section];
      assert.ok(Array.isArray(held) ? held.length > 0 : held !== null && held !== undefined, `${table} → ${section}`);
    }
    assert.equal(copy.responses.length, await rowsOf('clinical.responses'));
    assert.equal(copy.consents.length, await rowsOf('consents'));
    assert.equal(copy.assignments.length, await rowsOf('assignments'));
    assert.deepEqual(copy.responses[0]?.answers, { note: SENTINEL });
    assert.equal(copy.drafts.length, await rowsOf('clinical.drafts'));
    assert.deepEqual(copy.drafts[0]?.answers, { note: SENTINEL });
    assert.doesNotMatch(JSON.stringify(copy.drafts), /"key"|level|judged/);
    assert.equal(copy.courseProgress.sessions[0]?.attendance, 'attended');
    assert.equal(copy.guardians[0]?.relation, '母亲');
    const text = JSON.stringify(copy);
    assert.doesNotMatch(text, /安一|2026ann|2026bea/);
    // What staff noted is named, and neither shown nor counted.
    assert.equal(copy.kinds.find(({ kind }) => kind === 'staff-notes')?.records, null);
    assert.equal(
      copy.growthFile.stages[0]?.terms
        .flatMap(term => term.entries)
        .some(entry => 'summary' in entry && JSON.stringify(entry.summary).includes(SENTINEL)),
      false,
    );
    assert.doesNotMatch(text, /"alert/);
  });

  test('what is held is told the same whether there is an alert, a delegation or a referral, or not', async () => {
    const read = async () => (await school.call(await mia(), 'GET', '/v1/my-data')).text();
    const withAlert = await read();
    const { kysely } = school.database;
    for (const table of ['clinical.alert_events', 'clinical.alert_reasons', 'clinical.delegations'] as const)
      await kysely.deleteFrom(table).execute();
    for (const table of ['clinical.break_glass', 'clinical.referrals'] as const)
      await kysely.deleteFrom(table).execute();
    await kysely.deleteFrom('clinical.alerts').execute();
    assert.equal(await read(), withAlert);
  });

  test('an erasure stops collection at once, waits, leaves nothing, and a late answer is gone', async () => {
    const erasure = await erase();
    assert.equal(erasure.state, 'waiting');
    assert.equal((await erase()).id, erasure.id, 'asking twice is asking once');
    await expectProblem(await submitAgain(), 410, 'gone');
    assert.deepEqual((await applyRetention(school.database, { now: later(WAITING_DAYS - 1) })).erasures.due, 0);
    assert.notDeepEqual(await holding(SENTINEL), []);

    const dry = await applyRetention(school.database, { now: later(WAITING_DAYS), dryRun: true });
    assert.deepEqual(dry.erasures, { due: 1, done: 0, held: 0 });
    assert.notDeepEqual(await holding(SENTINEL), []);
    const report = await applyRetention(school.database, { now: later(WAITING_DAYS) });
    assert.deepEqual(report.erasures, { due: 1, done: 1, held: 0 });
    const entries = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['operation', 'subjects'])
      .where('actor', '=', 'retention')
      .execute();
    assert.deepEqual(entries, [{ operation: 'retention.erase-answers', subjects: ['mia'] }]);
    assert.deepEqual(await holding(SENTINEL), []);
    assert.deepEqual(await holding(attempt), []);
    for (const [table, policy] of personal) {
      const rows = await rowsOf(table);
      if (policy.onErasure === 'kept') assert.ok(rows > 0 || table === 'sessions', table);
      else assert.equal(rows, 0, table);
    }
    assert.deepEqual((await applyRetention(school.database, { now: later(WAITING_DAYS) })).erasures.due, 0);
    // Even when consent is given again: that attempt stays erased, a new one is welcome.
    await school.consent('2026mia', 'scored');
    await expectProblem(await submitAgain(), 410, 'gone');
    assert.equal((await school.submit('mia', 'scored.k6', answersTo('k6'))).status, 201);
  });

  test('what an open alert rests on is kept until it is closed, and the student is told so', async () => {
    const { kysely } = school.database;
    await kysely.updateTable('clinical.alerts').set({ closed_at: null, state: 'reviewed' }).execute();
    await erase();
    const first = await applyRetention(school.database, { now: later(WAITING_DAYS) });
    assert.deepEqual(first.erasures, { due: 1, done: 0, held: 1 });
    assert.equal(await rowsOf('clinical.responses'), 1);
    assert.equal(await rowsOf('clinical.alerts'), 1);
    const { data } = await expectBody(await school.call(await mia(), 'GET', '/v1/erasures'), erasures.list.response);
    assert.equal(data.find(({ id }) => id !== 'earlier')?.state, 'held');
    await kysely
      .updateTable('clinical.alerts')
      .set({ closed_at: later(8), state: 'closed' })
      .execute();
    const second = await applyRetention(school.database, { now: later(WAITING_DAYS + 1) });
    assert.deepEqual(second.erasures, { due: 1, done: 1, held: 0 });
    assert.deepEqual(await holding(SENTINEL), []);
  });

  test('withdrawing opens the erasure of that campaign; consenting again before it is due spares it', async () => {
    const decide = async (decision: string) =>
      expectBody(
        await school.call(await mia(), 'POST', '/v1/consents', {
          body: { campaignId: 'scored', version: '2026-09', decision },
        }),
        consents.decide.response,
        201,
      );
    await decide('withdrawn');
    await expectProblem(await submitAgain(), 410, 'gone');
    await decide('given');
    assert.deepEqual((await applyRetention(school.database, { now: later(WAITING_DAYS) })).erasures.due, 0);
    assert.equal(await rowsOf('clinical.responses'), 1);
    assert.equal((await submitAgain()).status, 201, 'the receipt is given again');
    await decide('withdrawn');
    assert.equal((await applyRetention(school.database, { now: later(WAITING_DAYS) })).erasures.done, 1);
    assert.equal(await rowsOf('clinical.responses'), 0);
    await expectProblem(await submitAgain(), 410, 'gone');
  });

  test('an erasure that fails keeps nothing else from being done', async () => {
    const { kysely } = school.database;
    await school.submit('ann', 'scored.k6', answersTo('k6'));
    await erase();
    school.clock.advance(1_000);
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    await school.call(ann, 'POST', '/v1/erasures', { body: { campaignId: null } });
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'Not this one.'; end $$`.execute(
      kysely,
    );
    await sql`
      create trigger refused before delete on clinical.responses for each row when (old.student_id = 'mia')
      execute function refuse()
    `.execute(kysely);
    await kysely.updateTable('clinical.alerts').set({ closed_at: NOW, state: 'closed' }).execute();
    await assert.rejects(applyRetention(school.database, { now: later(WAITING_DAYS + 1) }), /Not this one/);
    const left = await kysely.selectFrom('clinical.responses').select('student_id').execute();
    assert.deepEqual(left, [{ student_id: 'mia' }]);
    const sessions = await kysely.selectFrom('sessions').select('id').execute();
    assert.deepEqual(sessions, [], 'they are past their time');
    await sql`drop trigger refused on clinical.responses`.execute(kysely);
    const { erasures: done } = await applyRetention(school.database, { now: later(WAITING_DAYS + 1) });
    assert.deepEqual(done, { due: 1, done: 1, held: 0 });
  });

  test('a student who left long ago goes whole; one with an open alert stays until it is handed over', async () => {
    const { kysely } = school.database;
    await kysely.updateTable('students').set({ left_on: '2026-10-01' }).where('id', '=', 'mia').execute();
    await kysely.updateTable('clinical.alerts').set({ closed_at: null, state: 'reviewed' }).execute();
    const due = new Date(Date.parse('2026-10-02T00:00:00+08:00') + AFTER_LEAVING_DAYS * DAY);
    assert.equal((await applyRetention(school.database, { now: new Date(due.getTime() - 1) })).students.due, 0);
    assert.deepEqual((await applyRetention(school.database, { now: due })).students, { due: 1, erased: 0, held: 1 });
    await kysely.updateTable('clinical.alerts').set({ closed_at: NOW, state: 'closed' }).execute();
    assert.deepEqual((await applyRetention(school.database, { now: due })).students, { due: 1, erased: 1, held: 0 });
    // Of the audit nothing is taken: it says that there was an erasure, and not of what.
    assert.deepEqual(await holding('mia'), ['audit.entries']);
    assert.deepEqual(await holding(SENTINEL), []);
    assert.notDeepEqual(await holding('ann'), []);
  });

  test('whoever has the same id in another school decides nothing about whose rows go', async () => {
    const { kysely } = school.database;
    const elsewhere = 'neighbour';
    await kysely.insertInto('tenants').values({ id: elsewhere, name: '邻校', created_at: NOW }).execute();
    for (const table of ['units', 'students'] as const) {
      const rows = await kysely.selectFrom(table).selectAll().where('tenant_id', '=', tenant_id).execute();
      const named = rows.map(row => ({ ...row, tenant_id: elsewhere }));
      // Two students have changed their numbers there.
      const number = { mia: '2026ann', ann: '2026mia' } as Record<string, string>;
      const values = named.map(row => ({
        ...row,
        ...('student_number' in row && { student_number: number[row.id] ?? row.student_number }),
      }));
      await kysely
        .insertInto(table)
        .values(values as never)
        .execute();
    }
    await school.sessionFor({ userId: '2026ann', role: 'student' });
    await mia();
    const signedIn = async () => {
      const rows = await kysely.selectFrom('sessions').select('user_id').where('user_id', 'like', '2026%').execute();
      return new Set(rows.map(row => row.user_id));
    };
    assert.deepEqual(await signedIn(), new Set(['2026ann', '2026mia']));
    await kysely.transaction().execute(db => erasePerson(db, tenant_id, 'mia', NOW));
    assert.deepEqual(await signedIn(), new Set(['2026ann']));
  });

  test('a correction is asked for, answered once by psychology staff, and seen by nobody else', async () => {
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const body = { about: 'roster', wrong: 'My class is wrong.', right: 'It is class 2.' };
    const made = await expectBody(
      await school.call(ann, 'POST', '/v1/corrections', { body }),
      corrections.create.response,
      201,
    );
    assert.equal(made.state, 'open');
    const list = async (session: Awaited<ReturnType<typeof mia>>) =>
      (await expectBody(await school.call(session, 'GET', '/v1/corrections?state=open'), corrections.list.response))
        .data;
    assert.deepEqual(await list(ann), [made]);
    assert.deepEqual(await list(await mia()), []);
    assert.deepEqual(await list(await psychologist()), [made]);
    const counsellor = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    await expectProblem(await school.call(counsellor, 'GET', '/v1/corrections'), 403, 'forbidden');
    const path = `/v1/corrections/${made.id}/answer`;
    const answer = { body: { state: 'declined', answer: 'The roster says class 1.' } };
    const done = await expectBody(
      await school.call(await psychologist(), 'POST', path, answer),
      corrections.answer.response,
      201,
    );
    assert.equal(done.answer, 'The roster says class 1.');
    await expectProblem(await school.call(await psychologist(), 'POST', path, answer), 409, 'state-conflict');
    await expectProblem(
      await school.call(await psychologist(), 'POST', '/v1/corrections/nothing/answer', answer),
      404,
      'not-found',
    );
    await expectProblem(
      await school.call(ann, 'POST', '/v1/corrections', { body: { ...body, wrong: '   ' } }),
      422,
      'invalid-request',
      ['/wrong'],
    );
  });
});
