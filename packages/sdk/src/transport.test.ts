/**
 * What the transport promises, against a real server that misbehaves. One row, one promise: add rows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AbortedError,
  ApiError,
  CampaignNotOpenError,
  type ClientOptions,
  ConflictError,
  ConsentRequiredError,
  ForbiddenError,
  InvalidAnswersError,
  InvalidRequestError,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  SessionExpiredError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  UnexpectedResponseError,
  type XinqiaoClient,
  XinqiaoError,
} from './index.ts';
import { client, me, receipt, session, student, submission } from './testing/fixtures.ts';
import {
  BRIEF,
  halfAnswer,
  hangUp,
  html,
  json,
  problem,
  type Received,
  type Reply,
  silence,
  withServer,
} from './testing/scripted-server.ts';

interface Outcome {
  value?: unknown;
  error?: unknown;
  received: Received[];
}
interface Row {
  /** What a caller can rely on. */
  readonly promise: string;
  readonly replies: readonly Reply[];
  readonly options?: Partial<ClientOptions>;
  /** `client.me.get()` when left out. */
  readonly call?: (client: XinqiaoClient) => PromiseLike<unknown>;
  /** Class of the error; a success when left out. */
  readonly fails?: { readonly kind: string };
  /** Requests that the server saw; 1 when left out. */
  readonly requests?: number;
  readonly also?: (outcome: Outcome) => void;
}

const submit = (client: XinqiaoClient) => client.responses.submit(submission);
const keys = ({ received }: Outcome) => new Set(received.map(({ headers }) => headers['idempotency-key']));
const redirect: Reply = response =>
  void response.writeHead(302, { Location: 'https://cas.example.edu.cn/login' }).end();
const text =
  (body: string, type = 'application/json'): Reply =>
  response =>
    void response.writeHead(200, { 'Content-Type': type }).end(body);

