/** The typed client of the Xinqiao service, for browsers, Node and any web-standard runtime. */
export { createAttemptId } from './attempt-id.ts';
export { XinqiaoClient } from './client.ts';
export { connect, type Connection } from './connection.ts';
export { kindsOf } from './error-kinds.ts';
export {
  AbortedError,
  ApiError,
  CampaignNotOpenError,
  ConflictError,
  ConsentRequiredError,
  ForbiddenError,
  InvalidAnswersError,
  InvalidRequestError,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  SessionExpiredError,
  StuckCursorError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  UnexpectedResponseError,
  XinqiaoError,
} from './errors.ts';
export type * from './generated/namespaces.ts';
export type { ClientOptions, RetryOptions, Unexpected } from './options.ts';
export { asOfNow, onNextPerson, retire } from './person.ts';
export { sessionByCode } from './session-code.ts';
export type { Body, EventOptions, List, OperationId, Query, RequestOptions, Result } from './operation.ts';
