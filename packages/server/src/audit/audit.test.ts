import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { sealAll } from './seal.ts';

describe('the audit', () => {
  let school: SmallSchool;
  let ann: EmbedSession;
  let psychologist: EmbedSession;
  let counsellor: EmbedSession;
  let responseId: string;
  before(async () => {
    school = await createSmallSchool();
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    psychologist = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    counsellor = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    // Raises an alert, so that there is something to follow up.
    const response = await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 3 }));
    ({ responseId } = (await response.json()) as { responseId: string });
  });
  after(() => school.close());

  /** Entries that `act` adds, oldest first. */
  async function entriesOf(act: () => Promise<unknown>) {
    const newest = async () =>
      (
        await school.database.kysely
          .selectFrom('audit.entries')
          .select(query => query.fn.coalesce(query.fn.max('id'), query.val(0)).as('id'))
          .executeTakeFirstOrThrow()
      ).id;
    const from = await newest();
    await act();
    return school.database.kysely
      .selectFrom('audit.entries')
      .selectAll()
      .where('id', '>', from)
      .orderBy('id')
      .execute();
  }
  const get = (who: EmbedSession, path: string, headers: Record<string, string> = {}) =>
    school.call(who, 'GET', path, { headers });

  test('a read of answers says who, in which role and session, what, of whom, when and why', async () => {
    const [entry, ...more] = await entriesOf(() =>
      get(psychologist, `/v1/responses/${responseId}`, { 'x-request-id': 'portal-0042' }),
    );
    assert.equal(more.length, 0);
    assert.ok(entry);
    const { id, ...rest } = entry;
    assert.ok(id > 0);
    assert.deepEqual(rest, {
      tenant_id: 'school',
      at: NOW,
      actor: 't-psy',
      role: 'psych-staff',
      session_id: psychologist.id,
      operation: 'responses.get',
      action: 'read',
      resource_id: responseId,
      subjects: ['ann'],
      classes: ['C0', 'C1', 'C4', 'C5'],
      purpose: 'assessment',
      purpose_note: null,
      outcome: 'done',
      request_id: 'portal-0042',
      batch: null,
    });
  });

  test('a list names every student in it; a read of C0–C2 has no entry', async () => {
    await school.submit('bea', 'open.phq9', answersTo('phq9', { '9': 2 }));
    const [alerts] = await entriesOf(() => get(psychologist, '/v1/alerts'));
    assert.deepEqual(alerts?.subjects, ['ann', 'bea']);
    const none = await entriesOf(async () => {
      await get(counsellor, '/v1/students');
      await get(ann, '/v1/me');
      await get(ann, '/v1/assignments');
      await get(counsellor, '/v1/courses/coverage');
    });
    assert.deepEqual(none, []);
  });

  test('a stream of alerts has its entry before the first event', async () => {
    const abort = new AbortController();
    const entries = await entriesOf(async () => {
      const response = await school.call(counsellor, 'GET', '/v1/alerts/events', { signal: abort.signal });
      abort.abort();
      await response.body?.cancel().catch(() => {});
    });
    assert.deepEqual(
      entries.map(entry => [entry.operation, entry.outcome]),
      [['alerts.events', 'done']],
    );
  });

  test('every write has an entry, made in its transaction; a repeat says that it is one', async () => {
    const body = { campaignId: 'silent', version: '2026-09', decision: 'given' };
    const headers = { 'idempotency-key': 'one-decision' };
    const entries = await entriesOf(async () => {
      for (let time = 0; time < 2; time++) await school.call(ann, 'POST', '/v1/consents', { body, headers });
    });
    assert.deepEqual(
      entries.map(entry => [entry.operation, entry.action, entry.outcome, entry.purpose, entry.subjects]),
      [
        ['consents.decide', 'write', 'done', 'own', ['ann']],
        ['consents.decide', 'write', 'repeated', 'own', ['ann']],
      ],
    );
    const failed = await entriesOf(() =>
      school.call(ann, 'POST', '/v1/consents', { body: { ...body, version: 'another' }, headers }),
    );
    assert.deepEqual(failed, [], 'What was rolled back left an entry.');
  });

  test('a write whose entry cannot be written is not kept', async () => {
    const { kysely } = school.database;
    await sql`alter table audit.entries add constraint refused check (operation <> 'consents.decide') not valid`.execute(
      kysely,
    );
    const count = async () =>
      (
        await kysely
          .selectFrom('consents')
          .select(q => q.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    const before = await count();
    const body = { campaignId: 'scored', version: '2026-09', decision: 'given' };
    const response = await school.call(ann, 'POST', '/v1/consents', { body });
    await sql`alter table audit.entries drop constraint refused`.execute(kysely);
    await expectProblem(response, 500, 'internal');
    assert.equal(await count(), before);
  });

  test('what is refused has an entry and names nobody else than the one who asked', async () => {
    const entries = await entriesOf(async () => {
      await expectProblem(await get(ann, `/v1/responses/${responseId}`), 403, 'forbidden');
      await expectProblem(await get(psychologist, '/v1/responses/none'), 404, 'not-found');
      await expectProblem(await get(counsellor, '/v1/growth-files/eve'), 404, 'not-found');
    });
    assert.deepEqual(
      entries.map(entry => [entry.actor, entry.operation, entry.outcome, entry.resource_id]),
      [
        ['2026ann', 'responses.get', 'refused', responseId],
        ['t-psy', 'responses.get', 'refused', 'none'],
        ['t-one', 'growthFiles.get', 'refused', 'eve'],
      ],
    );
  });

  test('the caller names another purpose, with a note that is percent-encoded', async () => {
    const note = '9 月研判会,议题二';
    const [entry] = await entriesOf(() =>
      get(counsellor, '/v1/growth-files/ann', {
        'xinqiao-purpose': 'case-review',
        'xinqiao-purpose-note': encodeURIComponent(note),
      }),
    );
    assert.deepEqual([entry?.purpose, entry?.purpose_note], ['case-review', note]);
  });

  test('a purpose that is none, a note without purpose, too long, of several lines or no text, "other" without a note', async () => {
    const entries = await entriesOf(async () => {
      for (const headers of [
        { 'xinqiao-purpose': 'curiosity' },
        { 'xinqiao-purpose': 'other' },
        { 'xinqiao-purpose-note': 'why' },
        { 'xinqiao-purpose': 'care', 'xinqiao-purpose-note': 'x'.repeat(201) },
        { 'xinqiao-purpose': 'care', 'xinqiao-purpose-note': '%0A' },
        { 'xinqiao-purpose': 'care', 'xinqiao-purpose-note': 'a%0Ab' },
        { 'xinqiao-purpose': 'care', 'xinqiao-purpose-note': '%E5%BF' },
      ] as Record<string, string>[]) {
        await expectProblem(await get(counsellor, '/v1/growth-files/ann', headers), 400, 'invalid-request');
      }
    });
    assert.deepEqual(entries, []);
  });

  test('no name, answer or score stands in any entry', async () => {
    const rows = await school.database.kysely.selectFrom('audit.entries').selectAll().execute();
    const text = JSON.stringify(rows.map(({ purpose_note, ...row }) => row));
    assert.doesNotMatch(text, /安一|白二|丙老师|甲老师|answers|"score"/);
    assert.ok(!text.includes(ann.token));
  });

  test('a student sees who else read the own file and why, and never whether there is an alert', async () => {
    await get(psychologist, '/v1/growth-files/ann');
    const page = await expectBody(await get(ann, '/v1/access-log'), operations.accessLog.list.response);
    assert.deepEqual(
      [page.data[0]?.name, page.data[0]?.role, page.data[0]?.kind, page.data[0]?.purpose],
      ['丙老师', 'psych-staff', 'file', 'care'],
    );
    // Whoever is in a list of alerts has one: that such a list was read may not be told to her.
    const [alert] = await entriesOf(() => get(psychologist, '/v1/alerts'));
    assert.equal(alert?.operation, 'alerts.list');
    assert.deepEqual(await expectBody(await get(ann, '/v1/access-log'), operations.accessLog.list.response), page);
    assert.ok(page.data.some(entry => entry.kind === 'assessment'));
    assert.ok(page.data.every(entry => entry.role !== 'student'));
    assert.doesNotMatch(JSON.stringify(page), /alert|议题二|t-psy/);
    const eve = await school.sessionFor({ userId: '2026eve', role: 'student' });
    assert.deepEqual(await expectBody(await get(eve, '/v1/access-log'), operations.accessLog.list.response), {
      data: [],
      nextCursor: null,
    });
    const first = await expectBody(await get(ann, '/v1/access-log?limit=1'), operations.accessLog.list.response);
    const second = await expectBody(
      await get(ann, `/v1/access-log?limit=1&cursor=${first.nextCursor}`),
      operations.accessLog.list.response,
    );
    assert.deepEqual([...first.data, ...second.data], page.data.slice(0, 2));
  });

  test('numbers of staff, students and guardians are given apart: the same one is another person', async () => {
    const { kysely } = school.database;
    await kysely
      .insertInto('people')
      .values({ tenant_id: 'school', id: 'same', staff_number: '2026ann', name: '同号老师' })
      .execute();
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id: 'school', id: 'same', person_id: 'same', role: 'psych-staff', unit_id: 'school' })
      .execute();
    await kysely
      .insertInto('guardians')
      .values({ tenant_id: 'school', id: 'g-ann', user_number: 't-psy', name: '安父' })
      .execute();
    await kysely
      .insertInto('guardianships')
      .values({ tenant_id: 'school', guardian_id: 'g-ann', student_id: 'ann', relation: 'father', since: new Date(0) })
      .execute();
    await get(await school.sessionFor({ userId: '2026ann', role: 'psych-staff' }), '/v1/growth-files/ann');
    await get(await school.sessionFor({ userId: 't-psy', role: 'guardian' }), '/v1/growth-files/ann');
    await get(ann, '/v1/growth-files/ann');
    const { data } = await expectBody(await get(ann, '/v1/access-log?limit=2'), operations.accessLog.list.response);
    assert.deepEqual(
      data.map(({ role, name }) => [role, name]),
      [
        ['guardian', null],
        ['psych-staff', '同号老师'],
      ],
    );
  });

  test('an operator sees what was done without whom it was about; nobody else does', async () => {
    for (const who of [ann, counsellor, psychologist]) {
      await expectProblem(await get(who, '/v1/audit'), 403, 'forbidden');
    }
    await school.database.kysely
      .insertInto('people')
      .values({ tenant_id: 'school', id: 't-op', staff_number: 't-op', name: '己' })
      .execute();
    await school.database.kysely
      .insertInto('role_assignments')
      .values({ tenant_id: 'school', id: 't-op', person_id: 't-op', role: 'operator', unit_id: 'school' })
      .execute();
    const operator = await school.sessionFor({ userId: 't-op', role: 'operator' });
    const page = await expectBody(await get(operator, '/v1/audit?limit=200'), operations.audit.list.response);
    assert.ok(page.data.some(entry => entry.operation === 'alerts.list'));
    assert.doesNotMatch(JSON.stringify(page), new RegExp(`"ann"|"bea"|${responseId}|议题二`));
    const to = encodeURIComponent('2020-01-01T00:00:00+08:00');
    const none = await expectBody(await get(operator, `/v1/audit?to=${to}`), operations.audit.list.response);
    assert.deepEqual(none.data, []);
    const [entry] = await entriesOf(() => get(operator, '/v1/audit'));
    assert.deepEqual([entry?.operation, entry?.purpose], ['audit.list', 'operation']);
  });

  test('entries are added and stay', async () => {
    const { kysely } = school.database;
    await assert.rejects(kysely.updateTable('audit.entries').set({ actor: 'nobody' }).execute(), /only added to/);
    await assert.rejects(kysely.deleteFrom('audit.entries').execute(), /only added to/);
    await assert.rejects(sql`truncate audit.entries`.execute(kysely), /only added to/);
  });

  test('no column of an entry changes but the number of its batch, and that once', async () => {
    const { kysely } = school.database;
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = 'audit.entries'::regclass and attnum > 0 and not attisdropped
    `.execute(kysely);
    const update = (set: string) => sql.raw(`update audit.entries set ${set}`).execute(kysely);
    const others = rows.map(({ name }) => name).filter(name => name !== 'batch' && name !== 'id');
    assert.equal(others.length, 14);
    for (const name of others) {
      await assert.rejects(update(`${name} = ${name}`), /only added to/, name);
      await assert.rejects(update(`${name} = ${name}, batch = 1`), /only added to/, name);
    }
    await assert.rejects(update('batch = null'), /only added to/);
    await sealAll(school.database, { tenant: 'school', clock: school.clock.now });
    await assert.rejects(update('batch = batch'), /only added to/);
    await assert.rejects(update('batch = batch + 1'), /only added to/);
  });
});

describe('a school that wants purposes named', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool({ purposes: { named: ['growthFiles.get'] } });
  });
  after(() => school.close());

  test('asks staff for one where the student is under 18, until the birthday', async () => {
    const counsellor = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    const read = (headers: Record<string, string> = {}) =>
      school.call(counsellor, 'GET', '/v1/growth-files/ann', { headers });
    const born = (date: string) =>
      school.database.kysely.updateTable('students').set({ birth_date: date }).where('id', '=', 'ann').execute();
    // It is 2026-10-12 at the school.
    await born('2008-10-13');
    await expectProblem(await read(), 403, 'purpose-required');
    assert.equal((await read({ 'xinqiao-purpose': 'care' })).status, 200);
    await born('2008-10-12');
    assert.equal((await read()).status, 200);
    await born('2010-01-01');
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    assert.equal((await school.call(ann, 'GET', '/v1/growth-files/ann')).status, 200, 'the own file');
  });
});
