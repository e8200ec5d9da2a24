import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { createSecretKey, listSecretKeys } from './secret-keys.ts';
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
    // ES256 never signs twice alike.
    assert.deepEqual({ ...again, token: '' }, { ...first, token: '', expiresIn: SESSION_SECONDS - 60 });
    for (const { token } of [first, again]) assert.equal((await me(token)).status, 200);
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

  test('forged tokens: no algorithm, another algorithm, key, audience, issuer, kind, cut', async () => {
    const session = await school.sessionFor({ userId: '2026ann', role: 'student' });
    const { private_key, public_key, id } = await school.database.kysely
      .selectFrom('signing_keys')
      .selectAll()
      .executeTakeFirstOrThrow();
    const jwk = JSON.parse(private_key!) as JWK;
    const key = await importJWK(jwk, 'ES256');
    const { payload, protectedHeader } = await jwtVerify(session.token, await importJWK(public_key as JWK, 'ES256'), {
      currentDate: NOW,
    });
    assert.equal(protectedHeader.kid, id);
    type Signing = Parameters<SignJWT['sign']>[0];
    const forge = (changed: object, header: object = {}, signing: Signing = key) =>
      new SignJWT({ ...payload, ...changed })
        .setProtectedHeader({ ...protectedHeader, ...header } as Parameters<SignJWT['setProtectedHeader']>[0])
        .sign(signing);
    // The control: the same claims, rightly signed, do open the door.
    assert.equal((await me(await forge({}))).status, 200);

    const unsecured = new UnsecuredJWT(payload).encode();
    const [header, claims] = session.token.split('.') as [string, string];
    const other = await generateKeyPair('ES256');
    const text = new TextEncoder();
    const forged: Record<string, string | undefined> = {
      'no algorithm': unsecured,
      'no signature': `${header}.${claims}.`,
      'HS256 with the public key as secret': await forge({}, { alg: 'HS256' }, text.encode(JSON.stringify(public_key))),
      'another key': await forge({}, {}, other.privateKey),
      'another key, in the header': await forge({}, { jwk: await exportJWK(other.publicKey) }, other.privateKey),
      'an unknown kid': await forge({}, { kid: 'A'.repeat(43) }),
      'no kid': await forge({}, { kid: undefined }),
      'a path as kid': await forge({}, { kid: '../../../dev/null' }),
      'SQL as kid': await forge({}, { kid: "' or 1=1 --" }),
      'a kid that is no text': await forge({}, { kid: [id] }),
      'the kid of the audit': await forge({}, { kid: 'audit' }),
      'another kind': await forge({}, { typ: 'xinqiao-checkpoint' }),
      'no kind': await forge({}, { typ: undefined }),
      'no end': await forge({ exp: undefined }),
      'no session': await forge({ jti: undefined }),
      'an unknown session': await forge({ jti: 'nobody' }),
      'an origin that is not the session’s': await forge({ origin: 'https://elsewhere.example' }),
      'features that are no list': await forge({ features: 'alerts' }),
      cut: session.token.slice(0, -2),
      oversized: 'x'.repeat(10_000),
      none: undefined,
    };
    for (const [what, token] of Object.entries(forged)) {
      const response = await me(token);
      assert.equal(response.status, 401, what);
      await expectProblem(response, 401, 'unauthenticated');
    }
    await expectProblem(await me(await forge({ aud: 'xinqiao:other' })), 401, 'session-foreign');
    await expectProblem(await me(await forge({ iss: 'other' })), 401, 'session-foreign');
    await expectProblem(await me(await forge({ exp: payload.iat! - 1 })), 401, 'session-expired');
  });

  test('a token says what it serves and names nobody', async () => {
    const session = await school.sessionFor({ userId: '2026ann', role: 'student', components: ['xq-my-data'] });
    const claims = decodeJwt(session.token);
    assert.deepEqual(Object.keys(claims).sort(), [
      'aud',
      'components',
      'exp',
      'features',
      'iat',
      'iss',
      'jti',
      'origin',
    ]);
    assert.equal(claims['origin'], school.origin);
    assert.deepEqual(claims['components'], ['xq-my-data']);
    assert.equal(claims.exp! - claims.iat!, SESSION_SECONDS);
  });

  test('a session serves what its elements need and what the portal names, and nothing else', async () => {
    const made = async (more: object) => expectBody(await create(more), operations.embedSessions.create.response, 201);
    const session = await made({});
    assert.deepEqual(session.features, ['assignments']);
    const get = (path: string, { token }: EmbedSession) => school.call(token, 'GET', path);
    assert.equal((await get('/v1/me', session)).status, 200);
    assert.equal((await get('/v1/assignments', session)).status, 200);
    for (const path of ['/v1/growth-files/ann', '/v1/growth-files/nobody', '/v1/my-data']) {
      await expectProblem(await get(path, session), 403, 'forbidden');
    }
    const more = await made({ features: ['growthFiles'], components: ['xq-assignments', 'xq-course-credits-v2'] });
    assert.deepEqual(more.features, ['assignments', 'courses', 'growthFiles']);
    assert.equal((await get('/v1/growth-files/ann', more)).status, 200);
    // What the role may not do no feature opens.
    await expectProblem(await get('/v1/alerts', await made({ features: ['alerts'] })), 403, 'forbidden');
    const wrong = { features: ['alerts', 'everything', 'embedSessions', 'constructor'] };
    await expectProblem(await create(wrong), 422, 'invalid-request', ['/features/1', '/features/2', '/features/3']);
  });

  test('a key for some elements makes sessions for these alone', async () => {
    const key = await createSecretKey(school.database, {
      origins: [school.origin],
      components: ['xq-assignments', 'xq-questionnaire'],
    });
    assert.equal((await create({ features: ['responses'] }, {}, key)).status, 201);
    const components = ['xq-assignments', 'xq-alert-badge'];
    await expectProblem(await create({ components }, {}, key), 403, 'forbidden', ['/components/1']);
    await expectProblem(await create({ features: ['growthFiles'] }, {}, key), 403, 'forbidden', ['/features/0']);
  });

  test('the last use of a key is known to the minute', async () => {
    const key = await createSecretKey(school.database, { origins: [school.origin], name: 'used' });
    const used = async () => (await listSecretKeys(school.database)).find(one => one.name === 'used')!.lastUsedAt;
    assert.equal(await used(), null);
    await create({}, {}, key);
    assert.deepEqual(await used(), NOW);
    school.clock.advance(59_999);
    await create({}, {}, key);
    assert.deepEqual(await used(), NOW);
    school.clock.advance(1);
    await create({}, {}, key);
    assert.deepEqual(await used(), school.clock.now());
    school.clock.set(NOW);
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
