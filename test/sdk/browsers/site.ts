/**
 * A site with the journey on it: the modules as they are built for Chromium 86, a strict Content-Security-Policy, and for
 * whoever asks `/api/<name>/` a service of that name with a university of its own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cast } from '@xinqiao/server/seed';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import { type OutputOptions, type OutputPlugin, rollup } from 'rollup';
import { weigh } from '../../../rollup.config.mjs';
import type { Outcome } from './journey.ts';

export interface Result {
  readonly browser: string;
  /** Whether `AbortSignal.any` is not there. */
  readonly lacks: boolean;
  /** What the page took for now, in milliseconds. */
  readonly clock: number;
  readonly page: Outcome;
  readonly worker: Outcome;
}
/** What the page comes with: things taken away, or a wall clock that is wrong by a day. */
export type Variant = '' | 'lacking' | 'fast' | 'slow';

export interface Site {
  readonly url: string;
  /** What the page at `/?<variant>` tells when it is done. */
  result(variant: Variant): Promise<Result>;
  close(): Promise<void>;
}

const HEADERS = { 'Content-Security-Policy': "default-src 'self'" };
const PAGE = (script: string) => `<!doctype html><meta charset="utf-8"><title>心桥</title>
<script type="module" src="${script}.js"></script>`;

/** File name → code of `page` and `worker`, and of both after each variant. */
async function bundle(): Promise<Map<string, string>> {
  const here = (name: string) => JSON.stringify(fileURLToPath(new URL(`${name}.ts`, import.meta.url)));
  const { output: format, ...input } = weigh({
    page: `import ${here('page')};`,
    worker: `import ${here('worker')};`,
    lacking: `import ${here('lacking')};`,
    fast: `import { shiftClock } from ${here('clock')}; shiftClock(24);`,
    slow: `import { shiftClock } from ${here('clock')}; shiftClock(-24);`,
  });
  const build = await rollup(input);
  const { plugins, ...how } = format as OutputOptions;
  // Lowered to the syntax of that browser; made small it would take long and prove no more.
  const { output } = await build.generate({ ...how, plugins: [(plugins as OutputPlugin[])[0]!] });
  await build.close();
  const modules = new Map(output.flatMap(file => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
  for (const variant of ['lacking', 'fast', 'slow']) {
    for (const name of ['page', 'worker']) {
      modules.set(`${variant}-${name}.js`, `import './${variant}.js'; import './${name}.js';`);
    }
  }
  return modules;
}

export async function openSite(): Promise<Site> {
  const modules = await bundle();
  const services = new Map<string, Promise<TestService>>();
  const results = new Map<string, { told: Promise<Result>; tell: (result: Result) => void }>();
  const resultOf = (variant: string) => {
    if (!results.has(variant)) {
      let tell!: (result: Result) => void;
      const told = new Promise<Result>(resolve => (tell = resolve));
      results.set(variant, { told, tell });
    }
    return results.get(variant)!;
  };

  const answer = async (request: Request): Promise<Response> => {
    const { origin, pathname, search } = new URL(request.url);
    const [, name, rest] = /^\/api\/(\w+)(\/.*)$/.exec(pathname) ?? [];
    if (name) {
      if (!services.has(name)) services.set(name, createTestService({ origin, basePath: `/api/${name}` }));
      const service = await services.get(name)!;
      if (rest !== '/-/session') return service.app.fetch(request);
      const { userId, role } = cast[search.slice(1) as keyof typeof cast];
      // A busy service says so, and a portal's back end asks again.
      for (let times = 0; ; times++) {
        try {
          return Response.json(await service.sessionFor({ userId, role }));
        } catch (error) {
          if (times === 30) throw error;
          await new Promise(resolve => setTimeout(resolve, 200));
        }
      }
    }
    if (pathname === '/result') {
      resultOf(search.slice(1)).tell((await request.json()) as Result);
      return new Response(null, { status: 204 });
    }
    const code = modules.get(pathname.slice(1));
    if (code) return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8', ...HEADERS } });
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    if (pathname !== '/') return new Response(null, { status: 404 });
    const variant = search.slice(1);
    const page = PAGE(variant ? `${variant}-page` : 'page');
    return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...HEADERS } });
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, answer));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    result: variant => resultOf(variant).told,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await Promise.all([...services.values()].map(async service => (await service).close()));
    },
  };
}

export async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const { method = 'GET', headers, url = '' } = incoming;
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const hasBody = !['GET', 'HEAD'].includes(method);
  const request = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([key, value]): [string, string] => [key, String(value)]),
    signal: gone.signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as never, duplex: 'half' }),
  });
  const response = await answer(request).catch(() => new Response(null, { status: 500 }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders(); // an event stream has begun before its first event
  if (!response.body) return void outgoing.end();
  // The page may have gone; nobody is left to tell.
  await pipeline(Readable.fromWeb(response.body as never), outgoing).catch(() => {});
}