const rows: Row[] = [
  // Requests
  {
    promise: 'a request names the session, the language and nothing secret in its address',
    replies: [json(me)],
    options: { language: 'zh-CN' },
    also: ({ value, received: [request] }) => {
      assert.deepEqual(value, me);
      assert.equal(request!.headers.authorization, 'Bearer tok-verySecret-1');
      assert.equal(request!.headers['accept-language'], 'zh-CN');
      assert.equal(request!.url, '/v1/me');
    },
  },
  {
    promise: 'parameters and queries are written so that no value can lead elsewhere',
    replies: [problem(404, 'not-found')],
    call: client => client.instruments.get('../me?x=1#y', { version: '1&2' }),
    fails: NotFoundError,
    also: ({ received }) => assert.equal(received[0]!.url, '/v1/instruments/..%2Fme%3Fx%3D1%23y?version=1%262'),
  },
  {
    promise: 'a query property that is undefined is not sent',
    replies: [json({ data: [], nextCursor: null })],
    call: client => client.students.list({ unitId: undefined, limit: 5 } as never),
    also: ({ received }) => assert.equal(received[0]!.url, '/v1/students?limit=5'),
  },
  {
    promise: 'a submission carries its attempt id as idempotency key',
    replies: [json(receipt, 201)],
    call: submit,
    also: outcome => {
      assert.deepEqual([...keys(outcome)], [submission.attemptId]);
      assert.deepEqual(JSON.parse(outcome.received[0]!.body), submission);
    },
  },
  {
    promise: 'a caller’s own idempotency key, If-Match and headers are sent',
    replies: [problem(412, 'state-conflict')],
    call: client =>
      client.alerts.acknowledge('a-1', { idempotencyKey: 'my-own-key', ifMatch: 3, headers: { 'X-Trace': 't' } }),
    fails: ConflictError,
    also: ({ received }) => {
      const { headers } = received[0]!;
      assert.equal(headers['idempotency-key'], 'my-own-key');
      assert.equal(headers['if-match'], '"3"');
      assert.equal(headers['x-trace'], 't');
    },
  },
  {
    promise: 'a secret key is sent as it is, and an answer without content is undefined',
    replies: [response => void response.writeHead(204).end()],
    options: { secretKey: 'sk_test_1', fetchSession: undefined as never },
    call: client => client.embedSessions.revoke('session-1'),
    also: ({ value, received }) => {
      assert.equal(value, undefined);
      assert.equal(received[0]!.headers.authorization, 'Bearer sk_test_1');
    },
  },

  // Time
  {
    promise: 'no answer in time is a TimeoutError',
    replies: [silence],
    options: { timeout: BRIEF },
    fails: TimeoutError,
  },
  {
    promise: 'the time limit covers the body to its last byte',
    replies: [halfAnswer('silence')],
    options: { timeout: BRIEF },
    fails: TimeoutError,
  },
  {
    promise: 'a call’s own time limit wins',
    replies: [silence],
    call: client => client.me.get({ timeout: BRIEF }),
    fails: TimeoutError,
  },
  {
    promise: 'a portal that never gives a session is a TimeoutError, without a request',
    replies: [json(me)],
    options: { timeout: 60, fetchSession: () => new Promise(() => {}) },
    fails: TimeoutError,
    requests: 0,
  },

  // Repeats
  {
    promise: 'a busy service is asked again',
    replies: [problem(503, 'unavailable'), problem(429, 'too-many-requests', {}, { 'Retry-After': '0' }), json(me)],
    requests: 3,
  },
  {
    promise: 'a connection that breaks before or within the answer is tried again',
    replies: [hangUp, halfAnswer('break'), json(me)],
    requests: 3,
  },
  {
    promise: 'a POST is repeated with the same key',
    replies: [hangUp, problem(503, 'unavailable'), json(receipt, 201)],
    call: submit,
    requests: 3,
    also: outcome => assert.deepEqual([...keys(outcome)], [submission.attemptId]),
  },
  {
    promise: 'a POST without a key of its own gets one, the same at each repeat',
    replies: [problem(503, 'unavailable'), problem(404, 'not-found')],
    call: client => client.alerts.acknowledge('a-1'),
    fails: NotFoundError,
    requests: 2,
    also: outcome => assert.match([...keys(outcome)].join(), /^[0-9a-f-]{36}$/),
  },
  {
    promise: 'after the last repeat the error is what the service said',
    replies: [problem(503, 'unavailable', {}, { 'Retry-After': '0' })],
    fails: UnavailableError,
    requests: 3,
    also: ({ error }) => assert.equal((error as ApiError).retryAfter, 0),
  },
  {
    promise: 'after the last repeat a broken network is a NetworkError',
    replies: [hangUp],
    fails: NetworkError,
    requests: 3,
  },
  {
    promise: 'retry: 0 never repeats',
    replies: [problem(503, 'unavailable')],
    options: { retry: 0 },
    fails: UnavailableError,
  },
  {
    promise: 'what is wrong stays wrong: no repeat for a problem of the request',
    replies: [problem(422, 'invalid-answers'), json(me)],
    fails: InvalidAnswersError,
  },
  {
    promise: 'a slow service is not asked again',
    replies: [silence, json(me)],
    options: { timeout: BRIEF },
    fails: TimeoutError,
  },

  // Problems
  ...(
    [
      [400, 'invalid-request', InvalidRequestError],
      [401, 'unauthenticated', UnauthenticatedError],
      [401, 'session-expired', SessionExpiredError],
      [403, 'forbidden', ForbiddenError],
      [403, 'consent-required', ConsentRequiredError],
      [404, 'not-found', NotFoundError],
      [409, 'already-submitted', ConflictError],
      [409, 'campaign-not-open', CampaignNotOpenError],
      [422, 'invalid-answers', InvalidAnswersError],
      [429, 'too-many-requests', RateLimitedError],
      [503, 'unavailable', UnavailableError],
      [418, 'a-code-of-tomorrow', ApiError],
    ] as const
  ).map(([status, code, type]): Row => ({
    promise: `${status} ${code} is ${type.kind}, with its status, code and request id`,
    replies: [problem(status, code, { errors: [{ pointer: '/answers/item1', code: 'required', detail: '' }] })],
    options: { retry: 0 },
    fails: type,
    also: ({ error }) => {
      const { status: s, code: c, requestId, errors, message } = error as ApiError;
      assert.deepEqual([s, c, requestId, errors[0]?.pointer], [status, code, 'req-1', '/answers/item1']);
      assert.equal(message, `me.get: ${status} ${code} (request req-1)`);
    },
  })),
  ...[403, 404, 405, 500, 502].map((status): Row => ({
    promise: `a page of a gateway with ${status} says nothing about what was asked for: UnavailableError`,
    replies: [html(status)],
    options: { retry: 0 },
    fails: UnavailableError,
    also: ({ error }) => {
      const { status: s, code, problem } = error as ApiError;
      assert.deepEqual([s, code, problem], [status, undefined, undefined]);
    },
  })),
  {
    promise: 'a gateway that answers in JSON of its own is one as well',
    replies: [json({ code: 403, message: 'Forbidden' }, 403)],
    fails: UnavailableError,
  },
  ...(
    [
      [401, UnauthenticatedError],
      [413, InvalidRequestError],
      [429, RateLimitedError],
    ] as const
  ).map(([status, type]): Row => ({
    promise: `what a gateway means by ${status} is ${type.kind}`,
    replies: [html(status)],
    options: { retry: 0 },
    fails: type,
  })),

  // Log-in pages
  {
    promise: 'a 200 with a log-in page is SessionExpiredError, never data',
    replies: [html()],
    fails: SessionExpiredError,
  },
  {
    promise: 'a log-in page that calls itself JSON is still one',
    replies: [text('\n <html>统一身份认证</html>')],
    fails: SessionExpiredError,
  },
  {
    promise: 'a redirect to a log-in page is SessionExpiredError and is not followed',
    replies: [redirect],
    fails: SessionExpiredError,
  },

  // Answers
  {
    promise: 'an answer that is no JSON is UnexpectedResponseError',
    replies: [text('ok')],
    fails: UnexpectedResponseError,
  },
  { promise: 'an empty answer is UnexpectedResponseError', replies: [text('')], fails: UnexpectedResponseError },
  {
    promise: 'an answer of another shape names the place, not the value',
    replies: [json({ ...me, unit: { ...me.unit, studentCount: '欧阳若兮' } })],
    fails: UnexpectedResponseError,
    also: ({ error }) => {
      assert.equal((error as UnexpectedResponseError).path, '/unit/studentCount');
      assert.doesNotMatch((error as Error).message, /欧阳/);
    },
  },
  {
    promise: 'properties that this version does not know stay in the answer',
    replies: [json({ ...me, moodOfTheDay: 'fine' })],
    also: ({ value }) => assert.equal((value as { moodOfTheDay?: string }).moodOfTheDay, 'fine'),
  },

  // Mistakes of the caller
  ...['', '.', '..', undefined, null, 7].map((id): Row => ({
    promise: `an id that is ${JSON.stringify(id)} is refused before anything is sent`,
    replies: [json(student('1'))],
    call: client => client.students.get(id as never),
    fails: { kind: 'TypeError' },
    requests: 0,
  })),
];

