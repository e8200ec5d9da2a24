/**
 * An operation of the service, written once: the document, the client's methods and the server's routes come from it.
 */
import type { z } from 'zod';

/** How a caller proves who it is: the embed session's bearer token, the portal's secret key, a one-time code of it. */
export type Authentication = 'session' | 'secret-key' | 'code';

export interface Operation {
  /** Upper-case HTTP method. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/<resource>`; parameters in braces: `/v1/alerts/{alertId}`. */
  readonly path: string;
  /** One line, imperative: "List alerts". */
  readonly summary: string;
  readonly authentication: Authentication;
  /** Object schemas; keys of `params` are the names in braces. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The success status and body; `response` is left out for 204. */
  readonly status: 200 | 201 | 204;
  readonly response?: z.ZodType;
  /** When set, the success is `text/event-stream` and `response` is the shape of one event's data. */
  readonly stream?: true;
}

/** Keeps the exact type of what is passed, so that handlers and clients are typed by it. */
export const operation = <const O extends Operation>(definition: O): O => definition;

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined;
export type ParamsOf<O extends Operation> = Infer<O['params']>;
export type QueryOf<O extends Operation> = Infer<O['query']>;
export type BodyOf<O extends Operation> = Infer<O['body']>;
export type ResponseOf<O extends Operation> = Infer<O['response']>;
