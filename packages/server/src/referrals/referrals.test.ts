import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessLog, operations, referrals, type Operation } from '@xinqiao/contract';
import type { EmbedSession, Referral, Role } from '@xinqiao/contract/types';
import { operations as cells, type OperationName } from '../access/policy.ts';
import { applyRetention } from '../retention/apply.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const tenant_id = 'school';
const at = (offset: number) => new Date(NOW.getTime() + offset).toISOString();

describe('a referral', () => {
  let school: SmallSchool;
  /** Ids of responses, by student and instrument; the alert of ann; ann's entry with a summary. */
  const ids = { phq9: '', k6: '', bea: '', alert: '', entry: 'middle-school' };
  before(async () => {
    school = await createSmallSchool();
    const { kysely } = school.database;
    const submitted = async (student: string, assignment: string, answers: object) => {
      const response = await school.submit(student, assignment, answers as Record<string, unknown>);
      return ((await response.json()) as { responseId: string }).responseId;
    };
    ids.phq9 = await submitted('ann', 'open.phq9', answersTo('phq9', { '9': 3 }));
    ids.k6 = await submitted('ann', 'scored.k6', answersTo('k6', { '1': 2 }));
    ids.bea = await submitted('bea', 'scored.k6', answersTo('k6'));
    ids.alert = (await kysely.selectFrom('clinical.alerts').select('id').executeTakeFirstOrThrow()).id;
    const text = JSON.stringify({ 'zh-CN': '初中阶段情绪平稳', en: 'Calm in middle school' });
    await kysely
      .insertInto('growth_entries')
      .values({
        ...{ tenant_id, id: ids.entry, student_id: 'ann', stage: 'junior-secondary', term: '2021-2022-1' },
        ...{ kind: 'assessment', on_date: '2021-10-12', title: text },
      })
      .execute();
    await kysely
      .insertInto('clinical.growth_summaries')
      .values({ tenant_id, entry_id: ids.entry, summary: text })
      .execute();
    const people = [
      ['h-one', '林医生', 'hospital-partner'],
      ['h-two', '陈医生', 'hospital-partner'],
      ['t-psy2', '庚老师', 'psych-staff'],
    ] as const;
    await kysely
      .insertInto('people')
      .values(people.map(([id, name]) => ({ tenant_id, id, staff_number: id, name })))
      .execute();
    await kysely
      .insertInto('role_assignments')
      .values(people.map(([id, , role]) => ({ tenant_id, id: `${id}.held`, person_id: id, role, unit_id: 'school' })))
      .execute();
  });
  after(() => school.close());

  const as = (userId: string, role: Role): Promise<EmbedSession> => school.sessionFor({ userId, role });
  const psychologist = () => as('t-psy', 'psych-staff');
  const partner = () => as('h-one', 'hospital-partner');
  const request = (more: object = {}) => ({
    studentId: 'ann',
    to: { userId: 'h-one' },
    note: '请评估自杀风险，并告知是否需要住院。',
    basis: 'student-consent',
    basisNote: '书面同意书存心理中心101室，编号 2026-018。',
    basisOn: '2026-10-12',
    documents: [
      { kind: 'growth-summary', id: ids.entry },
      { kind: 'response', id: ids.k6 },
      { kind: 'response', id: ids.phq9, withAnswers: true },
      { kind: 'alert', id: ids.alert },
    ],
    until: at(7 * DAY),
    ...more,
  });
  const make = async (more: object = {}): Promise<Referral> =>
    expectBody(
      await school.call(await psychologist(), 'POST', '/v1/referrals', { body: request(more) }),
      referrals.create.response,
      201,
    );
  const bundleOf = async ({ id }: Referral, session: EmbedSession) =>
    school.call(session, 'GET', `/v1/referrals/${id}/bundle`);
  const revoke = async ({ id }: Referral, headers = {}) =>
    school.call(await psychologist(), 'POST', `/v1/referrals/${id}/revoke`, { headers });

  test('shows the partner the named documents in their order, with answers only where they were named with them', async () => {
    const referral = await make();
    const { documents, student } = await expectBody(
      await bundleOf(referral, await partner()),
      referrals.bundle.response,
    );
    assert.equal(student.id, 'ann');
    assert.deepEqual(
      documents.map(({ kind }) => kind),
      ['growth-summary', 'response', 'response', 'alert'],
    );
    const [summary, k6, phq9, alert] = documents;
    assert.equal(summary?.kind === 'growth-summary' && summary.summary['en'], 'Calm in middle school');
    assert.ok(k6?.kind === 'response' && phq9?.kind === 'response' && alert?.kind === 'alert');
    assert.deepEqual(
      [k6.response.result.scores['total'], k6.response.answers, k6.response.result.critical, k6.response.quality],
      [2, undefined, undefined, undefined],
    );
    assert.deepEqual([phq9.response.answers?.['9'], phq9.response.result.critical?.length], [3, 1]);
    assert.ok(alert.reasons.length > 0);
    assert.doesNotMatch(JSON.stringify(alert), /detail|rule/);
    await revoke(referral);
  });

  test('keeps to what was named: what comes later is not in it', async () => {
    const referral = await make({ documents: [{ kind: 'alert', id: ids.alert }] });
    const before_ = await (await bundleOf(referral, await partner())).text();
    school.clock.advance(1000);
    await school.submit('ann', 'silent.phq4', answersTo('phq4', { '1': 3, '2': 3, '3': 3, '4': 3 }));
    await school.database.kysely
      .insertInto('clinical.alert_reasons')
      .values({
        ...{ tenant_id, id: 'later', alert_id: ids.alert, code: 'peer-report', at: school.clock.now() },
        text: JSON.stringify({ en: 'A friend worries.' }),
      })
      .execute();
    assert.equal(await (await bundleOf(referral, await partner())).text(), before_);
    await revoke(referral);
    school.clock.set(NOW);
  });

  test('is all that exists for the partner', async () => {
    const referral = await make();
    const session = await partner();
    for (const [resource, members] of Object.entries(operations)) {
      for (const [name, operation] of Object.entries(members as Record<string, Operation>)) {
        if (operation.authentication !== 'session' || resource === 'referrals') continue;
        if (cells[`${resource}.${name}` as OperationName]['hospital-partner']) continue;
        const path = operation.path
          .replace('{studentId}', 'ann')
          .replace('{responseId}', ids.phq9)
          .replace(/\{\w+\}/, ids.alert);
        await expectProblem(await school.call(session, operation.method, path), 403, 'forbidden');
      }
    }
    const units = await (await school.call(session, 'GET', '/v1/organisation-units')).text();
    assert.doesNotMatch(units, /computing|c1"/);
    assert.match(units, /"studentCount":0/);
    await expectProblem(await school.call(session, 'GET', '/v1/organisation-units/c1'), 404, 'not-found');
    const other = await as('h-two', 'hospital-partner');
    for (const path of ['', '/bundle']) {
      await expectProblem(await school.call(other, 'GET', `/v1/referrals/${referral.id}${path}`), 404, 'not-found');
      await expectProblem(await school.call(session, 'GET', `/v1/referrals/none${path}`), 404, 'not-found');
    }
    await expectProblem(await school.call(session, 'POST', `/v1/referrals/${referral.id}/revoke`), 403, 'forbidden');
    const list = async (who: EmbedSession) =>
      (await expectBody(await school.call(who, 'GET', '/v1/referrals'), referrals.list.response)).data;
    assert.deepEqual(await list(session), [referral]);
    assert.deepEqual(await list(other), []);
    await revoke(referral);
  });

  test('ends to the millisecond, by revocation, and with the role of its maker or of the partner', async () => {
    const { kysely } = school.database;
    const opens = async (referral: Referral) => {
      const response = await bundleOf(referral, await partner());
      if (response.status === 200) return true;
      await expectProblem(response, 404, 'not-found');
      const list = await school.call(await partner(), 'GET', '/v1/referrals');
      assert.deepEqual((await expectBody(list, referrals.list.response)).data, []);
      return false;
    };
    const short = await make({ until: at(5 * 60_000) });
    school.clock.set(new Date(NOW.getTime() + 5 * 60_000 - 1));
    assert.equal(await opens(short), true);
    school.clock.set(new Date(NOW.getTime() + 5 * 60_000));
    assert.equal(await opens(short), false);
    school.clock.set(NOW);
    await revoke(short);

    const referral = await make();
    const hold = (id: string, unit_id: string) =>
      kysely.updateTable('role_assignments').set({ unit_id }).where('id', '=', id).execute();
    await hold('t-psy.school', 'letters');
    assert.equal(await opens(referral), false);
    await hold('t-psy.school', 'school');
    assert.equal(await opens(referral), true);
    await hold('h-one.held', 'letters');
    assert.equal(await opens(referral), false);
    await hold('h-one.held', 'school');
    await expectProblem(await revoke(referral, { 'if-match': '"4"' }), 412, 'state-conflict');
    const revoked = await expectBody(await revoke(referral, { 'if-match': '"1"' }), referrals.revoke.response);
    assert.deepEqual([revoked.state, revoked.revision], ['revoked', 2]);
    assert.equal(await opens(referral), false);
  });

  test('with a foreign document, none of a kind, or one twice is refused, and nothing is kept', async () => {
    const refused = async (more: object, ...pointers: string[]) =>
      expectProblem(
        await school.call(await psychologist(), 'POST', '/v1/referrals', { body: request(more) }),
        422,
        'invalid-request',
        pointers,
      );
    const k6 = { kind: 'response', id: ids.k6 };
    const foreign = await refused({ documents: [k6, { kind: 'response', id: ids.bea }] }, '/documents/1/id');
    const missing = await refused({ documents: [k6, { kind: 'response', id: 'none' }] }, '/documents/1/id');
    assert.deepEqual(foreign.errors, missing.errors);
    await refused({ documents: [{ kind: 'alert', id: ids.k6 }] }, '/documents/0/id');
    await refused({ documents: [k6, k6] }, '/documents/1');
    await refused({ documents: [{ kind: 'alert', id: ids.alert, withAnswers: true }] }, '/documents/0/withAnswers');
    await refused({ documents: [] }, '/documents');
    await refused({ to: { userId: 't-one' } }, '/to/userId');
    await refused({ to: { userId: 'nobody' } }, '/to/userId');
    await refused({ until: at(0) }, '/until');
    await refused({ until: at(91 * DAY) }, '/until');
    await refused({ basisOn: '2026-10-13' }, '/basisOn');
    await refused({ basisNote: ' ' }, '/basisNote');
    const { kysely } = school.database;
    const birth = (birth_date: string) =>
      kysely.updateTable('students').set({ birth_date }).where('id', '=', 'ann').execute();
    await birth('2012-10-13');
    await refused({}, '/basis');
    await revoke(await make({ basis: 'guardian-consent' }));
    // 14 since yesterday: what the child agreed to before that was no consent.
    await birth('2012-10-11');
    await refused({ basisOn: '2026-10-10' }, '/basis');
    await revoke(await make({ basisOn: '2026-10-11' }));
    await birth('2008-03-01');
    const before_ = await kysely.selectFrom('clinical.referrals').select('id').execute();
    await refused({ documents: [{ kind: 'response', id: ids.bea }] }, '/documents/0/id');
    assert.deepEqual(await kysely.selectFrom('clinical.referrals').select('id').execute(), before_);
    await expectProblem(
      await school.call(await psychologist(), 'POST', '/v1/referrals', { body: request({ studentId: 'nobody' }) }),
      404,
      'not-found',
    );
    const counsellor = await as('t-one', 'counsellor');
    await expectProblem(await school.call(counsellor, 'POST', '/v1/referrals', { body: request() }), 403, 'forbidden');
    await expectProblem(await school.call(counsellor, 'GET', '/v1/referrals'), 403, 'forbidden');
  });

  test('is its maker’s: a colleague sees it by breaking the glass alone, and that is on record', async () => {
    const referral = await make();
    const colleague = await as('t-psy2', 'psych-staff');
    const get = () => school.call(colleague, 'GET', `/v1/referrals/${referral.id}`);
    await expectProblem(await get(), 404, 'not-found');
    const body = { studentId: 'ann', reason: '医院来电询问，负责的老师在飞机上。', minutes: 30 };
    assert.equal((await school.call(colleague, 'POST', '/v1/break-glass', { body })).status, 201);
    assert.deepEqual(await expectBody(await get(), referrals.get.response), referral);
    const list = async (query: string) =>
      (await expectBody(await school.call(colleague, 'GET', `/v1/referrals${query}`), referrals.list.response)).data;
    assert.ok((await list('?studentId=ann')).some(({ id }) => id === referral.id));
    assert.deepEqual(await list(''), []);
    await expectProblem(await school.call(colleague, 'POST', `/v1/referrals/${referral.id}/revoke`), 403, 'forbidden');
    school.clock.set(new Date(NOW.getTime() + 30 * 60_000));
    await expectProblem(
      await school.call(await as('t-psy2', 'psych-staff'), 'GET', `/v1/referrals/${referral.id}`),
      404,
      'not-found',
    );
    school.clock.set(NOW);
    const purposes = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['operation', 'purpose'])
      .where('session_id', '=', colleague.id)
      .where('outcome', '=', 'done')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      purposes.map(({ operation, purpose }) => `${operation} ${purpose}`),
      [
        'breakGlass.create break-glass',
        'referrals.get break-glass',
        'referrals.list break-glass',
        'referrals.list hand-over',
      ],
    );
    await revoke(referral);
  });

  test('each read by the partner is recorded, and the student sees it without what it was about', async () => {
    const referral = await make();
    const session = await partner();
    await bundleOf(referral, session);
    const entry = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['operation', 'subjects', 'classes', 'purpose', 'outcome'])
      .where('session_id', '=', session.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(entry, {
      operation: 'referrals.bundle',
      subjects: ['ann'],
      classes: ['C0', 'C1', 'C3', 'C4', 'C5', 'C6'],
      purpose: 'hand-over',
      outcome: 'done',
    });
    const log = await school.call(await as('2026ann', 'student'), 'GET', '/v1/access-log?limit=200');
    const { data } = await expectBody(log, accessLog.list.response);
    assert.ok(
      data.some(one => one.role === 'hospital-partner' && one.name === '林医生' && one.purpose === 'hand-over'),
    );
    await revoke(referral);
  });

  test('what is erased is in no bundle any more; that there was a referral is kept', async () => {
    const referral = await make({
      documents: [
        { kind: 'response', id: ids.k6 },
        { kind: 'alert', id: ids.alert },
      ],
    });
    const ann = await as('2026ann', 'student');
    assert.equal((await school.call(ann, 'POST', '/v1/erasures', { body: { campaignId: 'scored' } })).status, 201);
    await applyRetention(school.database, { now: new Date(NOW.getTime() + 7 * DAY) });
    const { documents } = await expectBody(await bundleOf(referral, await partner()), referrals.bundle.response);
    assert.deepEqual(
      documents.map(({ kind }) => kind),
      ['alert'],
    );
    const read = await expectBody(
      await school.call(await psychologist(), 'GET', `/v1/referrals/${referral.id}`),
      referrals.get.response,
    );
    assert.deepEqual(read.documents, [{ kind: 'alert', id: ids.alert }]);
  });
});
