import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, type SmallSchool } from '../testing/small-school.ts';

const { students } = operations;

describe('the roster', () => {
  let school: SmallSchool;
  let one: EmbedSession;
  let psych: EmbedSession;
  let ann: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
    one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
  });
  after(() => school.close());

  const list = async (session: EmbedSession, query = '') =>
    expectBody(await school.call(session, 'GET', `/v1/students?${query}`), students.list.response);
  const ids = async (session: EmbedSession, query = '') => (await list(session, query)).data.map(({ id }) => id);

  test('holds those within reach, by student number', async () => {
    assert.deepEqual(await ids(psych), ['ann', 'bea', 'cai', 'dai', 'eve']);
    assert.deepEqual(await ids(one), ['ann', 'bea']);
    assert.deepEqual(await ids(ann), ['ann']);
    const leader = await school.sessionFor({ userId: '2026dai', role: 'dorm-leader' });
    assert.deepEqual(await ids(leader), ['ann', 'dai']);
  });

  test('narrows to a unit, a dormitory too', async () => {
    assert.deepEqual(await ids(psych, 'unitId=c1'), ['ann', 'bea']);
    assert.deepEqual(await ids(psych, 'unitId=computing'), ['ann', 'bea', 'cai', 'dai']);
    assert.deepEqual(await ids(psych, 'unitId=d1'), ['ann', 'dai']);
  });

  test('answers 404 to a unit out of reach as to none', async () => {
    for (const unitId of ['c2', 'c10', 'computing', 'nowhere']) {
      await expectProblem(await school.call(one, 'GET', `/v1/students?unitId=${unitId}`), 404, 'not-found');
    }
  });

  test('finds by the start of a name or of a student number, and takes signs for nothing else', async () => {
    const find = (q: string) => ids(psych, `q=${encodeURIComponent(q)}`);
    assert.deepEqual(await find('安'), ['ann']);
    assert.deepEqual(await find('一'), []);
    assert.deepEqual(await find('2026c'), ['cai']);
    assert.deepEqual(await find('2026'), ['ann', 'bea', 'cai', 'dai', 'eve']);
    for (const q of ['%', '_', '安%', "'", '\\']) assert.deepEqual(await find(q), [], q);
  });

  test('finds a name however it was typed: in parts, full-width, with space around it', async () => {
    const { kysely } = school.database;
    // As a roster writes it: composed.
    await kysely.updateTable('students').set({ name: 'Zoé' }).where('id', '=', 'eve').execute();
    const find = (q: string) => ids(psych, `q=${encodeURIComponent(q)}`);
    assert.deepEqual(await find('Zoe\u0301'), ['eve']);
    assert.deepEqual(await find('２０２６ｃ'), ['cai']);
    assert.deepEqual(await find(' 安一 '), ['ann']);
    await kysely.updateTable('students').set({ name: '伊五' }).where('id', '=', 'eve').execute();
  });

  test('comes in pages that neither repeat nor leave out', async () => {
    const first = await list(psych, 'limit=2');
    const second = await list(psych, `limit=2&cursor=${first.nextCursor}`);
    const third = await list(psych, `limit=2&cursor=${second.nextCursor}`);
    assert.deepEqual(
      [first, second, third].map(({ data }) => data.map(({ id }) => id)),
      [['ann', 'bea'], ['cai', 'dai'], ['eve']],
    );
    assert.equal(third.nextCursor, null);
    await expectProblem(await school.call(psych, 'GET', '/v1/students?cursor=x'), 400, 'invalid-request', ['?cursor']);
  });

  test('shows one student with class, college and dormitory', async () => {
    const response = await school.call(one, 'GET', '/v1/students/ann');
    assert.deepEqual(await expectBody(response, students.get.response), {
      id: 'ann',
      studentNumber: '2026ann',
      name: '安一',
      gender: 'unspecified',
      birthDate: '2008-03-01',
      stage: 'undergraduate',
      enrolmentYear: 2026,
      classId: 'c1',
      className: '软件工程2601班',
      collegeId: 'computing',
      collegeName: '计算机学院',
      dormitoryId: 'd1',
      dormitoryName: '1栋101',
    });
    const bea = await expectBody(await school.call(one, 'GET', '/v1/students/bea'), students.get.response);
    assert.deepEqual([bea.dormitoryId, bea.dormitoryName], [null, null]);
  });

  test('answers 404 to a student out of reach as to nobody', async () => {
    for (const id of ['cai', 'dai', 'eve', 'nobody', '%00']) {
      await expectProblem(await school.call(one, 'GET', `/v1/students/${id}`), 404, 'not-found');
    }
    await expectProblem(await school.call(ann, 'GET', '/v1/students/bea'), 404, 'not-found');
  });

  test('is not for leaders', async () => {
    const dean = await school.sessionFor({ userId: 't-dean', role: 'college-leader' });
    await expectProblem(await school.call(dean, 'GET', '/v1/students'), 403, 'forbidden');
  });
});
