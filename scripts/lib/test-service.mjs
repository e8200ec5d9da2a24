/**
 * The real service under the test runner's own origin, for tests of elements that need one: no mock of ours anywhere.
 *
 *   /api/<name>/v1/…              the service called <name>; made when it is first asked, alive until the run ends
 *   POST /api/<name>/-/session    what a portal's back end does: `{ userId, role, … }` in exchange for an embed session;
 *                                 a page without a script of its own asks `?userId=…&role=…`; nobody is answered with 401,
 *                                 `?userId=log-in` as portals do that lead everybody to a page to log in
 *   POST /api/<name>/-/code       the same for a one-time code
 *   DELETE /api/<name>/-/session/<id>   ends a session
 *
 * Each test file takes a name of its own, so that nothing one file does is seen by another.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const services = new Map();

/** Koa middleware for web-test-runner. */
export async function testService(context, next) {
  const [, name, rest] = context.path.match(/^\/api\/([\w-]+)(\/.*)$/) ?? [];
  if (!name) return next();
  const origin = context.request.origin;
  if (!services.has(name)) services.set(name, start(name, origin));
  const service = await services.get(name);

  // Answered on the raw socket: the runner's own middleware would hold an event stream back to look at it.
  context.respond = false;
  const { req, res } = context;
  const abort = new AbortController();
  res.once('close', () => abort.abort());
  const hasBody = !['GET', 'HEAD'].includes(req.method);
  const request = new Request(new URL(req.url, origin), {
    method: req.method,
    headers: Object.entries(req.headers).map(([key, value]) => [key, String(value)]),
    signal: abort.signal,
    ...(hasBody && { body: Readable.toWeb(req), duplex: 'half' }),
  });
  const named = Object.fromEntries(context.URL.searchParams);
  const response =
    rest === '/-/session'
      ? await session(service, request, named)
      : rest === '/-/code'
        ? await code(service, request, origin)
        : rest.startsWith('/-/session/')
          ? await service.call(service.secretKey, 'DELETE', `/v1/embed-sessions/${rest.slice('/-/session/'.length)}`)
          : await service.app.fetch(request);
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.flushHeaders(); // an event stream has begun before its first event
  if (!response.body) return res.end();
  await pipeline(Readable.fromWeb(response.body), res).catch(() => {}); // the page has gone; nobody is left to tell
}

async function session(service, request, named) {
  const body = await request.text();
  const person = body ? JSON.parse(body) : named;
  if (!person.userId) return new Response(null, { status: 401 });
  if (person.userId === 'log-in') return new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  return Response.json(await service.sessionFor(person));
}

async function code(service, request, origin) {
  const body = { components: ['xq-provider'], origin, ...(await request.json()) };
  return service.call(service.secretKey, 'POST', '/v1/embed-sessions/codes', { body });
}

async function start(name, origin) {
  // Only now: most test files need no service, and it is not small.
  const { createTestService } = await import('@xinqiao/server/testing');
  return createTestService({ origin, basePath: `/api/${name}` });
}

/** Ends every service; an event stream that stays open would keep the run alive. */
export async function closeTestServices() {
  await Promise.all([...services.values()].map(async service => (await service).close()));
}
