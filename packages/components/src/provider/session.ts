/** How a page gets its session: from the portal's own back end, by one request of its own origin; or by a code. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { type ClientOptions, SessionExpiredError, UnavailableError } from '@xinqiao/sdk';

export type FetchSession = NonNullable<ClientOptions['fetchSession']>;
export type Asked = Parameters<FetchSession>[0];

/**
 * Ask the portal's back end for a session.
 *
 * @throws SessionExpiredError when nobody is signed in at the portal (401, 403, a redirect or a page to log in)
 * @throws UnavailableError when the back end answers anything else that is not a session
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
  if (!response.ok) throw new UnavailableError('session', status);
  return (await response.json()) as EmbedSession;
}

/**
 * The session of a code while it lasts, then by `next`. What exchanges codes is fetched by pages that have one.
 *
 * @returns what fails as `sessionByCode` and `next` do
 */
export function requestByCode(
  code: string,
  way: Pick<ClientOptions, 'baseUrl' | 'fetch'>,
  next: FetchSession | undefined,
): FetchSession {
  let byCode: FetchSession | undefined;
  let isOver = false;
  return async asked => {
    if (isOver) return next!(asked);
    try {
      const { sessionByCode } = await import('./code.ts');
      byCode ??= sessionByCode(code, way);
      return await byCode(asked);
    } catch (error) {
      if (!next || !SessionExpiredError.is(error)) throw error;
      isOver = true;
      return next(asked);
    }
  };
}
