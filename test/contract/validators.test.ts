/**
 * The small validators of the browser say what ajv says of the document, but for what they tolerate on purpose:
 * values that an enumeration does not list, kinds of a union that its tag does not list, and limits and patterns of values.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationId } from '@xinqiao/contract/routes';
import { type Report, type Validate, validatorOf } from '@xinqiao/contract/validators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { fitting, spoiled } from './lib/arbitrary.ts';
import { components, type JsonSchema, listOperations, openapi, resolve, successOf } from './lib/document.ts';

const TOLERATED = [
  ...['format', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['propertyNames', 'description', 'x-data-class'],
];

/** The schema with exactly those tolerances. */
function tolerant(schema: JsonSchema): JsonSchema {
  const members = schema.oneOf?.map(member => resolve(member));
  const tag = Object.keys(members?.[0]?.properties ?? {}).find(key => members!.every(m => m.properties?.[key]?.const));
  if (tag) {
    const known = members!.map(member => member.properties![tag]!.const);
    const another = {
      type: 'object',
      required: [tag],
      properties: { [tag]: { type: 'string', not: { enum: known } } },
    };
    return { oneOf: [...members!.map(tolerant), another] };
  }
  if (schema.enum) return { type: 'string' };
  const entries = Object.entries(schema).filter(([key]) => !TOLERATED.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === 'properties') {
        return [
          key,
          Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, tolerant(member)])),
        ];
      }
      if (key === 'anyOf' || key === 'oneOf') return [key, (value as JsonSchema[]).map(tolerant)];
      if (key === 'items' || key === 'additionalProperties') return [key, tolerant(value as JsonSchema)];
      return [key, value];
    }),
  );
}

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addSchema({
  $id: 'contract',
  components: { schemas: Object.fromEntries(Object.entries(components).map(([n, s]) => [n, tolerant(s)])) },
});
const inContract = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"contract#/components'));

const answering = listOperations(openapi).flatMap(({ operation }) => {
  const schema = successOf(operation);
  return schema ? [{ id: operation.operationId as OperationId, schema }] : [];
});

const validators = new Map<string, Validate>();
for (const { operation } of listOperations(openapi)) {
  const id = operation.operationId as OperationId;
  validators.set(id, await validatorOf(id));
}
const validate = (id: string, answer: unknown, report?: Report) => validators.get(id)!(id, answer, report);

test('there is a validator for every answer', () => {
  assert.ok(answering.length > 25);
  for (const { id } of answering) assert.equal(typeof validate(id, 0), 'string', id);
  assert.equal(validate('embedSessions.revoke', undefined), undefined);
});

let agreed = { fit: 0, misfit: 0 };
for (const { id, schema } of answering) {
  test(`${id}: agrees with ajv on fitting and spoiled answers`, () => {
    const isFit = ajv.compile(inContract(schema));
    agreed = { fit: 0, misfit: 0 };
    fc.assert(
      fc.property(spoiled(fitting(schema)), answer => {
        const misfit = validate(id, answer);
        const expected = isFit(answer) as boolean;
        agreed[expected ? 'fit' : 'misfit']++;
        assert.equal(
          misfit === undefined,
          expected,
          `${misfit} ${ajv.errorsText(isFit.errors)} ${JSON.stringify(answer)}`,
        );
      }),
      { numRuns: 400 },
    );
    assert.ok(agreed.fit > 40 && agreed.misfit > 40, `nothing is shown by ${JSON.stringify(agreed)}`);
  });
}

test('the pointer names the first thing that does not fit, and no key of a map', () => {
  const definition = fc.sample(fitting(components.Instrument!), { seed: 7, numRuns: 1 })[0] as Record<string, unknown>;
  assert.equal(validate('instruments.get', definition), undefined);
  for (const [change, pointer] of [
    [{ title: { 'zh-CN': 7 } }, '/title/*'],
    [{ scales: 'none' }, '/scales'],
    [
      {
        items: [
          { type: 'display', id: 'a' },
          { type: 'number', id: 'b', min: '1' },
        ],
      },
      '/items/1/min',
    ],
    [{ items: [{ id: 'a' }] }, '/items/0/type'],
    [{ missing: undefined }, '/missing'],
  ] as const) {
    assert.equal(validate('instruments.get', { ...definition, ...change }), pointer);
  }
});

test('values and kinds of tomorrow pass and are reported by their place', () => {
  const definition = fc.sample(fitting(components.Instrument!), { seed: 7, numRuns: 1 })[0] as Record<string, unknown>;
  const told: string[] = [];
  const items = [
    { type: 'matrix', rows: 3 },
    { type: 'display', id: 'b', enableBehavior: 'most' },
  ];
  const answer = { ...definition, respondent: 'peer', items };
  assert.equal(
    validate('instruments.get', answer, path => told.push(path)),
    undefined,
  );
  assert.deepEqual(told, ['/respondent', '/items/0/type', '/items/1/enableBehavior']);
});
