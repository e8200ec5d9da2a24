import assert from 'node:assert/strict';
import {
  NetworkError,
  SessionExpiredError,
  TimeoutError,
  UnauthenticatedError,
  UnexpectedResponseError,
} from '@xinqiao/sdk';
import { me, session } from '../../../packages/sdk/src/testing/fixtures.ts';
import { html, json, problem, type Reply, withServer } from '../../../packages/sdk/src/testing/scripted-server.ts';
import type { Page } from './bench.ts';

const STORM = 1_000;
/** Takes one token only. */
const accepting =
  (token: string): Reply =>
  (response, request) =>
    (request.headers.authorization === `Bearer ${token}` ? json(me) : problem(401, 'session-expired'))(
      response,
      request,
    );
/** A portal that gives `t1`, `t2` … and counts; from the n-th on it does what `then` does. */
function portal(from = Infinity, then: () => Promise<never> = () => new Promise(() => {})) {
  const asked = { times: 0 };
  const fetchSession = () => (++asked.times >= from ? then() : Promise.resolve(session(`t${asked.times}`)));
  return { asked, fetchSession };
}
/** A machine whose wall clock is wrong by so many hours. */
const HOURS = 3_600_000;

export const sessions: Page = {
  title: 'Sessions',
  faults: [
    {
      fault: `${STORM.toLocaleString('en')} concurrent calls are answered with 401`,
      client: 'Asks for one new session; each call is repeated once and succeeds',
      run: bench =>
        bench.server([accepting('t2')], async ({ url, received }) => {
          const { asked, fetchSession } = portal();
          const client = bench.client(url, { fetchSession, timeout: 60_000 });
          const answers = await Promise.all(Array.from({ length: STORM }, () => client.me.get()));
          assert.deepEqual([asked.times, received.length], [2, 2 * STORM], 'the first session, and one more');
          assert.ok(answers.every(({ userId }) => userId === me.userId));
        }),
    },
    {
      fault: `${STORM.toLocaleString('en')} concurrent calls are answered with 401, and the portal refuses a new session`,
      client: 'Asks once; every call fails with `SessionExpiredError`',
      run: bench =>
        bench.server([accepting('t9')], async ({ url, received }) => {
          const { asked, fetchSession } = portal(2, () => Promise.reject(new Error('401')));
          const client = bench.client(url, { fetchSession, timeout: 60_000 });
          const answers = await Promise.allSettled(Array.from({ length: STORM }, () => client.me.get()));
          assert.ok(answers.every(answer => answer.status === 'rejected' && SessionExpiredError.is(answer.reason)));
          assert.deepEqual([asked.times, received.length], [2, STORM]);
        }),
    },
    {
      fault: 'The portal refuses, and later has a session again',
      client: '`SessionExpiredError`; the next call asks anew and succeeds',
      run: bench =>
        bench.server([problem(401, 'session-expired'), json(me)], async ({ url }) => {
          let signedIn = true;
          const fetchSession = async () => (signedIn ? session() : Promise.reject(new Error('401')));
          const client = bench.client(url, { fetchSession });
          const call = client.me.get();
          signedIn = true;
          await call.catch(() => {});
          signedIn = false;
          await bench.fails(bench.client(url, { fetchSession }).me.get(), SessionExpiredError);
          signedIn = true;
          assert.equal((await client.me.get()).userId, me.userId);
        }),
    },
    {
      fault: 'The portal never answers',
      client: '`TimeoutError`, without a request to the service',
      run: bench =>
        bench.server([json(me)], async ({ url, received }) => {
          await bench.fails(bench.client(url, { ...portal(1), timeout: 80 }).me.get(), TimeoutError);
          assert.equal(received.length, 0);
        }),
    },
    {
      fault: 'The portal cannot be reached',
      client: '`NetworkError` after two repeats',
      run: async bench => {
        const { asked, fetchSession } = portal(1, () => Promise.reject(new TypeError('fetch failed')));
        await bench.fails(bench.client('http://service.invalid', { fetchSession }).me.get(), NetworkError);
        assert.equal(asked.times, 3);
      },
    },
    {
      fault: 'The portal answers with its log-in page',
      client: '`SessionExpiredError`; no request to the service',
      run: bench =>
        bench.server([json(me)], ({ url, received }) =>
          withServer([html()], async login => {
            const fetchSession = async () => (await fetch(login.url, { method: 'POST' })).json() as never;
            await bench.fails(bench.client(url, { fetchSession }).me.get(), SessionExpiredError);
            assert.equal(received.length, 0);
          }),
        ),
    },
    {
      fault: 'The portal answers with something that is no session',
      client: '`UnexpectedResponseError` names what is missing',
      run: async bench => {
        const fetchSession = async () => ({ token: 'only' }) as never;
        const error = await bench.fails(
          bench.client('http://service.invalid', { fetchSession }).me.get(),
          UnexpectedResponseError,
        );
        assert.equal((error as UnexpectedResponseError).path, '/expiresIn');
      },
    },
    {
      fault: 'Every session is refused',
      client: '`UnauthenticatedError` after one renewal: no loop',
      run: bench =>
        bench.server([problem(401, 'unauthenticated')], async ({ url, received }) => {
          const { asked, fetchSession } = portal();
          await bench.fails(bench.client(url, { fetchSession }).me.get(), UnauthenticatedError);
          assert.deepEqual([asked.times, received.length], [2, 2]);
        }),
    },
    {
      fault: 'The portal gives the refused session again',
      client: '`SessionExpiredError` as the service says it: no loop',
      run: bench =>
        bench.server([problem(401, 'session-expired')], async ({ url, received }) => {
          const fetchSession = async () => session();
          await bench.fails(bench.client(url, { fetchSession }).me.get(), SessionExpiredError);
          assert.equal(received.length, 1);
        }),
    },
    ...[24, -24].map(
      hours =>
        ({
          fault: `The clock of the machine is ${hours > 0 ? 'fast' : 'slow'} by 24 h`,
          client: 'Nothing changes: sessions last as long as they last, by a monotonic clock',
          run: (bench, t) =>
            bench.server([json(me)], async ({ url, received }) => {
              const { asked, fetchSession } = portal();
              const client = bench.client(url, { fetchSession });
              await client.me.get();
              t.mock.timers.enable({ apis: ['Date'], now: Date.now() + hours * HOURS });
              await client.me.get();
              await bench.client(url, { fetchSession }).me.get();
              assert.deepEqual([asked.times, received.length], [2, 3], 'one session for each client');
            }),
        }) satisfies Page['faults'][number],
    ),
  ],
};
