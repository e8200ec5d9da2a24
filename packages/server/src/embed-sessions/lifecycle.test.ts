/** How sessions begin by a code, are renewed, and end before their time. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import { expectBody, expectProblem } from '../testing/expect.ts';
import { createSmallSchool, NOW, type SmallSchool } from '../testing/small-school.ts';
import { CODE_SECONDS } from './codes.ts';
import { endSessions } from './endings.ts';
import { createSecretKey, listSecretKeys, revokeSecretKey, rotateSecretKey } from './secret-keys.ts';
import { activeKey, KEY_LIFETIME, revokeSigningKey, rotateSigningKey } from './signing-keys.ts';
import { AFTERLIFE, SESSION_SECONDS } from './token.ts';

const tenant = 'school';
const psychologist = { userId: 't-psy', role: 'psych-staff' } as const;
const student = { userId: '2026ann', role: 'student' } as const;

let school: SmallSchool;
before(async () => {
  school = await createSmallSchool();
});
after(() => school.close());
afterEach(() => school.clock.set(NOW));

const me = (token: string | undefined, headers: Record<string, string> = {}) =>
  school.call(token, 'GET', '/v1/me', { headers });
const renew = (session: EmbedSession, headers: Record<string, string> = {}) =>
  school.call(session, 'POST', `/v1/embed-sessions/${session.id}/renewal`, { headers });
const renewed = async (session: EmbedSession) =>
  expectBody(await renew(session), operations.embedSessions.renew.response);
const body = { ...student, components: ['xq-assignments'] };
const codeRequest = (headers: Record<string, string> = {}) =>
  school.call(school.secretKey, 'POST', '/v1/embed-sessions/codes', {
    body: { ...body, origin: school.origin },
    headers,
  });
const newCode = async () => expectBody(await codeRequest(), operations.embedSessions.createCode.response, 201);
const exchange = (code: string, headers: Record<string, string> = {}) =>
  school.call(code, 'POST', '/v1/embed-sessions/codes/exchange', { headers });
const exchanged = async (code: string, headers: Record<string, string> = {}) =>
  expectBody(await exchange(code, headers), operations.embedSessions.exchange.response, 201);
const minutes = (count: number) => count * 60_000;

describe('renewal', () => {
  test('a session is not renewable unless the portal says for how long', async () => {
    const session = await school.sessionFor(student);
    assert.equal(session.renewableFor, 0);
    await expectProblem(await renew(session), 403, 'forbidden');
  });

  test('it lasts ten more minutes each time, and never beyond what the portal allowed', async () => {
    let session = await school.sessionFor({ ...student, renewableFor: 25 * 60 });
    assert.equal(session.renewableFor, 25 * 60);
    school.clock.advance(minutes(9));
    session = await renewed(session);
    assert.deepEqual([session.expiresIn, session.renewableFor], [SESSION_SECONDS, 16 * 60]);
    school.clock.advance(minutes(9));
    session = await renewed(session);
    assert.deepEqual([session.expiresIn, session.renewableFor], [7 * 60, 7 * 60]);
    school.clock.advance(minutes(7) - 1);
    assert.equal((await me(session.token)).status, 200);
    school.clock.advance(1);
    await expectProblem(await me(session.token), 401, 'session-expired');
    await expectProblem(await renew(session), 401, 'session-expired');
  });

  test('person, role, scope, elements and id stay; the former token ends at its own time', async () => {
    const first = await school.sessionFor({ ...psychologist, unitId: 'c1', renewableFor: 3600 });
    school.clock.advance(minutes(5));
    const second = await renewed(first);
    const same = ({ token, expiresAt, expiresIn, renewableFor, ...rest }: EmbedSession) => rest;
    assert.deepEqual(same(second), same(first));
    school.clock.advance(minutes(5));
    await expectProblem(await me(first.token), 401, 'session-expired');
    assert.equal((await me(second.token)).status, 200);
  });

  test('the repeat of a renewal renews once', async () => {
    const session = await school.sessionFor({ ...student, renewableFor: 3600 });
    const headers = { 'idempotency-key': 'renewed-once' };
    school.clock.advance(minutes(5));
    const first = (await (await renew(session, headers)).json()) as EmbedSession;
    school.clock.advance(minutes(1));
    const again = (await (await renew(session, headers)).json()) as EmbedSession;
    assert.equal(again.expiresAt, first.expiresAt);
  });

  test('nobody renews the session of another', async () => {
    const [own, other] = [
      await school.sessionFor(student),
      await school.sessionFor({ ...psychologist, renewableFor: 60 }),
    ];
    await expectProblem(await renew({ ...other, token: own.token }), 404, 'not-found');
    await expectProblem(await renew({ ...other, id: 'nobody', token: own.token }), 404, 'not-found');
  });

  test('who has lost the role since has lost the renewed session', async () => {
    let session = await school.sessionFor({ userId: 't-two', role: 'counsellor', renewableFor: 3600 });
    school.clock.advance(minutes(9));
    session = await renewed(session);
    school.clock.advance(minutes(2));
    assert.equal((await me(session.token)).status, 200);
    const { kysely } = school.database;
    const held = await kysely.deleteFrom('role_assignments').where('person_id', '=', 't-two').returningAll().execute();
    assert.equal(held.length, 2);
    await expectProblem(await me(session.token), 401, 'session-expired');
    await kysely.insertInto('role_assignments').values(held).execute();
  });
});

describe('revocation', { timeout: 120_000 }, () => {
  /** Opens a stream and gives what resolves when it has ended. */
  const streamOf = async (session: EmbedSession) => {
    const response = await school.call(session, 'GET', '/v1/alerts/events');
    assert.equal(response.status, 200);
    const reader = response.body!.getReader();
    await reader.read();
    const ended = (async () => {
      while (!(await reader.read()).done);
      return 'ended';
    })();
    // Not the promise itself: to await that would be to wait for the end.
    return { ended };
  };

  test('of one session: it is refused at once and its stream ends, others go on', async () => {
    const [one, other] = [await school.sessionFor(psychologist), await school.sessionFor(psychologist)];
    const stream = await streamOf(one);
    const otherStream = await streamOf(other);
    assert.equal((await school.call(school.secretKey, 'DELETE', `/v1/embed-sessions/${one.id}`)).status, 204);
    assert.equal(await stream.ended, 'ended');
    await expectProblem(await me(one.token), 401, 'session-expired');
    assert.equal((await me(other.token)).status, 200);
    await endSessions(school.database.kysely, { tenant, now: NOW, ended: { session: other.id } });
    assert.equal(await otherStream.ended, 'ended');
  });

  test('of all of a person: those that the portal made, and the codes that nobody has used', async () => {
    const key = await createSecretKey(school.database, { origins: [school.origin] });
    const response = await school.call(key, 'POST', '/v1/embed-sessions', { body: { ...body, origin: school.origin } });
    const ofOtherPortal = (await response.json()) as EmbedSession;
    const mine = [await school.sessionFor(student), await school.sessionFor(student)];
    const someoneElse = await school.sessionFor(psychologist);
    const { code } = await newCode();
    const signOut = () =>
      school.call(school.secretKey, 'POST', '/v1/embed-sessions/revocations', { body: { userId: student.userId } });
    assert.equal((await signOut()).status, 204);
    for (const { token } of mine) await expectProblem(await me(token), 401, 'session-expired');
    await expectProblem(await exchange(code), 401, 'unauthenticated');
    for (const { token } of [ofOtherPortal, someoneElse]) assert.equal((await me(token)).status, 200);
    assert.equal((await signOut()).status, 204, 'nobody to end is no failure');
  });

  test('of a secret key: with all its sessions', async () => {
    const key = await createSecretKey(school.database, { origins: [school.origin], name: 'lost' });
    const request = { ...psychologist, components: ['xq-alert-badge'], origin: school.origin };
    const response = await school.call(key, 'POST', '/v1/embed-sessions', { body: request });
    const session = (await response.json()) as EmbedSession;
    const stream = await streamOf(session);
    const { id } = (await listSecretKeys(school.database)).find(({ name }) => name === 'lost')!;
    assert.equal(await revokeSecretKey(school.database, id), true);
    assert.equal(await stream.ended, 'ended');
    await expectProblem(await me(session.token), 401, 'session-expired');
    await expectProblem(
      await school.call(key, 'POST', '/v1/embed-sessions', { body: request }),
      401,
      'unauthenticated',
    );
    assert.equal(await revokeSecretKey(school.database, 'nobody'), false);
  });
});

