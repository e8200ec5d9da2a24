import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { CampaignProgress, EmbedSession } from '@xinqiao/contract/types';
import { DEFAULT_TENANT } from '../database/database.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, type SmallSchool } from '../testing/small-school.ts';

const tenant_id = DEFAULT_TENANT;

let school: SmallSchool;
let psych: EmbedSession;
let two: EmbedSession;
let head: EmbedSession;

const ask = (session: EmbedSession, campaignId: string, query = '') =>
  school.call(session, 'GET', `/v1/campaigns/${campaignId}/progress?${query}`);
const progressOf = async (session: EmbedSession, campaignId: string, query = '') =>
  expectBody(await ask(session, campaignId, query), operations.campaigns.progress.response);

/** Students by how far they are: everything, some, consent alone, nothing, not asked. */
const stagesOf = ({ submitted, begun, consented, waiting, notAsked }: CampaignProgress['total']) =>
  [submitted, begun, consented, waiting, notAsked].map(cell => (cell.kind === 'value' ? cell.value : cell.kind));

before(async () => {
  school = await createSmallSchool();
  for (const instrument of ['phq9', 'gad7', 'rses']) {
    assert.equal((await school.submit('ann', `open.${instrument}`, answersTo(instrument))).status, 201);
  }
  assert.equal((await school.submit('bea', 'open.gad7', answersTo('gad7'))).status, 201);
  await school.consent('2026cai', 'open');
  const dai = await school.sessionFor({ userId: '2026dai', role: 'student' });
  const refusal = { campaignId: 'open', version: '2026-09', decision: 'refused' };
  assert.equal((await school.call(dai, 'POST', '/v1/consents', { body: refusal })).status, 201);
  await school.database.kysely
    .deleteFrom('assignments')
    .where('student_id', '=', 'eve')
    .where('campaign_id', '=', 'scored')
    .execute();
  psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
  head = await school.sessionFor({ userId: 't-head', role: 'school-leader' });
});
after(() => school.close());

