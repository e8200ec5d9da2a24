/** The examples of the exchange: the docs show these files, and those that can run do what they say against the real service. */
import assert from 'node:assert/strict';

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
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
