/** The three kinds of call: for one object, for a list, for a stream of events. */
import type { OperationId } from '@xinqiao/contract/routes';
import { type Connection, transportOf } from './connection.ts';
import type { Namespaces } from './generated/namespaces.ts';
import { NetworkError } from './errors.ts';
import { type List, list } from './list.ts';
import type { EventOptions, RequestOptions } from './operation.ts';
import type { AnswerShape, Call, Transport } from './transport.ts';

/** What is fixed of an operation: its id, method and path, and what it takes beside the parameters of the path. */
export type Route = readonly [id: OperationId, method: string, template: string, input: '' | 'query' | 'body'];

/* eslint-disable @typescript-eslint/no-explicit-any -- the generated functions say what they take and give */

export const ask = (
  connection: Connection | Namespaces,
  route: Route,
  shape: AnswerShape,
  given: readonly unknown[],
): Promise<any> => {
  const transport = transportOf(connection);
  return transport.send(callOf(transport, route, shape, given));
};

export function askList(
  connection: Connection | Namespaces,
  route: Route,
  shape: AnswerShape,
  given: readonly unknown[],
): List<any> {
  const transport = transportOf(connection);
  const call = callOf(transport, route, shape, given);
  return list(
    call.operation,
    cursor => transport.send({ ...call, query: { ...call.query, cursor } }) as Promise<never>,
    call.query?.cursor as string | undefined,
  );
}

/** The reader of streams is fetched when the first event is waited for: most pages follow none. */
export function follow(
  connection: Connection | Namespaces,
  route: Route,
  shape: AnswerShape,
  given: readonly unknown[],
): AsyncIterable<any> {
  const transport = transportOf(connection);
  return { [Symbol.asyncIterator]: () => lazily(transport, callOf(transport, route, shape, given)) };
}

/* eslint-enable @typescript-eslint/no-explicit-any */

function lazily(transport: Transport, call: Call): AsyncIterator<never> {
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
}

/** @param given parameters of the path, then a query or a body where there is one, then options */
function callOf(
  { turn }: Transport,
  [operation, method, template, input]: Route,
  shape: AnswerShape,
  given: readonly unknown[],
): Call {
  const count = template.split('{').length - 1;
  const value = input ? given[count] : undefined;
  return {
    turn,
    operation,
    method,
    template,
    shape,
    parameters: given.slice(0, count),
    query: input === 'query' ? (value as Record<string, unknown> | undefined) : undefined,
    body: input === 'body' ? value : undefined,
    options: (given[input ? count + 1 : count] as (RequestOptions & EventOptions) | undefined) ?? {},
  };
}
