import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { AlertEvent } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { createApp } from '../index.ts';
import { expectProblem } from '../testing/expect.ts';
import { answersTo, createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';

interface Followed {
  /** The next event; fails when the stream ends first. */
  next(): Promise<AlertEvent>;
  /** Position that the stream began with. */
  start: Promise<string>;
  /** Resolves when the service has ended the stream. */
  ended: Promise<void>;
  stop(): void;
}
type AlertEvent = ReturnType<typeof AlertEvent.parse>;

/** Reads the lines of a stream, without anything of our own in between. */
function read(response: Response): Followed {
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const events: AlertEvent[] = [];
  const waiting: ((event: AlertEvent) => void)[] = [];
  let started: (id: string) => void;
  const start = new Promise<string>(resolve => (started = resolve));
  const reader = response.body!.getReader();
  const take = (block: string) => {
    const fields = new Map(block.split('\n').map(line => line.split(/: (.*)/s) as [string, string]));
    const id = fields.get('id');
    const data = fields.get('data');
    if (id === undefined) return;
    if (data === undefined) return started(id);
    const event = AlertEvent.parse(JSON.parse(data));
    assert.equal(event.id, id);
    const wake = waiting.shift();
    if (wake) wake(event);
    else events.push(event);
  };
  const ended = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  })();
  return {
    start,
    ended,
    next: () =>
      Promise.race([
        new Promise<AlertEvent>(resolve => {
          const event = events.shift();
          if (event) resolve(event);
          else waiting.push(resolve);
        }),
        ended.then(() => assert.fail('The stream has ended.')),
      ]),
    stop: () => void reader.cancel(),
  };
}

describe('alert events', () => {
  let school: SmallSchool;
  let one: EmbedSession;
  beforeEach(async () => {
    school = await createSmallSchool();
    one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
  });
  afterEach(() => school.close());

  const positive = answersTo('phq9', { '9': 1 });
  const follow = async (session: EmbedSession, lastEventId?: string, app = school.app) => {
    const response = await app.fetch(
      new Request('http://localhost/v1/alerts/events', {
        headers: {
          authorization: `Bearer ${session.token}`,
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        },
      }),
    );
    assert.equal(response.status, 200);
    return read(response);
  };

  test('tell what happens within reach, and nothing else', async () => {
    const stream = await follow(one);
    assert.equal(await stream.start, '0');
    await school.submit('eve', 'open.phq9', positive);
    await school.submit('cai', 'open.phq9', positive);
    await school.submit('ann', 'open.phq9', positive);
    const opened = await stream.next();
    assert.deepEqual([opened.type, opened.level, opened.at], ['alert.opened', 'high', '2026-10-12T10:00:00+08:00']);
    const response = await school.call(one, 'POST', `/v1/alerts/${opened.alertId}/acknowledge`);
    assert.equal(response.status, 200);
    const noted = await stream.next();
    assert.deepEqual([noted.type, noted.alertId], ['alert.acknowledged', opened.alertId]);
    stream.stop();
  });

  test('resume after the last event that was seen, without gap or repeat', async () => {
    const first = await follow(one);
    await first.start;
    await school.submit('ann', 'open.phq9', positive);
    const seen = await first.next();
    first.stop();
    // Missed while away.
    await school.submit('bea', 'open.phq9', positive);
    const second = await follow(one, seen.id);
    const missed = await second.next();
    assert.equal(missed.type, 'alert.opened');
    assert.notEqual(missed.alertId, seen.alertId);
    // And on with what happens now.
    await school.call(one, 'POST', `/v1/alerts/${missed.alertId}/acknowledge`);
    assert.equal((await second.next()).type, 'alert.acknowledged');
    second.stop();
  });

  test('resume from the position of a summary', async () => {
    await school.submit('ann', 'open.phq9', positive);
    const { eventId } = (await (await school.call(one, 'GET', '/v1/alerts/summary')).json()) as { eventId: string };
    await school.submit('bea', 'open.phq9', positive);
    const stream = await follow(one, eventId);
    const list = (await (await school.call(one, 'GET', '/v1/alerts')).json()) as {
      data: { id: string; student: { id: string } }[];
    };
    const bea = list.data.find(alert => alert.student.id === 'bea');
    assert.equal((await stream.next()).alertId, bea?.id);
    stream.stop();
  });

  test('an id from before the data were restored starts at the newest', async () => {
    const stream = await follow(one, '999999');
    assert.equal(await stream.start, '0');
    await school.submit('ann', 'open.phq9', positive);
    assert.equal((await stream.next()).type, 'alert.opened');
    stream.stop();
  });

  test('an id that is none is refused', async () => {
    const response = await school.call(one, 'GET', '/v1/alerts/events', { headers: { 'last-event-id': 'x' } });
    await expectProblem(response, 400, 'invalid-request');
  });

  test('leaders hear of escalated cases alone', async () => {
    const dean = await school.sessionFor({ userId: 't-dean', role: 'college-leader' });
    const stream = await follow(dean);
    await stream.start;
    await school.submit('ann', 'open.gad7', answersTo('gad7', { '1': 3, '2': 3, '3': 3, '4': 3, '5': 3, '6': 3 }));
    await school.submit('bea', 'open.phq9', positive);
    const { kysely } = school.database;
    await kysely
      .updateTable('clinical.alerts')
      .set({ level_status: 'confirmed', escalated_at: NOW })
      .where('student_id', '=', 'ann')
      .execute();
    await school.submit('ann', 'open.phq9', positive);
    assert.equal((await stream.next()).type, 'alert.updated');
    stream.stop();
  });

  test('another process of the same database is told as well', async () => {
    const other = createApp({ database: school.database, clock: school.clock.now });
    const stream = await follow(one, undefined, other);
    await stream.start;
    await school.submit('ann', 'open.phq9', positive);
    assert.equal((await stream.next()).type, 'alert.opened');
    await other.close();
    await stream.ended;
  });

  test('closing the service ends the streams', async () => {
    const stream = await follow(one);
    await stream.start;
    await school.app.close();
    await stream.ended;
  });
});
