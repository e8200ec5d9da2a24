/**
 * Everything a call can fail with. Messages name the operation, a status, a code and a request id; never a token, a
 * name, an address or an answer, so that they may be logged. What the service said about it is in `problem`, which is
 * left out of JSON and of what a console prints.
 */
import type { Problem } from '@xinqiao/contract/types';
import { KINDS, kindsOf } from './error-kinds.ts';

/** Base of every error of this package. */
export class XinqiaoError extends Error {
  /** Name that survives minification and is the same in every copy of the package. */
  static readonly kind: string = 'XinqiaoError';

  /** Whether a value is an error of this class or of one derived from it, from whichever copy of this package. */
  static is<E>(this: { readonly kind: string; readonly prototype: E }, value: unknown): value is E {
    return kindsOf(value).includes(this.kind);
  }

  /** The operation that failed, for example `alerts.list`; `session` when no session could be had. */
  declare readonly operation: string;

  constructor(operation: string, says: string, cause?: unknown) {
    super(`${operation}: ${says}`);
    const kinds: string[] = [];
    for (let type = new.target as typeof XinqiaoError; type.kind; type = Object.getPrototypeOf(type)) {
      if (!kinds.includes(type.kind)) kinds.push(type.kind);
    }
    hide(this, { [KINDS]: kinds, name: kinds[0], operation, ...(cause !== undefined && { cause }) });
  }

  /** What may be logged. */
  toJSON(): Record<string, unknown> {
    const { name, message, operation } = this;
    return { name, message, operation };
  }

  /** Node prints this; its own way would print the cause, and whatever hangs on that. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.stack ?? this.message;
  }
}

/** The service answered, with a problem. */
export class ApiError extends XinqiaoError {
  static override readonly kind: string = 'ApiError';
  /** HTTP status. */
  declare readonly status: number;
  /** Stable code of the problem; `undefined` when something before the service answered. */
  declare readonly code: Problem['code'] | undefined;
  /** For the service's log. */
  declare readonly requestId: string | undefined;
  /** RFC 9457 problem details, when the answer was the service's own. */
  declare readonly problem: Problem | undefined;
  /** Seconds after which the service wants to be asked again. */
  declare readonly retryAfter: number | undefined;

  constructor(operation: string, status: number, problem?: Problem, headers?: Headers) {
    const code = word(problem?.code) as Problem['code'] | undefined;
    const requestId = word(problem?.requestId) ?? word(headers?.get('X-Request-Id'));
    super(operation, `${status}${code ? ` ${code}` : ''}${requestId ? ` (request ${requestId})` : ''}`);
    hide(this, { status, code, requestId, problem, retryAfter: headers && retryAfterOf(headers) });
  }

  /** The fields that are wrong: JSON pointers into the body, `?name` for a query parameter. */
  get errors(): NonNullable<Problem['errors']> {
    const errors = this.problem?.errors;
    return Array.isArray(errors) ? errors : [];
  }

