/** One call: a request made, sent, repeated where that is safe, and its answer checked against the contract. */
import type { OperationId } from '@xinqiao/contract/routes';
import { misfit, type Shape, vocabularies } from '@xinqiao/contract/validators';
import ky, { HTTPError } from 'ky';
import { createAttemptId } from './attempt-id.ts';
import { bounded, pause } from './bounded.ts';
import {
  AbortedError,
  apiError,
  NetworkError,
  retryAfterOf,
  SessionExpiredError,
  UnexpectedResponseError,
  XinqiaoError,
} from './errors.ts';
import type { EventOptions, RequestOptions } from './operation.ts';
import type { ClientOptions, Unexpected } from './options.ts';
import { keySource, sessionSource } from './session.ts';

/** What an answer has to look like, or how to come by that; `undefined` where nothing is answered. */
export type AnswerShape = Shape | undefined | (() => Shape | Promise<Shape | undefined>);

export interface Call {
  /** Of the transport when it was begun. */
  readonly turn: number;
  readonly operation: OperationId;
  readonly method: string;
  /** `/v1/alerts/{}` */
  readonly template: string;
  readonly shape: AnswerShape;
  readonly parameters: readonly unknown[];
  readonly query: Record<string, unknown> | undefined;
  readonly body: unknown;
  readonly options: RequestOptions & EventOptions;
}

export interface Transport {
  /** How many people its sessions were of, after the first; not a number once it is retired. */
  turn: number;
  /** The client as that person has it, once it was asked for. */
  asOfNow?: object | undefined;
  /** Told when the session is of the next person. */
  readonly listeners: Set<() => void>;
  /** Milliseconds without a byte after which a stream is lost. */
  readonly idleTimeout: number;
  /** Milliseconds for which a `Retry-After` is followed. */
  readonly maxRetryAfter: number;
  /** Milliseconds: no repeat is asked to come sooner. */
  readonly delay: number;
  /** Sends, repeats, reads and checks: the contract object, or `undefined` where the contract answers with nothing. */
  send(call: Call): Promise<unknown>;
  /** Sends, to an answer that is a success. One that is not `read` here is asked for once. */
  request(call: Call, signal: AbortSignal | undefined, read: boolean): Promise<Answer>;
  /** Whether a value is what the operation answers with; surprises are reported. Gives a JSON pointer to what is not. */
  misfit(call: Call, value: unknown): Promise<string | undefined>;
  /** Tells the host of a surprise. */
  report(unexpected: Unexpected): void;
}

/** An answer, read to its end; a stream that was opened is left unread. */
export interface Answer {
  readonly response: Response;
  readonly bytes: ArrayBuffer | undefined;
}

const RETRIED = [408, 425, 429, 500, 502, 503, 504];

