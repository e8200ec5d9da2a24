import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { Alert, EmbedSession } from '@xinqiao/contract/types';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, DAY, NOW, type SmallSchool } from '../testing/small-school.ts';

const { alerts } = operations;

const MINUTE = 60_000;

describe('alerts', () => {
  let school: SmallSchool;
  let psych: EmbedSession;
  let one: EmbedSession;
  let two: EmbedSession;
  let dean: EmbedSession;
  let head: EmbedSession;
  // A school of its own for each test: they add to each other's lists otherwise.
  beforeEach(async () => {
    school = await createSmallSchool();
    psych = await school.sessionFor({ userId: 't-psy', role: 'psych-staff' });
    one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    dean = await school.sessionFor({ userId: 't-dean', role: 'college-leader' });
    head = await school.sessionFor({ userId: 't-head', role: 'school-leader' });
  });
  afterEach(() => school.close());

  const positive = answersTo('phq9', { '9': 1 });
  const severe = answersTo('gad7', { '1': 3, '2': 3, '3': 3, '4': 3, '5': 3, '6': 3, '7': 3 });
  const listOf = async (session: EmbedSession, query = '') =>
    expectBody(await school.call(session, 'GET', `/v1/alerts?${query}`), alerts.list.response);
  const studentsOf = async (session: EmbedSession, query = '') =>
    (await listOf(session, query)).data.map(alert => alert.student.id);
  const summaryOf = async (session: EmbedSession, query = '') =>
    expectBody(await school.call(session, 'GET', `/v1/alerts/summary?${query}`), alerts.summary.response);
  const onlyAlert = async (): Promise<Alert> => {
    const { data } = await listOf(psych);
    assert.equal(data.length, 1);
    return data[0] as Alert;
  };
  const escalate = (id: string) =>
    school.database.kysely
      .updateTable('clinical.alerts')
      .set({ level_status: 'confirmed', escalated_at: NOW })
      .where('id', '=', id)
      .execute();

  test('each role sees the alerts of its own reach', async () => {
    for (const id of ['ann', 'cai', 'dai', 'eve']) await school.submit(id, 'open.phq9', positive);
    assert.deepEqual((await studentsOf(psych)).sort(), ['ann', 'cai', 'dai', 'eve']);
    assert.deepEqual(await studentsOf(one), ['ann']);
    assert.deepEqual((await studentsOf(two)).sort(), ['ann', 'cai']);
    assert.deepEqual(await studentsOf(two, 'unitId=c2'), ['cai']);
    assert.deepEqual((await studentsOf(psych, 'unitId=computing')).sort(), ['ann', 'cai', 'dai']);
    assert.equal((await summaryOf(two)).open.high, 2);
    assert.equal((await summaryOf(one)).open.high, 1);
    assert.equal((await summaryOf(psych, 'unitId=l1')).open.high, 1);
  });

  test('a student who moves takes the alerts along: to the new counsellor, with what has happened', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const { id } = await onlyAlert();
    const before = (await summaryOf(one)).eventId;
    const move = (class_id: string, class_path: string, dormitory_path: string | null) =>
      school.database.kysely
        .updateTable('students')
        .set({ class_id, class_path, dormitory_path })
        .where('id', '=', 'ann')
        .execute();
    await move('c10', 'school/computing/c10/', 'school/d1/');
    assert.deepEqual([await studentsOf(one), (await summaryOf(one)).open.high], [[], 0]);
    await expectProblem(await school.call(one, 'GET', `/v1/alerts/${id}`), 404, 'not-found');
    assert.equal((await summaryOf(one)).eventId, '0');
    const asked = [await summaryOf(psych, 'unitId=c10'), await summaryOf(psych, 'unitId=d1')];
    assert.deepEqual(
      asked.map(({ open, eventId }) => [open.high, eventId]),
      [
        [1, before],
        [1, before],
      ],
    );
    await move('c1', 'school/computing/c1/', null);
    assert.deepEqual(await studentsOf(one), ['ann']);
    assert.equal((await summaryOf(psych, 'unitId=d1')).open.high, 0);
  });

  test('what is out of reach answers like what does not exist', async () => {
    await school.submit('eve', 'open.phq9', positive);
    const { id } = await onlyAlert();
    const same = async (method: string, path: string, other: string) => {
      const [there, nowhere] = await Promise.all([
        expectProblem(await school.call(two, method, path), 404, 'not-found'),
        expectProblem(await school.call(two, method, other), 404, 'not-found'),
      ]);
      assert.deepEqual({ ...there, requestId: '' }, { ...nowhere, requestId: '' });
    };
    await same('GET', `/v1/alerts/${id}`, '/v1/alerts/none');
    await same('POST', `/v1/alerts/${id}/acknowledge`, '/v1/alerts/none/acknowledge');
    for (const path of ['/v1/alerts', '/v1/alerts/summary', '/v1/alerts/events']) {
      await same('GET', `${path}?unitId=l1`, `${path}?unitId=none`);
      // The college names the session of a counsellor of two of its classes; a third class is still out of reach.
      await same('GET', `${path}?unitId=c10`, `${path}?unitId=none`);
    }
  });

  test('counsellors are told that follow-up is needed; scale, item and answer are for psychology staff', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const full = await onlyAlert();
    assert.match(JSON.stringify(full.reasons), /PHQ-9/);
    const told = (await listOf(one)).data[0];
    assert.ok(told?.reasons.length);
    assert.ok(told.reasons.every(reason => !('detail' in reason)));
    assert.doesNotMatch(JSON.stringify(told), /PHQ|detail|死|\(1\)/);
    const single = await (await school.call(one, 'GET', `/v1/alerts/${full.id}`)).text();
    assert.doesNotMatch(single, /PHQ|detail|死|\(1\)/);
  });

  test('leaders see nothing of a case until it is escalated to them', async () => {
    const empty = await Promise.all(
      [dean, head].map(async session => [await listOf(session), await summaryOf(session)]),
    );
    await school.submit('ann', 'open.phq9', positive);
    const { id } = await onlyAlert();
    // Byte for byte: neither the list, nor the counts, nor the position in the stream tell.
    assert.deepEqual(
      await Promise.all([dean, head].map(async session => [await listOf(session), await summaryOf(session)])),
      empty,
    );
    await expectProblem(await school.call(dean, 'GET', `/v1/alerts/${id}`), 404, 'not-found');
    await escalate(id);
    assert.deepEqual(await studentsOf(dean), ['ann']);
    assert.equal((await summaryOf(head)).open.high, 1);
    assert.doesNotMatch(JSON.stringify(await listOf(dean)), /detail/);
    await expectProblem(await school.call(dean, 'POST', `/v1/alerts/${id}/acknowledge`), 403, 'forbidden');
  });

  test('an escalated case that gets worse stays in the leaders’ sight', async () => {
    await school.submit('ann', 'open.gad7', severe);
    const { id } = await onlyAlert();
    await escalate(id);
    await school.submit('ann', 'open.phq9', positive);
    const [seen] = (await listOf(dean)).data;
    assert.deepEqual([seen?.level, seen?.levelStatus], ['high', 'proposed']);
  });

  test('students and peers may not ask', async () => {
    for (const [userId, role] of [
      ['2026ann', 'student'],
      ['2026bea', 'class-committee'],
      ['2026dai', 'dorm-leader'],
    ] as const) {
      const session = await school.sessionFor({ userId, role });
      for (const path of ['/v1/alerts', '/v1/alerts/summary', '/v1/alerts/events', '/v1/alerts/none']) {
        await expectProblem(await school.call(session, 'GET', path), 403, 'forbidden');
      }
    }
  });

  test('a second concern of a student joins the open alert: more urgent level, earlier date, all reasons', async () => {
    await school.submit('ann', 'open.gad7', severe);
    const first = await onlyAlert();
    assert.equal(first.level, 'watch');
    assert.equal(Date.parse(first.respondBy) - NOW.getTime(), 28 * DAY);
    school.clock.advance(MINUTE);
    await school.submit('ann', 'open.phq9', positive);
    const second = await onlyAlert();
    assert.equal(second.id, first.id);
    assert.deepEqual([second.level, second.levelStatus, second.revision], ['high', 'proposed', 2]);
    assert.equal(Date.parse(second.respondBy) - NOW.getTime(), DAY + MINUTE);
    assert.equal(second.openedAt, first.openedAt);
    assert.deepEqual(second.reasons.slice(-first.reasons.length), first.reasons);
    assert.equal(second.reasons[0]?.code, 'critical-item');
    const types = await school.database.kysely
      .selectFrom('clinical.alert_events')
      .select(['type', 'level'])
      .orderBy('id')
      .execute();
    assert.deepEqual(types, [
      { type: 'alert.opened', level: 'watch' },
      { type: 'alert.updated', level: 'high' },
    ]);
  });

  test('a lesser concern neither lowers the level nor undoes that somebody took note; an equal one does', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const { id } = await onlyAlert();
    assert.equal((await school.call(one, 'POST', `/v1/alerts/${id}/acknowledge`)).status, 200);
    await school.submit('ann', 'open.gad7', severe);
    const lesser = await onlyAlert();
    assert.deepEqual([lesser.level, lesser.acknowledgedBy], ['high', '甲老师']);
    const before = await summaryOf(one);
    assert.deepEqual([before.open.high, before.unacknowledged.high], [1, 0]);

    await school.database.kysely
      .updateTable('assignments')
      .set({ completed_at: null })
      .where('id', '=', 'ann.open.phq9')
      .execute();
    await school.database.kysely
      .updateTable('clinical.responses')
      .set({ assignment_id: 'ann.planned.phq9' })
      .where('assignment_id', '=', 'ann.open.phq9')
      .execute();
    await school.submit('ann', 'open.phq9', answersTo('phq9', { '9': 2 }));
    const equal = await onlyAlert();
    assert.deepEqual([equal.level, equal.acknowledgedAt, equal.acknowledgedBy], ['high', null, null]);
  });

  test('a closed alert is not reopened: the next concern opens another', async () => {
    await school.submit('ann', 'open.gad7', severe);
    const first = await onlyAlert();
    await school.database.kysely.updateTable('clinical.alerts').set({ state: 'closed', closed_at: NOW }).execute();
    assert.deepEqual((await listOf(psych)).data, []);
    await expectProblem(await school.call(psych, 'POST', `/v1/alerts/${first.id}/acknowledge`), 409, 'state-conflict');
    await school.submit('ann', 'open.phq9', positive);
    assert.notEqual((await onlyAlert()).id, first.id);
  });

  test('two concerns at once open one alert', async () => {
    await Promise.all([
      school.submit('ann', 'open.gad7', severe),
      school.submit('ann', 'open.phq9', positive),
      school.submit('ann', 'silent.phq4', answersTo('phq4', { '1': 3, '2': 3, '3': 3, '4': 3 })),
    ]);
    assert.equal((await onlyAlert()).level, 'high');
  });

  test('the list is most urgent first, then by due date, page by page', async () => {
    await school.submit('bea', 'open.gad7', severe);
    school.clock.advance(MINUTE);
    await school.submit('cai', 'open.phq9', positive);
    school.clock.advance(MINUTE);
    await school.submit('ann', 'open.phq9', positive);
    await school.submit('dai', 'open.gad7', severe);
    assert.deepEqual(await studentsOf(psych), ['cai', 'ann', 'bea', 'dai']);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { data: Alert[]; nextCursor: string | null } = await listOf(
        psych,
        `limit=1${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(alert => alert.student.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(seen, ['cai', 'ann', 'bea', 'dai']);
    assert.deepEqual(await studentsOf(psych, 'level=watch'), ['bea', 'dai']);
    assert.deepEqual(await studentsOf(psych, 'acknowledged=true'), []);
  });

  test('taking note keeps the first name, raises the revision once, and is counted', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const { id } = await onlyAlert();
    const read = await school.call(one, 'GET', `/v1/alerts/${id}`);
    assert.equal(read.headers.get('etag'), '"1"');
    school.clock.advance(MINUTE);
    const path = `/v1/alerts/${id}/acknowledge`;
    const response = await school.call(one, 'POST', path);
    assert.equal(response.headers.get('etag'), '"2"');
    const noted = await expectBody(response, alerts.acknowledge.response);
    assert.deepEqual([noted.acknowledgedBy, noted.acknowledgedAt], ['甲老师', '2026-10-12T10:01:00+08:00']);
    school.clock.advance(MINUTE);
    const again = await expectBody(await school.call(psych, 'POST', path), alerts.acknowledge.response);
    assert.deepEqual(
      [again.acknowledgedBy, again.acknowledgedAt, again.revision],
      [noted.acknowledgedBy, noted.acknowledgedAt, 2],
    );
    assert.equal((await summaryOf(one)).unacknowledged.high, 0);
    assert.equal((await summaryOf(one)).open.high, 1);
    assert.deepEqual(await studentsOf(one, 'acknowledged=false'), []);
  });

  test('If-Match of another revision changes nothing', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const { id } = await onlyAlert();
    const acknowledge = (match: string) =>
      school.call(one, 'POST', `/v1/alerts/${id}/acknowledge`, { headers: { 'if-match': match } });
    await expectProblem(await acknowledge('"7"'), 412, 'state-conflict');
    assert.equal((await onlyAlert()).acknowledgedAt, null);
    assert.equal((await acknowledge('"7", "1"')).status, 200);
    assert.equal((await acknowledge('*')).status, 200);
  });
});
