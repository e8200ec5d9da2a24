/** Codes that are exchanged once for a session: used, made up, in the wrong place. */
import assert from 'node:assert/strict';
import type { EmbedSession, EmbedSessionCode } from '@xinqiao/contract/types';
import { type Attack, refused } from '../lib/attack.ts';
import { ORIGIN, people, type Service } from '../lib/service.ts';
import { send } from '../lib/wire.ts';

/** Of the code that {@link replayed} makes and uses twice. */
let session: EmbedSession | undefined;

const exchange = (service: Service, code: string | undefined, more: Readonly<Record<string, string>> = {}) =>
  send(service.port, {
    method: 'POST',
    path: '/v1/embed-sessions/codes/exchange',
    headers: {
      ...(code !== undefined && { authorization: `Bearer ${code}` }),
      'idempotency-key': crypto.randomUUID(),
      ...more,
    },
  });

async function newCode(service: Service): Promise<string> {
  const { userId, role } = people.student;
  const body = JSON.stringify({ userId, role, components: ['xq-assignments'], origin: ORIGIN });
  const answer = await service.asPortal({ method: 'POST', path: '/v1/embed-sessions/codes', body });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as EmbedSessionCode).code;
}

const replayed: Attack = {
  ...refused(
    'A one-time code that was used before: the session it began is over as well',
    401,
    'session-expired',
    service => send(service.port, { path: '/v1/me', headers: { authorization: `Bearer ${session?.token}` } }),
  ),
  async prepare(service) {
    const code = await newCode(service);
    const first = await exchange(service, code);
    assert.equal(first.status, 201, await first.clone().text());
    session = (await first.json()) as EmbedSession;
    assert.equal((await exchange(service, code)).status, 401);
  },
};

export const codes: readonly Attack[] = [
  replayed,
  refused('A one-time code that is made up, or is no code', 401, 'unauthenticated', async service =>
    Promise.all(
      [undefined, 'xq_code_', `xq_code_${'x'.repeat(50)}`, "xq_code_' or 1=1", service.secretKey].map(code =>
        exchange(service, code),
      ),
    ),
  ),
  refused('A session where a one-time code is asked for', 401, 'unauthenticated', async service =>
    exchange(service, await service.tokenOf('student')),
  ),
];
