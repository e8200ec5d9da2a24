/** What the portal's back end owes the service and its people: the key stays, only its own pages may act, no file leaks. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dataFolder, type Portal, startPortal } from './lib/portal.ts';

describe('the back end of the portal', { timeout: 200_000 }, () => {
  let folder: Awaited<ReturnType<typeof dataFolder>>;
  let portal: Portal;

  before(async () => {
    folder = await dataFolder();
    portal = await startPortal(folder.path);
  });
  after(async () => {
    await portal?.stop();
    await folder?.remove();
  });

  const post = (pathname: string, headers: Record<string, string> = {}, body = '') =>
    fetch(portal.url + pathname, { method: 'POST', headers, body, redirect: 'manual' });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  async function signIn(person: string): Promise<{ cookie: string; setCookie: string; location: string | null }> {
    const response = await post('/portal/sign-in', { ...form, origin: portal.url }, `person=${person}`);
    assert.equal(response.status, 303);
    const setCookie = response.headers.get('set-cookie')!;
    return { setCookie, cookie: setCookie.split(';')[0]!, location: response.headers.get('location') };
  }

  it('signs in with a cookie that no script reads and no other site sends', async () => {
    const { setCookie, location } = await signIn('counsellor');
    assert.match(setCookie, /; HttpOnly(;|$)/);
    assert.match(setCookie, /; SameSite=Lax(;|$)/);
    assert.equal(location, '/counsellor.html');
  });

  it('exchanges its key for a session of the person who is signed in, never giving the key away', async () => {
    const { cookie } = await signIn('student');
    const response = await post('/portal/session', { cookie, origin: portal.url });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const text = await response.text();
    const session = JSON.parse(text) as { role: string; userId: string; origin: string; expiresIn: number };
    assert.equal(session.role, 'student');
    assert.equal(session.userId, '9900010001');
    assert.equal(session.origin, portal.url);
    assert.ok(session.expiresIn <= 15 * 60);
    const key = (await readFile(path.join(folder.path, 'portal-secret-key'), 'utf8')).trim();
    assert.ok(key.startsWith('xq_sk_'));
    for (const page of ['/', '/student.html', '/portal.js', '/xinqiao/xinqiao.js']) {
      const file = await fetch(portal.url + page, { headers: { cookie } });
      assert.equal(file.status, 200, page);
      assert.ok(!(await file.text()).includes(key), page);
    }
    assert.ok(!text.includes(key));
  });

  it('gives no session to nobody, nor to a page of another origin, nor to one that hides its origin', async () => {
    const { cookie } = await signIn('student');
    assert.equal((await post('/portal/session', { origin: portal.url })).status, 401);
    assert.equal((await post('/portal/session', { origin: portal.url, cookie: 'portal=guess' })).status, 401);
    assert.equal((await post('/portal/session', { cookie, origin: 'https://elsewhere.example' })).status, 403);
    assert.equal((await post('/portal/session', { cookie, origin: 'null' })).status, 403);
    assert.equal((await post('/portal/session', { cookie })).status, 403);
    assert.equal((await fetch(`${portal.url}/portal/session`, { headers: { cookie } })).status, 405);
  });

  it('signs nobody in for another site', async () => {
    const response = await post('/portal/sign-in', { ...form, origin: 'https://elsewhere.example' }, 'person=student');
    assert.equal(response.status, 403);
    assert.equal(response.headers.get('set-cookie'), null);
    const long = await post('/portal/sign-in', { ...form, origin: portal.url }, `person=${'x'.repeat(100_000)}`);
    assert.equal(long.status, 413);
  });

  it('signs out: the cookie of before opens nothing any more', async () => {
    const { cookie } = await signIn('student');
    const response = await post('/portal/sign-in', { ...form, origin: portal.url, cookie }, 'person=');
    assert.match(response.headers.get('set-cookie')!, /Max-Age=0/);
    assert.equal((await post('/portal/session', { cookie, origin: portal.url })).status, 401);
  });

  it('opens a page only to whom it is for', async () => {
    const { cookie } = await signIn('student');
    const get = (page: string, headers = {}) => fetch(portal.url + page, { headers, redirect: 'manual' });
    assert.equal((await get('/student.html', { cookie })).status, 200);
    for (const page of ['/counsellor.html', '/centre.html', '/leader.html', '/growth.html?student=s9900010002']) {
      assert.equal((await get(page, { cookie })).headers.get('location'), '/student.html', page);
      assert.equal((await get(page)).headers.get('location'), '/', page);
    }
  });

  it('serves its own files and no other, however the path is written', async () => {
    // fetch would tidy the path before sending it.
    const status = (raw: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { hostname, port } = new URL(portal.url);
        http.get({ hostname, port, path: raw }, response => resolve(response.resume().statusCode)).on('error', reject);
      });
    assert.equal(await status('/portal.css'), 200);
    for (const raw of [
      '/../serve.ts',
      '/pages/../../serve.ts',
      '/%2e%2e/serve.ts',
      '/..%2f..%2fpackage.json',
      '/..\\serve.ts',
      '/portal.css/../../serve.ts',
      '/portal-secret-key',
      '//etc/passwd',
      '/parts/header.html',
      '/portal.css%00.html',
    ]) {
      assert.ok([400, 404].includes((await status(raw)) ?? 0), `${raw}: ${await status(raw)}`);
    }
  });

  it('sends pages with a policy that allows nothing unsafe, and never caches who is signed in', async () => {
    const response = await fetch(portal.url);
    const policy = response.headers.get('content-security-policy')!;
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const html = await response.text();
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style/);
  });

  it('serves the OpenAPI document and the service on the same port', async () => {
    const document = (await (await fetch(`${portal.url}/openapi.json`)).json()) as { openapi: string };
    assert.match(document.openapi, /^3\.1/);
    assert.equal((await fetch(`${portal.url}/v1/me`)).status, 401);
  });
});
