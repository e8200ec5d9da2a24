import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { createApp } from '../index.ts';
import { createSmallSchool } from '../testing/small-school.ts';
import { createHttpServer } from './http-server.ts';
import { openPostgres } from './postgres.ts';

test('a page can read that the database is away, and when to ask again', async () => {
  const school = await createSmallSchool();
  const server = createHttpServer(async request => school.app.fetch(request));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/me`;
  const { token } = await school.sessionFor({ userId: '2026ann', role: 'student' });
  const ask = async (method: string, headers: Record<string, string>) => {
    const sent = request(url, { method, agent: false, headers: { origin: school.origin, ...headers } }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    return answer;
  };
  try {
    const there = await ask('GET', { authorization: `Bearer ${token}` });
    assert.deepEqual([there.statusCode, there.headers['access-control-allow-origin']], [200, school.origin]);
    const foreign = await ask('GET', { authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' });
    assert.deepEqual([foreign.statusCode, foreign.headers['access-control-allow-origin']], [401, undefined]);
    await school.database.close();
    const preflight = await ask('OPTIONS', {
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    });
    assert.deepEqual([preflight.statusCode, preflight.headers['access-control-allow-origin']], [204, '*']);
    assert.match(preflight.headers['access-control-allow-headers']!, /authorization/);
    // No browser keeps what was said without knowing.
    assert.equal(preflight.headers['access-control-max-age'], '0');
    const away = await ask('GET', { authorization: `Bearer ${token}` });
    assert.deepEqual([away.statusCode, away.headers['access-control-allow-origin']], [503, '*']);
    assert.match(away.headers['access-control-expose-headers']!, /retry-after/);
    assert.equal(away.headers['retry-after'], '1');
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test('a listener that never got a connection is gone with its database', async () => {
  const nobody = createServer();
  await once(nobody.listen(0, '127.0.0.1'), 'listening');
  const { port } = nobody.address() as AddressInfo;
  await new Promise(resolve => nobody.close(resolve));
  const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;
  const before = timers();
  const database = openPostgres(`postgres://127.0.0.1:${port}/nowhere`);
  await database.listen('nothing', () => {});
  assert.equal(timers(), before + 1);
  await database.close();
  assert.equal(timers(), before);
});

test('a database that takes a connection and says nothing is away', { timeout: 30_000 }, async ({ mock }) => {
  const silent = createServer();
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const database = openPostgres(`postgres://127.0.0.1:${port}/nowhere`);
  const app = createApp({ database });
  const token = [{ alg: 'ES256', kid: 'k'.repeat(43) }, {}].map(part => btoa(JSON.stringify(part))).join('.');
  mock.timers.enable({ apis: ['setTimeout'] });
  const connected = once(silent, 'connection');
  const asked = app.fetch(new Request('http://localhost/v1/me', { headers: { authorization: `Bearer ${token}.x` } }));
  const [socket] = (await connected) as [Socket];
  mock.timers.tick(10_000);
  const answer = await asked;
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1']);
  mock.timers.reset();
  socket.destroy();
  await database.close();
  silent.close();
});