describe('a secret key that is replaced', () => {
  test('goes on for the overlap; its sessions live on, and the new key can end them', async () => {
    const old = await createSecretKey(school.database, { origins: [school.origin], name: 'old' });
    const request = { body: { ...body, origin: school.origin } };
    const create = (key: string) => school.call(key, 'POST', '/v1/embed-sessions', request);
    const session = (await (await create(old)).json()) as EmbedSession;
    const { id } = (await listSecretKeys(school.database)).find(({ name }) => name === 'old')!;
    const made = (await rotateSecretKey(school.database, id, { overlap: minutes(5), now: NOW }))!;
    assert.notEqual(made.key, old);
    assert.equal((await create(old)).status, 201);
    assert.equal((await create(made.key)).status, 201);
    school.clock.advance(minutes(5));
    await expectProblem(await create(old), 401, 'unauthenticated');
    assert.equal((await create(made.key)).status, 201);
    assert.equal((await me(session.token)).status, 200);
    assert.equal((await school.call(made.key, 'DELETE', `/v1/embed-sessions/${session.id}`)).status, 204);
    await expectProblem(await me(session.token), 401, 'session-expired');
    await revokeSecretKey(school.database, id);
    assert.equal(await rotateSecretKey(school.database, id, { overlap: 0 }), undefined);
  });
});

