/** The small validators of the browser say what ajv says of the document; `npm run fuzz` asks a million times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitting } from './lib/arbitrary.ts';
import { components } from './lib/document.ts';
import { answering, compare, shapeOf, validate } from './lib/verdicts.ts';

test('there is a validator for every answer', () => {
  assert.ok(answering.length > 25);
  for (const { id } of answering) assert.equal(typeof validate(id, 0), 'string', id);
  assert.equal(shapeOf('embedSessions.revoke'), undefined);
});

for (const operation of answering) {
  test(`${operation.id}: agrees with ajv on fitting and spoiled answers`, () => {
    const agreed = compare(operation, 400);
    assert.ok(agreed.fit > 40 && agreed.misfit > 40, `nothing is shown by ${JSON.stringify(agreed)}`);
  });
}

test('of values that enumerations list nothing is told', () => {
  for (const { id, schema } of answering) {
    for (const answer of fc.sample(fitting(schema), { seed: 7, numRuns: 20 })) {
      const told: string[] = [];
      assert.equal(
        validate(id, answer, path => told.push(path)),
        undefined,
        id,
      );
      assert.deepEqual(told, [], id);
    }
  }
});

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
