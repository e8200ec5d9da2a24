/** Attempts that were left with a critical answer in them: who hears of it, when, and how often. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { Alert, Draft } from '@xinqiao/contract/types';
import { createApp } from '../app/create-app.ts';
import { applyRetention } from '../retention/apply.ts';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool, submission } from '../testing/small-school.ts';
import { JUDGE_INTERVAL, judgeAbandoned, LEFT_AFTER } from './abandoned.ts';

const { drafts, alerts, responses, accessLog } = operations;
const MINUTE = 60_000;

describe('an attempt that was left', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
  });
  after(() => school.close());
  // Ann begins each test with nothing but consent.
  beforeEach(async () => {
    school.clock.set(NOW);
    const { kysely } = school.database;
    for (const table of ['alert_events', 'alert_reasons', 'alerts', 'drafts', 'responses'] as const) {
      await kysely.deleteFrom(`clinical.${table}`).execute();
    }
    await kysely.deleteFrom('consents').execute();
    await kysely.deleteFrom('erasures').execute();
    await kysely.updateTable('assignments').set({ completed_at: null }).execute();
    await kysely.updateTable('campaigns').set({ abandoned_attempts: 'propose' }).execute();
    await school.consent('2026ann', 'open');
  });

  const as = (id: string) => school.sessionFor({ userId: `2026${id}`, role: 'student' });
  const psych = () => school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
  const open = async (assignmentId = 'ann.open.phq9'): Promise<Draft> => {
    const body = { assignmentId, language: 'zh-CN', seed: 1 };
    const path = `/v1/drafts/${crypto.randomUUID()}`;
    return expectBody(await school.call(await as('ann'), 'PUT', path, { body }), drafts.open.response);
  };
  const save = async (draft: Draft, answers: object, position: string | null = null): Promise<Draft> => {
    const body = { answers, timings: {}, position };
    const headers = { 'if-match': `"${draft.revision}"` };
    const path = `/v1/drafts/${draft.attemptId}`;
    return expectBody(await school.call(await as('ann'), 'PATCH', path, { body, headers }), drafts.save.response);
  };
  const judge = () => judgeAbandoned(school.database, { now: school.clock.now() });
  const later = (minutes: number) => {
    school.clock.advance(minutes * MINUTE);
    return judge();
  };
  const seenBy = async (userId: string, role: 'psych-staff' | 'counsellor' | 'college-leader'): Promise<Alert[]> => {
    const reply = await school.call(await school.sessionFor({ userId, role }), 'GET', '/v1/alerts');
    return (await expectBody(reply, alerts.list.response)).data;
  };
  const alertsNow = () => seenBy('t-psy', 'psych-staff');

  test('with a critical answer opens a proposal within a quarter of an hour, and says that it was not finished', async () => {
    // Ten minutes without a new answer, the time between two runs, and five seconds until a draft has reached the service.
    assert.ok(LEFT_AFTER + JUDGE_INTERVAL + 5_000 <= 15 * MINUTE);
    await save(await open(), { '1': 0, '9': 1 });
    assert.deepEqual(await later(9), { judged: 0, proposed: 0 });
    assert.deepEqual(await alertsNow(), []);
    assert.deepEqual(await later(1), { judged: 1, proposed: 1 });
    const [alert, ...more] = await alertsNow();
    assert.deepEqual(
      [more.length, alert?.student.id, alert?.level, alert?.levelStatus],
      [0, 'ann', 'high', 'proposed'],
    );
    const [reason] = alert!.reasons;
    assert.equal(
      reason?.text['en'],
      'A questionnaire was begun and not handed in. A trained person needs to follow up the same day.',
    );
    assert.match(reason.detail?.['zh-CN'] ?? '', /^未提交的作答.*第 9 题/);
    assert.equal(reason.rule, 'xinqiao/suicidal-ideation@1.0.0');
  });

  test('is told to those who hear of a response, and the answer to those alone who may see answers', async () => {
    await save(await open(), { '9': 3 });
    await later(10);
    const [seen] = await seenBy('t-one', 'counsellor');
    assert.equal(seen?.reasons.length, 1);
    assert.doesNotMatch(JSON.stringify(seen), /PHQ|detail|rule/);
    assert.deepEqual(await seenBy('t-dean', 'college-leader'), [], 'nobody has confirmed it');
    const response = await school.call(
      await school.sessionFor({ userId: '2026bea', role: 'class-committee' }),
      'GET',
      '/v1/alerts',
    );
    await expectProblem(response, 403, 'forbidden');
  });

  test('is judged by the last answer, not by the last save: a page that turns leaves keeps nobody waiting', async () => {
    let draft = await save(await open(), { '9': 1 });
    school.clock.advance(6 * MINUTE);
    draft = await save(draft, { '9': 1 }, '1');
    await later(4);
    assert.equal((await alertsNow()).length, 1);
    assert.equal(draft.position, '1');
  });

  test('that goes on is left alone, and what was taken back asks for nobody', async () => {
    let draft = await save(await open(), { '9': 1 });
    for (let at = 0; at < 4; at++) {
      assert.deepEqual(await later(9), { judged: 0, proposed: 0 });
      draft = await save(draft, { '9': 1, [at + 1]: 0 });
    }
    await save(draft, { '9': 0 });
    assert.deepEqual(await later(10), { judged: 1, proposed: 0 });
    assert.deepEqual(await alertsNow(), []);
  });

  test('without a critical answer asks for nobody, whatever its other answers', async () => {
    await save(await open(), { ...answersTo('phq9'), '1': 3, '2': 3, '3': 3, '4': 3, '5': 3, '6': 3, '7': 3, '8': 3 });
    assert.deepEqual(await later(10), { judged: 1, proposed: 0 });
    assert.deepEqual(await alertsNow(), []);
  });

  test('is looked at anew after another answer, also where the clock was set back since it was looked at', async () => {
    const draft = await save(await open(), { '1': 0 });
    assert.deepEqual(await later(10), { judged: 1, proposed: 0 });
    school.clock.advance(-60 * MINUTE);
    await save(draft, { '1': 0, '9': 1 });
    assert.deepEqual(await later(10), { judged: 1, proposed: 1 });
    assert.equal((await alertsNow()).length, 1);
  });

  test('speaks once: not with every run, not after a restart, not from two processes', async () => {
    const draft = await save(await open(), { '9': 1 });
    school.clock.advance(10 * MINUTE);
    const [one, two] = await Promise.all([judge(), judge()]);
    assert.equal(one.proposed + two.proposed, 1);
    assert.deepEqual(await later(1), { judged: 0, proposed: 0 });
    await save(draft, { '9': 1, '1': 2 });
    assert.deepEqual(await later(10), { judged: 1, proposed: 0 });
    const [alert, ...more] = await alertsNow();
    assert.deepEqual([more.length, alert?.reasons.length, alert?.revision], [0, 1, 1]);
  });

  test('that is submitted later joins its alert', async () => {
    const draft = await save(await open(), { '9': 2 });
    await later(10);
    const [before] = await alertsNow();
    const { attemptId } = draft;
    const body = submission('ann', 'open', 'phq9', answersTo('phq9', { '9': 2 }), { attemptId });
    await expectBody(
      await school.call(await as('ann'), 'POST', '/v1/responses', { body }),
      responses.submit.response,
      201,
    );
    const [alert, ...more] = await alertsNow();
    assert.deepEqual([more.length, alert?.id, alert?.level], [0, before?.id, 'high']);
    assert.deepEqual(alert?.reasons.map(({ text }) => text['en']!.startsWith('A questionnaire was begun')).sort(), [
      false,
      true,
    ]);
    assert.deepEqual(await later(20), { judged: 0, proposed: 0 });
  });

  test('is judged by what fits: half a word elsewhere takes no critical answer with it', async () => {
    await save(await open(), { '9': 1, '1': 'ab', '2': 99, elsewhere: 1, '3': null });
    await later(10);
    assert.equal((await alertsNow()).length, 1);
  });

  test('is not looked at where the campaign says so', async () => {
    const { kysely } = school.database;
    await kysely.updateTable('campaigns').set({ abandoned_attempts: 'ignore' }).execute();
    const entries = () =>
      kysely.selectFrom('audit.entries').select('id').where('operation', '=', 'drafts.judge').execute();
    const before = await entries();
    await save(await open(), { '9': 3 });
    assert.deepEqual(await later(60), { judged: 0, proposed: 0 });
    assert.deepEqual(await alertsNow(), []);
    assert.deepEqual(await entries(), before);
  });

  test('is not looked at once consent was withdrawn', async () => {
    await save(await open(), { '9': 3 });
    const body = { campaignId: 'open', version: '2026-09', decision: 'withdrawn' };
    assert.equal((await school.call(await as('ann'), 'POST', '/v1/consents', { body })).status, 201);
    assert.deepEqual(await later(60), { judged: 0, proposed: 0 });
    assert.deepEqual(await alertsNow(), []);
  });

  test('shows its student the same as before, whatever came of it, and leaves the same entry in the audit', async () => {
    const shown = async (answers: object) => {
      const own = await createSmallSchool();
      try {
        await own.consent('2026ann', 'open');
        const session = await own.sessionFor({ userId: '2026ann', role: 'student' });
        const path = '/v1/drafts/11111111-1111-4111-8111-111111111111';
        const content = { timings: {}, position: null };
        const call = (method: string, at: string, body?: object, headers = {}) =>
          own.call(session, method, at, { ...(body && { body }), headers });
        await call('PUT', path, { assignmentId: 'ann.open.phq9', language: 'zh-CN', seed: 1 });
        await call('PATCH', path, { ...content, answers }, { 'if-match': '"0"' });
        own.clock.set(new Date(NOW.getTime() + 10 * MINUTE));
        await judgeAbandoned(own.database, { now: own.clock.now() });
        own.clock.set(NOW);
        const log = await (await call('GET', '/v1/access-log')).json();
        const kinds = await (await call('GET', '/v1/my-data')).json();
        const draft = (await (await call('GET', path)).json()) as Draft;
        const entries = await own.database.kysely
          .selectFrom('audit.entries')
          .select(['actor', 'role', 'operation', 'action', 'classes', 'subjects', 'outcome'])
          .where('operation', '=', 'drafts.judge')
          .execute();
        const opened = await own.database.kysely.selectFrom('clinical.alerts').select('id').execute();
        return { seen: { log, kinds, draft: { ...draft, answers: {} }, entries }, opened: opened.length };
      } finally {
        await own.close();
      }
    };
    const [critical, other] = [await shown({ '9': 3 }), await shown({ '9': 0 })];
    assert.deepEqual([critical.opened, other.opened], [1, 0]);
    assert.deepEqual(critical.seen, other.seen);
    assert.deepEqual(critical.seen.entries[0]?.subjects, ['ann']);
    assert.deepEqual(accessLog.list.response.parse(critical.seen.log).data, []);
  });

  test('is found by a service that starts after the one that took it has gone', async () => {
    await save(await open(), { '9': 1 });
    school.clock.advance(3 * DAY);
    const app = createApp({ database: school.database, clock: school.clock.now });
    assert.deepEqual(await judge(), { judged: 1, proposed: 1 });
    const { token } = await psych();
    const reply = await app.fetch(
      new Request('http://localhost/v1/alerts', { headers: { authorization: `Bearer ${token}` } }),
    );
    assert.equal((await expectBody(reply, alerts.list.response)).data.length, 1);
    await app.close();
  });

  test('is erased with its reasons when its alert is closed, and held until then', async () => {
    const { kysely } = school.database;
    const draft = await save(await open(), { '9': 1 });
    await later(10);
    const asked = await school.call(await as('ann'), 'POST', '/v1/erasures', { body: { campaignId: null } });
    assert.equal(asked.status, 201);
    const run = (days: number) => applyRetention(school.database, { now: new Date(NOW.getTime() + days * DAY) });
    assert.deepEqual((await run(8)).erasures, { due: 1, done: 0, held: 1 });
    const drafts = () => kysely.selectFrom('clinical.drafts').select('attempt_id').execute();
    assert.deepEqual(await drafts(), []);
    assert.equal((await alertsNow())[0]?.reasons.length, 1);
    const headers = { 'if-match': '"1"' };
    const late = { body: { answers: {}, timings: {}, position: null }, headers };
    await expectProblem(
      await school.call(await as('ann'), 'PATCH', `/v1/drafts/${draft.attemptId}`, late),
      410,
      'gone',
    );
    await kysely.updateTable('clinical.alerts').set({ closed_at: NOW, state: 'closed' }).execute();
    assert.deepEqual((await run(9)).erasures, { due: 1, done: 1, held: 0 });
    assert.deepEqual(await kysely.selectFrom('clinical.alert_reasons').select('id').execute(), []);
    assert.deepEqual(await kysely.selectFrom('clinical.alerts').select('id').execute(), []);
  });
});
