/** The event stream: parsed however it is cut, resumed where it broke, ended for good reasons only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AlertEvent } from '@xinqiao/contract/types';
import { createEventParser, type ServerSentEvent } from './events.ts';
import {
  ForbiddenError,
  NotFoundError,
  SessionExpiredError,
  UnexpectedResponseError,
  type XinqiaoError,
} from './index.ts';
import { client, session, wire } from './testing/fixtures.ts';
import { hangUp, html, json, problem, type Reply, stream, withServer } from './testing/scripted-server.ts';

/** Takes so many events, then leaves the loop. */
async function take(events: AsyncIterable<AlertEvent>, count: number): Promise<string[]> {
  const ids: string[] = [];
  if (count > 0) for await (const event of events) if (ids.push(event.id) === count) break;
  return ids;
}
/** Makes the waits between tries short. */
const hurry = 'retry: 1\n\n';
const lastIds = (received: readonly { headers: Record<string, unknown> }[]) =>
  received.map(({ headers }) => headers['last-event-id']);

test('events come as they happen, with the session and after the event that was asked for', () =>
  withServer([stream([wire('5'), ': heartbeat\n\n', wire('6')])], async ({ url, received }) => {
    const events = client(url).alerts.events({ unitId: 'class-1' }, { lastEventId: '4' });
    assert.deepEqual(await take(events, 2), ['5', '6']);
    const [{ url: asked, headers }] = received as [(typeof received)[0]];
    assert.equal(asked, '/v1/alerts/events?unitId=class-1');
    assert.deepEqual(
      [headers.authorization, headers.accept, headers['last-event-id']],
      ['Bearer tok-verySecret-1', 'text/event-stream', '4'],
    );
  }));

test('after a loss it resumes behind the last event, and events sent again are left out', () =>
  withServer(
    [
      stream([hurry, wire('1'), wire('2')], { end: true }),
      hangUp,
      problem(503, 'unavailable'),
      stream([hurry, wire('2'), wire('3')], { end: true }),
      stream([wire('3'), wire('4')]),
    ],
    async ({ url, received }) => {
      const states: string[] = [];
      const events = client(url).alerts.events({}, { onConnection: state => states.push(state) });
      assert.deepEqual(await take(events, 4), ['1', '2', '3', '4']);
      assert.deepEqual(lastIds(received), [undefined, '2', '2', '2', '3']);
      assert.deepEqual(states, ['open', 'lost', 'lost', 'lost', 'open', 'lost', 'open']);
    },
  ));

test('a position without an event is where it resumes', () =>
  withServer([stream([hurry, 'id: 9\n\n'], { end: true }), stream([wire('10')])], async ({ url, received }) => {
    assert.deepEqual(await take(client(url).alerts.events(), 1), ['10']);
    assert.deepEqual(lastIds(received), [undefined, '9']);
  }));

test('silence for longer than the idle time is a loss; heartbeats are not silence', () =>
  withServer(
    [
      response => {
        stream([hurry])(response, undefined as never);
        let beats = 0;
        const timer = setInterval(() => {
          if (++beats <= 6) response.write(': heartbeat\n\n');
          if (beats === 5) response.write(wire('1'));
          if (beats > 6) clearInterval(timer);
        }, 60);
      },
      stream([wire('2')]),
    ],
    async ({ url, received }) => {
      const events = client(url, { idleTimeout: 250 }).alerts.events();
      assert.deepEqual(await take(events, 2), ['1', '2']);
      assert.deepEqual(lastIds(received), [undefined, '1']);
    },
  ));

test('a session that ended meanwhile is renewed for the next connection', () => {
  let given = 0;
  const checks: Reply = (response, request) =>
    (request.headers.authorization === 'Bearer t2' ? stream([wire('1')]) : problem(401, 'session-expired'))(
      response,
      request,
    );
  return withServer([checks], async ({ url }) => {
    const events = client(url, { fetchSession: async () => session(`t${++given}`) }).alerts.events();
    assert.deepEqual(await take(events, 1), ['1']);
    assert.equal(given, 2);
  });
});