describe('keys that sign', () => {
  const active = async () =>
    (await school.database.kysely.selectFrom('signing_keys').selectAll().where('retired_at', 'is', null).execute())[0]!;

  test('change by command: no session breaks, and the private half of the former is gone', async () => {
    const session = await school.sessionFor(student);
    const before = await active();
    const id = await rotateSigningKey(school.database, { now: NOW });
    assert.notEqual(id, before.id);
    assert.equal((await active()).id, id);
    assert.equal((await me(session.token)).status, 200);
    const keys = await school.database.kysely.selectFrom('signing_keys').select(['id', 'private_key']).execute();
    assert.deepEqual(
      keys.filter(({ private_key }) => private_key !== null).map(one => one.id),
      [id],
    );
    const row = await school.database.kysely
      .selectFrom('signing_keys')
      .select('retired_at')
      .where('id', '=', before.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row.retired_at, NOW);
  });

  test('change by themselves after seven days', async () => {
    await school.sessionFor(student);
    const { id, created_at } = await active();
    school.clock.set(new Date(created_at.getTime() + KEY_LIFETIME - 1));
    const last = await school.sessionFor({ ...student, renewableFor: 3600 });
    assert.equal((await active()).id, id);
    school.clock.advance(2_000);
    const renewal = await renewed(last);
    assert.notEqual((await active()).id, id);
    for (const { token } of [last, renewal]) assert.equal((await me(token)).status, 200);
  });

  test('after the last of its sessions a former key signs nothing more, whoever has its private half', async () => {
    const session = await school.sessionFor({ ...student, renewableFor: 43_200 });
    const { id, private_key } = await active();
    const { importJWK, SignJWT, decodeJwt, decodeProtectedHeader } = await import('jose');
    const key = await importJWK(JSON.parse(private_key!), 'ES256');
    const forged = await new SignJWT({ ...decodeJwt(session.token), exp: 9e9 })
      .setProtectedHeader({ ...decodeProtectedHeader(session.token), alg: 'ES256' })
      .sign(key);
    const retired = school.clock.now();
    await rotateSigningKey(school.database, { now: retired });
    assert.notEqual((await active()).id, id);
    await school.database.kysely
      .updateTable('sessions')
      .set({ expires_at: new Date(NOW.getTime() + minutes(60)) })
      .where('id', '=', session.id)
      .execute();
    school.clock.set(new Date(retired.getTime() + AFTERLIFE));
    assert.equal((await me(forged)).status, 200);
    school.clock.advance(1);
    await expectProblem(await me(forged), 401, 'session-expired');
  });

  test('one that is revoked takes what it has signed with it, and a new one signs', async () => {
    const session = await school.sessionFor(student);
    const { kid } = JSON.parse(atob(session.token.split('.')[0]!)) as { kid: string };
    assert.equal(await revokeSigningKey(school.database, kid, { now: NOW }), true);
    await expectProblem(await me(session.token), 401, 'unauthenticated');
    assert.notEqual((await active()).id, kid);
    assert.equal(await revokeSigningKey(school.database, 'nobody'), false);
  });
});

describe('keys that sign, at rest', () => {
  const secret = new TextEncoder().encode('of thirty-two bytes, the first one');
  const other = new TextEncoder().encode('of thirty-two bytes, another one!!');
  const stored = async () =>
    school.database.kysely.selectFrom('signing_keys').select('private_key').where('retired_at', 'is', null).execute();

  test('are sealed with the secret; who has it signs on, who has another or none signs with a key of its own', async () => {
    const session = await school.sessionFor(student);
    const sealed = await activeKey(school.database, { secret, now: NOW });
    const [{ private_key: text }] = (await stored()) as [{ private_key: string }];
    assert.ok(!text.includes('"d"') && text.split('.').length === 5, 'the database holds no private half to read');
    assert.equal((await activeKey(school.database, { secret, now: NOW })).id, sealed.id);
    const next = await activeKey(school.database, { secret: other, now: NOW });
    assert.notEqual(next.id, sealed.id);
    const clear = await activeKey(school.database, { now: NOW });
    assert.ok(![sealed.id, next.id].includes(clear.id));
    assert.equal((await stored()).length, 1, 'one key signs');
    assert.equal((await me(session.token)).status, 200, 'what was signed before is good to its end');
  });

  test('are not taken from the record of another key', async () => {
    const sealed = await activeKey(school.database, { secret, now: NOW });
    const [{ private_key }] = (await stored()) as [{ private_key: string }];
    const id = await rotateSigningKey(school.database, { secret, now: NOW });
    await school.database.kysely.updateTable('signing_keys').set({ private_key }).where('id', '=', id).execute();
    const made = await activeKey(school.database, { secret, now: NOW });
    assert.ok(![sealed.id, id].includes(made.id));
    await activeKey(school.database, { now: NOW });
  });
});

