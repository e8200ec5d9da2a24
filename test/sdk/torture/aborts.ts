import assert from 'node:assert/strict';
import { AbortedError, type ClientOptions, type XinqiaoClient } from '@xinqiao/sdk';
import { me, session, student, wire } from '../../../packages/sdk/src/testing/fixtures.ts';
import {
  halfAnswer,
  json,
  problem,
  type Reply,
  silence,
  stream,
} from '../../../packages/sdk/src/testing/scripted-server.ts';
import { type Fault, type Page, until } from './bench.ts';

interface Moment {
  readonly replies: readonly Reply[];
  readonly options?: Partial<ClientOptions>;
  readonly call?: (client: XinqiaoClient, signal: AbortSignal) => Promise<unknown>;
  /** Whether the moment to abort has come; at once when left out. */
  readonly when?: (requests: number) => boolean;
}

const abort = (
  fault: string,
  { replies, options, call = (c, signal) => c.me.get({ signal }), when }: Moment,
): Fault => ({
  fault,
  client: '`AbortedError` at once; the connection is closed',
  run: bench =>
    bench.server(replies, async server => {
      const controller = bench.controller();
      const aborted = bench.fails(call(bench.client(server.url, options), controller.signal), AbortedError);
      if (when) await until(() => when(server.received.length), 'the moment to abort comes');
      controller.abort(new Error('reason of the host'));
      const error = await aborted;
      assert.equal(error.cause, undefined);
      await until(async () => (await server.connections()) === 0, 'the connection is closed');
    }),
});

/** So that an idle connection, which may well stay, is not taken for one that was forgotten. */
const close = { Connection: 'close' };
const waiting = { busy: problem(503, 'unavailable', {}, { 'Retry-After': '20', ...close }) };
const patient: Partial<ClientOptions> = { timeout: 60_000, retry: { maxRetryAfter: 30_000 } };
let asked: AbortSignal | undefined;

export const aborts: Page = {
  title: 'Abort',
  faults: [
    {
      fault: 'Aborted before the call',
      client: '`AbortedError`; nothing is sent and no session asked for',
      run: bench =>
        bench.server([json(me)], async ({ url, received }) => {
          const fetchSession = () => assert.fail('a session is asked for');
          const call = bench.client(url, { fetchSession }).me.get({ signal: AbortSignal.abort() });
          await bench.fails(call, AbortedError);
          assert.equal(received.length, 0);
        }),
    },
    abort('Aborted while it connects', { replies: [silence], options: patient }),
    abort('Aborted while the headers are waited for', {
      replies: [silence],
      options: patient,
      when: count => count === 1,
    }),
    abort('Aborted in the body', { replies: [halfAnswer('silence')], options: patient, when: count => count === 1 }),
    abort('Aborted between two attempts', {
      replies: [waiting.busy],
      options: patient,
      when: count => count === 1,
    }),
    abort('Aborted while a session is asked for', {
      replies: [json(me)],
      options: {
        ...patient,
        fetchSession: ({ signal }) => {
          asked = signal;
          return new Promise(() => {});
        },
      },
      when: () => asked !== undefined,
    }),
    {
      fault: 'The only call that waits for a session is aborted',
      client: 'The question for a session is aborted as well; the next call asks anew',
      run: bench =>
        bench.server([json(me)], async ({ url }) => {
          const signals: AbortSignal[] = [];
          const fetchSession: ClientOptions['fetchSession'] = ({ signal }) => {
            signals.push(signal);
            return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(session());
          };
          const client = bench.client(url, { ...patient, fetchSession });
          const controller = bench.controller();
          const aborted = bench.fails(client.me.get({ signal: controller.signal }), AbortedError);
          await until(() => signals.length === 1, 'a session is asked for');
          controller.abort();
          await aborted;
          assert.equal(signals[0]!.aborted, true);
          assert.equal((await client.me.get()).userId, me.userId);
          assert.equal(signals.length, 2);
        }),
    },
    {
      fault: 'One of two calls that wait for the same session is aborted',
      client: 'The other one gets the session and its answer',
      run: bench =>
        bench.server([json(me)], async ({ url, received }) => {
          let give = () => {};
          let times = 0;
          const fetchSession = () =>
            new Promise<never>(resolve => (times++, (give = () => resolve(session() as never))));
          const client = bench.client(url, { ...patient, fetchSession });
          const controller = bench.controller();
          const aborted = bench.fails(client.me.get({ signal: controller.signal }), AbortedError);
          const other = client.me.get();
          await until(() => times === 1, 'a session is asked for');
          controller.abort();
          await aborted;
          give();
          assert.equal((await other).userId, me.userId);
          assert.deepEqual([times, received.length], [1, 1]);
        }),
    },
    abort('Aborted in the middle of a list', {
      replies: [json({ data: [student('1')], nextCursor: 'b' }, 200, close), silence],
      options: patient,
      call: async (client, signal) => {
        for await (const { id } of client.students.list({}, { signal })) assert.equal(id, '1');
      },
      when: count => count === 2,
    }),
    {
      fault: 'Aborted in a stream that is silent',
      client: 'The loop ends without an error; the connection is closed',
      run: bench =>
        bench.server([stream([wire('1')])], async server => {
          const controller = bench.controller();
          const ids: string[] = [];
          for await (const { id } of bench.client(server.url).alerts.events({}, { signal: controller.signal })) {
            ids.push(id);
            setImmediate(() => controller.abort());
          }
          assert.deepEqual(ids, ['1']);
          await until(async () => (await server.connections()) === 0, 'the connection is closed');
        }),
    },
    {
      fault: 'Aborted in a stream that is lost and waits to be opened again',
      client: 'The loop ends without an error; nothing more is sent',
      run: bench =>
        bench.server([stream([`retry: 20000\n\n${wire('1')}`], { end: true })], async server => {
          const controller = bench.controller();
          const onConnection = (state: string) => state === 'lost' && controller.abort();
          for await (const { id } of bench
            .client(server.url)
            .alerts.events({}, { signal: controller.signal, onConnection })) {
            assert.equal(id, '1');
          }
          assert.equal(server.received.length, 1);
        }),
    },
    {
      fault: 'A loop over a list or a stream is left early',
      client: 'Asks for nothing more; a stream is closed',
      run: bench =>
        bench.server([json({ data: [student('1')], nextCursor: 'b' }), stream([wire('1')])], async server => {
          const client = bench.client(server.url);
          const { signal } = bench.controller();
          for await (const { id } of client.students.list({}, { signal })) if (id === '1') break;
          for await (const { id } of client.alerts.events({}, { signal })) if (id === '1') break;
          assert.equal(server.received.length, 2);
        }),
    },
    {
      fault: 'Aborted after the answer',
      client: 'Nothing happens',
      run: bench =>
        bench.server([json(me)], async ({ url }) => {
          const controller = bench.controller();
          assert.deepEqual(await bench.client(url).me.get({ signal: controller.signal }), me);
          controller.abort();
        }),
    },
  ],
};
