/** One call: a request made, sent, repeated where that is safe, and its answer checked against the contract. */
import type { OperationId } from '@xinqiao/contract/routes';
import { validatorOf } from '@xinqiao/contract/validators';
import ky, { HTTPError, type Options } from 'ky';
import { createAttemptId } from './attempt-id.ts';
import { bounded } from './bounded.ts';
import type { ClientOptions } from './client.ts';
import { apiError, NetworkError, SessionExpiredError, UnexpectedResponseError, XinqiaoError } from './errors.ts';
import type { EventOptions, RequestOptions } from './operation.ts';
import { keySource, sessionSource } from './session.ts';

export interface Call {
  readonly operation: OperationId;
  readonly method: string;
  /** `/v1/alerts/{alertId}` */
  readonly template: string;
  readonly parameters: readonly unknown[];
  readonly query: Record<string, unknown> | undefined;
  readonly body: unknown;
  readonly options: RequestOptions & EventOptions;
}

export interface Transport {
  /** Milliseconds without a byte after which a stream is lost. */
  readonly idleTimeout: number;
  /** Sends, repeats, reads and checks: the contract object, or `undefined` where the contract answers with nothing. */
  send(call: Call): Promise<unknown>;
  /** Opens a stream, once; whoever reads it sees to repeats. */
  open(call: Call, headers: Record<string, string>, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** Whether a value is what the operation answers with; surprises are reported. Gives a JSON pointer to what is not. */
  misfit(operation: OperationId, value: unknown): Promise<string | undefined>;
  /** Reports an event that was left out. */
  dropped(operation: OperationId, path: string): void;
}

const RETRIED = [408, 425, 429, 500, 502, 503, 504];
/** Milliseconds: a service that wants more patience than this is unavailable to whoever waits. */
export const LONGEST_RETRY_AFTER = 30_000;

export function createTransport(options: ClientOptions): Transport {
  const { secretKey, fetchSession, timeout = 30_000, idleTimeout = 45_000, language, onUnexpected } = options;
  const {
    limit = 2,
    delay = 300,
    maxDelay = 10_000,
  } = typeof options.retry === 'number' ? { limit: options.retry } : (options.retry ?? {});
  const platformFetch = options.fetch ?? ((request: Request) => fetch(request));
  const base = baseUrl(options.baseUrl);
  if (!secretKey === !fetchSession) throw new TypeError('XinqiaoClient: pass either fetchSession or secretKey');
  const token = secretKey ? keySource(secretKey) : sessionSource(fetchSession!, timeout);
  shim();

  /** What ky calls for each attempt: with the session, under its time limit, and once more with a new session. */
  const attempt =
    ({ operation, options }: Call, signal: AbortSignal, read: boolean) =>
    (request: Request): Promise<Response> =>
      bounded(operation, { signal, timeout: options.timeout ?? timeout }, async signal => {
        const exchange = async (request: Request, bearer: string): Promise<Response> => {
          const headers = new Headers(request.headers);
          headers.set('Authorization', `Bearer ${bearer}`);
          const response = await platformFetch(new Request(request, { headers, signal }));
          return read ? buffered(response) : response;
        };
        try {
          const bearer = await token();
          let response = await exchange(request.clone(), bearer);
          if (response.status === 401) {
            const renewed = await token(bearer);
            if (renewed !== bearer) response = await exchange(request, renewed);
          }
          if (leadsElsewhere(response)) throw new SessionExpiredError(operation);
          return response;
        } catch (error) {
          throw XinqiaoError.is(error) ? error : new NetworkError(operation, error);
        }
      });

  const settings = (call: Call, signal: AbortSignal, read: boolean): Options => {
    const { method, body, options } = call;
    const { ifMatch, idempotencyKey, headers } = options;
    return {
      method,
      ...(body !== undefined && { json: body }),
      headers: {
        ...(language && { 'Accept-Language': language }),
        ...(method === 'POST' && {
          'Idempotency-Key':
            idempotencyKey ?? (body as { attemptId?: string } | undefined)?.attemptId ?? createAttemptId(),
        }),
        ...(ifMatch !== undefined && { 'If-Match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...headers,
      },
      // ky would join signals by what Chromium 86 lacks; `attempt` and `bounded` listen in any case.
      ...('any' in AbortSignal && { signal }),
      // The service never redirects; whoever does wants the person to log in, or the token.
      redirect: 'manual',
      cache: 'no-store',
      timeout: false,
      retry: {
        limit: read ? limit : 0,
        methods: ['get', 'post', 'put', 'patch', 'delete'],
        statusCodes: RETRIED,
        afterStatusCodes: RETRIED,
        maxRetryAfter: LONGEST_RETRY_AFTER,
        backoffLimit: maxDelay,
        delay: count => delay * 2 ** (count - 1),
        jitter: true,
        shouldRetry: ({ error }) => (XinqiaoError.is(error) ? NetworkError.is(error) : undefined),
      },
      fetch: attempt(call, signal, read) as typeof fetch,
    };
  };

  /** Through ky, to an answer that is a success. */
  const request = (call: Call, signal: AbortSignal | undefined, read: boolean): Promise<Response> =>
    bounded(call.operation, { signal }, async signal => {
      try {
        return await ky(base + address(call), settings(call, signal, read));
      } catch (error) {
        // ky's error holds the request, and with it the token: it goes no further.
        if (!(error instanceof HTTPError)) throw error;
        const body: unknown = await error.response.json().catch(() => undefined);
        throw apiError(call.operation, error.response, body);
      }
    });

  /** Fetched beside the answer it is for. Without it nothing passes for checked. */
  const validator = (operation: OperationId) =>
    validatorOf(operation).catch((error: unknown) => {
      throw new NetworkError(operation, error);
    });
  const misfit = async (operation: OperationId, value: unknown) =>
    (await validator(operation))(operation, value, path =>
      onUnexpected?.({ operation, path, reason: 'unknown-value' }),
    );

  return {
    idleTimeout,
    misfit,
    async send(call) {
      const { operation, options } = call;
      validator(operation).catch(() => {});
      const response = await request(call, options.signal, true);
      const text = await response.text();
      if (/^\s*</.test(text)) throw new SessionExpiredError(operation);
      let value: unknown;
      try {
        value = text ? JSON.parse(text) : undefined;
      } catch {
        throw new UnexpectedResponseError(operation);
      }
      const path = await misfit(operation, value);
      if (path !== undefined) throw new UnexpectedResponseError(operation, path);
      return value;
    },
    async open(call, headers, signal) {
      const asked = { ...call, options: { ...call.options, headers: { ...call.options.headers, ...headers } } };
      const { body, headers: given } = await request(asked, signal, false);
      if (body && /^text\/event-stream\b/i.test(given.get('Content-Type') ?? '')) return body;
      throw new UnexpectedResponseError(call.operation);
    },
    dropped: (operation, path) => onUnexpected?.({ operation, path, reason: 'dropped-event' }),
  };
}

/** Reads the whole body inside the attempt, so that its time limit and its repeats cover a connection that breaks late. */
async function buffered(response: Response): Promise<Response> {
  if (leadsElsewhere(response)) return response;
  const { status, headers } = response;
  const bytes = await response.arrayBuffer();
  return new Response(bytes.byteLength ? bytes : null, { status, headers });
}

/** A redirect, or a page in place of the answer: somebody before the service wants the person to log in. */
function leadsElsewhere({ type, status, ok, redirected, headers }: Response): boolean {
  return (
    type === 'opaqueredirect' ||
    redirected ||
    (status >= 300 && status < 400) ||
    (ok && /^(text\/html|application\/xhtml)/i.test(headers.get('Content-Type') ?? ''))
  );
}

/** Path and query. Ids are opaque, but none may lead to another path. */
function address({ operation, template, parameters, query }: Call): string {
  let index = 0;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[index++];
    if (typeof value !== 'string' || /^\.{0,2}$/.test(value)) {
      throw new TypeError(`${operation}: ${name} must be an id, a string that is not empty`);
    }
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return path + (`${search}` && `?${search}`);
}

/** An absolute address without a slash at its end; relative ones are those of the page. */
function baseUrl(given: string | URL): string {
  const { origin, pathname } = new URL(given, globalThis.document?.baseURI);
  return origin + pathname.replace(/\/+$/, '');
}

/** ky calls `Object.hasOwn` on every request; Chromium below 93 lacks it. */
function shim(): void {
  if (typeof (Object as { hasOwn?: unknown }).hasOwn === 'function') return;
  const hasOwn = (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);
  Object.defineProperty(Object, 'hasOwn', { value: hasOwn, configurable: true, writable: true });
}
