/** The client's namespaces as an editor shows them: one documented method for each operation. */
import { z } from 'zod';
import { type NamedOperation, namedOperations } from './document.ts';

const capital = (name: string) => name[0]!.toUpperCase() + name.slice(1);

/** What beside its type the operation needs to have said, for whoever calls it. */
const remarks = ({ operation: { authentication, method } }: NamedOperation): string[] => [
  ...(authentication === 'secret-key' ? ['With the secret key only: never in a browser.'] : []),
  ...(method === 'POST' ? ['Repeated after a failure with the same idempotency key, so it is done once.'] : []),
];

function method(named: NamedOperation): string {
  const { id, name, operation } = named;
  const { path, query, body, response, stream, summary } = operation;
  const type = (kind: string) => `${kind}<'${id}'>`;
  const isList = response instanceof z.ZodObject && 'nextCursor' in response.shape;
  const optional = query !== undefined && query.safeParse({}).success;
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => `${parameter}: string`),
    ...(query ? [`query${optional ? '?' : ''}: ${type('Query')}`] : []),
    ...(body ? [`body: ${type('Body')}`] : []),
    `options?: ${stream ? 'EventOptions' : 'RequestOptions'}`,
  ];
  const result = stream
    ? `AsyncIterable<${type('Result')}>`
    : isList
      ? `List<${type('Result')}>`
      : `Promise<${response ? type('Result') : 'void'}>`;
  return `  /** ${[`${summary}.`, ...remarks(named)].join(' ')} */
  ${name}(${parameters.join(', ')}): ${result};`;
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
