/** Codes and the real service. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '@xinqiao/server/seed';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import { NetworkError, sessionByCode, SessionExpiredError, UnauthenticatedError, XinqiaoClient } from './index.ts';

const baseUrl = 'http://service.invalid';
const asked = { signal: new AbortController().signal };
let service: TestService;
/** How many answers get lost on their way back. */
let lost = 0;
const fetch = async (request: Request): Promise<Response> => {
  const response = await service.app.fetch(request);
  if (lost-- > 0) throw new TypeError('Failed to fetch');
  return response;
};
const way = { baseUrl, fetch, retry: { delay: 1 } };

before(async () => {
  service = await createTestService();
});
after(() => service.close());

async function newCode(renewableFor = 0): Promise<string> {
  const { userId, role } = cast.student;
  const portal = new XinqiaoClient({ baseUrl, fetch, secretKey: service.secretKey });
  const { code } = await portal.embedSessions.createCode({
    ...{ userId, role, renewableFor },
    components: ['xq-assignments'],
    origin: service.origin,
  });
  return code;
}
const isOver = (error: unknown) => SessionExpiredError.is(error);

test('a client begins with a code, and asks the service who it is', async () => {
  const client = new XinqiaoClient({ ...way, fetchSession: sessionByCode(await newCode(), way) });
  const people = await Promise.all([client.me.get(), client.me.get()]);
  assert.deepEqual(
    people.map(({ userId }) => userId),
    [cast.student.userId, cast.student.userId],
  );
});

test('the session is renewed as long as the portal allowed it, and no longer', async () => {
  const ask = sessionByCode(await newCode(3600), way);
  const first = await ask(asked);
  const second = await ask(asked);
  assert.equal(second.id, first.id);
  assert.notEqual(second.token, first.token);
  const once = sessionByCode(await newCode(0), way);
  await once(asked);
  await assert.rejects(once(asked), isOver);
});

test('when the answers to the exchange are lost, the next attempt gets the session and does not end it', async () => {
  const ask = sessionByCode(await newCode(), way);
  lost = 3;
  await assert.rejects(ask(asked), error => NetworkError.is(error));
  const { token } = await ask(asked);
  assert.equal((await service.call(token, 'GET', '/v1/me')).status, 200);
});

test('a code that somebody else has used, or that is none, is over; the first session is ended', async () => {
  const code = await newCode();
  const { token } = await sessionByCode(code, way)(asked);
  await assert.rejects(sessionByCode(code, way)(asked), isOver);
  assert.equal((await service.call(token, 'GET', '/v1/me')).status, 401);
  await assert.rejects(sessionByCode(`xq_code_${'x'.repeat(50)}`, way)(asked), error => {
    assert.ok(UnauthenticatedError.is(error));
    return isOver(error);
  });
});
