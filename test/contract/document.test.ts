/** The committed document: valid, regular, and every property in it has its data class. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_CLASS_KEY, DATA_CLASSES, operations } from '@xinqiao/contract';
import { routes } from '@xinqiao/contract/routes';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type JsonSchema, listOperations, type OpenApiDocument, openapi, readDocument } from './lib/document.ts';

const all = listOperations(openapi);
const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(
    structuredClone(openapi) as object as Record<string, unknown>,
  );
  assert.ok(valid, JSON.stringify(errors));
  assert.match(openapi.openapi, /^3\.1\./);
  const broken = { ...structuredClone(openapi), paths: { 'v1/no-slash': {} } };
  assert.equal((await new Validator().validate(broken)).valid, false);
});

/** Places of the properties and parameters without a data class, of their own or through all their members. */
function unclassed(document: OpenApiDocument): string[] {
  const { schemas } = document.components;
  const isClassed = (schema: JsonSchema, path: readonly JsonSchema[] = []): boolean => {
    if (schema[DATA_CLASS_KEY] !== undefined) return DATA_CLASSES.some(name => name === schema[DATA_CLASS_KEY]);
    if (schema.$ref) {
      const target = schemas[schema.$ref.split('/').at(-1)!]!;
      return !path.includes(target) && isClassed(target, [...path, target]);
    }
    const union = schema.anyOf ?? schema.oneOf;
    if (union) return union.every(member => member.type === 'null' || isClassed(member, path));
    if (schema.items) return isClassed(schema.items, path);
    if (schema.properties) return Object.values(schema.properties).every(member => isClassed(member, path));
    return typeof schema.additionalProperties === 'object' && isClassed(schema.additionalProperties, path);
  };
  const found: string[] = [];
  const walk = (schema: JsonSchema, place: string) => {
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      if (!isClassed(member)) found.push(`${place}/${name}`);
      walk(member, `${place}/${name}`);
    }
    for (const member of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
      if (member) walk(member, place);
    if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${place}/*`);
  };
  for (const [name, schema] of Object.entries(schemas)) walk(schema, name);
  for (const { operation } of listOperations(document)) {
    for (const { in: where, name, schema } of operation.parameters ?? []) {
      // Headers are the protocol's, not about a person.
      if (where !== 'header' && !isClassed(schema)) found.push(`${operation.operationId}?${name}`);
    }
    for (const { content = {} } of Object.values(operation.responses)) {
      for (const { schema } of Object.values(content)) walk(schema, operation.operationId);
    }
  }
  return found;
}

test('every property and parameter has its data class', () => {
  assert.deepEqual(unclassed(openapi), []);
});

test('a property or parameter that loses its class, or has one that does not exist, is found', () => {
  const cases: [string, (document: OpenApiDocument) => JsonSchema][] = [
    ['Student/name', document => document.components.schemas.Student!.properties!.name!],
    [
      'QuestionnaireResponse/answers',
      document => document.components.schemas.QuestionnaireResponse!.properties!.answers!,
    ],
    ['ScoreResult/scores', document => document.components.schemas.ScoreResult!.properties!.scores!],
    [
      'CourseProgress/course/teacher',
      document => document.components.schemas.CourseProgress!.properties!.course!.anyOf![0]!.properties!.teacher!,
    ],
    [
      'students.list?q',
      document => document.paths['/v1/students']!.get!.parameters!.find(({ name }) => name === 'q')!.schema,
    ],
  ];
  for (const [place, pick] of cases) {
    for (const dataClass of [undefined, 'C9']) {
      const document = readDocument();
      pick(document)[DATA_CLASS_KEY] = dataClass;
      assert.ok(unclassed(document).includes(place), `${place} = ${dataClass}: ${unclassed(document)}`);
    }
  }
});

test('every operation of the contract is in the document, under its resource and name', () => {
  const expected = Object.entries(operations).flatMap(([resource, members]) =>
    Object.entries(members as Record<string, { method: string; path: string }>).map(
      ([name, { method, path }]) => `${resource}.${name} ${method} ${path}`,
    ),
  );
  const found = all.map(({ path, method, operation }) => `${operation.operationId} ${method} ${path}`);
  assert.deepEqual(found.sort(), expected.sort());
  assert.equal(new Set(all.map(({ operation }) => operation.operationId)).size, all.length);
  assert.deepEqual(Object.keys(routes).sort(), all.map(({ operation }) => operation.operationId).sort());
});

for (const { path, method, operation } of all) {
  test(`${operation.operationId} is regular`, () => {
    const [resource] = operation.operationId.split('.') as [string];
    assert.ok(
      path === `/v1/${kebab(resource)}` || path.startsWith(`/v1/${kebab(resource)}/`),
      `${path} does not begin with the resource`,
    );
    assert.match(path, /^(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z]*\}))+$/);
    assert.deepEqual(operation.tags, [resource]);
    assert.match(operation.summary, /^[A-Z].*[^.]$/);

    const problem = operation.responses.default?.content?.['application/problem+json']?.schema;
    assert.deepEqual(problem, { $ref: '#/components/schemas/Problem' });
    const successes = Object.keys(operation.responses).filter(status => status !== 'default');
    assert.equal(successes.length, 1);
    assert.match(successes[0]!, /^20[014]$/);

    const parameters = operation.parameters ?? [];
    const key = parameters.find(parameter => parameter.name === 'Idempotency-Key');
    assert.equal(key?.required ?? false, method === 'POST', 'Idempotency-Key: on every POST, and on nothing else');
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(
      parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name),
      inPath,
    );
    if (operation.operationId.endsWith('.list')) {
      for (const name of ['cursor', 'limit'])
        assert.ok(
          parameters.some(parameter => parameter.name === name),
          name,
        );
    }
    if (operation.requestBody) {
      assert.deepEqual(Object.keys(operation.requestBody.content), ['application/json']);
      const { $ref } = operation.requestBody.content['application/json']!.schema;
      const body = openapi.components.schemas[$ref!.split('/').at(-1)!]!;
      assert.equal(body.additionalProperties, false, 'a body says what it takes, and refuses the rest');
    }
  });
}
