/** The client: a namespace for each resource of the contract. */
import { routes } from '@xinqiao/contract/routes';
import type { EmbedSession } from '@xinqiao/contract/types';
import type { OperationId } from '@xinqiao/contract/routes';
import type { Namespaces } from './generated/namespaces.ts';
import { NetworkError } from './errors.ts';
import { list } from './list.ts';
import type { EventOptions, RequestOptions } from './operation.ts';
import { type Call, createTransport, type Transport } from './transport.ts';

/** The client retries reads, and writes under their idempotency key, when the service is busy or out of reach. */
export interface RetryOptions {
  /** Repeats after the first attempt; 2 when left out. */
  limit?: number;
  /** Milliseconds; the wait before the n-th repeat is random, up to `delay` × 2ⁿ⁻¹. 300 when left out. */
  delay?: number;
  /** Longest such wait in milliseconds, 10,000 when left out. A `Retry-After` is followed up to 30 s. */
  maxDelay?: number;
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
   * once when the service rejects it, however many calls are under way. Abort is for its time limit (`timeout`).
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

/**
 * The client of a Xinqiao service.
 *
 * ```ts
 * const client = new XinqiaoClient({
 *   baseUrl: '/xinqiao',
 *   fetchSession: async ({ signal }) => (await fetch('/portal/xinqiao-session', { method: 'POST', signal })).json(),
 * });
 * const me = await client.me.get();
 * for await (const student of client.students.list({ unitId: me.unit.id })) console.log(student.studentNumber);
 * ```
 *
 * Every call fails with an error of this package: `if (NotFoundError.is(error)) …`.
 */
export const XinqiaoClient: new (options: ClientOptions) => XinqiaoClient = class XinqiaoClient {
  constructor(options: ClientOptions) {
    const transport = createTransport(options);
    const namespaces: Record<string, Record<string, unknown>> = {};
    for (const [id, [method, template, input, output]] of Object.entries(routes)) {
      const [resource, name] = id.split('.') as [string, string];
      (namespaces[resource] ??= {})[name] = (...given: unknown[]) => {
        const names = template.match(/\{\w+\}/g) ?? [];
        const parameters = given.splice(0, names.length);
        const value = input ? given.shift() : undefined;
        const callOptions = given[0] as (RequestOptions & EventOptions) | undefined;
        const call = {
          operation: id as OperationId,
          method,
          template,
          parameters,
          query: input === 'query' ? (value as Record<string, unknown> | undefined) : undefined,
          body: input === 'body' ? value : undefined,
          options: callOptions ?? {},
        };
        if (output === 'stream') return stream(transport, call);
        if (output !== 'list') return transport.send(call);
        return list(
          id,
          cursor => transport.send({ ...call, query: { ...call.query, cursor } }) as Promise<never>,
          call.query?.cursor as string | undefined,
        );
      };
    }
    Object.assign(this, namespaces);
  }
} as never;
export type XinqiaoClient = Namespaces;

/** The reader of streams is fetched when the first event is waited for: most pages follow none. */
function stream(transport: Transport, call: Call): AsyncIterable<never> {
  return {
    [Symbol.asyncIterator]() {
      let ended = false;
      const reader = import('./events.ts').then(
        ({ events }) => events(transport, call)[Symbol.asyncIterator](),
        (error: unknown) => {
          throw new NetworkError(call.operation, error);
        },
      );
      // Told by `next`; whoever never asks for an event has nothing to hear.
      reader.catch(() => {});
      return {
        next: async () => (ended ? { done: true, value: undefined } : (await reader).next()),
        return: async () => {
          ended = true;
          return (await reader).return!();
        },
      };
    },
  };
}
