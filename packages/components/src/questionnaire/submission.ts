/** What a failed submission means for the person, and which items it is about. Never holds an answer. */
import {
  CampaignNotOpenError,
  ConflictError,
  ConsentRequiredError,
  InvalidAnswersError,
  NetworkError,
  SessionExpiredError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
} from '@xinqiao/sdk';
import type { ItemErrorCode } from './session.ts';

export interface Failure {
  kind: 'network' | 'session' | 'invalid' | 'closed' | 'already' | 'consent' | 'failed';
  /** Faults by item id, from the pointers `/answers/<item>`. */
  items: readonly (readonly [string, ItemErrorCode])[];
}

/** The item that an RFC 6901 pointer into the request names. */
export function itemOfPointer(pointer: string): string | undefined {
  const [, id] = /^\/answers\/([^/]+)/.exec(pointer) ?? [];
  return id?.replace(/~1/g, '/').replace(/~0/g, '~');
}

export function describeFailure(error: unknown): Failure {
  if (InvalidAnswersError.is(error)) {
    const items = (error.errors ?? []).flatMap(({ pointer, code }) => {
      const item = itemOfPointer(pointer);
      return item === undefined ? [] : [[item, code as ItemErrorCode] as const];
    });
    return { kind: items.length > 0 ? 'invalid' : 'failed', items };
  }
  return { kind: kindOf(error), items: [] };
}

function kindOf(error: unknown): Failure['kind'] {
  if (SessionExpiredError.is(error) || UnauthenticatedError.is(error)) return 'session';
  if (ConsentRequiredError.is(error)) return 'consent';
  if (CampaignNotOpenError.is(error)) return 'closed';
  if (ConflictError.is(error) && error.code === 'already-submitted') return 'already';
  return NetworkError.is(error) || TimeoutError.is(error) || UnavailableError.is(error) ? 'network' : 'failed';
}
