import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { addChild } from '../testing/family.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import {
  answersTo,
  consentVersion,
  createSmallSchool,
  DAY,
  NOW,
  type SmallSchool,
  submission,
} from '../testing/small-school.ts';

const { consents, assignments, students } = operations;

describe('children under 14 and their guardians', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
    await addChild(school, 'mia', '2013-05-05');
    await addChild(school, 'noa', '2013-05-05');
    // 14 on the day after the clock of the school stands on.
    await addChild(school, 'eda', '2012-10-13');
    await addChild(school, 'eva', '2012-10-13');
  });
  after(() => school.close());

  const child = (id: string) => school.sessionFor({ userId: `2026${id}`, role: 'student' });
  const guardian = (id: string) => school.sessionFor({ userId: `g-${id}`, role: 'guardian' });
  const decide = async (by: 'child' | 'guardian', id: string, decision: string, studentId = id) =>
    school.call(await (by === 'child' ? child(id) : guardian(id)), 'POST', '/v1/consents', {
      body: { campaignId: 'scored', version: consentVersion, decision, ...(by === 'guardian' && { studentId }) },
    });
  const stateAfter = async (response: Promise<Response>) =>
    (await expectBody(await response, consents.decide.response, 201)).state;
  const submit = async (id: string, more = {}) =>
    school.call(await child(id), 'POST', '/v1/responses', {
      body: submission(id, 'scored', 'k6', answersTo('k6'), more),
    });
  const held = async (id: string) =>
    (
      await expectBody(
        await school.call(await child(id), 'GET', `/v1/assignments/${id}.scored.k6`),
        assignments.get.response,
      )
    ).consent;

  test('nothing is taken before both have agreed; either takes it back', async () => {
    assert.equal(await held('mia'), 'required');
    await expectProblem(await submit('mia'), 403, 'consent-required');
    assert.equal(await stateAfter(decide('child', 'mia', 'given')), 'guardian-required');
    assert.equal(await held('mia'), 'guardian-required');
    await expectProblem(await submit('mia'), 403, 'consent-required');
    assert.equal(await stateAfter(decide('guardian', 'mia', 'refused')), 'guardian-refused');
    await expectProblem(await submit('mia'), 403, 'consent-required');
    assert.equal(await stateAfter(decide('guardian', 'mia', 'given')), 'given');
    assert.equal(await stateAfter(decide('child', 'mia', 'refused')), 'refused');
    await expectProblem(await submit('mia'), 403, 'consent-required');
    assert.equal(await stateAfter(decide('child', 'mia', 'given')), 'given');
    const attemptId = crypto.randomUUID();
    assert.equal((await submit('mia', { attemptId })).status, 201);
    assert.equal(await stateAfter(decide('guardian', 'mia', 'withdrawn')), 'guardian-refused');
    // The receipt is not given again either: the same attempt, sent late, is gone.
    await expectProblem(await submit('mia', { attemptId }), 410, 'gone');
    const erasures = await school.database.kysely
      .selectFrom('erasures')
      .selectAll()
      .where('student_id', '=', 'mia')
      .execute();
    assert.deepEqual(
      erasures.map(({ campaign_id, cause, state }) => [campaign_id, cause, state]),
      [['scored', 'withdrawal', 'waiting']],
    );
    // Consenting again spares it.
    assert.equal(await stateAfter(decide('guardian', 'mia', 'given')), 'given');
    const [cancelled] = await school.database.kysely
      .selectFrom('erasures')
      .select('state')
      .where('student_id', '=', 'mia')
      .execute();
    assert.equal(cancelled?.state, 'cancelled');
  });

  test('each sees what the other decided', async () => {
    assert.equal(await stateAfter(decide('guardian', 'noa', 'given')), 'required');
    for (const session of [await child('noa'), await guardian('noa')]) {
      const { data } = await expectBody(await school.call(session, 'GET', '/v1/consents'), consents.list.response);
      assert.deepEqual(
        data.map(({ studentId, by, decision, state }) => [studentId, by, decision, state]),
        [['noa', 'guardian', 'given', 'required']],
      );
    }
  });

  test('a guardian of another child cannot tell that child from nobody', async () => {
    const session = await guardian('noa');
    const roster = await expectBody(await school.call(session, 'GET', '/v1/students'), students.list.response);
    assert.deepEqual(
      roster.data.map(({ id }) => id),
      ['noa'],
    );
    const body = async (response: Response) => {
      const { requestId, ...rest } = (await response.json()) as { requestId: string };
      return { status: response.status, rest };
    };
    for (const path of ['/v1/students/', '/v1/courses/progress/', '/v1/growth-files/']) {
      assert.equal((await school.call(session, 'GET', `${path}noa`)).status, 200, path);
      const other = await body(await school.call(session, 'GET', `${path}mia`));
      assert.deepEqual(other, await body(await school.call(session, 'GET', `${path}nobody`)), path);
      assert.equal(other.status, 404);
    }
    await expectProblem(await decide('guardian', 'noa', 'given', 'mia'), 404, 'not-found');
    await expectProblem(await decide('guardian', 'noa', 'given', 'nobody'), 404, 'not-found');
    for (const path of [
      '/v1/my-data',
      '/v1/assignments',
      '/v1/alerts',
      '/v1/responses?studentId=noa',
      '/v1/corrections',
    ]) {
      await expectProblem(await school.call(session, 'GET', path), 403, 'forbidden');
    }
  });

  test('a guardianship that has ended reaches nobody, in a session that is still running too', async () => {
    await addChild(school, 'old', '2013-01-01');
    const session = await guardian('old');
    await school.database.kysely
      .updateTable('guardianships')
      .set({ until: NOW })
      .where('student_id', '=', 'old')
      .execute();
    await expectProblem(await school.call(session, 'GET', '/v1/students/old'), 404, 'not-found');
    await assert.rejects(guardian('old'));
  });

  test('scores reach a guardian only where the campaign releases them', async () => {
    const session = await guardian('mia');
    const trends = async () => (await school.call(session, 'GET', '/v1/growth-files/mia/trends')).json();
    assert.deepEqual(await trends(), { data: [] });
    await school.database.kysely
      .updateTable('campaigns')
      .set({ guardian_feedback: 'score' })
      .where('id', '=', 'scored')
      .execute();
    assert.equal(((await trends()) as { data: unknown[] }).data.length, 1);
    await school.database.kysely
      .updateTable('campaigns')
      .set({ guardian_feedback: 'none' })
      .where('id', '=', 'scored')
      .execute();
  });

  test('on the 14th birthday the student decides alone, from 00:00 at the school', async () => {
    assert.equal(await stateAfter(decide('child', 'eda', 'given')), 'guardian-required');
    assert.equal(await stateAfter(decide('guardian', 'eda', 'refused')), 'guardian-refused');
    assert.equal(await stateAfter(decide('child', 'eva', 'given')), 'guardian-required');
    assert.equal(await stateAfter(decide('guardian', 'eva', 'given')), 'given');
    try {
      school.clock.set(new Date('2026-10-12T23:59:59+08:00'));
      assert.equal(await held('eda'), 'guardian-refused');
      school.clock.set(new Date('2026-10-13T00:00:00+08:00'));
      assert.equal(await held('eda'), 'required');
      assert.equal(await held('eva'), 'given');
      await expectProblem(await decide('guardian', 'eda', 'given'), 409, 'state-conflict');
      await expectProblem(await submit('eda'), 403, 'consent-required');
      assert.equal(await stateAfter(decide('child', 'eda', 'given')), 'given');
      assert.equal((await submit('eda')).status, 201);
      school.clock.advance(DAY);
      assert.equal(await held('eda'), 'given');
    } finally {
      school.clock.set(NOW);
    }
  });
});
