import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { DEFAULT_TENANT } from '../database/database.ts';
import { WAITING_DAYS } from '../erasures/open.ts';
import { applyRetention } from '../retention/apply.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, consentVersion, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const tenant_id = DEFAULT_TENANT;
const { reasons } = operations.campaigns;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

let school: SmallSchool;
let psych: EmbedSession;
let one: EmbedSession;
let two: EmbedSession;

const path = (campaignId: string, studentId?: string) =>
  `/v1/campaigns/${campaignId}/reasons${studentId === undefined ? '' : `/${studentId}`}`;
const list = async (session: EmbedSession, campaignId: string, query = '') =>
  expectBody(await school.call(session, 'GET', `${path(campaignId)}?${query}`), reasons.response);
/** Names of those who are still to answer, each with the reason. */
const toAnswer = async (session: EmbedSession, campaignId: string, query = '') =>
  (await list(session, campaignId, query)).data.map(({ student, reason }) => [student.id, reason]);
const set = (session: EmbedSession, campaignId: string, studentId: string, body: unknown) =>
  school.call(session, 'PUT', path(campaignId, studentId), { body });
const remove = (session: EmbedSession, campaignId: string, studentId: string) =>
  school.call(session, 'DELETE', path(campaignId, studentId));
const decide = async (studentId: string, campaignId: string, decision: string) => {
  const session = await school.sessionFor({ userId: `2026${studentId}`, role: 'student' });
  const response = await school.call(session, 'POST', '/v1/consents', {
    body: { campaignId, version: consentVersion, decision },
  });
  assert.equal(response.status, 201);
};

async function signIn(): Promise<void> {
  psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
  two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
}
/** Some days later; sessions of before are gone by then. */
async function retain(days: number) {
  const report = await applyRetention(school.database, { now: later(days) });
  await signIn();
  return report;
}

before(async () => {
  school = await createSmallSchool();
  await signIn();
});
after(() => school.close());
beforeEach(async () => {
  await school.database.kysely.deleteFrom('campaign_reasons').execute();
});