describe('a one-time code', () => {
  test('is exchanged for the session, whose ten minutes begin then', async () => {
    const { id, code, expiresIn } = await newCode();
    assert.equal(expiresIn, CODE_SECONDS);
    school.clock.advance(59_000);
    const session = await exchanged(code, { origin: school.origin });
    assert.deepEqual([session.id, session.expiresIn, session.features], [id, SESSION_SECONDS, ['assignments']]);
    const who = await expectBody(await me(session.token), operations.me.get.response);
    assert.equal(who.userId, student.userId);
  });

  test('is good for a minute', async () => {
    const { code } = await newCode();
    school.clock.advance(CODE_SECONDS * 1000);
    await expectProblem(await exchange(code), 401, 'unauthenticated');
  });

  test('used a second time it is refused, and ends the session that the first has got', async () => {
    const { code, id } = await newCode();
    const session = await exchanged(code);
    assert.equal((await me(session.token)).status, 200);
    await expectProblem(await exchange(code), 401, 'unauthenticated');
    await expectProblem(await me(session.token), 401, 'session-expired');
    const entries = await school.database.kysely
      .selectFrom('audit.entries')
      .select(['outcome', 'resource_id'])
      .where('operation', '=', 'embedSessions.exchange')
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    assert.deepEqual(entries, [
      { outcome: 'refused', resource_id: null },
      { outcome: 'done', resource_id: id },
    ]);
  });

  test('of two who come at once with it, one gets the session and it does not last', async () => {
    const { code } = await newCode();
    const answers = await Promise.all([exchange(code), exchange(code), exchange(code)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401]);
    const won = (await answers.find(({ status }) => status === 201)!.json()) as EmbedSession;
    await expectProblem(await me(won.token), 401, 'session-expired');
  });

  test('the repeat of one exchange, whose answer was lost, gets the same session', async () => {
    const { code } = await newCode();
    const headers = { 'idempotency-key': 'the-same-exchange' };
    const first = await exchanged(code, headers);
    school.clock.advance(minutes(2));
    const again = await exchanged(code, headers);
    assert.deepEqual([again.id, again.expiresAt], [first.id, first.expiresAt]);
    assert.equal((await me(again.token)).status, 200);
    const other = await newCode();
    assert.notEqual((await exchanged(other.code, headers)).id, first.id, 'the key belongs to the code');
  });

  test('the repeat of the request for a code gets one for the same session, while it is unused', async () => {
    const headers = { 'idempotency-key': 'the-same-code' };
    const repeat = async () =>
      expectBody(await codeRequest(headers), operations.embedSessions.createCode.response, 201);
    const [first, again] = [await repeat(), await repeat()];
    assert.equal(again.id, first.id);
    await expectProblem(await exchange(first.code), 401, 'unauthenticated');
    assert.equal((await exchanged(again.code)).id, first.id);
    await expectProblem(await codeRequest(headers), 409, 'state-conflict');
  });

  test('is of one page, one service and one purpose', async () => {
    const { code } = await newCode();
    await expectProblem(await exchange(code, { origin: 'https://elsewhere.example' }), 401, 'session-foreign');
    await expectProblem(await me(code), 401, 'unauthenticated');
    const { token } = await school.sessionFor(student);
    for (const other of [token, school.secretKey, `xq_code_${'x'.repeat(50)}`]) {
      await expectProblem(await exchange(other), 401, 'unauthenticated');
    }
    assert.equal((await exchange(code)).status, 201);
  });

  test('is stored as a hash', async () => {
    const { code } = await newCode();
    for (const table of ['session_codes', 'sessions', 'clinical.idempotency_keys'] as const) {
      const rows = await school.database.kysely.selectFrom(table).selectAll().execute();
      assert.ok(rows.length > 0);
      assert.ok(!JSON.stringify(rows).includes(code));
    }
  });
});
