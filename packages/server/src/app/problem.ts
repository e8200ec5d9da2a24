/** What a handler throws to answer with a problem (RFC 9457). */
import type { Problem } from '@xinqiao/contract/types';
import type { Queries } from '../database/database.ts';

export type ProblemCode = Problem['code'];
export type PointedError = NonNullable<Problem['errors']>[number];

/** Status and title of every code. */
const kinds: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'invalid-request': [422, 'The request is not valid.'],
  'invalid-answers': [422, 'The answers do not fit the instrument.'],
  'malformed-body': [400, 'The body is not well-formed JSON in UTF-8.'],
  'body-too-large': [413, 'The body is larger than 256 KiB.'],
  'unsupported-media-type': [415, 'The body must be application/json.'],
  unauthenticated: [401, 'There is no valid credential.'],
  'session-expired': [401, 'The session has ended.'],
  'session-foreign': [401, 'The session belongs to another page or another service.'],
  forbidden: [403, 'The role may not do this.'],
  'not-found': [404, 'There is no such thing within reach.'],
  'method-not-allowed': [405, 'The method is not allowed here.'],
  'consent-required': [403, 'Consent to the current text has not been given.'],
  'purpose-required': [403, 'The purpose has to be named.'],
  'campaign-not-open': [409, 'The campaign is not open.'],
  'already-submitted': [409, 'The assignment is done already.'],
  'idempotency-conflict': [409, 'The same key or attempt was used with another body.'],
  'state-conflict': [409, 'The thing is in another state.'],
  gone: [410, 'What this belonged to was withdrawn or erased.'],
  'too-many-requests': [429, 'Too many requests.'],
  unavailable: [503, 'The service is not available.'],
  internal: [500, 'Something went wrong on our side.'],
};

export interface ProblemOptions {
  /** Another status than the code's own. */
  status?: number;
  /** One sentence for a developer. Never holds what a person answered, a name or a token. */
  detail?: string;
  errors?: readonly PointedError[];
  headers?: Readonly<Record<string, string>>;
  /** What is to be kept of a refusal, because everything else is taken back. */
  afterwards?: (db: Queries) => Promise<void>;
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(kinds[code][1]);
    this.code = code;
    this.status = options.status ?? kinds[code][0];
    this.options = options;
  }
}

/** The one answer for what does not exist and what is out of reach: it has no detail, so that the two can't differ. */
export const notFound = (): ProblemError => new ProblemError('not-found');

export function toProblem(error: ProblemError, requestId: string): Problem {
  const { detail, errors } = error.options;
  return {
    type: `/problems/${error.code}`,
    title: error.message,
    status: error.status,
    code: error.code,
    ...(detail !== undefined && { detail }),
    requestId,
    ...(errors && errors.length > 0 && { errors: [...errors] }),
  };
}
