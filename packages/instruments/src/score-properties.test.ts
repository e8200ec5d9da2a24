/** What holds for every scale of the library, whatever is answered. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { optionsOf, score } from './index.ts';
import { library } from './library/index.ts';
import { choice, sample } from './testing/definitions.ts';

/** Answers as people give them: mostly options, some missing, now and then nonsense. */
const anyAnswers = (instrument: Instrument, nonsense = true): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      instrument.items.map(item => [
        item.id,
        fc.oneof(
          { weight: 40, arbitrary: fc.constantFrom(...optionsOf(instrument, item).map(({ value }) => value)) },
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: nonsense ? 1 : 0, arbitrary: fc.anything() as fc.Arbitrary<number> },
        ),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;

for (const instrument of library) {
  const { scales, bands = [], critical = [] } = instrument;
  describe(`${instrument.abbreviation}, whatever is answered`, () => {
    it('scores are in range or null, and a level stands exactly where a score stands', () => {
      fc.assert(
        fc.property(anyAnswers(instrument), answers => {
          const result = score(instrument, answers);
          const isScored = result.status === 'complete' || result.status === 'prorated';
          for (const { id, min, max } of scales) {
            const value = result.scores[id];
            if (isScored) assert.ok(typeof value === 'number' && value >= min && value <= max, `${id}: ${value}`);
            else assert.equal(value, null);
          }
          for (const { key } of bands) assert.equal(typeof result.bands[key] === 'string', isScored);
          assert.equal(result.status === 'invalid_input', result.errors.length > 0);
        }),
      );
    });

    it('the order of the answers changes nothing', () => {
      const shuffled = anyAnswers(instrument).chain(answers =>
        fc.tuple(
          fc.constant(answers),
          fc.shuffledSubarray(Object.entries(answers), { minLength: Object.keys(answers).length }),
        ),
      );
      fc.assert(
        fc.property(shuffled, ([answers, entries]) => {
          assert.deepEqual(score(instrument, Object.fromEntries(entries)), score(instrument, answers));
        }),
      );
    });

    it('a critical answer is reported, whatever else is missing', () => {
      fc.assert(
        fc.property(anyAnswers(instrument, false), answers => {
          const given = critical.filter(({ item, op, value }) => {
            const answer = answers[item];
            return typeof answer === 'number' && (op === '=' ? answer === value : answer >= value);
          });
          const reported = score(instrument, answers).critical.map(({ id }) => id);
          assert.deepEqual(
            reported,
            given.map(({ id }) => id),
          );
        }),
      );
    });

    it('nothing that is handed in is changed', () => {
      const frozen = structuredClone(instrument);
      const freeze = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        Object.values(value).forEach(freeze);
        Object.freeze(value);
      };
      freeze(frozen);
      const answers = Object.freeze({ '1': 1 });
      assert.deepEqual(score(frozen, answers), score(instrument, answers));
    });
  });

  for (const { id: scale, items, reverse = [], method, transform } of scales) {
    it(`${instrument.abbreviation} ${scale}: more on an item is more on the scale, less where it is reversed`, () => {
      const full = fc.record(
        Object.fromEntries(
          items.map(id => {
            const item = instrument.items.find(candidate => candidate.id === id)!;
            return [id, fc.constantFrom(...optionsOf(instrument, item).map(({ value }) => value as number))];
          }),
        ),
      );
      fc.assert(
        fc.property(full, fc.constantFrom(...items), (answers, id) => {
          const others = Object.fromEntries(
            instrument.items.filter(item => !items.includes(item.id)).map(item => [item.id, 0]),
          );
          const higher = { ...others, ...answers, [id]: answers[id]! + 1 };
          const before = score(instrument, { ...others, ...answers });
          const after = score(instrument, higher);
          if (after.status === 'invalid_input') return;
          const gain = (after.scores[scale]! - before.scores[scale]!) * (reverse.includes(id) ? -1 : 1);
          // Transforms and counts may stand still, but never go down; plain sums and means are known exactly.
          if (transform || (method !== 'sum' && method !== 'mean')) assert.ok(gain >= 0);
          else assert.ok(Math.abs(gain - (method === 'mean' ? 1 / items.length : 1)) < 1e-8);
        }),
      );
    });
  }
}

describe('filling in', () => {
  it('is exact: half up, compared with fractions of whole numbers', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `i${at}`);
    const instrument = sample({
      items: ids.map(choice),
      scales: [{ id: 'total', items: ids, method: 'sum', min: 0, max: 36 }],
      missing: { rule: 'prorate', maxMissing: 11, source: 'Ours.' },
    });
    const given = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(0, 1, 2, 3), { minKeys: 1 });
    fc.assert(
      fc.property(given, answers => {
        const values = Object.values(answers);
        const numerator = BigInt(values.reduce<number>((a, b) => a + b, 0) * 12);
        const denominator = BigInt(values.length);
        const whole = numerator / denominator;
        const expected = Number((numerator % denominator) * 2n >= denominator ? whole + 1n : whole);
        assert.equal(score(instrument, answers).scores.total, expected);
      }),
    );
  });
});