const readMe = (client: XinqiaoClient) => client.me.get();
for (const { promise, replies, options, call = readMe, fails, requests = 1, also } of rows) {
  test(promise, () =>
    withServer(replies, async ({ url, received }) => {
      const outcome: Outcome = { received };
      try {
        outcome.value = await call(client(url, options));
      } catch (error) {
        outcome.error = error;
      }
      if (fails) {
        assert.equal((outcome.error as Error | undefined)?.name, fails.kind, String((outcome.error as Error)?.stack));
        assert.equal(XinqiaoError.is(outcome.error), fails.kind !== 'TypeError');
      } else if (outcome.error) throw outcome.error;
      assert.equal(received.length, requests, 'requests that the server saw');
      also?.(outcome);
    }),
  );
}

test('abort works before the call, while a session is asked for, in flight, in the body and between attempts', async t => {
  const moments: Record<string, { replies: Reply[]; options?: Partial<ClientOptions>; after: number }> = {
    'before the call': { replies: [json(me)], after: 0 },
    'while a session is asked for': {
      replies: [json(me)],
      options: { fetchSession: () => new Promise(() => {}), timeout: 500 },
      after: 20,
    },
    'in flight': { replies: [silence], after: 40 },
    'in the body': { replies: [halfAnswer('silence')], after: 80 },
    'between attempts': { replies: [problem(503, 'unavailable', {}, { 'Retry-After': '20' })], after: 80 },
  };
  for (const [moment, { replies, options, after }] of Object.entries(moments)) {
    await t.test(moment, () =>
      withServer(replies, async ({ url }) => {
        const controller = new AbortController();
        const xinqiao = client(url, options);
        if (after === 0) controller.abort();
        else setTimeout(() => controller.abort(new Error('reason of the host')), after);
        await assert.rejects(xinqiao.me.get({ signal: controller.signal }), error => AbortedError.is(error));
      }),
    );
  }
});

