/** How a page gets its session: from the portal's own back end, by one request of its own origin. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { SessionExpiredError, UnavailableError } from '@xinqiao/sdk';

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
 * The platform's `fetch` until `closed` is aborted: then requests in flight end and no new one starts. Streams end with
 * the elements that read them, which take the next client from the context.
 */
export function closableFetch(closed: AbortSignal): (request: Request) => Promise<Response> {
  return async request => {
    // No AbortSignal.any in the oldest browser.
    const either = new AbortController();
    const end = () => either.abort();
    if (closed.aborted || request.signal.aborted) end();
    request.signal.addEventListener('abort', end);
    closed.addEventListener('abort', end);
    try {
      return await fetch(new Request(request, { signal: either.signal }));
    } finally {
      closed.removeEventListener('abort', end);
    }
  };
}
