import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
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
