/** How a page gets its session by a one-time code that the portal has written into it. Fetched by pages that have one. */
import { type ClientOptions, sessionByCode, SessionExpiredError } from '@xinqiao/sdk';
import type { FetchSession } from './session.ts';

/**
 * The session of a code while it lasts, then by `next`.
 *
 * @returns what fails as `sessionByCode` and `next` do
 */
export function requestByCode(
  code: string,
  way: Pick<ClientOptions, 'baseUrl' | 'fetch'>,
  next: FetchSession | undefined,
): FetchSession {
  const byCode = sessionByCode(code, way);
  let isOver = false;
  return async asked => {
    if (isOver) return next!(asked);
    try {
      return await byCode(asked);
    } catch (error) {
      if (!next || !SessionExpiredError.is(error)) throw error;
      isOver = true;
      return next(asked);
    }
  };
}