describe('the progress of a campaign', () => {
  test('counts each student once, by how far the student is; who refused is one of those who wait', async () => {
    const { total, children, status } = await progressOf(psych, 'open');
    assert.equal(status, 'open');
    assert.deepEqual([total.unit.id, total.students], ['school', 5]);
    assert.deepEqual(stagesOf(total), [1, 1, 1, 2, 0]);
    assert.deepEqual(
      children.map(child => [child.unit.id, stagesOf(child)]),
      [
        ['computing', [1, 1, 1, 1, 0]],
        ['letters', [0, 0, 0, 1, 0]],
      ],
    );
    const ofCollege = await progressOf(psych, 'open', 'unitId=computing');
    assert.deepEqual(
      ofCollege.children.map(child => [child.unit.id, stagesOf(child)]),
      [
        ['c1', [1, 1, 0, 0, 0]],
        ['c10', [0, 0, 0, 1, 0]],
        ['c2', [0, 0, 1, 0, 0]],
      ],
    );
  });

  test('counts as far as the session reaches', async () => {
    const { total, children } = await progressOf(two, 'open');
    assert.deepEqual([total.unit.id, total.students, stagesOf(total)], ['computing', 3, [1, 1, 1, 0, 0]]);
    assert.deepEqual(
      children.map(child => child.unit.id),
      ['c1', 'c2'],
    );
    await expectProblem(await ask(two, 'open', 'unitId=letters'), 404, 'not-found');
    await expectProblem(await ask(two, 'nothing'), 404, 'not-found');
  });

  test('counts who is not asked, so that nobody is seen to have been chosen', async () => {
    assert.deepEqual(stagesOf((await progressOf(psych, 'scored')).total), [0, 0, 0, 4, 1]);
  });

  test('says which yearly duty the campaign fulfils, and counts those of whom it is required', async () => {
    const { duty, total } = await progressOf(psych, 'scored', 'unitId=letters');
    assert.deepEqual([duty?.kind, total.students, stagesOf(total)], ['freshmen', 1, [0, 0, 0, 0, 1]]);
    assert.deepEqual((await progressOf(two, 'scored')).duty?.kind, 'freshmen');
    const { kysely } = school.database;
    await kysely.updateTable('students').set({ enrolment_year: 2025 }).where('id', '=', 'eve').execute();
    // Who is no freshman and isn't asked is left out of the rows.
    const others = await progressOf(psych, 'scored');
    assert.deepEqual(
      [others.duty?.kind, others.total.students, stagesOf(others.total)],
      ['freshmen', 4, [0, 0, 0, 4, 0]],
    );
    await kysely.updateTable('students').set({ enrolment_year: 2025 }).where('id', '=', 'ann').execute();
    // It asks somebody who is no freshman: it is another campaign.
    assert.equal((await progressOf(psych, 'scored')).duty, null);
    await kysely.updateTable('students').set({ stage: 'junior-secondary' }).execute();
    assert.equal((await progressOf(psych, 'scored')).duty?.kind, 'yearly');
    await kysely.updateTable('students').set({ stage: 'undergraduate', enrolment_year: 2026 }).execute();
  });

  test('leaves out who had left when it opened; who leaves later stays in it', async () => {
    const { kysely } = school.database;
    const leave = (left_on: string | null) =>
      kysely.updateTable('students').set({ left_on }).where('id', '=', 'eve').execute();
    const toAnswer = async () => {
      const response = await school.call(psych, 'GET', '/v1/campaigns/open/reasons');
      const { data } = await expectBody(response, operations.campaigns.reasons.response);
      return data.some(({ student }) => student.id === 'eve');
    };
    // The campaign opened ten days ago, on 2 October.
    await leave('2026-10-02');
    const { total, children } = await progressOf(psych, 'open');
    assert.deepEqual([total.students, stagesOf(total)], [4, [1, 1, 1, 1, 0]]);
    assert.deepEqual(stagesOf(children[1]!), [0, 0, 0, 0, 0]);
    assert.equal(await toAnswer(), false);
    // Of those of whom a yearly assessment is required, three years of graduates are none.
    await kysely.updateTable('students').set({ stage: 'junior-secondary' }).execute();
    await kysely
      .deleteFrom('assignments')
      .where('student_id', '=', 'cai')
      .where('campaign_id', '=', 'scored')
      .execute();
    await kysely
      .deleteFrom('assignments')
      .where('student_id', '=', 'dai')
      .where('campaign_id', '=', 'scored')
      .execute();
    const yearly = await progressOf(psych, 'scored');
    assert.deepEqual([yearly.duty?.kind, yearly.total.students], ['yearly', 4]);
    await kysely.updateTable('students').set({ stage: 'undergraduate' }).execute();
    await leave('2026-10-03');
    assert.deepEqual(stagesOf((await progressOf(psych, 'open')).total), [1, 1, 1, 2, 0]);
    assert.equal(await toAnswer(), true);
    await leave(null);
  });

  test('is closed with the campaign: who has not submitted is overdue', async () => {
    const { status, total } = await progressOf(psych, 'over');
    assert.deepEqual([status, stagesOf(total)], ['closed', [0, 0, 0, 5, 0]]);
  });

  test('is told to a district officer in groups of ten, and of no other district', async () => {
    const { kysely } = school.database;
    const officer = { id: 't-bureau', staff_number: 't-bureau', name: '区教研员' };
    await kysely
      .insertInto('people')
      .values({ tenant_id, ...officer })
      .execute();
    const held = { id: 'bureau', person_id: 't-bureau', role: 'district-officer', unit_id: 'school' } as const;
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id, ...held })
      .execute();
    const bureau = await school.sessionFor({ userId: 't-bureau', role: 'district-officer' });
    const { list } = operations.campaigns;
    const { data } = await expectBody(await school.call(bureau, 'GET', '/v1/campaigns'), list.response);
    assert.ok(data.some(({ id }) => id === 'open'));
    // Five students: enough for a school's own leader, too few for a district.
    const { total, children } = await progressOf(bureau, 'open');
    assert.deepEqual([total.students, ...stagesOf(total)], [5, ...Array<string>(5).fill('withheld')]);
    assert.deepEqual(
      children.map(({ unit }) => unit.id),
      ['computing', 'letters'],
    );
    await kysely.updateTable('role_assignments').set({ unit_id: 'letters' }).where('id', '=', 'bureau').execute();
    const elsewhere = await school.sessionFor({ userId: 't-bureau', role: 'district-officer' });
    await expectProblem(await ask(elsewhere, 'open', 'unitId=computing'), 404, 'not-found');
  });

  test('is not told to students', async () => {
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    await expectProblem(await ask(ann, 'open'), 403, 'forbidden');
  });
  test('tells a leader nothing of a few: a release of the day, decided for the whole school', async () => {
    const { total, children } = await progressOf(head, 'open');
    assert.deepEqual([total.students, ...stagesOf(total)], [5, 'fewer', 'fewer', 'fewer', 'fewer', 'fewer']);
    assert.deepEqual(stagesOf(children[0]!), Array(5).fill('withheld'));
    const { kysely } = school.database;
    const done = { completed_at: school.clock.now() };
    await kysely.updateTable('assignments').set(done).where('campaign_id', '=', 'open').execute();
    assert.deepEqual((await progressOf(head, 'open')).total, total);
    school.clock.advance(DAY);
    const tomorrow = await school.sessionFor({ userId: 't-head', role: 'school-leader' });
    assert.equal(stagesOf((await progressOf(tomorrow, 'open')).total)[0], 'all-but-fewer');
    await kysely
      .updateTable('assignments')
      .set({ completed_at: null })
      .where('tenant_id', '=', tenant_id)
      .where('student_id', '!=', 'ann')
      .execute();
  });
});