  override toJSON(): Record<string, unknown> {
    const { status, code, requestId } = this;
    return { ...super.toJSON(), status, code, requestId };
  }
}

/** Nobody is known to be signed in, or the secret key is wrong. */
export class UnauthenticatedError extends ApiError {
  static override readonly kind: string = 'UnauthenticatedError';
}
/** The session is over and a new one could not be had, or a log-in page came instead of an answer. */
export class SessionExpiredError extends UnauthenticatedError {
  static override readonly kind: string = 'SessionExpiredError';
  constructor(operation: string, status = 401, problem?: Problem, headers?: Headers, cause?: unknown) {
    super(operation, status, problem, headers);
    if (cause !== undefined) hide(this, { cause });
  }
}
/** The session may not do this. */
export class ForbiddenError extends ApiError {
  static override readonly kind: string = 'ForbiddenError';
}
/** The student has to consent to the campaign first. */
export class ConsentRequiredError extends ApiError {
  static override readonly kind: string = 'ConsentRequiredError';
}
/** It does not exist, or not for this session: the two answer alike. */
export class NotFoundError extends ApiError {
  static override readonly kind: string = 'NotFoundError';
}
/** The request is wrong; `errors` points to the fields. */
export class InvalidRequestError extends ApiError {
  static override readonly kind: string = 'InvalidRequestError';
}
/** Answers do not fit the instrument; `errors` points to the items. */
export class InvalidAnswersError extends InvalidRequestError {
  static override readonly kind: string = 'InvalidAnswersError';
}
/** It has changed meanwhile, was submitted before, or its state does not allow this. */
export class ConflictError extends ApiError {
  static override readonly kind: string = 'ConflictError';
}
/** The campaign has not begun, or is over. */
export class CampaignNotOpenError extends ConflictError {
  static override readonly kind: string = 'CampaignNotOpenError';
}
/** Too many requests, also after waiting as the service asked. */
export class RateLimitedError extends ApiError {
  static override readonly kind: string = 'RateLimitedError';
}
/** The service cannot answer now, or what stands before it answered in its place. */
export class UnavailableError extends ApiError {
  static override readonly kind: string = 'UnavailableError';
}

/** The service could not be reached, or the connection broke. */
export class NetworkError extends XinqiaoError {
  static override readonly kind: string = 'NetworkError';
  constructor(operation: string, cause?: unknown) {
    super(operation, 'the service could not be reached', cause);
  }
}
/** The answer, or the rest of it, did not come in time. */
export class TimeoutError extends XinqiaoError {
  static override readonly kind: string = 'TimeoutError';
  constructor(operation: string) {
    super(operation, 'no complete answer in time');
  }
}
/** The caller's signal ended the call. */
export class AbortedError extends XinqiaoError {
  static override readonly kind: string = 'AbortedError';
  constructor(operation: string) {
    super(operation, 'aborted');
  }
}
/** The answer is not what the contract says. */
export class UnexpectedResponseError extends XinqiaoError {
  static override readonly kind: string = 'UnexpectedResponseError';
  /** JSON pointer to what does not fit; keys of a map read `*`. `undefined` when the answer is no JSON at all. */
  declare readonly path: string | undefined;
  constructor(operation: string, path?: string) {
    super(operation, path === undefined ? 'the answer is not JSON' : `the answer does not fit at "${path}"`);
    hide(this, { path });
  }
}
/** A list would never end: it gave the same cursor twice, or one page without rows after the other. */
export class StuckCursorError extends XinqiaoError {
  static override readonly kind: string = 'StuckCursorError';
  constructor(operation: string) {
    super(operation, 'the list does not end');
  }
}

const byCode: { [C in Problem['code']]?: typeof ApiError } = {
  'session-expired': SessionExpiredError,
  'consent-required': ConsentRequiredError,
  'invalid-answers': InvalidAnswersError,
  'campaign-not-open': CampaignNotOpenError,
};
const byStatus: Record<number, typeof ApiError> = {
  400: InvalidRequestError,
  401: UnauthenticatedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  412: ConflictError,
  413: InvalidRequestError,
  415: InvalidRequestError,
  422: InvalidRequestError,
  429: RateLimitedError,
  503: UnavailableError,
};
/** Of these it does not matter who says so. */
const ANYBODYS = [401, 413, 429];

/**
 * The error for an answer that is no success; `body` is its JSON, if it was some. What names no code was said by something
 * before the service, which knows nothing of what was asked for.
 */
export function apiError(operation: string, { status, headers }: Response, body: unknown): ApiError {
  const problem = body as Problem | null | undefined;
  const code = word(problem?.code) as Problem['code'] | undefined;
  const type = byCode[code!] ?? (code || ANYBODYS.includes(status) ? byStatus[status] : UnavailableError) ?? ApiError;
  return new type(operation, status, (code && problem) as Problem | undefined, headers);
}

/**
 * Seconds that a service wants to be left alone. A date counts from the answer's own `Date`, never from the local clock;
 * `undefined` where there is none, and for what is no wait at all.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const given = headers.get('Retry-After')?.trim();
  if (!given) return undefined;
  const seconds = /^\d/.test(given)
    ? Number(given)
    : (Date.parse(given) - Date.parse(headers.get('Date') ?? '')) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

/** Only what looks like a code or an id goes into a message. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
}

/** Properties that are there to be read, and are not printed or copied. */
function hide(target: object, values: Record<PropertyKey, unknown>): void {
  for (const key of Reflect.ownKeys(values)) {
    Object.defineProperty(target, key, {
      value: values[key as string],
      configurable: true,
      writable: true,
    });
  }
}