describe('who is still to answer', () => {
  test('is listed by name and number as far as the session reaches, a page at a time', async () => {
    const all = ['ann', 'bea', 'cai', 'dai', 'eve'].map(id => [id, null]);
    assert.deepEqual(await toAnswer(psych, 'silent'), all);
    assert.deepEqual(await toAnswer(psych, 'silent', 'unitId=letters'), [['eve', null]]);
    assert.deepEqual(await toAnswer(psych, 'silent', 'unitId=d1'), [all[0], all[3]]);
    assert.deepEqual(await toAnswer(one, 'silent'), all.slice(0, 2));
    assert.deepEqual(await toAnswer(two, 'silent'), all.slice(0, 3));
    await expectProblem(await school.call(two, 'GET', `${path('silent')}?unitId=letters`), 404, 'not-found');
    await expectProblem(await school.call(two, 'GET', path('nothing')), 404, 'not-found');
    const first = await list(psych, 'silent', 'limit=3');
    assert.deepEqual(
      first.data.map(({ student }) => student.name),
      ['安一', '白二', '蔡三'],
    );
    assert.deepEqual(await toAnswer(psych, 'silent', `limit=3&cursor=${first.nextCursor}`), all.slice(3));
  });

  test('is nobody who has submitted everything, and who is not asked neither', async () => {
    for (const instrument of ['phq9', 'gad7', 'rses']) {
      assert.equal((await school.submit('ann', `open.${instrument}`, answersTo(instrument))).status, 201);
    }
    assert.equal((await school.submit('bea', 'open.gad7', answersTo('gad7'))).status, 201);
    const { kysely } = school.database;
    await kysely.deleteFrom('assignments').where('id', 'like', 'cai.open.%').execute();
    assert.deepEqual(await toAnswer(psych, 'open'), [
      ['bea', null],
      ['dai', null],
      ['eve', null],
    ]);
    await expectProblem(await set(psych, 'open', 'ann', { reason: 'leave' }), 409, 'state-conflict');
    await expectProblem(await set(psych, 'open', 'cai', { reason: 'leave' }), 404, 'not-found');
    await expectProblem(await remove(psych, 'open', 'cai'), 404, 'not-found');
    assert.equal((await remove(psych, 'open', 'ann')).status, 204);
  });

  test('says nothing of what somebody has decided, has begun or has taken back', async () => {
    const asTold = async () => JSON.stringify(await list(one, 'scored'));
    const before = await asTold();
    await decide('bea', 'scored', 'refused');
    assert.equal(await asTold(), before);
    await decide('bea', 'scored', 'given');
    const bea = await school.sessionFor({ userId: '2026bea', role: 'student' });
    const draft = { assignmentId: 'bea.scored.k6', language: 'zh-CN', seed: 1 };
    const begun = await school.call(bea, 'PUT', `/v1/drafts/${crypto.randomUUID()}`, { body: draft });
    assert.equal(begun.status, 200);
    assert.equal(await asTold(), before);
    await decide('bea', 'scored', 'withdrawn');
    assert.equal((await retain(WAITING_DAYS)).erasures.done, 1);
    assert.equal(await asTold(), before);

    // Of what was submitted it can be seen that it was, and never that it was taken back.
    assert.equal((await school.submit('ann', 'scored.k6', answersTo('k6'))).status, 201);
    const without = await asTold();
    assert.deepEqual(await toAnswer(one, 'scored'), [['bea', null]]);
    const { progress } = operations.campaigns;
    const counted = async () => {
      const response = await school.call(one, 'GET', '/v1/campaigns/scored/progress');
      return (await expectBody(response, progress.response)).total;
    };
    const counts = await counted();
    await decide('ann', 'scored', 'withdrawn');
    assert.equal((await retain(WAITING_DAYS)).erasures.done, 1);
    assert.equal(await asTold(), without);
    assert.deepEqual(await counted(), counts);
    await expectProblem(await set(one, 'scored', 'ann', { reason: 'leave' }), 409, 'state-conflict');
    // For ann it is to be done again, and can be.
    assert.equal((await school.submit('ann', 'scored.k6', answersTo('k6'))).status, 201);
  });
});

