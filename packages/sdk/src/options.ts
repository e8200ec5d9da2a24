/** What a client is made with. */
import type { OperationId } from '@xinqiao/contract/routes';
import type { EmbedSession } from '@xinqiao/contract/types';

/** The client retries reads, and writes under their idempotency key, when the service is busy or out of reach. */
export interface RetryOptions {
  /** Repeats after the first attempt; 2 when left out. */
  limit?: number;
  /** Milliseconds; the wait before the n-th repeat is random, up to `delay` × 2ⁿ⁻¹. 300 when left out. */
  delay?: number;
  /** Longest such wait in milliseconds; 10,000 when left out. */
  maxDelay?: number;
  /**
   * Milliseconds for which a `Retry-After` is followed, however long it is; 30,000 when left out. As a date it is
   * measured from the answer's own `Date`: where that cannot be read, the wait is a random one.
   */
  maxRetryAfter?: number;
}

/** Something in an answer that this version does not know; it was passed on as it is. */
export interface Unexpected {
  readonly operation: OperationId;
  /** JSON pointer into the answer; keys of a map read `*`. */
  readonly path: string;
  /** `unknown-value`: a value the enumeration does not list. `dropped-event`: an event that does not fit the contract. */
  readonly reason: 'unknown-value' | 'dropped-event';
}

export interface ClientOptions {
  /** Where the service is: `https://psy.example.edu.cn`, or in a page a path of its own origin, `/xinqiao`. */
  baseUrl: string | URL;
  /**
   * Asks the portal's own back end for a session. Called at first need, again about 30 s before the session ends, and
   * once when the service rejects it, however many calls are under way. Its signal fires when its time (`timeout`) is
   * up, or when no call waits for it any more.
   *
   * What it throws: an error of this package is passed on (a `NetworkError` is tried again as `retry` says), a `TypeError`,
   * as `fetch` throws where nobody can be reached, becomes a `NetworkError`, and anything else `SessionExpiredError`.
   */
  fetchSession?: (context: { signal: AbortSignal }) => Promise<EmbedSession>;
  /** For the portal's back end, instead of `fetchSession`. Never in a browser. */
  secretKey?: string;
  /** Takes the place of the platform's `fetch`: an in-process service, a proxy agent. */
  fetch?: (request: Request) => Promise<Response> | Response;
  /** Milliseconds that one attempt may take, to the last byte of the body; 30,000 when left out. */
  timeout?: number;
  /** Milliseconds without a byte after which an event stream counts as lost; 45,000 when left out. */
  idleTimeout?: number;
  /** Repeats, or how to repeat; 0 for never. */
  retry?: number | RetryOptions;
  /** BCP 47 tag for texts that the service writes (`Accept-Language`); the browser's when left out. */
  language?: string;
  /** Told when an answer holds what this version does not know. Values are never passed. */
  onUnexpected?: (unexpected: Unexpected) => void;
}
