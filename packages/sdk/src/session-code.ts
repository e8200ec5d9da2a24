/** Sessions of a page that its portal gave a one-time code, in place of an address that answers with sessions. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { createAttemptId } from './attempt-id.ts';
import { connect } from './connection.ts';
import { SessionExpiredError, UnauthenticatedError } from './errors.ts';
import { exchange, renew } from './generated/resources/embed-sessions.ts';
import type { ClientOptions } from './options.ts';

/**
 * `fetchSession` by a one-time code: exchanges it, once, and renews the session for as long as the portal has allowed
 * (`renewableFor`).
 *
 * ```ts
 * const client = new XinqiaoClient({ baseUrl, fetchSession: sessionByCode(code, { baseUrl }) });
 * ```
 *
 * @param code `xq_code_…`, good for a minute from when the portal got it
 * @param way to the service: as for the client
 * @returns what fails with `SessionExpiredError` when the code was used or its minute is over, and when the session cannot
 * be renewed any more: only the portal can give another code then
 */
export function sessionByCode(
  code: string,
  way: Pick<ClientOptions, 'baseUrl' | 'fetch' | 'timeout' | 'retry'>,
): NonNullable<ClientOptions['fetchSession']> {
  // One for all attempts: a second exchange under another key would end the session that the first has got.
  const idempotencyKey = createAttemptId();
  let session: EmbedSession | undefined;
  return async ({ signal }) => {
    if (session && session.renewableFor <= 0) throw new SessionExpiredError('embedSessions.renew');
    const connection = connect({ ...way, secretKey: session?.token ?? code });
    try {
      session = session
        ? await renew(connection, session.id, { signal })
        : await exchange(connection, { signal, idempotencyKey });
      return session;
    } catch (error) {
      // A code that is over is a session that is: the page has to go back to its portal.
      throw UnauthenticatedError.is(error) && !SessionExpiredError.is(error)
        ? new SessionExpiredError('embedSessions.exchange', 401, undefined, undefined, error)
        : error;
    }
  };
}