describe('why somebody has not answered', () => {
  test('goes with a student who moves: to the new counsellor, and back', async () => {
    assert.equal((await set(one, 'silent', 'bea', { reason: 'leave' })).status, 204);
    const move = (class_id: string, dormitory_path: string | null) =>
      school.database.kysely
        .updateTable('students')
        .set({ class_id, class_path: `school/computing/${class_id}/`, dormitory_path })
        .where('id', '=', 'bea')
        .execute();
    await move('c10', 'school/d1/');
    assert.deepEqual(await toAnswer(one, 'silent'), [['ann', null]]);
    await expectProblem(await set(one, 'silent', 'bea', { reason: 'away' }), 404, 'not-found');
    for (const unit of ['c10', 'd1']) {
      const found = await toAnswer(psych, 'silent', `unitId=${unit}`);
      assert.deepEqual(
        found.filter(([id]) => id === 'bea'),
        [['bea', 'leave']],
      );
    }
    await move('c1', null);
    assert.deepEqual((await toAnswer(one, 'silent'))[1], ['bea', 'leave']);
  });

  test('is recorded, changed and taken back by whoever follows it up, and seen by the others who do', async () => {
    assert.equal((await set(one, 'silent', 'bea', { reason: 'suspended' })).status, 204);
    assert.deepEqual((await toAnswer(psych, 'silent'))[1], ['bea', 'suspended']);
    assert.equal((await set(psych, 'silent', 'bea', { reason: 'away' })).status, 204);
    assert.deepEqual((await toAnswer(two, 'silent'))[1], ['bea', 'away']);
    // Of this campaign and no other.
    assert.deepEqual((await toAnswer(two, 'over'))[1], ['bea', null]);
    assert.equal((await remove(two, 'silent', 'bea')).status, 204);
    assert.equal((await remove(two, 'silent', 'bea')).status, 204);
    assert.deepEqual((await toAnswer(one, 'silent'))[1], ['bea', null]);
  });

  test('can be recorded before the campaign opens and after it has closed', async () => {
    for (const campaignId of ['planned', 'over']) {
      assert.equal((await set(one, campaignId, 'ann', { reason: 'no-device' })).status, 204);
      assert.deepEqual((await toAnswer(one, campaignId))[0], ['ann', 'no-device']);
    }
  });

  test('is one of a few administrative words: no refusal, and nothing that is written', async () => {
    for (const body of [{ reason: 'refused' }, { reason: 'contacted' }, { reason: '' }, { reason: null }, {}]) {
      await expectProblem(await set(one, 'silent', 'bea', body), 422, 'invalid-request');
    }
    await expectProblem(await set(one, 'silent', 'bea', { reason: 'other', note: '情绪' }), 422, 'invalid-request');
    assert.deepEqual((await toAnswer(one, 'silent'))[1], ['bea', null]);
  });

  test('is nothing that can be recorded of whom one does not reach: there and not there answer alike', async () => {
    const headers = { 'x-request-id': 'the-same-request' };
    const said = async (method: string, campaignId: string, studentId: string) => {
      const body = method === 'PUT' ? { body: { reason: 'leave' } } : {};
      const response = await school.call(one, method, path(campaignId, studentId), { headers, ...body });
      return `${response.status} ${await response.text()}`;
    };
    for (const method of ['PUT', 'DELETE']) {
      const nobody = await said(method, 'silent', 'nobody');
      assert.match(nobody, /^404 /);
      for (const [campaignId, studentId] of [
        ['silent', 'cai'],
        ['silent', 'eve'],
        ['nothing', 'ann'],
      ] as const) {
        assert.equal(await said(method, campaignId, studentId), nobody);
      }
    }
    assert.deepEqual(await school.database.kysely.selectFrom('campaign_reasons').selectAll().execute(), []);
  });

  test('stands in the audit by whom it is about, and is told to the student in the copy of the own data', async () => {
    assert.equal((await set(one, 'silent', 'bea', { reason: 'leave' })).status, 204);
    assert.equal((await set(one, 'silent', 'ann', { reason: 'other' })).status, 204);
    const { kysely } = school.database;
    const entries = await kysely
      .selectFrom('audit.entries')
      .select(['actor', 'operation', 'action', 'subjects'])
      .where('operation', '=', 'campaigns.setReason')
      .orderBy('id', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(entries, [
      { actor: 't-one', operation: 'campaigns.setReason', action: 'write', subjects: ['ann'] },
    ]);
    const { copy } = operations.myData;
    const bea = await school.sessionFor({ userId: '2026bea', role: 'student' });
    const { reasons: told } = await expectBody(await school.call(bea, 'GET', '/v1/my-data/copy'), copy.response);
    assert.deepEqual(
      told.map(({ code, title }) => [title['zh-CN'], code]),
      [['测评 silent', 'leave']],
    );
  });

  test('is kept for a year, also when answers are erased: it would tell who has withdrawn', async () => {
    assert.equal((await set(one, 'silent', 'bea', { reason: 'leave' })).status, 204);
    await decide('bea', 'silent', 'given');
    await decide('bea', 'silent', 'withdrawn');
    await retain(WAITING_DAYS);
    assert.deepEqual((await toAnswer(one, 'silent'))[1], ['bea', 'leave']);
    assert.equal((await retain(364)).rows['campaign_reasons'], undefined);
    assert.equal((await retain(366)).rows['campaign_reasons'], 1);
    assert.deepEqual((await toAnswer(one, 'silent'))[1], ['bea', null]);
  });

  test('goes with the student', async () => {
    const { kysely } = school.database;
    assert.equal((await set(psych, 'silent', 'eve', { reason: 'suspended' })).status, 204);
    await kysely.updateTable('students').set({ left_on: '2020-01-01' }).where('id', '=', 'eve').execute();
    assert.equal((await retain(0)).students.erased, 1);
    const left = await kysely.selectFrom('campaign_reasons').selectAll().where('tenant_id', '=', tenant_id).execute();
    assert.deepEqual(left, []);
  });
});
