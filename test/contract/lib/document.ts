/** The committed document, as the gates read it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** As much of JSON Schema as the document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  format?: string;
  pattern?: string;
  [keyword: string]: unknown;
}
interface Media {
  schema: JsonSchema;
}
export interface DocumentOperation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters?: { in: string; name: string; required?: boolean; schema: JsonSchema }[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}
export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

export const documentPath = fileURLToPath(new URL('../../../packages/contract/openapi.json', import.meta.url));
export const readDocument = (): OpenApiDocument => JSON.parse(readFileSync(documentPath, 'utf8')) as OpenApiDocument;

export const openapi = readDocument();
export const components = openapi.components.schemas;

/** Every operation with where it stands. */
export const listOperations = (document: OpenApiDocument) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

/** The schema of an operation's success, if it answers with something. */
export const successOf = ({ responses }: DocumentOperation): JsonSchema | undefined => {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2'))!;
  return Object.values(success.content ?? {})[0]?.schema;
};

/** A component, or the schema itself where it is no reference. */
export const resolve = (schema: JsonSchema, all = components): JsonSchema =>
  schema.$ref ? all[schema.$ref.split('/').at(-1)!]! : schema;
