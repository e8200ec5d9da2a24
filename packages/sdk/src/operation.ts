/** What a call takes and gives, read from the types of the OpenAPI document. */
import type { OperationId } from '@xinqiao/contract/routes';
import type { operations } from '@xinqiao/contract/types';
import type { List } from './list.ts';

export type { List, OperationId };

type Content<T> = T extends { content: infer C } ? C[keyof C] : undefined;

/** Query parameters of an operation: `Query<'students.list'>`. */
export type Query<I extends OperationId> = NonNullable<operations[I]['parameters']['query']>;
/** Request body of an operation: `Body<'responses.submit'>`. */
export type Body<I extends OperationId> = Content<operations[I]['requestBody']>;
/** What an operation answers with; of an event stream, one event: `Result<'me.get'>`. */
export type Result<I extends OperationId> = {
  [S in Extract<keyof operations[I]['responses'], number>]: Content<operations[I]['responses'][S]>;
}[Extract<keyof operations[I]['responses'], number>];

/** Options of one call; they win over those of the client. */
export interface RequestOptions {
  /** Aborts the call at any moment: while a session is asked for, in flight, in the body, between two attempts. */
  signal?: AbortSignal;
  /** Milliseconds that one attempt may take, to the last byte of the body. */
  timeout?: number;
  /**
   * Names the thing that a POST wants done, so that a repeat does it once; 8 to 128 characters. Made for each call when
   * left out (`responses.submit`: the attempt id).
   */
  idempotencyKey?: string;
  /** Further request headers. `Authorization` is the client's and cannot be set. */
  headers?: Record<string, string>;
  /** Sent to its end although the page goes away; bodies of 64 KiB at most. */
  keepalive?: boolean;
  /** The revision that an update is based on. */
  ifMatch?: string | number;
}

/** Options of an event stream. */
export interface EventOptions extends Pick<RequestOptions, 'signal' | 'timeout' | 'headers'> {
  /** Begin after this event, for example the `eventId` of a summary. */
  lastEventId?: string;
  /** Told when the stream is there (again) and when it was lost; reads missed meanwhile are the listener's to repeat. */
  onConnection?: (state: 'open' | 'lost') => void;
}
