/** The bearer token: kept in memory, asked for when it is needed, once for everybody who needs it. */
import type { EmbedSession } from '@xinqiao/contract/types';
import { bounded } from './bounded.ts';
import { AbortedError, NetworkError, SessionExpiredError, UnexpectedResponseError, XinqiaoError } from './errors.ts';

/** The token to use; `rejected` is one that the service has just refused. On abort the caller waits no longer. */
export type TokenSource = (rejected: string | undefined, signal: AbortSignal | undefined) => Promise<string>;

/** Milliseconds before the end of a session at which a new one is asked for; half of a session shorter than a minute. */
const MARGIN = 30_000;
/** What a header can carry: anything else would make the platform throw an error that quotes the token. */
const TOKEN = /^[\x21-\x7e]+$/;
/** Monotonic: a wrong or changed clock must not end a session, nor keep one. */
const now = () => performance.now();

/** A secret key never changes and is never renewed. */
export function keySource(key: string): TokenSource {
  if (!TOKEN.test(key)) throw new TypeError('secretKey holds characters that no key has');
  return async () => key;
}

/** @param onNextPerson called before anybody has the token of a session that is not of the person before */
export function sessionSource(
  fetchSession: (context: { signal: AbortSignal }) => Promise<EmbedSession>,
  timeout: number,
  onNextPerson: () => void,
): TokenSource {
  /** Whose the last session was. */
  let person: string | undefined;
  let current: { token: string; renewAt: number; endsAt: number } | undefined;
  /** The question under way, and how many calls wait for its answer. */
  let asking: { answer: Promise<string>; waiting: number; controller: AbortController } | undefined;
  /** What the last rejected token led to, for calls that were sent with it as well and hear of it late. */
  let refused: { token: string; error: unknown } | undefined;

  async function ask(controller: AbortController): Promise<string> {
    const askedAt = now();
    let session: EmbedSession;
    try {
      const { signal } = controller;
      session = await bounded('session', { timeout, signal }, async signal => fetchSession({ signal: signal! }));
    } catch (error) {
      // A session that still lasts a while is better than none.
      if (current && now() < current.endsAt) return current.token;
      current = undefined;
      if (XinqiaoError.is(error)) throw error;
      throw error instanceof TypeError
        ? new NetworkError('session', error)
        : new SessionExpiredError('session', 401, undefined, undefined, error);
    }
    const { token, expiresIn, userId, role, unitId } = session ?? {};
    if (typeof token !== 'string' || !TOKEN.test(token)) throw new UnexpectedResponseError('session', '/token');
    if (!(expiresIn > 0)) throw new UnexpectedResponseError('session', '/expiresIn');
    const lasts = expiresIn * 1000;
    current = { token, renewAt: askedAt + lasts - Math.min(MARGIN, lasts / 2), endsAt: askedAt + lasts };
    const before = person;
    person = `${role} ${unitId} ${userId}`;
    if (before && before !== person) onNextPerson();
    return token;
  }

  function start(rejected: string | undefined) {
    const controller = new AbortController();
    const answer = ask(controller).then(
      token => {
        if (asking === mine) asking = refused = undefined;
        return token;
      },
      (error: unknown) => {
        if (asking === mine) {
          asking = undefined;
          if (rejected !== undefined) refused = { token: rejected, error };
        }
        throw error;
      },
    );
    const mine = { answer, waiting: 0, controller };
    return mine;
  }

  return async (rejected, signal) => {
    if (rejected !== undefined && rejected === refused?.token) throw refused.error;
    if (current && current.token === rejected) current = undefined;
    if (current && now() < current.renewAt) return current.token;
    if (signal?.aborted) throw new AbortedError('session');
    const mine = (asking ??= start(rejected));
    mine.waiting++;
    const leave = () => {
      if (--mine.waiting > 0) return;
      if (asking === mine) asking = undefined;
      mine.controller.abort();
    };
    signal?.addEventListener('abort', leave);
    try {
      return await mine.answer;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  };
}
