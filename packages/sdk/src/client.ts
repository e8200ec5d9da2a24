/** The client: a namespace for each resource of the contract, over the same calls as the functions of a resource. */
import { routes } from '@xinqiao/contract/routes';
import { shapesOf } from '@xinqiao/contract/validators';
import { ask, askList, follow, type Route } from './call.ts';
import { carry, type Connection } from './connection.ts';
import type { Namespaces } from './generated/namespaces.ts';
import type { ClientOptions } from './options.ts';
import { createTransport } from './transport.ts';

const kinds: Record<string, typeof ask> = { list: askList as typeof ask, stream: follow as never };

/**
 * The client of a Xinqiao service.
 *
 * ```ts
 * const client = new XinqiaoClient({
 *   baseUrl: '/xinqiao',
 *   fetchSession: async ({ signal }) => {
 *     const response = await fetch('/portal/xinqiao-session', { method: 'POST', signal });
 *     if (!response.ok) throw response.status < 500 ? new SessionExpiredError('session') : new NetworkError('session');
 *     return response.json();
 *   },
 * });
 * const me = await client.me.get();
 * for await (const student of client.students.list({ unitId: me.unit.id })) console.log(student.studentNumber);
 * ```
 *
 * Every call fails with an error of this package: `if (NotFoundError.is(error)) …`.
 */
export const XinqiaoClient: new (options: ClientOptions) => XinqiaoClient = class XinqiaoClient {
  constructor(options: ClientOptions) {
    const connection = carry(this, createTransport(options)) as Connection;
    const namespaces: Record<string, Record<string, unknown>> = {};
    for (const [id, [method, template, input, output]] of Object.entries(routes)) {
      const [resource, name] = id.split('.') as [string, string];
      const route: Route = [id as Route[0], method, template, input];
      const answer = resource + name[0]!.toUpperCase() + name.slice(1);
      // Fetched beside the first answer; the platform keeps what has come.
      const shape = () => shapesOf(resource).then(all => all[answer]);
      (namespaces[resource] ??= {})[name] = (...given: unknown[]) =>
        (kinds[output] ?? ask)(connection, route, output ? shape : undefined, given);
    }
    Object.assign(this, namespaces);
  }
} as never;
export type XinqiaoClient = Namespaces;