for (const [what, reply, type] of [
  ['403', problem(403, 'forbidden'), ForbiddenError],
  ['404', problem(404, 'not-found'), NotFoundError],
  ['a log-in page', html(), SessionExpiredError],
  ['something that is no stream', json({}), UnexpectedResponseError],
] as const) {
  test(`${what} ends the stream with ${type.kind}, also after a loss`, () =>
    withServer([stream([hurry, wire('1')], { end: true }), reply], async ({ url, received }) => {
      const ids: string[] = [];
      await assert.rejects(
        async () => {
          for await (const { id } of client(url).alerts.events()) ids.push(id);
        },
        error => (type as typeof XinqiaoError).is(error),
      );
      assert.deepEqual([ids, received.length], [['1'], 2]);
    }));
}

for (const [moment, replies] of [
  ['while it is silent', [stream([wire('1')])]],
  ['while it waits to try again', [stream([wire('1')], { end: true }), hangUp]],
] as const) {
  test(`abort ends the loop ${moment}, without an error`, () =>
    withServer(replies, async ({ url, connections }) => {
      const controller = new AbortController();
      const ids: string[] = [];
      for await (const { id } of client(url).alerts.events({}, { signal: controller.signal })) {
        ids.push(id);
        setTimeout(() => controller.abort(), 40);
      }
      assert.deepEqual(ids, ['1']);
      while ((await connections()) > 0) await new Promise(resolve => setTimeout(resolve, 5));
    }));
}

test('a signal that is aborted already opens nothing', () =>
  withServer([stream([wire('1')])], async ({ url, received }) => {
    const events = client(url).alerts.events({}, { signal: AbortSignal.abort() });
    assert.deepEqual(await take(events, 1), []);
    assert.equal(received.length, 0);
  }));

test('return() closes a stream that waits for its next event', () =>
  withServer([stream([wire('1')])], async ({ url, connections }) => {
    const iterator = client(url).alerts.events()[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = iterator.next();
    await iterator.return!();
    assert.equal((await waiting).done, true);
    while ((await connections()) > 0) await new Promise(resolve => setTimeout(resolve, 5));
  }));

test('an event that does not fit is left out and reported; the stream goes on', () =>
  withServer(
    [stream(['id: 1\ndata: {"id":7}\n\n', 'id: 2\ndata: oops\n\n', 'id: 3\nevent: ping\n\n', wire('4')])],
    async ({ url }) => {
      const told: unknown[] = [];
      const events = client(url, { onUnexpected: unexpected => told.push(unexpected) }).alerts.events();
      assert.deepEqual(await take(events, 1), ['4']);
      const dropped = { operation: 'alerts.events', reason: 'dropped-event' };
      assert.deepEqual(told, [
        { ...dropped, path: '/id' },
        { ...dropped, path: '' },
      ]);
    },
  ));

test('a stream is read the same however its bytes are cut and its lines end', () => {
  const parse = (texts: string[]) => {
    const events: ServerSentEvent[] = [];
    const waits: number[] = [];
    const feed = createEventParser(
      event => events.push(event),
      ms => waits.push(ms),
    );
    for (const text of texts) feed(text);
    const told = events.filter(({ data }) => data !== undefined).map(({ id, data }) => ({ id, data }));
    return { events: told, waits };
  };
  const lines = [
    ': a comment',
    'retry: 2500',
    'retry: soon',
    'id: 7',
    'data: 第一行',
    'data:second',
    'data',
    '',
    'event: no data',
    '',
    'data: {"a":": b"}',
    'unknown: x',
    '',
    'id: bad\0id',
    'data: third',
    '',
    'data: never ended',
  ];
  const expected = {
    events: [
      { id: '7', data: '第一行\nsecond\n' },
      { id: '7', data: '{"a":": b"}' },
      { id: '7', data: 'third' },
    ],
    waits: [2500],
  };
  for (const end of ['\n', '\r\n', '\r']) {
    const text = lines.join(end);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), cuts => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        assert.deepEqual(parse(places.slice(1).map((place, index) => text.slice(places[index], place))), expected);
      }),
      { numRuns: 300 },
    );
  }
});
