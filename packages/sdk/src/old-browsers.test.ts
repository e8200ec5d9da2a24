/** The client in a world without what Chromium 86 lacks. A process of its own: what is missing is missing for everybody. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const MISSING = `
  delete Object.hasOwn;
  delete AbortSignal.any;
  delete AbortSignal.timeout;
  delete AbortSignal.prototype.throwIfAborted;
  delete globalThis.structuredClone;
  delete Crypto.prototype.randomUUID;
  delete Array.prototype.at;
  delete String.prototype.at;
  Object.defineProperty(URLSearchParams.prototype, 'size', { get: () => undefined });
`;

const program = `
  import assert from 'node:assert/strict';
  ${MISSING}
  const { client, me, student, submission, receipt, wire } = await import('./src/testing/fixtures.ts');
  const { AbortedError, createAttemptId, NetworkError } = await import('./src/index.ts');
  const requests = [];
  const answers = { '/v1/me': me, '/v1/students': { data: [student('1')], nextCursor: null }, '/v1/responses': receipt };
  const options = {
    fetch: request => {
      requests.push(request);
      const { pathname } = new URL(request.url);
      if (pathname === '/v1/alerts/events') {
        return new Response(wire('1'), { headers: { 'Content-Type': 'text/event-stream' } });
      }
      if (pathname === '/v1/campaigns') return new Response('busy', { status: 503, headers: { 'Retry-After': '9' } });
      if (requests.length === 2) throw new TypeError('Failed to fetch');
      return Response.json(answers[pathname]);
    },
  };
  const xinqiao = client('http://service.invalid', options);
  assert.equal((await xinqiao.me.get()).userId, 'u-1');
  for await (const { id } of xinqiao.students.list({ limit: 5 })) assert.equal(id, '1');
  assert.equal(requests.length, 3, 'repeated once');
  assert.equal(new URL(requests[2].url).search, '?limit=5');
  assert.equal((await xinqiao.responses.submit(submission)).responseId, 'r-1');
  for await (const { id } of xinqiao.alerts.events()) { assert.equal(id, '1'); break; }
  assert.match(createAttemptId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(createAttemptId(), createAttemptId());
  // No timer is left behind: a script ends when its work is done.
  assert.deepEqual(process.getActiveResourcesInfo().filter(kind => kind === 'Timeout'), []);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(xinqiao.campaigns.list({}, { signal: controller.signal }), error => AbortedError.is(error));
  console.log('all of it works');
`;

test('without Object.hasOwn, AbortSignal.any, structuredClone, randomUUID and the like, everything works', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--input-type=module', '-e', program],
    {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  assert.equal(stdout.trim(), 'all of it works', stderr);
});
