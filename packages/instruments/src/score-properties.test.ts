/** What holds for every scale of the library, whatever is answered. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers, AnswerValue, Instrument, Item } from '@xinqiao/contract/types';
import { optionsOf, score } from './index.ts';
import { catalogue } from './library/index.ts';
import { choice, sample } from './testing/definitions.ts';

/** What fits an item: its options, a time of day, a number within its limits. */
const fitting = (instrument: Instrument, item: Item): fc.Arbitrary<AnswerValue> => {
  if (item.type === 'choice') return fc.constantFrom(...optionsOf(instrument, item).map(({ value }) => value));
  if (item.type === 'number') {
    const { min = 0, max = 1000 } = item;
    return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  }
  return fc.integer({ min: 0, max: 1439 }).map(minutes => new Date(minutes * 60_000).toISOString().slice(11, 16));
};

/** Long scales are drawn less often: ninety answers a sheet take their time. */
const runs = ({ items }: Instrument) => ({ numRuns: items.length > 30 ? 25 : 100 });

/** Answers as people give them: mostly options, some missing, now and then nonsense. */
const anyAnswers = (instrument: Instrument, nonsense = true): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      instrument.items.map(item => [
        item.id,
        fc.oneof(
          { weight: 40, arbitrary: fitting(instrument, item) },
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: nonsense ? 1 : 0, arbitrary: fc.anything() as fc.Arbitrary<number> },
        ),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;

for (const instrument of catalogue) {
  const { scales, bands = [], critical = [], missing } = instrument;
  const keepsRest = missing.rule === 'prorate-per-scale';
  describe(`${instrument.abbreviation}, whatever is answered`, () => {
    it('scores are in range or null, and a level stands exactly where a score stands', () => {
      fc.assert(
        fc.property(anyAnswers(instrument), answers => {
          const result = score(instrument, answers);
          const isScored = ['complete', 'prorated', 'not_valid_profile'].includes(result.status);
          for (const { id, method, min, max } of scales) {
            const value = result.scores[id]!;
            // Where nothing counts, there is no mean of what counts; where gaps are filled by scale, some stand and some don't.
            const mayLack = method === 'mean-of-counted' || (keepsRest && result.status === 'incomplete');
            if (isScored || mayLack)
              assert.ok((mayLack && value === null) || (value >= min && value <= max), `${id}: ${value}`);
            else assert.equal(value, null);
            if (value !== null) assert.ok(Number.isFinite(value));
          }
          for (const { key, scale } of bands) {
            assert.equal(typeof result.bands[key] === 'string', typeof result.scores[scale] === 'number');
          }
          assert.equal(result.status === 'invalid_input', result.errors.length > 0);
        }),
        runs(instrument),
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
        runs(instrument),
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
        runs(instrument),
      );
    });

    it('a second time comes to the same, and an answer left out is an answer of null', () => {
      fc.assert(
        fc.property(anyAnswers(instrument), answers => {
          const result = score(instrument, answers);
          assert.deepEqual(score(instrument, answers), result);
          // JSON has no infinity and no NaN: it says null, which is another answer.
          if (!Object.values(answers).some(answer => typeof answer === 'number' && !Number.isFinite(answer))) {
            assert.deepEqual(score(instrument, JSON.parse(JSON.stringify(answers))).scores, result.scores);
          }
          const gaps = instrument.items.map(({ id }) => [id, null]);
          assert.deepEqual(score(instrument, { ...Object.fromEntries(gaps), ...answers }), result);
        }),
        runs(instrument),
      );
    });

    it('what is filled in lies between the lowest and the highest that the missing answers could give', () => {
      const whole = fc.record(Object.fromEntries(instrument.items.map(item => [item.id, fitting(instrument, item)])));
      const gaps = fc.subarray(
        instrument.items.map(({ id }) => id),
        { maxLength: Math.min(6, instrument.items.length) },
      );
      fc.assert(
        fc.property(whole, gaps, (answers, left) => {
          const result = score(instrument, { ...answers, ...Object.fromEntries(left.map(id => [id, null])) });
          for (const { id, method, items, reverse = [] } of scales) {
            const value = result.scores[id];
            if (typeof value !== 'number' || (method !== 'sum' && method !== 'mean')) continue;
            const end = (isHigh: boolean) => {
              const extremes = left
                .filter(item => items.includes(item))
                .map(item => {
                  const options = optionsOf(
                    instrument,
                    instrument.items.find(one => one.id === item)!,
                  );
                  const values = options.map(option => option.value as number);
                  return [item, isHigh === reverse.includes(item) ? Math.min(...values) : Math.max(...values)];
                });
              return score(instrument, { ...answers, ...Object.fromEntries(extremes) }).scores[id]!;
            };
            if (missing.fixed && left.some(item => Object.hasOwn(missing.fixed!, item))) continue;
            assert.ok(end(false) <= value && value <= end(true), `${id}: ${value}`);
          }
        }),
        runs(instrument),
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

  for (const { id: scale, items, reverse = [], method, transform, table } of scales) {
    // Times and durations have no next option, and the mean of what counts falls when more counts.
    if (instrument.id === 'psqi' || items.length === 0 || method === 'mean-of-counted') continue;
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
            instrument.items
              .filter(item => !items.includes(item.id))
              .map(item => [item.id, optionsOf(instrument, item)[0]!.value as number]),
          );
          const higher = { ...others, ...answers, [id]: answers[id]! + 1 };
          const before = score(instrument, { ...others, ...answers });
          const after = score(instrument, higher);
          if (after.status === 'invalid_input') return;
          const gain = (after.scores[scale]! - before.scores[scale]!) * (reverse.includes(id) ? -1 : 1);
          // Transforms and counts may stand still, but never go down; plain sums and means are known exactly.
          if (transform || table || (method !== 'sum' && method !== 'mean')) assert.ok(gain >= 0);
          else assert.ok(Math.abs(gain - (method === 'mean' ? 1 / items.length : 1)) < 1e-8);
        }),
        runs(instrument),
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
