import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { createSecretKey } from './secret-keys.ts';
import { SESSION_SECONDS } from './token.ts';

describe('embed sessions', () => {
  let school: SmallSchool;
  before(async () => {
    school = await createSmallSchool();
  });
  after(() => school.close());

  const request = (more: object = {}) => ({
    userId: '2026ann',
    role: 'student',
    components: ['xq-assignments'],
    origin: school.origin,
    ...more,
  });
  const create = (more: object = {}, headers: Record<string, string> = {}, key = school.secretKey) =>
    school.call(key, 'POST', '/v1/embed-sessions', { body: request(more), headers });
  const me = (token: string | undefined, headers: Record<string, string> = {}) =>
    school.call(token, 'GET', '/v1/me', { headers });

  test('a key and a signed-in student give a session of ten minutes', async () => {
    const session = await expectBody(await create(), operations.embedSessions.create.response, 201);
    assert.equal(session.expiresIn, SESSION_SECONDS);
    assert.equal(session.expiresAt, '2026-10-12T10:10:00+08:00');
    assert.equal(session.unitId, 'c1');
    const who = await expectBody(await me(session.token), operations.me.get.response);
    assert.deepEqual(
      [who.userId, who.name, who.role, who.studentId, who.unit.id, who.unit.studentCount],
      ['2026ann', '安一', 'student', 'ann', 'c1', 1],
    );
    assert.deepEqual(
      who.helpLines.map(line => line.number),
      ['12356', '12355', '120', '110'],
    );
    assert.doesNotMatch(JSON.stringify(who.helpLines), /24 ?(h|小时)/);
  });

  test('a role held at several classes reaches these and no other', async () => {
    const session = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    assert.equal(session.unitId, 'computing');
    const who = await expectBody(await me(session.token), operations.me.get.response);
    assert.equal(who.unit.studentCount, 3);
  });

  test('a session can be narrowed below the role, never beside or above it', async () => {
    const narrowed = await school.sessionFor({ userId: 't-dean', role: 'college-leader', unitId: 'c2' });
    assert.equal(narrowed.unitId, 'c2');
    for (const unitId of ['letters', 'l1', 'school', 'none']) {
      await expectProblem(await create({ userId: 't-dean', role: 'college-leader', unitId }), 403, 'forbidden');
    }
    await expectProblem(await create({ unitId: 'c1' }), 403, 'forbidden');
  });

  test('a role that is not held, and a person who does not exist, get the same answer', async () => {
    const problems = await Promise.all(
      [
        { role: 'psych-staff' },
        { userId: 't-one', role: 'psych-staff' },
        { userId: 't-one', role: 'student' },
        { userId: 'nobody' },
        { role: 'guardian' },
      ].map(async more => ({ ...(await expectProblem(await create(more), 403, 'forbidden')), requestId: '' })),
    );
    for (const problem of problems) assert.deepEqual(problem, problems[0]);
  });

  test('a student holds the roles that were given to students', async () => {
    const session = await school.sessionFor({ userId: '2026dai', role: 'dorm-leader' });
    const who = await expectBody(await me(session.token), operations.me.get.response);
    assert.deepEqual([who.unit.id, who.unit.studentCount], ['d1', 2]);
  });

  test('an origin must be one, and registered', async () => {
    await expectProblem(await create({ origin: 'https://elsewhere.example' }), 403, 'forbidden', ['/origin']);
    await expectProblem(await create({ origin: `${school.origin}/path` }), 422, 'invalid-request', ['/origin']);
    await expectProblem(await create({ origin: 'no url' }), 422, 'invalid-request', ['/origin']);
  });

  test('keys: none, an unknown one, a session instead, a revoked one', async () => {
    await expectProblem(await create({}, {}, ''), 401, 'unauthenticated');
    await expectProblem(await create({}, {}, `xq_sk_${'x'.repeat(40)}`), 401, 'unauthenticated');
    const { token } = await school.sessionFor({ userId: '2026ann', role: 'student' });
    await expectProblem(await create({}, {}, token), 401, 'unauthenticated');
    const key = await createSecretKey(school.database, { origins: [school.origin] });
    assert.equal((await create({}, {}, key)).status, 201);
    await school.database.kysely
      .updateTable('secret_keys')
      .set({ revoked_at: NOW })
      .where('hash', '!=', '')
      .where('created_at', '=', query => query.selectFrom('secret_keys').select(q => q.fn.max('created_at').as('at')))
      .execute();
    await expectProblem(await create({}, {}, key), 401, 'unauthenticated');
    await expectProblem(await me(school.secretKey), 401, 'unauthenticated');
  });

  test('neither a key nor a token is stored', async () => {
    const headers = { 'idempotency-key': 'stored-nowhere' };
    const session = (await (await create({}, headers)).json()) as EmbedSession;
    for (const table of ['secret_keys', 'sessions', 'clinical.idempotency_keys'] as const) {
      const rows = await school.database.kysely.selectFrom(table).selectAll().execute();
      const text = JSON.stringify(rows);
      assert.ok(rows.length > 0);
      assert.ok(!text.includes(school.secretKey) && !text.includes(session.token));
    }
  });

  test('a repeat with the same key gives the same session', async () => {
    const headers = { 'idempotency-key': 'the-same-session' };
    const first = (await (await create({}, headers)).json()) as EmbedSession;
    school.clock.advance(60_000);
    const again = (await (await create({}, headers)).json()) as EmbedSession;
    school.clock.set(NOW);
    assert.deepEqual(again, { ...first, expiresIn: SESSION_SECONDS - 60 });
    await expectProblem(await create({ userId: '2026bea' }, headers), 409, 'idempotency-conflict');
  });

  test('a session ends after its time', async () => {
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    school.clock.advance(SESSION_SECONDS * 1000 - 1);
    assert.equal((await me(session.token)).status, 200);
    school.clock.advance(1);
    await expectProblem(await me(session.token), 401, 'session-expired');
    school.clock.set(NOW);
  });

  test('a session can be ended before its time, by the key that made it', async () => {
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const path = `/v1/embed-sessions/${session.id}`;
    const other = await createSecretKey(school.database, { origins: [school.origin] });
    await expectProblem(await school.call(other, 'DELETE', path), 404, 'not-found');
    assert.equal((await me(session.token)).status, 200);
    for (let time = 0; time < 2; time++) {
      const response = await school.call(school.secretKey, 'DELETE', path);
      assert.deepEqual([response.status, await response.text()], [204, '']);
    }
    await expectProblem(await me(session.token), 401, 'session-expired');
  });

  test('a page of another origin cannot use it', async () => {
    const { token } = await school.sessionFor({ userId: '2026ann', role: 'student' });
    await expectProblem(await me(token, { origin: 'https://elsewhere.example' }), 401, 'session-foreign');
    const response = await me(token, { origin: school.origin });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), school.origin);
  });

  test('forged tokens: no algorithm, another secret, another audience, another issuer, cut', async () => {
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const { signing_secret } = await school.database.kysely
      .selectFrom('tenants')
      .select('signing_secret')
      .executeTakeFirstOrThrow();
    const secret = Buffer.from(signing_secret, 'base64');
    const claims = (audience: string, issuer: string) =>
      new SignJWT({ jti: session.id })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setIssuer(issuer)
        .setExpirationTime(Math.floor(NOW.getTime() / 1000) + 60);
    // The control: the same claims, rightly signed, do open the door.
    assert.equal((await me(await claims('xinqiao:school', 'xinqiao').sign(secret))).status, 200);
    const unsecured = new UnsecuredJWT({ jti: session.id })
      .setAudience('xinqiao:school')
      .setIssuer('xinqiao')
      .setExpirationTime('1h')
      .encode();
    await expectProblem(await me(unsecured), 401, 'unauthenticated');
    const forged = await claims('xinqiao:school', 'xinqiao').sign(new Uint8Array(32));
    await expectProblem(await me(forged), 401, 'unauthenticated');
    await expectProblem(await me(await claims('xinqiao:other', 'xinqiao').sign(secret)), 401, 'session-foreign');
    await expectProblem(await me(await claims('xinqiao:school', 'other').sign(secret)), 401, 'session-foreign');
    await expectProblem(await me(session.token.slice(0, -2)), 401, 'unauthenticated');
    await expectProblem(await me(undefined), 401, 'unauthenticated');
  });

  test('a preflight is answered for registered pages alone', async () => {
    const preflight = (origin: string) =>
      school.call(undefined, 'OPTIONS', '/v1/responses', {
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight(school.origin);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), school.origin);
    assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /idempotency-key/);
    const refused = await preflight('https://elsewhere.example');
    assert.equal(refused.headers.get('access-control-allow-origin'), null);
  });
});
