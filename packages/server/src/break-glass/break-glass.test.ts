import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessLog, breakGlass, growthFiles, responses } from '@xinqiao/contract';
import type { BreakGlassAccess, EmbedSession, Role } from '@xinqiao/contract/types';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';

const tenant_id = 'school';
const MINUTE = 60_000;
const reason = '学生失联，室友说他留下了告别的话。';

describe('a broken glass', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
    await school.submit('ann', 'scored.k6', answersTo('k6', { '1': 2 }));
    await school.submit('eve', 'scored.k6', answersTo('k6', { '1': 2 }));
    // The dean holds a second role: to be another role is not to be another person.
    await school.database.kysely
      .insertInto('role_assignments')
      .values({ tenant_id, id: 'dean.psy', person_id: 't-dean', role: 'psych-staff', unit_id: 'school' })
      .execute();
  });
  after(() => school.close());

  const as = (userId: string, role: Role): Promise<EmbedSession> => school.sessionFor({ userId, role });
  const counsellor = () => as('t-one', 'counsellor');
  const dean = () => as('t-dean', 'college-leader');
  const head = () => as('t-head', 'school-leader');
  const psychologist = () => as('t-psy', 'psych-staff');
  const create = (session: EmbedSession, more: object = {}, headers = {}) =>
    school.call(session, 'POST', '/v1/break-glass', { body: { studentId: 'ann', reason, ...more }, headers });
  const open = async (session: EmbedSession, more: object = {}): Promise<BreakGlassAccess> =>
    expectBody(await create(session, more), breakGlass.create.response, 201);
  const act = (session: EmbedSession, { id }: BreakGlassAccess, what: string, body?: object, headers = {}) =>
    school.call(session, 'POST', `/v1/break-glass/${id}/${what}`, { ...(body && { body }), headers });
  const list = async (session: EmbedSession, query = '') =>
    (await expectBody(await school.call(session, 'GET', `/v1/break-glass${query}`), breakGlass.list.response)).data;
  const sees = async (session: EmbedSession, studentId = 'ann') =>
    (await school.call(session, 'GET', `/v1/growth-files/${studentId}/trends`)).status === 200;
  const justified = { verdict: 'justified', note: '事实清楚，处置及时。' };

  test('opens scores of one student, never answers, and ends four hours later to the millisecond', async () => {
    const session = await counsellor();
    assert.equal(await sees(session), false);
    const access = await open(session);
    assert.deepEqual(
      [access.state, Date.parse(access.endsAt) - NOW.getTime(), access.review, access.reason],
      ['open', 240 * MINUTE, null, reason],
    );
    const page = await expectBody(
      await school.call(session, 'GET', '/v1/responses?studentId=ann'),
      responses.list.response,
    );
    assert.deepEqual([page.data[0]?.result.scores['total'], page.data[0]?.answers], [2, undefined]);
    assert.equal(await sees(session, 'bea'), false);
    assert.equal(await sees(await as('t-two', 'counsellor')), false);
    for (const [moment, expected] of [
      [240 * MINUTE - 1, true],
      [240 * MINUTE, false],
    ] as const) {
      school.clock.set(new Date(NOW.getTime() + moment));
      assert.equal(await sees(await counsellor()), expected);
    }
    const [own] = await list(await counsellor());
    assert.deepEqual([own?.id, own?.state, own?.endedAt], [access.id, 'over', null]);
    school.clock.set(NOW);
    await act(await dean(), access, 'review', justified);
    await act(session, access, 'end');
  });

  test('the same request again after its end opens nothing and tells that it is over', async () => {
    const headers = { 'idempotency-key': 'a-night-in-autumn' };
    const first = await expectBody(
      await create(await counsellor(), { minutes: 5 }, headers),
      breakGlass.create.response,
      201,
    );
    school.clock.set(new Date(NOW.getTime() + 5 * MINUTE));
    const session = await counsellor();
    const again = await expectBody(await create(session, { minutes: 5 }, headers), breakGlass.create.response, 201);
    assert.deepEqual([again.id, again.state, again.endsAt], [first.id, 'over', first.endsAt]);
    assert.equal(await sees(session), false);
    await expectProblem(await create(session, { minutes: 6 }, headers), 409, 'idempotency-conflict');
    school.clock.set(NOW);
    await act(await dean(), first, 'review', justified);
    await act(await counsellor(), first, 'end');
  });

  test('tells the college leader: an event on the open stream, and a row that stays until it is reviewed', async () => {
    const abort = new AbortController();
    const stream = await school.call(await dean(), 'GET', '/v1/break-glass/events', { signal: abort.signal });
    const elsewhere = await school.call(await as('t-two', 'counsellor'), 'GET', '/v1/break-glass/events', {
      signal: abort.signal,
    });
    const reading = readUntil(stream, '"break-glass.reviewed"');
    const before_ = (await list(await dean(), '?state=unreviewed')).length;
    const access = await open(await counsellor(), { minutes: 1 });
    assert.deepEqual(access.told, [{ userId: 't-dean', name: '丁院长', role: 'college-leader' }]);
    school.clock.set(new Date(NOW.getTime() + MINUTE - 1));
    const inbox = await list(await dean(), '?state=unreviewed');
    assert.deepEqual([inbox.length, inbox.some(({ id }) => id === access.id)], [before_ + 1, true]);
    // Days later it is still there.
    school.clock.set(new Date(NOW.getTime() + 9 * 24 * 60 * MINUTE));
    assert.ok((await list(await dean(), '?state=unreviewed')).some(({ id }) => id === access.id));
    school.clock.set(NOW);
    assert.ok((await list(await psychologist(), '?state=unreviewed')).some(({ id }) => id === access.id));
    const reviewed = await expectBody(await act(await dean(), access, 'review', justified), breakGlass.review.response);
    assert.deepEqual(
      [reviewed.review?.verdict, reviewed.review?.by.userId, reviewed.state],
      ['justified', 't-dean', 'open'],
    );
    assert.equal((await list(await dean(), '?state=unreviewed')).length, before_);
    assert.ok((await list(await dean(), '?state=reviewed')).some(({ id }) => id === access.id));
    const events = await reading;
    const opened = events.find(event => event.includes('"break-glass.opened"') && event.includes(access.id));
    assert.ok(opened?.includes(access.openedAt), 'The event has the time of the opening.');
    // Another counsellor of the same class hears of the own alone.
    const own = await open(await as('t-two', 'counsellor'), { studentId: 'cai' });
    const heard = (await readUntil(elsewhere, own.id)).filter(event => event.includes('data:'));
    assert.ok(heard.length === 1 && heard[0]?.includes(own.id));
    abort.abort();
    await act(await counsellor(), access, 'end');
  });

  test('is told to the next leader when a leader opens it, and reviewed by nobody who opened it, in whatever role', async () => {
    const session = await dean();
    await expectProblem(await school.call(session, 'GET', '/v1/growth-files/ann'), 404, 'not-found');
    const access = await open(session);
    assert.deepEqual(
      access.told.map(({ userId }) => userId),
      ['t-head'],
    );
    await expectBody(await school.call(session, 'GET', '/v1/growth-files/ann'), growthFiles.get.response);
    await expectProblem(await act(session, access, 'review', justified), 403, 'forbidden');
    await expectProblem(await act(await as('t-dean', 'psych-staff'), access, 'review', justified), 403, 'forbidden');
    await expectProblem(await act(await head(), access, 'end'), 403, 'forbidden');
    const unjustified = { verdict: 'not-justified', note: '没有紧急情况。' };
    await expectProblem(
      await act(await head(), access, 'review', unjustified, { 'if-match': '"9"' }),
      412,
      'state-conflict',
    );
    const reviewed = await expectBody(
      await act(await head(), access, 'review', unjustified, { 'if-match': '"1"' }),
      breakGlass.review.response,
    );
    assert.deepEqual([reviewed.state, reviewed.review?.verdict], ['over', 'not-justified']);
    assert.equal(await sees(session), false, 'Not justified: it ends at once.');
    await expectProblem(await act(await psychologist(), access, 'review', justified), 409, 'state-conflict');
  });

  test('is for those who care or lead, within their reach, with a reason, four hours at most, once at a time', async () => {
    const session = await counsellor();
    const invalid = async (more: object, pointer: string) =>
      expectProblem(await create(session, more), 422, 'invalid-request', [pointer]);
    await invalid({ reason: '  急急急急急急急    ' }, '/reason');
    await invalid({ minutes: 241 }, '/minutes');
    await invalid({ minutes: 0 }, '/minutes');
    await expectProblem(await create(session, { studentId: 'eve' }), 404, 'not-found');
    await expectProblem(await create(session, { studentId: 'nobody' }), 404, 'not-found');
    await expectProblem(await create(await dean(), { studentId: 'eve' }), 404, 'not-found');
    for (const [userId, role] of [
      ['2026ann', 'student'],
      ['2026bea', 'class-committee'],
      ['2026dai', 'dorm-leader'],
    ] as const) {
      await expectProblem(await create(await as(userId, role)), 403, 'forbidden');
    }
    const access = await open(session);
    await expectProblem(await create(session), 409, 'state-conflict');
    await expectProblem(await act(session, access, 'review', justified), 403, 'forbidden');
    for (const stranger of [await as('t-two', 'counsellor')]) {
      await expectProblem(await school.call(stranger, 'GET', `/v1/break-glass/${access.id}`), 404, 'not-found');
      await expectProblem(await act(stranger, access, 'end'), 404, 'not-found');
    }
    const ended = await expectBody(await act(session, access, 'end'), breakGlass.end.response);
    assert.deepEqual([ended.state, ended.revision], ['over', 2]);
    assert.deepEqual(await expectBody(await act(session, access, 'end'), breakGlass.end.response), ended);
    assert.equal(await sees(session), false);
  });

  test('is over for a student who leaves the reach, and for who no longer holds the role', async () => {
    const { kysely } = school.database;
    const session = await counsellor();
    const access = await open(session);
    const move = (class_id: string) =>
      kysely
        .updateTable('students')
        .set({ class_id, class_path: `school/computing/${class_id}/` })
        .where('id', '=', 'ann')
        .execute();
    await move('c2');
    assert.equal(await sees(session), false);
    await move('c1');
    assert.equal(await sees(session), true);
    await kysely.updateTable('role_assignments').set({ unit_id: 'c2' }).where('id', '=', 't-one.c1').execute();
    assert.equal(await sees(session), false);
    await kysely.updateTable('role_assignments').set({ unit_id: 'c1' }).where('id', '=', 't-one.c1').execute();
    await act(session, access, 'end');
  });

  test('stands in the audit and in the student’s log with its purpose, which no caller can name', async () => {
    const session = await counsellor();
    const access = await open(session);
    await school.call(session, 'GET', '/v1/growth-files/ann', { headers: { 'xinqiao-purpose': 'care' } });
    await act(session, access, 'end');
    await school.call(session, 'GET', '/v1/growth-files/ann');
    const named = { headers: { 'xinqiao-purpose': 'break-glass' } };
    await expectProblem(await school.call(session, 'GET', '/v1/growth-files/ann', named), 400, 'invalid-request');
    const entries = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['operation', 'purpose', 'classes'])
      .where('session_id', '=', session.id)
      .orderBy('id')
      .execute();
    assert.deepEqual(
      entries.map(entry => [entry.operation, entry.purpose, entry.classes.includes('C4')]),
      [
        ['breakGlass.create', 'break-glass', false],
        ['growthFiles.get', 'break-glass', true],
        ['breakGlass.end', 'break-glass', false],
        ['growthFiles.get', 'care', false],
      ],
    );
    const log = await school.call(await as('2026ann', 'student'), 'GET', '/v1/access-log?limit=200');
    const { data } = await expectBody(log, accessLog.list.response);
    const emergencies = data.filter(({ purpose, name }) => purpose === 'break-glass' && name === '甲老师');
    assert.ok(
      emergencies.some(({ action }) => action === 'read') && emergencies.some(({ action }) => action === 'write'),
    );
  });
});

/** The events of a stream, up to the one that holds `last`. */
async function readUntil(response: Response, last: string): Promise<string[]> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.includes(last)) break;
  }
  return text.split('\n\n');
}
