import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, type SmallSchool } from '../testing/small-school.ts';

const { organisationUnits } = operations;

describe('the organisation', () => {
  let school: SmallSchool;
  let two: EmbedSession;
  let psych: EmbedSession;
  before(async () => {
    school = await createSmallSchool();
    // The school wants its classes in another order than that of their ids.
    for (const [position, id] of ['c2', 'c10', 'c1'].entries()) {
      await school.database.kysely.updateTable('units').set({ position }).where('id', '=', id).execute();
    }
    two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  });
  after(() => school.close());

  const list = async (session: EmbedSession, query = '') =>
    expectBody(await school.call(session, 'GET', `/v1/organisation-units?${query}`), organisationUnits.list.response);
  const ids = async (session: EmbedSession, query = '') => (await list(session, query)).data.map(({ id }) => id);

  test('is a tree that comes from the root down', async () => {
    assert.deepEqual(await ids(psych), ['school', 'computing', 'c1', 'c10', 'c2', 'd1', 'letters', 'l1']);
    assert.deepEqual(await ids(psych, 'kind=class'), ['c1', 'c10', 'c2', 'l1']);
    assert.deepEqual(await ids(psych, 'kind=grade'), []);
  });

  test('gives the children of a unit in the school’s own order', async () => {
    assert.deepEqual(await ids(psych, 'parentId=computing'), ['c2', 'c10', 'c1']);
    assert.deepEqual(await ids(psych, 'parentId=c1'), []);
  });

  test('ends where the reach ends, and counts students no further', async () => {
    assert.deepEqual(await ids(two), ['computing', 'c1', 'c2']);
    assert.deepEqual(await ids(two, 'parentId=computing'), ['c2', 'c1']);
    const { data } = await list(two);
    assert.deepEqual(
      data.map(({ studentCount }) => studentCount),
      [3, 2, 1],
    );
  });

  test('counts a student where the student is now, by class and by dormitory', async () => {
    const { kysely } = school.database;
    const counts = async () => {
      const { data } = await list(psych);
      return Object.fromEntries(data.map(({ id, studentCount }) => [id, studentCount]));
    };
    const before = await counts();
    const total = before['school']!;
    assert.equal(total, before['computing']! + before['letters']!);
    const move = (set: object) => kysely.updateTable('students').set(set).where('id', '=', 'ann').execute();
    const home = await kysely
      .selectFrom('students')
      .select(['class_id', 'class_path', 'dormitory_id', 'dormitory_path'])
      .where('id', '=', 'ann')
      .executeTakeFirstOrThrow();
    await move({ class_id: 'l1', class_path: 'school/letters/l1/', dormitory_id: 'd1', dormitory_path: 'school/d1/' });
    const away = await counts();
    assert.deepEqual(
      [away['school'], away['c1'], away['computing'], away['l1'], away['letters'], away['d1']],
      [
        ...[total, before['c1']! - 1, before['computing']! - 1, before['l1']! + 1, before['letters']! + 1],
        before['d1']! + (home.dormitory_id === 'd1' ? 0 : 1),
      ],
    );
    await move(home);
    assert.deepEqual(await counts(), before);
    const copied = sql`insert into students (tenant_id, id, student_number, name, gender, birth_date, stage, enrolment_year,
        class_id, class_path, college_id, dormitory_id, dormitory_path)
      select tenant_id, id || n, student_number || n, name, gender, birth_date, stage, enrolment_year, class_id, class_path,
        college_id, dormitory_id, dormitory_path
      from students, generate_series(1, 2) as n where id = 'ann'`;
    await copied.execute(kysely);
    assert.deepEqual([(await counts())['c1'], (await counts())['school']], [before['c1']! + 2, total + 2]);
    await kysely.deleteFrom('students').where('id', 'in', ['ann1', 'ann2']).execute();
    assert.deepEqual(await counts(), before);
  });

  test('who has a class and a dormitory counts nobody twice', async () => {
    const both = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    const { kysely } = school.database;
    const students = await kysely.selectFrom('students').select(['id', 'class_id', 'dormitory_id']).execute();
    const held = students.filter(one => ['c1', 'c2'].includes(one.class_id) || one.dormitory_id === 'd1');
    await kysely
      .updateTable('sessions')
      .set({ unit_id: 'school', reach: ['c1', 'c2', 'd1'] })
      .where('id', '=', both.id)
      .execute();
    const { data } = await list(both);
    assert.equal(data.find(({ id }) => id === 'school')?.studentCount, held.length);
    assert.ok(
      held.some(one => one.dormitory_id === 'd1' && ['c1', 'c2'].includes(one.class_id)),
      'somebody is in both',
    );
  });

  test('comes in pages in both orders', async () => {
    for (const query of ['', 'parentId=computing']) {
      const all = await ids(psych, query);
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const { data, nextCursor } = await list(psych, `${query}&limit=2${cursor}`);
        found.push(...data.map(({ id }) => id));
        if (nextCursor === null) break;
        cursor = `&cursor=${nextCursor}`;
      }
      assert.deepEqual(found, all);
    }
    const { nextCursor } = await list(psych, 'limit=2');
    const foreign = await school.call(psych, 'GET', `/v1/organisation-units?parentId=computing&cursor=${nextCursor}`);
    await expectProblem(foreign, 400, 'invalid-request', ['?cursor']);
  });

  test('shows one unit', async () => {
    const response = await school.call(two, 'GET', '/v1/organisation-units/c1');
    assert.deepEqual(await expectBody(response, organisationUnits.get.response), {
      id: 'c1',
      kind: 'class',
      name: '软件工程2601班',
      parentId: 'computing',
      stage: 'undergraduate',
      studentCount: 2,
    });
    const dormitory = await school.call(psych, 'GET', '/v1/organisation-units/d1');
    assert.equal((await expectBody(dormitory, organisationUnits.get.response)).studentCount, 2);
  });

  test('answers 404 to what is out of reach as to what is not there', async () => {
    for (const id of ['c10', 'letters', 'school', 'd1', 'nowhere']) {
      await expectProblem(await school.call(two, 'GET', `/v1/organisation-units/${id}`), 404, 'not-found');
      await expectProblem(await school.call(two, 'GET', `/v1/organisation-units?parentId=${id}`), 404, 'not-found');
    }
  });

  test('shows a student the own class alone', async () => {
    const ann = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const { data } = await list(ann);
    assert.deepEqual(
      data.map(({ id, studentCount }) => [id, studentCount]),
      [['c1', 1]],
    );
  });
});