export function createTransport(options: ClientOptions): Transport {
  const { secretKey, fetchSession, timeout = 30_000, idleTimeout = 45_000, language, onUnexpected } = options;
  const {
    limit = 2,
    delay = 300,
    maxDelay = 10_000,
    maxRetryAfter = 30_000,
  } = typeof options.retry === 'number' ? { limit: options.retry } : (options.retry ?? {});
  const base = baseUrl(options.baseUrl);
  if (!secretKey === !fetchSession) throw new TypeError('XinqiaoClient: pass either fetchSession or secretKey');
  const listeners = new Set<() => void>();
  const token = secretKey
    ? keySource(secretKey)
    : sessionSource(fetchSession!, timeout, () => {
        transport.turn++;
        transport.asOfNow = undefined;
        listeners.forEach(listener => listener());
      });
  shim();

  const platformFetch = (url: string, init: RequestInit): Promise<Response> | Response =>
    options.fetch ? options.fetch(new Request(url, init)) : fetch(url, init);

  /** What one person began is neither sent nor answered as another. */
  const stillOf = ({ operation, turn }: Call): void => {
    if (transport.turn !== turn) throw new AbortedError(operation);
  };

  const headersOf = ({ operation, method, body, options }: Call): Headers => {
    const { ifMatch, idempotencyKey, headers } = options;
    try {
      return new Headers({
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(language && { 'Accept-Language': language }),
        ...(method === 'POST' && {
          'Idempotency-Key':
            idempotencyKey ?? (body as { attemptId?: string } | undefined)?.attemptId ?? createAttemptId(),
        }),
        ...(ifMatch !== undefined && { 'If-Match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...headers,
      });
    } catch {
      // The platform's own words quote the value.
      throw new TypeError(`${operation}: a header holds characters that no header can carry`);
    }
  };

  /** Through ky, which counts the attempts, to an answer that is a success. */
  const request = async (call: Call, signal: AbortSignal | undefined, read: boolean): Promise<Answer> => {
    const { operation, method, body } = call;
    const url = base + address(call);
    const headers = headersOf(call);
    const init = {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // The service never redirects; whoever does wants the person to log in, or the token.
      redirect: 'manual',
      cache: 'no-store',
      ...(call.options.keepalive && { keepalive: true }),
    } as const;
    let answer: Answer;

    const exchange = async (signal: AbortSignal | undefined): Promise<Response> => {
      let bearer = await token(undefined, signal);
      for (let again = true; ; again = false) {
        stillOf(call);
        headers.set('Authorization', `Bearer ${bearer}`);
        const response = await platformFetch(url, { ...init, signal: signal ?? null });
        if (leadsElsewhere(response)) {
          drop(response);
          throw new SessionExpiredError(operation);
        }
        answer = { response, bytes: read || !response.ok ? await response.arrayBuffer() : undefined };
        if (response.status !== 401 || !again) return response;
        const renewed = await token(bearer, signal);
        if (renewed === bearer) return response;
        bearer = renewed;
      }
    };
    /** What ky calls for each attempt: under its time limit, and once more with a new session. */
    const attempt = (signal: AbortSignal | undefined) =>
      bounded(operation, { signal, timeout: call.options.timeout ?? timeout }, async signal => {
        try {
          return await exchange(signal);
        } catch (error) {
          throw XinqiaoError.is(error) ? error : new NetworkError(operation, error);
        }
      });
    const waitBefore = (error: unknown, repeat: number) =>
      Math.max(
        Math.min(Math.random() * delay * 2 ** (repeat - 1), maxDelay),
        error instanceof HTTPError ? Math.min((retryAfterOf(error.response.headers) ?? 0) * 1000, maxRetryAfter) : 0,
      );

    return bounded(operation, { signal }, async signal => {
      try {
        await ky(url, {
          method,
          // Time, waits and abort are seen to here: ky reads dates by the local clock, and joins signals by what
          // Chromium 86 lacks.
          timeout: false,
          retry: {
            limit: read ? limit : 0,
            methods: ['get', 'post', 'put', 'patch', 'delete'],
            statusCodes: RETRIED,
            afterStatusCodes: [],
            delay: () => 0,
            shouldRetry: ({ error }) => (XinqiaoError.is(error) ? NetworkError.is(error) : undefined),
          },
          hooks: {
            // A hook that answers spares ky the copy of a request that it would keep for a repeat.
            beforeRequest: [() => attempt(signal)],
            beforeRetry: [({ error, retryCount }) => pause(waitBefore(error, retryCount), signal)],
          },
          // Where a `fetch` of the host gives a Response of another make, which a hook may not answer with.
          fetch: async () => answer.response,
        });
        return answer;
      } catch (error) {
        // ky's error holds the request: it goes no further.
        if (!(error instanceof HTTPError)) throw error;
        throw apiError(operation, error.response, problemOf(answer.bytes));
      }
    });
  };

  const report = (unexpected: Unexpected) => {
    try {
      onUnexpected?.(unexpected);
    } catch (error) {
      // The listener's own trouble is no reason to lose an answer.
      console.error(error);
    }
  };

  /** Fetched beside the answer it is for. Without it nothing passes for checked. */
  const shapeOf = async ({ operation, shape }: Call) => {
    try {
      return typeof shape === 'function' ? await shape() : shape;
    } catch (error) {
      throw new NetworkError(operation, error);
    }
  };
  const misfitOf = async (call: Call, value: unknown) => {
    const shape = await shapeOf(call);
    if (shape === undefined) return undefined;
    // Who does not listen does not need the lists; without them no value is told, and everything else holds.
    const vocabulary = onUnexpected && (await vocabularies().catch(() => undefined));
    const { operation } = call;
    return misfit(shape, value, path => report({ operation, path, reason: 'unknown-value' }), vocabulary?.(operation));
  };

  const transport: Transport = {
    turn: 0,
    listeners,
    idleTimeout,
    maxRetryAfter,
    delay,
    misfit: misfitOf,
    async send(call) {
      const { operation, options } = call;
      shapeOf(call).catch(() => {});
      const { bytes } = await request(call, options.signal, true);
      const value = valueOf(operation, bytes!);
      const path = await misfitOf(call, value);
      stillOf(call);
      if (path !== undefined) throw new UnexpectedResponseError(operation, path);
      return value;
    },
    request,
    report,
  };
  return transport;
}

/** Nobody reads the rest; a connection that is broken already says so, which nobody needs to hear. */
export function drop({ body }: Response): void {
  body?.cancel().catch(() => {});
}

/** A redirect, or a page in place of the answer: somebody before the service wants the person to log in. */
function leadsElsewhere({ type, status, ok, redirected, headers }: Response): boolean {
  return (
    type === 'opaqueredirect' ||
    redirected ||
    (status >= 300 && status < 400) ||
    status === 511 ||
    (ok && /^(text\/html|application\/xhtml)/i.test(headers.get('Content-Type') ?? ''))
  );
}

const strictly = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/** JSON of an answer; a body in another encoding than UTF-8 is none, rather than one with wrong names. */
function valueOf(operation: string, bytes: ArrayBuffer): unknown {
  if (bytes.byteLength === 0) return undefined;
  let text: string | undefined;
  try {
    text = strictly.decode(bytes);
    return JSON.parse(text);
  } catch {
    if (/^\s*</.test(text ?? new TextDecoder().decode(bytes))) throw new SessionExpiredError(operation);
    throw new UnexpectedResponseError(operation);
  }
}

function problemOf(bytes: ArrayBuffer | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Path and query. Ids are opaque, but none may lead to another path. */
function address({ operation, template, parameters, query }: Call): string {
  let index = 0;
  const path = template.replace(/\{\}/g, () => {
    const value = parameters[index++];
    if (typeof value !== 'string' || /^\.{0,2}$/.test(value)) {
      throw new TypeError(`${operation}: id ${index} must be a string that is not empty`);
    }
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return path + (`${search}` && `?${search}`);
}

/** An absolute address without a slash at its end; relative ones are those of the page, or of the worker's script. */
function baseUrl(given: string | URL): string {
  const { origin, pathname } = new URL(given, globalThis.document?.baseURI ?? globalThis.location?.href);
  // Throws for `localhost:8787`, which is a URL too, of a scheme that has no origin to ask.
  return new URL(origin).origin + pathname.replace(/\/+$/, '');
}

/** ky calls `Object.hasOwn` on every request; Chromium below 93 lacks it. */
function shim(): void {
  if (typeof (Object as { hasOwn?: unknown }).hasOwn === 'function') return;
  const hasOwn = (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);
  Object.defineProperty(Object, 'hasOwn', { value: hasOwn, configurable: true, writable: true });
}
