/** How a page gets its session from the portal's own back end, by one request of its own origin. By a code: `code.ts`. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { type ClientOptions, NetworkError, SessionExpiredError } from '@xinqiao/sdk';

export type FetchSession = NonNullable<ClientOptions['fetchSession']>;
export type Asked = Parameters<FetchSession>[0];

/**
 * Ask the portal's back end for a session.
 *
 * @throws SessionExpiredError when nobody is signed in at the portal (401, 403, a redirect or a page to log in)
 * @throws NetworkError when the back end answers anything else that is not a session: it is asked again, as one out of reach
 */
export async function requestSession(url: string, signal: AbortSignal): Promise<EmbedSession> {
  const response = await fetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'application/json' },
    redirect: 'manual',
    cache: 'no-store',
    signal,
  });
  const { status, type } = response;
  const isJson = /\bjson\b/i.test(response.headers.get('Content-Type') ?? '');
  if (status === 401 || status === 403 || type === 'opaqueredirect' || (response.ok && !isJson)) {
    throw new SessionExpiredError('session');
  }
  if (!response.ok) throw new NetworkError('session');
  return (await response.json()) as EmbedSession;
}
