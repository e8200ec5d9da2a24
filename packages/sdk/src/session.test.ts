/** How the client comes by its session, and how few times it asks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AbortedError,
  asOfNow,
  NetworkError,
  onNextPerson,
  SessionExpiredError,
  UnauthenticatedError,
  UnexpectedResponseError,
} from './index.ts';
import { client, me, session, unit } from './testing/fixtures.ts';
import { json, problem, type Reply, withServer } from './testing/scripted-server.ts';

/** Accepts one token only. */
const accepting =
  (token: string): Reply =>
  (response, request) =>
    (request.headers.authorization === `Bearer ${token}` ? json(me) : problem(401, 'session-expired'))(
      response,
      request,
    );

/** A portal that gives tokens `t1`, `t2`, … and counts them. */
const portal = (expiresIn?: number) => {
  const asked = { times: 0 };
  return { asked, fetchSession: async () => session(`t${++asked.times}`, expiresIn) };
};

test('a session is asked for at first need, once for any number of calls', () =>
  withServer([json(me)], async ({ url, received }) => {
    const { asked, fetchSession } = portal();
    const xinqiao = client(url, { fetchSession });
    assert.equal(asked.times, 0);
    await Promise.all(Array.from({ length: 20 }, () => xinqiao.me.get()));
    await xinqiao.me.get();
    assert.equal(asked.times, 1);
    assert.equal(received.length, 21);
  }));

test('any number of concurrent 401s ask for one new session, and each call is repeated once', () =>
  withServer([accepting('t2')], async ({ url, received }) => {
    const { asked, fetchSession } = portal();
    const xinqiao = client(url, { fetchSession });
    await Promise.all(Array.from({ length: 20 }, () => xinqiao.me.get()));
    assert.equal(asked.times, 2);
    assert.equal(received.length, 40);
  }));

test('a 401 after the new session is the answer: no loop', () =>
  withServer([problem(401, 'unauthenticated')], async ({ url, received }) => {
    const { asked, fetchSession } = portal();
    await assert.rejects(client(url, { fetchSession }).me.get(), error => UnauthenticatedError.is(error));
    assert.equal(asked.times, 2);
    assert.equal(received.length, 2);
  }));

test('a session is renewed before it ends, by a monotonic clock', async t => {
  let now = 1_000;
  t.mock.method(performance, 'now', () => now);
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  await withServer([json(me)], async ({ url }) => {
    const { asked, fetchSession } = portal(600);
    const xinqiao = client(url, { fetchSession });
    await xinqiao.me.get();
    t.mock.timers.setTime(10 * 365 * 86_400_000); // the wall clock jumps ten years
    now += 569_000;
    await xinqiao.me.get();
    assert.equal(asked.times, 1, '31 s before the end');
    now += 2_000;
    await xinqiao.me.get();
    assert.equal(asked.times, 2, '29 s before the end');
  });
});

test('a session that still lasts is used when a new one cannot be had', async t => {
  let now = 1_000;
  t.mock.method(performance, 'now', () => now);
  await withServer([json(me)], async ({ url }) => {
    let up = true;
    const fetchSession = async () => {
      if (!up) throw new TypeError('fetch failed');
      return session('t1', 600);
    };
    const xinqiao = client(url, { fetchSession, retry: 0 });
    await xinqiao.me.get();
    up = false;
    now += 590_000;
    assert.equal((await xinqiao.me.get()).userId, 'u-1');
    now += 11_000;
    await assert.rejects(xinqiao.me.get(), error => NetworkError.is(error));
  });
});

test('a portal that refuses is SessionExpiredError, and is asked again at the next call', () =>
  withServer([json(me)], async ({ url }) => {
    let signedIn = false;
    const reason = new Error('401 from the portal');
    const fetchSession = async () => {
      if (!signedIn) throw reason;
      return session();
    };
    const xinqiao = client(url, { fetchSession });
    await assert.rejects(
      Promise.all([xinqiao.me.get(), xinqiao.students.get('1')]),
      error => SessionExpiredError.is(error) && error.cause === reason,
    );
    signedIn = true;
    assert.equal((await xinqiao.me.get()).userId, 'u-1');
  }));

test('what is no session is refused, and a token that no header can carry is not quoted', () =>
  withServer([json(me)], async ({ url, received }) => {
    for (const [odd, path] of [
      [undefined, '/token'],
      [null, '/token'],
      ['<html>', '/token'],
      [{ ...session(), token: 'very secret\n' }, '/token'],
      [{ ...session(), token: 'très-secret' }, '/token'],
      [{ ...session(), expiresIn: 0 }, '/expiresIn'],
      [{ ...session(), expiresIn: undefined }, '/expiresIn'],
    ] as const) {
      const call = client(url, { fetchSession: async () => odd as never }).me.get();
      await assert.rejects(call, error => {
        assert.ok(UnexpectedResponseError.is(error));
        assert.equal(error.path, path);
        assert.doesNotMatch(String(error.stack), /secret/);
        return true;
      });
    }
    assert.equal(received.length, 0);
    assert.throws(() => client(url, { secretKey: 'sk-live\n' }), /^TypeError: secretKey holds characters/);
  }));

/** A portal at which somebody else sits down when told. */
const shared = (expiresIn?: number) => {
  const state = { userId: 'u-1', times: 0 };
  const fetchSession = async () => ({ ...session(`t${++state.times}`, expiresIn), userId: state.userId });
  return { state, fetchSession };
};

test('a session of the next person ends what the one before began; nothing of it is sent as the next', () =>
  withServer([json(me), problem(401, 'session-expired'), json(me)], async ({ url, received }) => {
    const { state, fetchSession } = shared();
    const xinqiao = client(url, { fetchSession });
    const heard: { sent: number; isAnother: boolean }[] = [];
    const end = onNextPerson(xinqiao, () =>
      heard.push({ sent: received.length, isAnother: asOfNow(xinqiao) !== xinqiao }),
    );
    await xinqiao.me.get();
    assert.equal(asOfNow(xinqiao), xinqiao);

    state.userId = 'u-2';
    await assert.rejects(xinqiao.me.get(), error => AbortedError.is(error));
    assert.deepEqual(heard, [{ sent: 2, isAnother: true }]);
    assert.equal(received.length, 2);

    const now = asOfNow(xinqiao);
    assert.equal(asOfNow(now), now);
    await now.me.get();
    assert.deepEqual(
      received.map(({ headers }) => headers.authorization),
      ['t1', 't1', 't2'].map(t => `Bearer ${t}`),
    );
    end();
  }));

test('a repeat and the next page are of the person who asked, or are not', () =>
  withServer(
    [json({ data: [unit], nextCursor: 'c2' }), problem(503, 'unavailable', {}, { 'Retry-After': '1' }), json(me)],
    async ({ url, received }) => {
      const { state, fetchSession } = shared(0.4);
      const xinqiao = client(url, { fetchSession });
      const units = xinqiao.organisationUnits.list()[Symbol.asyncIterator]();
      await units.next();
      const repeated = xinqiao.me.get();
      state.userId = 'u-2';
      await assert.rejects(repeated, error => AbortedError.is(error));
      await assert.rejects(units.next(), error => AbortedError.is(error));
      assert.equal(received.length, 2);
    },
  ));
