/** What a student is told of the own result after the submission: as far as it is released, when it is released. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const { assignments, responses } = operations;

describe('the receipt, read again', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
  });
  after(() => school.close());

  const student = (id: string) => school.sessionFor({ userId: `2026${id}`, role: 'student' });
  const read = async (id: string, assignment: string) =>
    school.call(await student(id), 'GET', `/v1/assignments/${assignment}/receipt`);
  const submitted = async (id: string, assignment: string, instrument: string) =>
    expectBody(await school.submit(id, assignment, answersTo(instrument)), responses.submit.response, 201);
  const receipt = async (id: string, assignment: string) =>
    expectBody(await read(id, assignment), assignments.receipt.response);

  test('is the one that came with the submission, and tells no more than the policy', async () => {
    for (const [assignment, instrument, told] of [
      ['open.gad7', 'gad7', 'level'],
      ['scored.k6', 'k6', 'score'],
      ['silent.phq4', 'phq4', 'none'],
    ] as const) {
      const first = await submitted('bea', assignment, instrument);
      const again = await receipt('bea', `bea.${assignment}`);
      assert.deepEqual(again, first);
      assert.equal(again.feedback === null, told === 'none');
      for (const one of again.feedback ?? []) assert.equal(one.score === null, told === 'level');
    }
  });

  test('tells what is released at the closing, from the closing on', async () => {
    const { kysely } = school.database;
    await kysely.updateTable('campaigns').set({ feedback_from: 'closing' }).where('id', '=', 'scored').execute();
    try {
      const first = await submitted('cai', 'scored.k6', 'k6');
      assert.equal(first.feedback, null);
      const closes = NOW.getTime() + 25 * DAY;
      school.clock.set(new Date(closes - 1));
      assert.equal((await receipt('cai', 'cai.scored.k6')).feedback, null);
      school.clock.set(new Date(closes));
      const [told] = (await receipt('cai', 'cai.scored.k6')).feedback ?? [];
      assert.deepEqual([told?.scaleId, told?.score], ['total', 0]);
    } finally {
      school.clock.set(NOW);
      await kysely.updateTable('campaigns').set({ feedback_from: 'submission' }).where('id', '=', 'scored').execute();
    }
  });

  test('of somebody else, of nothing yet and of what does not exist answers the same to the byte', async () => {
    await submitted('dai', 'open.phq9', 'phq9');
    const session = await student('bea');
    const said = async (assignment: string) => {
      const headers = { 'x-request-id': 'the-same-request' };
      const reply = await school.call(session, 'GET', `/v1/assignments/${assignment}/receipt`, { headers });
      return [reply.status, JSON.stringify([...reply.headers]), await reply.text()];
    };
    const nothing = await said('nobody');
    assert.equal(nothing[0], 404);
    assert.deepEqual(await said('dai.open.phq9'), nothing);
    assert.deepEqual(await said('bea.open.phq9'), nothing);
  });

  test('is nobody’s but the student’s', async () => {
    for (const [userId, role] of [
      ['t-psy', 'psych-staff'],
      ['t-one', 'counsellor'],
    ] as const) {
      const session = await school.sessionFor({ userId, role });
      const reply = await school.call(session, 'GET', '/v1/assignments/bea.open.gad7/receipt');
      await expectProblem(reply, 403, 'forbidden');
    }
  });

  test('is in the own access log as a read of the own data', async () => {
    await receipt('bea', 'bea.open.gad7');
    const entry = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['purpose', 'classes', 'subjects'])
      .where('operation', '=', 'assignments.receipt')
      .where('outcome', '=', 'done')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.deepEqual([entry.purpose, entry.subjects], ['own', ['bea']]);
    assert.ok(entry.classes.includes('C4'));
  });
});
