/** The OpenAPI 3.1 document, made from the operations. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Operation, operations, Problem, ScoreResult } from '../src/index.ts';

export interface NamedOperation {
  /** Resource as the client names it: `alerts`. */
  readonly resource: string;
  readonly name: string;
  /** `alerts.list`; also the operationId. */
  readonly id: string;
  readonly operation: Operation;
}

export const namedOperations: NamedOperation[] = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>).map(([name, operation]) => ({
    resource,
    name,
    id: `${resource}.${name}`,
    operation,
  })),
);

const security = { session: [{ session: [] }], 'secret-key': [{ secretKey: [] }], code: [{ code: [] }] };

const headers = ({ method, stream }: Operation): z.ZodObject | undefined => {
  if (method === 'POST') {
    return z.object({
      'Idempotency-Key': z.string().min(8).max(128).meta({
        description: 'Made by the client, one for each thing it wants done; a repeat answers as the first did.',
      }),
    });
  }
  if (stream) {
    return z.object({
      'Last-Event-ID': z.string().max(64).optional().meta({ description: 'Resume after this event.' }),
    });
  }
  return undefined;
};

function describe({ resource, id, operation }: NamedOperation): ZodOpenApiOperationObject {
  const { summary, authentication, params, query, body, response, status, stream } = operation;
  const content = stream ? 'text/event-stream' : 'application/json';
  const header = headers(operation);
  return {
    operationId: id,
    summary,
    tags: [resource],
    security: security[authentication],
    ...(params || query || header
      ? { requestParams: { ...(params && { path: params }), ...(query && { query }), ...(header && { header }) } }
      : {}),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: response
        ? { description: 'Success', content: { [content]: { schema: response } } }
        : { description: 'Success, no content' },
      default: { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

/** Builds the document from zod alone; the same on every machine. */
export function createOpenApiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const named of namedOperations) {
    const { path, method } = named.operation;
    (paths[path] ??= {})[method.toLowerCase()] = describe(named);
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Xinqiao 心桥',
        version: '1.0.0',
        description:
          'Student mental-health management after 教思政厅函〔2021〕10号. `x-data-class` on a property names its data class (C0–C8).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: Object.keys(operations).map(name => ({ name })),
      paths: paths as ZodOpenApiPathsObject,
      components: {
        // No operation gives it whole: what scoring makes, and what is seen of it follows from it.
        schemas: { ScoreResult },
        securitySchemes: {
          session: { type: 'http', scheme: 'bearer', description: 'Token of an embed session.' },
          secretKey: { type: 'http', scheme: 'bearer', description: 'Secret key of the portal; never in a browser.' },
          code: { type: 'http', scheme: 'bearer', description: 'One-time code that the portal has given to its page.' },
        },
      },
    },
    {
      // A newer service may add properties: only what is declared strict (request bodies) is closed.
      override: ({ jsonSchema, zodSchema }) => {
        const { def } = zodSchema._zod;
        if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
      },
    },
  );
}
