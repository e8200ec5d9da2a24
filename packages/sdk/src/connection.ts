/** A way to a service, for the functions of `@xinqiao/sdk/<resource>`: an application brings only those it calls. */
import type { Namespaces } from './generated/namespaces.ts';
import type { ClientOptions } from './options.ts';
import { createTransport, type Transport } from './transport.ts';

/** What every operation takes first: made by `connect`. */
export interface Connection {
  /** @internal */
  readonly '~transport': Transport;
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
  return carry({}, createTransport(options)) as Connection;
}

/** Where it is not printed. */
export const carry = (target: object, transport: Transport): object =>
  Object.defineProperty(target, '~transport', { value: transport });

export function transportOf(connection: Connection | Namespaces): Transport {
  const transport = (connection as Connection | undefined)?.['~transport'];
  if (!transport) throw new TypeError('Pass what connect() gave, or a XinqiaoClient, first');
  return transport;
}
