import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { delegations, growthFiles, responses } from '@xinqiao/contract';
import type { Delegation, EmbedSession, Role } from '@xinqiao/contract/types';
import type { OperationName } from '../access/policy.ts';
import { casesOf } from '../access/relations.ts';
import { settingsOf } from '../access/settings.ts';
import type { SessionPrincipal } from '../app/handlers.ts';
import { asRole, roleNames } from '../database/roles.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const tenant_id = 'school';
const at = (offset: number) => new Date(NOW.getTime() + offset).toISOString();

describe('a delegated case', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
    await school.submit('ann', 'scored.k6', answersTo('k6', { '1': 2 }));
    await school.submit('bea', 'scored.k6', answersTo('k6', { '1': 2 }));
    const { kysely } = school.database;
    await kysely
      .insertInto('people')
      .values({ tenant_id, id: 't-psy2', staff_number: 't-psy2', name: '庚老师' })
      .execute();
    await kysely
      .insertInto('role_assignments')
      .values({ tenant_id, id: 't-psy2.school', person_id: 't-psy2', role: 'psych-staff', unit_id: 'school' })
      .execute();
  });
  after(() => school.close());

  const as = (userId: string, role: Role): Promise<EmbedSession> => school.sessionFor({ userId, role });
  const psychologist = () => as('t-psy', 'psych-staff');
  const counsellor = () => as('t-two', 'counsellor');
  const request = (more: object = {}) => ({
    studentId: 'ann',
    to: { userId: 't-two', role: 'counsellor' },
    classes: ['C4'],
    purpose: 'follow-up',
    note: '每周谈一次，留意睡眠。',
    until: at(DAY),
    ...more,
  });
  const give = async (more: object = {}, who?: EmbedSession): Promise<Delegation> =>
    expectBody(
      await school.call(who ?? (await psychologist()), 'POST', '/v1/delegations', { body: request(more) }),
      delegations.create.response,
      201,
    );
  const revoke = async ({ id }: Delegation, headers = {}) =>
    school.call(await psychologist(), 'POST', `/v1/delegations/${id}/revoke`, { headers });
  /** What a reader gets of a student: everything that could tell of results, without what names the request. */
  const told = async (session: EmbedSession, studentId = 'ann') => {
    const answers = [];
    for (const path of [
      `/v1/growth-files/${studentId}`,
      `/v1/growth-files/${studentId}/trends`,
      `/v1/responses?studentId=${studentId}`,
    ]) {
      const response = await school.call(session, 'GET', path, { headers: { 'x-request-id': 'the-same' } });
      answers.push([response.status, [...response.headers], await response.text()]);
    }
    return JSON.stringify(answers);
  };
  const sees = async (session: EmbedSession, studentId = 'ann') =>
    (await school.call(session, 'GET', `/v1/growth-files/${studentId}/trends`)).status === 200;

  test('gives levels, scores and trends, never answers; before it, after it and for others nothing is there', async () => {
    const before_ = await told(await counsellor());
    assert.doesNotMatch(before_, /summary|"scores"/);
    const delegation = await give();
    assert.equal(delegation.state, 'active');

    const session = await counsellor();
    const page = await expectBody(
      await school.call(session, 'GET', '/v1/responses?studentId=ann'),
      responses.list.response,
    );
    const [response] = page.data;
    assert.equal(response?.result.scores['total'], 2);
    assert.deepEqual(
      [response?.answers, response?.quality, response?.result.critical],
      [undefined, undefined, undefined],
    );
    const one = await expectBody(
      await school.call(session, 'GET', `/v1/responses/${response?.id}`),
      responses.get.response,
    );
    assert.deepEqual(one, response);
    const { data } = await expectBody(
      await school.call(session, 'GET', '/v1/growth-files/ann/trends'),
      growthFiles.trends.response,
    );
    assert.deepEqual(
      data.map(trend => trend.points[0]?.value),
      [2],
    );
    const file = await school.call(session, 'GET', '/v1/growth-files/ann');
    assert.match(await file.text(), /summary/);

    assert.equal(await sees(session, 'bea'), false, 'another student of the same class');
    assert.equal(await sees(await as('t-one', 'counsellor')), false, 'another counsellor of the same class');
    await expectBody(await revoke(delegation), delegations.revoke.response);
    assert.equal(await told(await counsellor()), before_);
    await expectProblem(await school.call(session, 'GET', `/v1/responses/${response?.id}`), 404, 'not-found');
  });

  test('begins and ends to the millisecond', async () => {
    const from = NOW.getTime() + 60_000;
    const until = from + 60_000;
    const delegation = await give({ from: new Date(from).toISOString(), until: new Date(until).toISOString() });
    assert.equal(delegation.state, 'planned');
    const session = await counsellor();
    for (const [moment, expected] of [
      [from - 1, false],
      [from, true],
      [until - 1, true],
      [until, false],
    ] as const) {
      school.clock.set(new Date(moment));
      assert.equal(await sees(session), expected, `${moment - from} ms after the beginning`);
      const own = await expectBody(await school.call(session, 'GET', '/v1/delegations'), delegations.list.response);
      assert.equal(own.data.length, expected ? 1 : 0);
      const get = await school.call(session, 'GET', `/v1/delegations/${delegation.id}`);
      assert.equal(get.status, expected ? 200 : 404);
    }
    const ended = await expectBody(
      await school.call(await psychologist(), 'GET', `/v1/delegations/${delegation.id}`),
      delegations.get.response,
    );
    assert.equal(ended.state, 'ended');
    school.clock.set(NOW);
    await revoke(delegation);
  });

  test('two that overlap add up, and each ends by itself', async () => {
    const short = await give({ until: at(60_000) });
    const long = await give({ until: at(120_000) });
    const session = await counsellor();
    school.clock.set(new Date(NOW.getTime() + 60_000));
    assert.equal(await sees(session), true);
    school.clock.set(NOW);
    await revoke(long);
    assert.equal(await sees(session), true);
    await revoke(short);
    assert.equal(await sees(session), false);
  });

  test('lapses while the giver has lost the role, and never gives more than the giver may see', async () => {
    const delegation = await give({}, await as('t-psy2', 'psych-staff'));
    const session = await counsellor();
    assert.equal(await sees(session), true);
    const { kysely } = school.database;
    await kysely
      .updateTable('role_assignments')
      .set({ unit_id: 'letters' })
      .where('id', '=', 't-psy2.school')
      .execute();
    assert.equal(await sees(session), false);
    const read = async () =>
      expectBody(
        await school.call(await psychologist(), 'GET', `/v1/delegations/${delegation.id}`),
        delegations.get.response,
      );
    assert.equal((await read()).state, 'lapsed');
    await kysely.updateTable('role_assignments').set({ unit_id: 'school' }).where('id', '=', 't-psy2.school').execute();
    assert.equal(await sees(session), true);
    await revoke(delegation);
  });

  test('is over for a student who moves to a class that is not the delegate’s', async () => {
    const delegation = await give();
    const session = await counsellor();
    assert.equal(await sees(session), true);
    const move = (class_id: string, class_path: string) =>
      school.database.kysely.updateTable('students').set({ class_id, class_path }).where('id', '=', 'ann').execute();
    await move('c10', 'school/computing/c10/');
    assert.equal(await sees(session), false);
    await expectProblem(await school.call(session, 'GET', '/v1/growth-files/ann'), 404, 'not-found');
    await move('c2', 'school/computing/c2/');
    assert.equal(await sees(session), true, 'another class of the same counsellor');
    await move('c1', 'school/computing/c1/');
    await revoke(delegation);
  });

  test('is given to somebody who is responsible for the student, within bounds, by psychology staff alone', async () => {
    const psych = await psychologist();
    const refused = async (more: object, pointer: string) =>
      expectProblem(
        await school.call(psych, 'POST', '/v1/delegations', { body: request(more) }),
        422,
        'invalid-request',
        [pointer],
      );
    await refused({ studentId: 'dai' }, '/to');
    await refused({ to: { userId: 'nobody', role: 'counsellor' } }, '/to');
    await refused({ to: { userId: 't-two', role: 'homeroom-teacher' } }, '/to');
    await refused({ classes: ['C4', 'C5'] }, '/classes/1');
    await refused({ classes: ['C6'] }, '/classes/0');
    await refused({ classes: [] }, '/classes');
    await refused({ to: { userId: 't-dean', role: 'college-leader' } }, '/to/role');
    await refused({ until: at(0) }, '/until');
    await refused({ until: at(181 * DAY) }, '/until');
    await refused({ from: at(-1) }, '/from');
    // The year 10000 at the school, and everywhere.
    await refused({ from: '9999-12-31T20:00:00Z', until: '9999-12-31T21:00:00Z' }, '/until');
    await refused({ from: '9999-12-31T20:00:00-10:00', until: '9999-12-31T21:00:00-10:00' }, '/until');
    await expectProblem(
      await school.call(psych, 'POST', '/v1/delegations', { body: request({ studentId: 'nobody' }) }),
      404,
      'not-found',
    );
    const delegation = await give();
    await expectProblem(
      await school.call(await counsellor(), 'POST', '/v1/delegations', { body: request() }),
      403,
      'forbidden',
    );
    await expectProblem(
      await school.call(await as('t-dean', 'college-leader'), 'GET', '/v1/delegations'),
      403,
      'forbidden',
    );
    const others = await as('t-one', 'counsellor');
    await expectProblem(await school.call(others, 'GET', `/v1/delegations/${delegation.id}`), 404, 'not-found');
    await revoke(delegation);
  });

  test('is revoked by the revision that was seen; to revoke again changes nothing', async () => {
    const delegation = await give();
    await expectProblem(await revoke(delegation, { 'if-match': '"7"' }), 412, 'state-conflict');
    const first = await expectBody(await revoke(delegation, { 'if-match': '"1"' }), delegations.revoke.response);
    assert.deepEqual([first.state, first.revision], ['revoked', 2]);
    assert.deepEqual(await expectBody(await revoke(delegation), delegations.revoke.response), first);
  });

  test('opens the rows of the database as well, for its time and at its operations alone', async () => {
    const delegation = await give({ until: at(60_000) });
    const unit = { id: 'c1', kind: 'class', path: 'school/computing/c1/' };
    const principal: SessionPrincipal = {
      ...{ kind: 'session', sessionId: 's', userId: 't-two', name: '乙老师', role: 'counsellor', unit, reach: [unit] },
      reachesAll: false,
      ...{ studentId: null, childIds: [], origin: school.origin, components: [], expiresAt: NOW },
      ...{ features: [], signingKeyId: 'k' },
    };
    const names = await roleNames(school.database);
    const rows = (operation: OperationName, moment: number) =>
      school.database.kysely.transaction().execute(async db => {
        const cases = await casesOf(db, principal, tenant_id, operation, new Date(NOW.getTime() + moment));
        return asRole(db, names.counsellor, settingsOf(principal, tenant_id, operation, cases), async () => {
          const found = await db.selectFrom('clinical.responses').select('student_id').execute();
          return found.map(row => row.student_id);
        });
      });
    assert.deepEqual(await rows('responses.list', 59_999), ['ann']);
    assert.deepEqual(await rows('responses.list', 60_000), []);
    assert.deepEqual(await rows('alerts.list', 0), []);
    await revoke(delegation);
    assert.deepEqual(await rows('responses.list', 0), []);
  });

  test('reads by it are recorded with its purpose and the classes that were given; so are refusals; the student sees the reads', async () => {
    const delegation = await give({ purpose: 'counselling' });
    const session = await counsellor();
    await school.call(session, 'GET', '/v1/responses?studentId=ann');
    await revoke(delegation);
    await school.call(session, 'GET', '/v1/responses?studentId=ann');
    const entries = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['purpose', 'classes', 'outcome'])
      .where('session_id', '=', session.id)
      .orderBy('id')
      .execute();
    assert.deepEqual(entries[0], { purpose: 'counselling', classes: ['C0', 'C1', 'C4'], outcome: 'done' });
    assert.equal(entries[1]?.outcome, 'refused');
    const log = await school.call(await as('2026ann', 'student'), 'GET', '/v1/access-log');
    const { data } = (await log.json()) as { data: { name: string; purpose: string; kind: string }[] };
    assert.ok(data.some(one => one.name === '乙老师' && one.purpose === 'counselling' && one.kind === 'assessment'));
  });
});