test('an aborted call closes its connection', () =>
  withServer([silence], async server => {
    const controller = new AbortController();
    const call = client(server.url).me.get({ signal: controller.signal });
    while (server.received.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
    controller.abort();
    await assert.rejects(call, error => AbortedError.is(error));
    while ((await server.connections()) > 0) await new Promise(resolve => setTimeout(resolve, 5));
  }));

test('Retry-After is followed, in seconds or as a date of the service’s own clock, up to 30 s', async t => {
  const service = 'Wed, 01 Jan 2031 00:00:00 GMT';
  for (const [given, waited] of [
    ['7', 7_000],
    ['2.5', 2_500],
    ['86400', 30_000],
    ['Wed, 01 Jan 2031 00:00:09 GMT', 9_000],
    ['Wed, 01 Jan 2031 01:00:00 GMT', 30_000],
  ] as const) {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let attempts = 0;
    const xinqiao = client('http://service.invalid', {
      fetch: () => {
        attempts++;
        if (attempts > 1) return Response.json(me);
        return new Response('busy', { status: 503, headers: { 'Retry-After': given, Date: service } });
      },
    });
    const call = xinqiao.me.get();
    const settle = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));
    await settle();
    t.mock.timers.tick(0);
    await settle();
    t.mock.timers.tick(waited - 1);
    await settle();
    assert.equal(attempts, 1, `${given}: too early`);
    t.mock.timers.tick(1);
    await settle();
    t.mock.timers.tick(0);
    await call;
    assert.equal(attempts, 2, `${given}: after the wait`);
    t.mock.timers.reset();
  }
});

test('waits between attempts are random and grow up to their limit', async t => {
  const waits: number[] = [];
  const original = globalThis.setTimeout;
  t.mock.method(globalThis, 'setTimeout', ((work: () => void, ms: number) => {
    if (ms > 1_000) return original(work, ms); // time limits, not waits
    if (ms > 0) waits.push(ms);
    return original(work, 0);
  }) as typeof setTimeout);
  t.mock.method(Math, 'random', () => 0.5);
  const xinqiao = client('http://service.invalid', {
    retry: { limit: 4, delay: 100, maxDelay: 250 },
    fetch: () => new Response('busy', { status: 503 }),
  });
  await assert.rejects(xinqiao.me.get(), error => UnavailableError.is(error));
  assert.deepEqual(waits, [50, 100, 200, 250]);
});

test('a client needs either a session or a key, and an address', () => {
  assert.throws(() => client('http://service.invalid', { fetchSession: undefined as never }), TypeError);
  assert.throws(
    () => client('http://service.invalid', { secretKey: 'k', fetchSession: async () => session() }),
    TypeError,
  );
  // A host without its scheme is a URL of a scheme named like the host: nobody can be asked there.
  for (const address of ['not an address', 'localhost:8787', 'file:///xinqiao']) {
    assert.throws(() => client(address), TypeError, address);
  }
});

test('a service below a path of the portal is found, whether or not the address ends with a slash', async () => {
  for (const path of ['/xinqiao', '/xinqiao/']) {
    await withServer([json(me)], async ({ url, received }) => {
      await client(url + path).me.get();
      assert.equal(received[0]!.url, '/xinqiao/v1/me');
    });
  }
});

test('an unknown value of an enumeration passes and is reported by its place', () =>
  withServer([json({ ...me, role: 'role-of-tomorrow' })], async ({ url }) => {
    const told: unknown[] = [];
    const value = await client(url, { onUnexpected: unexpected => told.push(unexpected) }).me.get();
    assert.equal(value.role as string, 'role-of-tomorrow');
    assert.deepEqual(told, [{ operation: 'me.get', path: '/role', reason: 'unknown-value' }]);
  }));
