/** The client's namespaces as an editor shows them, and the functions they stand on: one for each operation. */
import { z } from 'zod';
import { type NamedOperation, namedOperations } from './document.ts';
import { answerName } from './validators.ts';

const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);
const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** What beside its type the operation needs to have said, for whoever calls it. */
const remarks = ({ operation: { authentication, method } }: NamedOperation): string[] => [
  ...(authentication === 'secret-key' ? ['With the secret key only: never in a browser.'] : []),
  ...(method === 'POST' ? ['Repeated after a failure with the same idempotency key, so it is done once.'] : []),
];

/** Parameters and result as TypeScript writes them, and as they are called. */
function signature({ id, operation }: NamedOperation) {
  const { path, query, body, response, stream } = operation;
  const type = (kind: string) => `${kind}<'${id}'>`;
  const isList = response instanceof z.ZodObject && 'nextCursor' in response.shape;
  const optional = query !== undefined && query.safeParse({}).success;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const parameters = [
    ...names.map(name => `${name}: string`),
    ...(query ? [`query${optional ? '?' : ''}: ${type('Query')}`] : []),
    ...(body ? [`body: ${type('Body')}`] : []),
    `options?: ${stream ? 'EventOptions' : 'RequestOptions'}`,
  ];
  const [calls, result] = stream
    ? ['follow', `AsyncIterable<${type('Result')}>`]
    : isList
      ? ['askList', `List<${type('Result')}>`]
      : ['ask', `Promise<${response ? type('Result') : 'void'}>`];
  const given = [...names, ...(query ? ['query'] : []), ...(body ? ['body'] : []), 'options'];
  return { parameters, given, calls, result, input: body ? 'body' : query ? 'query' : '' };
}

const docstring = (named: NamedOperation) => `/** ${[`${named.operation.summary}.`, ...remarks(named)].join(' ')} */`;

function method(named: NamedOperation): string {
  const { parameters, result } = signature(named);
  return `  ${docstring(named)}
  ${named.name}(${parameters.join(', ')}): ${result};`;
}

/** Names that no function may have. */
const RESERVED = new Set(['delete', 'export', 'import', 'new', 'return', 'switch', 'void', 'with', 'yield']);

/** Sources of `packages/sdk/src/generated/resources/<resource>.ts`, by file: a function for each operation. */
export function resourceModules(): Record<string, string> {
  const resources = [...new Set(namedOperations.map(({ resource }) => resource))];
  return Object.fromEntries(
    resources.map(resource => {
      const members = namedOperations.filter(named => named.resource === resource);
      const functions = members.map(named => {
        const { id, name, operation } = named;
        if (RESERVED.has(name)) throw new Error(`${id}: no function can be called ${name}`);
        const { parameters, given, calls, result, input } = signature(named);
        const path = operation.path.replace(/\{\w+\}/g, '{}');
        const route = `['${id}', '${operation.method}', '${path}', '${input}']`;
        const shape = operation.response ? `shapes.${answerName(id)}` : 'undefined';
        return `${docstring(named)}
export function ${name}(connection: Connection | XinqiaoClient, ${parameters.join(', ')}): ${result} {
  return ${calls}(connection, ${route}, ${shape}, [${given.join(', ')}]);
}
`;
      });
      const body = functions.join('\n');
      const used = (names: string[]) => names.filter(name => new RegExp(`\\b${name}\\b`).test(body)).join(', ');
      const types = used(['Body', 'EventOptions', 'List', 'Query', 'RequestOptions', 'Result']);
      const source = `/** The operations of \`client.${resource}\` as functions: a bundle holds those that are called. */
${/shapes\./.test(body) ? "import * as shapes from '@xinqiao/contract/validators';\n" : ''}import { ${used(['ask', 'askList', 'follow'])} } from '../../call.ts';
import type { XinqiaoClient } from '../../client.ts';
import type { Connection } from '../../connection.ts';
import type { ${types} } from '../../operation.ts';

${body}`;
      return [kebab(resource), source];
    }),
  );
}

/** Source of `packages/sdk/src/generated/namespaces.ts`. */
export function namespaces(): string {
  const resources = [...new Set(namedOperations.map(({ resource }) => resource))];
  const interfaces = resources.map(
    resource => `export interface ${capital(resource)}Namespace {
${namedOperations
  .filter(named => named.resource === resource)
  .map(method)
  .join('\n')}
}
`,
  );
  return `import type { Body, EventOptions, List, Query, RequestOptions, Result } from '../operation.ts';

${interfaces.join('\n')}
/** Every resource of the service, by the name it has in the contract. */
export interface Namespaces {
${resources.map(resource => `  readonly ${resource}: ${capital(resource)}Namespace;`).join('\n')}
}
`;
}