describe('a reason for not answering', () => {
  const fresh: { school?: SmallSchool } = {};
  before(async () => {
    fresh.school = await createSmallSchool();
  });
  after(() => fresh.school?.close());

  test('counts whoever has not submitted, however far, and whoever has submitted no more', async () => {
    const own = fresh.school!;
    const centre = await own.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    const told = async (session: EmbedSession, query = '') => {
      const response = await own.call(session, 'GET', `/v1/campaigns/open/progress?${query}`);
      return expectBody(response, operations.campaigns.progress.response);
    };
    const reasonsOf = ({ reasons }: CampaignProgress['total']) =>
      reasons.map(({ code, value }) => [code, value.kind === 'value' ? value.value : value.kind]);
    assert.equal((await own.submit('bea', 'open.gad7', answersTo('gad7'))).status, 201);
    await own.consent('2026cai', 'open');
    for (const [studentId, reason] of [
      ['bea', 'away'],
      ['cai', 'leave'],
      ['dai', 'leave'],
      ['ann', 'other'],
    ] as const) {
      const path = `/v1/campaigns/open/reasons/${studentId}`;
      assert.equal((await own.call(centre, 'PUT', path, { body: { reason } })).status, 204);
    }
    for (const instrument of ['phq9', 'gad7', 'rses']) {
      assert.equal((await own.submit('ann', `open.${instrument}`, answersTo(instrument))).status, 201);
    }
    const { total, children } = await told(centre);
    assert.deepEqual(stagesOf(total), [1, 0, 0, 1, 0]);
    const none = { suspended: 0, leave: 0, away: 0, 'no-device': 0, other: 0 };
    assert.deepEqual(reasonsOf(total), Object.entries({ ...none, leave: 2, away: 1 }));
    assert.deepEqual(reasonsOf(children[1]!), Object.entries(none));
    // A counsellor of two classes, of these.
    const counsellor = await own.sessionFor({ userId: 't-two', role: 'counsellor' });
    assert.deepEqual(reasonsOf((await told(counsellor)).total), Object.entries({ ...none, leave: 1, away: 1 }));
    // To a leader it is one more part of the same table.
    const leader = await own.sessionFor({ userId: 't-head', role: 'school-leader' });
    assert.deepEqual(
      reasonsOf((await told(leader)).total),
      Object.keys(none).map(reason => [reason, 'fewer']),
    );
  });
});
