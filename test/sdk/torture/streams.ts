import assert from 'node:assert/strict';
import { ForbiddenError, UnexpectedResponseError } from '@xinqiao/sdk';
import { session, wire } from '../../../packages/sdk/src/testing/fixtures.ts';
import { problem, type Reply, stream } from '../../../packages/sdk/src/testing/scripted-server.ts';
import { type Bench, type Fault, type Page, reset } from './bench.ts';

/** The service says how soon to come back: at once. */
const hurry = 'retry: 1\n\n';

interface Told {
  readonly received: readonly { headers: Record<string, unknown> }[];
  readonly bench: Bench;
}
/** Everything that happened is told, once and in order, whatever happened to the stream. */
const follows = (
  fault: string,
  client: string,
  replies: readonly Reply[],
  resumedAfter: readonly (string | undefined)[],
  also?: (told: Told) => void,
): Fault => ({
  fault,
  client,
  run: bench =>
    bench.server(replies, async ({ url, received }) => {
      const ids: string[] = [];
      const options = { idleTimeout: 120, fetchSession: async () => session(`t${received.length}`) };
      for await (const { id } of bench.client(url, options).alerts.events()) if (ids.push(id) === 3) break;
      assert.deepEqual(ids, ['1', '2', '3']);
      assert.deepEqual(
        received.map(({ headers }) => headers['last-event-id']),
        resumedAfter,
      );
      also?.({ received, bench });
    }),
});
const RESUMES = 'Opens it again behind the last event (`Last-Event-ID`); every event comes, once';

/** Three events, of which the first two come before what happens. */
const after = (then: (response: Parameters<Reply>[0]) => void): Reply[] => [
  response => {
    stream([hurry, wire('1'), wire('2')])(response, undefined as never);
    // What was written has to have left before the connection breaks.
    setTimeout(() => then(response), 20);
  },
  stream([wire('3')]),
];
const again = [undefined, '2'];
const REFUSED: Omit<Fault, 'fault' | 'run'> = { client: 'The loop ends with `UnexpectedResponseError`' };

const endless =
  (text: string): Reply =>
  response => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const write = () => {
      while (!response.destroyed && response.write(text)) continue;
    };
    response.on('drain', write);
    write();
  };
const refuses = (fault: string, reply: Reply): Fault => ({
  fault,
  ...REFUSED,
  run: bench =>
    bench.server([reply], async ({ url }) => {
      const walk = async () => {
        for await (const event of bench.client(url).alerts.events()) assert.fail(JSON.stringify(event));
      };
      await bench.fails(walk(), UnexpectedResponseError);
    }),
});

const characters = Buffer.from(wire('1').replace('\n\n', '\nx: 学生心理\n\n'));

export const streams: Page = {
  title: 'Event streams',
  faults: [
    follows(
      'It stalls: no event and no heartbeat for `idleTimeout`',
      RESUMES,
      after(() => {}),
      again,
    ),
    follows(
      'It ends',
      RESUMES,
      after(response => response.end()),
      again,
    ),
    follows(
      'It is reset',
      RESUMES,
      after(response => response.socket!.resetAndDestroy()),
      again,
    ),
    follows(
      'It breaks within an event',
      RESUMES,
      after(response => response.end('id: 3\ndata: {"id":"3","ty')),
      again,
    ),
    follows(
      'The service is away for a while (reset, 503, 429)',
      RESUMES,
      [
        stream([hurry, wire('1'), wire('2')], { end: true }),
        reset,
        problem(503, 'unavailable'),
        problem(429, 'too-many-requests', {}, { 'Retry-After': '0' }),
        stream([wire('3')]),
      ],
      [undefined, '2', '2', '2', '2'],
    ),
    follows(
      'The session has ended meanwhile (401)',
      'Renews it and goes on behind the last event',
      [stream([hurry, wire('1'), wire('2')], { end: true }), problem(401, 'session-expired'), stream([wire('3')])],
      [undefined, '2', '2'],
      ({ received }) => assert.notEqual(received[1]!.headers.authorization, received[2]!.headers.authorization),
    ),
    follows(
      'Events are delivered twice, also after a resumption',
      'Each comes once',
      [stream([hurry, wire('1'), wire('1'), wire('2')], { end: true }), stream([wire('1'), wire('2'), wire('3')])],
      [undefined, '2'],
    ),
    follows(
      'Garbage between the events: bytes, fields nobody knows, text that is no JSON, events of another shape',
      'Leaves it out, tells `onUnexpected` of what should have been events, and goes on',
      [
        response => {
          stream([])(response, undefined as never);
          response.write(Buffer.from([0, 255, 254, 10, 13, 10, 10]));
          response.write(
            `${wire('1')}colour: red\n:::\n\ndata: oops\n\nid: x\ndata: {"id":7}\n\n${wire('2')}${wire('3')}`,
          );
        },
      ],
      [undefined],
      ({ bench }) =>
        assert.deepEqual(
          bench.told.map(({ reason, path }) => [reason, path]),
          [
            ['dropped-event', ''],
            ['dropped-event', '/id'],
          ],
        ),
    ),
    follows(
      'It comes in pieces that cut characters and line ends in two',
      'Every event comes, whole',
      [
        response => {
          stream([])(response, undefined as never);
          const bytes = Buffer.concat([
            characters,
            Buffer.from(wire('2').replaceAll('\n', '\r\n') + wire('3').replaceAll('\n', '\r')),
          ]);
          let at = 0;
          const timer = setInterval(() => {
            if (at >= bytes.length || response.destroyed) return clearInterval(timer);
            response.write(bytes.subarray(at, (at += 7)));
          }, 1);
          response.once('close', () => clearInterval(timer));
        },
      ],
      [undefined],
    ),
    follows(
      'An id that no header can carry',
      'Resumes behind the last one that a header can',
      [stream([hurry, wire('1'), wire('2'), 'id: 事件\n\n'], { end: true }), stream([wire('3')])],
      again,
    ),
    follows(
      'The service wants to be left alone for ever (`retry: 99999999999`), then is reset',
      'Waits 30 s at most; a `retry` of its own wins',
      [stream(['retry: 99999999999\n\n', hurry, wire('1'), wire('2')], { end: true }), stream([wire('3')])],
      again,
    ),
    refuses('One line without end', endless('x'.repeat(65_536))),
    refuses('One event without end', endless(`data: ${'x'.repeat(1000)}\n`)),
    refuses(
      'Something that is no stream',
      response => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
    ),
    {
      fault: 'The right to see it is gone (403) after a loss',
      client: 'The loop ends with `ForbiddenError`, after the events that came',
      run: bench =>
        bench.server([stream([hurry, wire('1')], { end: true }), problem(403, 'forbidden')], async ({ url }) => {
          const ids: string[] = [];
          const walk = async () => {
            for await (const { id } of bench.client(url).alerts.events()) ids.push(id);
          };
          await bench.fails(walk(), ForbiddenError);
          assert.deepEqual(ids, ['1']);
        }),
    },
  ],
};
