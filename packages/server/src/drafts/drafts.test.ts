import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { Draft, OpenDraft } from '@xinqiao/contract/types';
import { applyRetention } from '../retention/apply.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool, submission } from '../testing/small-school.ts';

const { assignments, drafts, responses } = operations;
const empty = { answers: {}, timings: {}, position: null };

describe('drafts', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
    for (const id of ['ann', 'bea', 'cai', 'dai', 'eve']) await school.consent(`2026${id}`, 'open');
  });
  after(() => school.close());

  const as = (id: string) => school.sessionFor({ userId: `2026${id}`, role: 'student' });
  const opening = async (id: string, assignmentId: string, attemptId: string = crypto.randomUUID()) =>
    school.call(await as(id), 'PUT', `/v1/drafts/${attemptId}`, {
      body: { assignmentId, language: 'zh-CN', seed: 4_294_967_295 },
    });
  const open = async (id: string, assignmentId: string, attemptId?: string): Promise<OpenDraft> =>
    expectBody(await opening(id, assignmentId, attemptId), drafts.open.response);
  const saving = async (id: string, { attemptId, revision }: Draft, body: object = empty) =>
    school.call(await as(id), 'PATCH', `/v1/drafts/${attemptId}`, {
      body: { ...empty, ...body },
      headers: { 'if-match': `"${revision}"` },
    });
  const save = async (id: string, draft: Draft, body?: object): Promise<Draft> =>
    expectBody(await saving(id, draft, body), drafts.save.response);
  const reading = async (id: string, attemptId: string) => school.call(await as(id), 'GET', `/v1/drafts/${attemptId}`);
  const stored = (attemptId: string) =>
    school.database.kysely
      .selectFrom('clinical.drafts')
      .selectAll()
      .where('attempt_id', '=', attemptId)
      .executeTakeFirst();

  test('what was saved is there on another device, under the same attempt and with the same key', async () => {
    const first = await open('ann', 'ann.open.gad7');
    assert.deepEqual([first.revision, first.answers, first.position, first.seed], [0, {}, null, 4_294_967_295]);
    const content = { answers: { '1': 3, '2': null }, timings: { '1': 1200.5 }, position: '2' };
    const saved = await save('ann', first, content);
    assert.deepEqual({ ...saved, ...content }, saved);
    assert.equal(saved.revision, 1);

    const second = await open('ann', 'ann.open.gad7');
    assert.equal(second.attemptId, first.attemptId);
    assert.deepEqual([second.key, second.boundTo], [first.key, first.boundTo]);
    assert.deepEqual(second.answers, content.answers);
    const response = await reading('ann', first.attemptId.toUpperCase());
    assert.equal(response.headers.get('etag'), '"1"');
    assert.deepEqual(await expectBody(response, drafts.get.response), saved);
    const other = await open('ann', 'ann.open.phq9');
    assert.ok(other.key !== first.key && other.boundTo !== first.boundTo && other.attemptId !== first.attemptId);
  });

  test('the list says when it was saved and how many questions have an answer, until it is submitted', async () => {
    const listed = async () => {
      const list = await school.call(await as('eve'), 'GET', '/v1/assignments');
      const { data } = await expectBody(list, assignments.list.response);
      return data.flatMap(({ id, draft }) => (draft ? [[id, draft.answered, draft.savedAt]] : []));
    };
    const draft = await open('eve', 'eve.open.rses');
    assert.deepEqual(await listed(), []);
    // What was cleared again has no answer.
    const cleared = await save('eve', draft, { answers: { '1': null } });
    assert.deepEqual(await listed(), []);
    await save('eve', cleared, { answers: { '1': 2, '2': 0, '3': null } });
    assert.deepEqual(await listed(), [['eve.open.rses', 2, '2026-10-12T10:00:00+08:00']]);
    const { attemptId } = draft;
    const body = submission('eve', 'open', 'rses', answersTo('rses'), { attemptId });
    assert.equal((await school.call(await as('eve'), 'POST', '/v1/responses', { body })).status, 201);
    assert.deepEqual(await listed(), []);
  });

  test('how it was filled in so far comes with it, and stays when a client that does not count it saves', async () => {
    const draft = await open('ann', 'ann.open.rses');
    assert.ok(!('changes' in draft) && !('visibleTime' in draft));
    const counted = await save('ann', draft, { changes: { '1': 0, '2': 3 }, visibleTime: 61_500 });
    assert.deepEqual([counted.changes, counted.visibleTime], [{ '1': 0, '2': 3 }, 61_500]);
    const older = await save('ann', counted, { answers: { '1': 2 } });
    assert.deepEqual([older.changes, older.visibleTime], [counted.changes, counted.visibleTime]);
    // The acknowledgement of that save was lost, and it comes again.
    assert.equal((await save('ann', counted, { answers: { '1': 2 } })).revision, older.revision);
    for (const [wrong, pointer] of [
      [{ changes: { '1': -1 } }, '/changes/1'],
      [{ changes: { '1': 0.5 } }, '/changes/1'],
      [{ visibleTime: 1e12 }, '/visibleTime'],
      [{ visibleTime: '1' }, '/visibleTime'],
      [{ timings: { '1': 1e300 } }, '/timings/1'],
    ] as const) {
      await expectProblem(await saving('ann', older, wrong), 422, 'invalid-request', [pointer]);
    }
  });

  test('of two devices that save from one revision the second is told, and what is stored stays', async () => {
    const draft = await open('bea', 'bea.open.gad7');
    const [one, two] = await Promise.all([
      saving('bea', draft, { answers: { '1': 1 } }),
      saving('bea', draft, { answers: { '1': 2 } }),
    ]);
    const [won, lost] = one.status === 200 ? [one, two] : [two, one];
    const kept = await expectBody(won!, drafts.save.response);
    await expectProblem(lost!, 412, 'state-conflict');
    assert.deepEqual((await stored(draft.attemptId))!.answers, kept.answers);
    // The one that was told reads, puts the two together and saves from there.
    const merged = await save('bea', kept, { answers: { ...kept.answers, '2': 0 } });
    assert.equal(merged.revision, 2);
  });

  test('a save whose acknowledgement was lost is no conflict when it comes again', async () => {
    const draft = await open('bea', 'bea.open.phq9');
    const content = { answers: { '1': 1, '2': 0 }, position: '3' };
    const saved = await save('bea', draft, content);
    assert.deepEqual(await save('bea', draft, { ...content, answers: { '2': 0, '1': 1 } }), saved);
    await expectProblem(await saving('bea', draft, { ...content, position: '4' }), 412, 'state-conflict');
    const without = await school.call(await as('bea'), 'PATCH', `/v1/drafts/${draft.attemptId}`, { body: empty });
    await expectProblem(without, 422, 'invalid-request');
  });

  test('nobody else can tell it from what does not exist', async () => {
    const draft = await open('cai', 'cai.open.gad7');
    await save('cai', draft, { answers: { '1': 2 } });
    await expectProblem(await reading('ann', draft.attemptId), 404, 'not-found');
    await expectProblem(await saving('ann', draft), 404, 'not-found');
    await expectProblem(await opening('ann', 'cai.open.gad7'), 404, 'not-found');
    for (const [userId, role] of [
      ['t-psy', 'psych-staff'],
      ['t-two', 'counsellor'],
      ['t-head', 'school-leader'],
    ] as const) {
      const session = await school.sessionFor({ userId, role });
      await expectProblem(await school.call(session, 'GET', `/v1/drafts/${draft.attemptId}`), 403, 'forbidden');
    }
    assert.deepEqual((await stored(draft.attemptId))!.answers, { '1': 2 });
  });

  test('an attempt id is used once: not for another assignment, nor after its submission', async () => {
    const draft = await open('dai', 'dai.open.gad7');
    await expectProblem(await opening('dai', 'dai.open.phq9', draft.attemptId), 409, 'idempotency-conflict');
    await expectProblem(await opening('eve', 'eve.open.gad7', draft.attemptId), 409, 'idempotency-conflict');
    await save('dai', draft, { answers: { '1': 1 } });
    const body = submission('dai', 'open', 'gad7', answersTo('gad7'), { attemptId: draft.attemptId });
    const submit = async () => school.call(await as('dai'), 'POST', '/v1/responses', { body });
    await expectBody(await submit(), responses.submit.response, 201);
    assert.equal(await stored(draft.attemptId), undefined, 'answers and key are gone');
    await expectProblem(await saving('dai', draft), 409, 'already-submitted');
    await expectProblem(await opening('dai', 'dai.open.gad7'), 409, 'already-submitted');
    await expectProblem(await opening('dai', 'dai.open.phq9', draft.attemptId), 409, 'idempotency-conflict');
    await expectProblem(await reading('dai', draft.attemptId), 404, 'not-found');
    await expectBody(await submit(), responses.submit.response, 201);
  });

  test('nothing is kept without consent, and nothing after its withdrawal; the erasure takes what there was', async () => {
    await expectProblem(await opening('eve', 'eve.scored.k6'), 403, 'consent-required');
    await school.consent('2026eve', 'scored');
    const draft = await save('eve', await open('eve', 'eve.scored.k6'), { answers: { '1': 4 } });
    const spared = await save('eve', await open('eve', 'eve.open.phq9'), { answers: { '1': 3 } });
    const body = { campaignId: 'scored', version: '2026-09', decision: 'withdrawn' };
    assert.equal((await school.call(await as('eve'), 'POST', '/v1/consents', { body })).status, 201);
    await expectProblem(await saving('eve', draft, { answers: { '1': 1 } }), 410, 'gone');
    assert.deepEqual((await stored(draft.attemptId))!.answers, { '1': 4 });
    await applyRetention(school.database, { now: new Date(NOW.getTime() + 8 * DAY) });
    assert.equal(await stored(draft.attemptId), undefined);
    assert.ok(await stored(spared.attemptId), 'of the other campaign');
    await expectProblem(await saving('eve', draft), 410, 'gone');
  });

  test('when the campaign is over nothing more is saved, and what was saved can be read until its time is up', async () => {
    const draft = await save('cai', await open('cai', 'cai.open.phq9'), { answers: { '1': 3 } });
    school.clock.set(new Date(NOW.getTime() + 21 * DAY));
    await expectProblem(await saving('cai', draft), 409, 'campaign-not-open');
    await expectProblem(await opening('cai', 'cai.open.rses'), 409, 'campaign-not-open');
    const kept = await expectBody(await reading('cai', draft.attemptId), drafts.get.response);
    assert.deepEqual(kept.answers, { '1': 3 });
    const after = (days: number) => new Date(NOW.getTime() + days * DAY);
    await applyRetention(school.database, { now: after(89) });
    assert.ok(await stored(draft.attemptId));
    await applyRetention(school.database, { now: after(91) });
    assert.equal(await stored(draft.attemptId), undefined);
    school.clock.set(NOW);
  });

  test('a long campaign keeps what was saved at its beginning: it is gone on with until the end', async () => {
    const { kysely } = school.database;
    const closes = (days: number) =>
      kysely
        .updateTable('campaigns')
        .set({ closes_at: new Date(NOW.getTime() + days * DAY) })
        .where('id', '=', 'open')
        .execute();
    // The most that may lie between opening and closing is 180 days.
    await closes(170);
    const draft = await save('cai', await open('cai', 'cai.open.gad7'), { answers: { '1': 3 } });
    await applyRetention(school.database, { now: new Date(NOW.getTime() + 120 * DAY) });
    assert.deepEqual((await stored(draft.attemptId))?.answers, { '1': 3 });
    await applyRetention(school.database, { now: new Date(NOW.getTime() + 170 * DAY) });
    assert.equal(await stored(draft.attemptId), undefined);
    await closes(20);
  });
});
