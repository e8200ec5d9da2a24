/** A way to a service, for the functions of `@xinqiao/sdk/<resource>`: an application brings only those it calls. */
import type { ClientOptions } from './options.ts';
import { createTransport, type Transport } from './transport.ts';

export const TRANSPORT: unique symbol = Symbol('transport');

/** What every operation takes first: made by `connect`; every `XinqiaoClient` is one as well. */
export interface Connection {
  /** @internal */
  readonly [TRANSPORT]: Transport;
}

/**
 * ```ts
 * import { connect } from '@xinqiao/sdk';
 * import * as alerts from '@xinqiao/sdk/alerts';
 *
 * const connection = connect({ baseUrl: '/xinqiao', fetchSession });
 * for await (const alert of alerts.list(connection, { level: 'high' })) console.log(alert.id);
 * ```
 * @throws {TypeError} without an address, with both or none of `fetchSession` and `secretKey`
 */
export function connect(options: ClientOptions): Connection {
  return Object.defineProperty({}, TRANSPORT, { value: createTransport(options) }) as Connection;
}

export function transportOf(connection: Connection): Transport {
  const transport = (connection as Connection | undefined)?.[TRANSPORT];
  if (!transport)
    throw new TypeError('Pass what connect() gave, or a XinqiaoClient of this copy of @xinqiao/sdk, first');
  return transport;
}
