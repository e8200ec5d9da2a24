/** The examples of the exchange: the docs show these files, and those that can run do what they say against the real service. */
import assert from 'node:assert/strict';

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { EmbedSession } from '@xinqiao/contract/types';
import { createSecretKey, type RunningServer, serve } from '@xinqiao/server/node';
import { cast, seed } from '@xinqiao/server/seed';

const root = new URL('../../', import.meta.url);
type Person = { userId: string; role: string };
const { exchange } = (await import(new URL('examples/exchange-node/exchange.mjs', root).href)) as {
  exchange(request: Request, person: Person | undefined, env: Record<string, string>): Promise<Response>;
};
const PORTAL_ORIGIN = 'https://portal.example.edu.cn';
const { userId, role } = cast.student;

const folder = mkdtempSync(path.join(tmpdir(), 'xinqiao-exchange-'));
let server: RunningServer;
let env: Record<string, string>;
before(async () => {
  const populate = async (database: RunningServer['database']) => {
    await seed(database, { students: 30 });
  };
  server = await serve({ port: 0, dataDir: folder, signals: false, populate });
  const key = await createSecretKey(server.database, { origins: [PORTAL_ORIGIN] });
  env = { XINQIAO_URL: server.url, XINQIAO_SECRET_KEY: key, PORTAL_ORIGIN };
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('the docs show the files as they are', () => {
  const page = readFileSync(new URL('stories/docs/Exchange.mdx', root), 'utf8');
  for (const file of [
    'exchange-node/exchange.mjs',
    'exchange-java/XinqiaoSessionController.java',
    'exchange-php/exchange.php',
    'exchange-python/exchange.py',
  ]) {
    assert.ok(page.includes(readFileSync(new URL(`examples/${file}`, root), 'utf8').trimEnd()), file);
  }
});

const isGood = async ({ token }: EmbedSession) =>
  (await fetch(`${server.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status === 200;

test('Node: a session for who is signed in, and the right refusal for everybody else', async () => {
  const ask = (origin: string, person: Person | undefined, more = {}) =>
    exchange(new Request('http://portal.invalid/', { method: 'POST', headers: { origin } }), person, {
      ...env,
      ...more,
    });
  const answer = await ask(PORTAL_ORIGIN, { userId, role });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.ok(await isGood((await answer.json()) as EmbedSession));
  assert.equal((await ask('https://elsewhere.example', { userId, role })).status, 403);
  assert.equal((await ask(PORTAL_ORIGIN, undefined)).status, 401);
  assert.equal((await ask(PORTAL_ORIGIN, { userId: 'nobody', role })).status, 403);
  assert.equal((await ask(PORTAL_ORIGIN, { userId, role }, { XINQIAO_SECRET_KEY: 'xq_sk_wrong' })).status, 502);
  assert.equal((await ask(PORTAL_ORIGIN, { userId, role }, { XINQIAO_URL: 'http://127.0.0.1:9' })).status, 503);
});

/** What a school has before the service: it is below a path there, and answers some things itself. */
async function withProxy(work: (url: string) => Promise<void>): Promise<void> {
  const proxy = http.createServer((request, response) => {
    if (request.url === '/xinqiao/v1/embed-sessions') {
      const { host: _, ...headers } = request.headers;
      const onward = http.request(`${server.url}/v1/embed-sessions`, { method: 'POST', headers }, answer => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    } else {
      request.resume();
      response.writeHead(request.url?.startsWith('/odd/') ? 201 : 404).end('<p>not what was asked for</p>');
    }
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  } finally {
    proxy.close();
  }
}

const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import sys; assert sys.version_info > (3, 6)']).status === 0,
);
const ways: Record<string, (address: string) => Promise<{ status: number; body: EmbedSession }>> = {
  Node: async address => {
    const request = new Request('http://portal.invalid/', { method: 'POST', headers: { origin: PORTAL_ORIGIN } });
    const answer = await exchange(request, { userId, role }, { ...env, XINQIAO_URL: address });
    return { status: answer.status, body: (await answer.json()) as EmbedSession };
  },
  ...(python && {
    Python: async (address: string) => {
      const program = 'import json, sys, exchange; print(json.dumps(exchange.exchange(*sys.argv[1:])))';
      const { stdout } = await promisify(execFile)(python, ['-B', '-c', program, PORTAL_ORIGIN, userId, role], {
        cwd: new URL('examples/exchange-python/', root),
        env: { ...process.env, ...env, XINQIAO_URL: address },
      });
      const [status, body] = JSON.parse(stdout) as [number, EmbedSession];
      return { status, body };
    },
  }),
};

for (const [name, way] of Object.entries(ways)) {
  test(`${name}: the service is found below a path of another address, and with a slash at its end`, () =>
    withProxy(async url => {
      for (const address of [server.url, `${server.url}/`, `${url}/xinqiao`, `${url}/xinqiao/`]) {
        const { status, body } = await way(address);
        assert.equal(status, 201, address);
        assert.ok(await isGood(body), address);
      }
    }));

  test(`${name}: what is no session is none for the page`, () =>
    withProxy(async url => {
      assert.equal((await way(`${url}/odd`)).status, 503);
      assert.equal((await way(`${url}/nothing`)).status, 502);
    }));
}
