import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Answers, Instrument, Item } from '@xinqiao/contract/types';
import { catalogue } from './library/index.ts';
import { optionsOf, score, scorer } from './index.ts';
import { choice, option, sample } from './testing/definitions.ts';

/** Answers that fit, with now and then a gap, a value off the list or an item that isn't there. */
function answersTo(instrument: Instrument): fc.Arbitrary<Answers> {
  const fitting = Object.fromEntries(
    instrument.items.map(item => {
      const values = optionsOf(instrument, item).map(({ value }) => value);
      const one = values.length > 0 ? fc.constantFrom(...values) : fc.constantFrom(0, 1, 5, 'x');
      return [item.id, item.type === 'multiple-choice' ? one.map(value => [value]) : one];
    }),
  );
  const wild = fc.constantFrom(null, -1, 1.5, NaN, '1', [1], 99, undefined);
  const change = fc.tuple(fc.constantFrom(...instrument.items.map(({ id }) => id), 'unknown', '__proto__'), wild);
  return fc
    .tuple(fc.record(fitting), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(change, { maxLength: 3 })))
    .map(([answers, changes]) => {
      for (const [id, value] of changes) {
        if (value === undefined) delete answers[id];
        else Object.defineProperty(answers, id, { value, enumerable: true, configurable: true, writable: true });
      }
      return answers as Answers;
    });
}

describe('a prepared scorer gives what score gives', () => {
  for (const instrument of catalogue) {
    const ids = [undefined, ...(instrument.variants ?? []).map(({ id }) => id), 'no-such-variant'];
    test(`for ${instrument.id} and its variants, whatever is answered`, () => {
      for (const variant of ids) {
        const prepared = scorer(instrument, { variant });
        fc.assert(
          fc.property(answersTo(instrument), answers => {
            assert.deepEqual(prepared(answers), score(instrument, answers, { variant }));
          }),
          { numRuns: 60 },
        );
      }
    });
  }

  test('for definitions that the quick way does not know', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(choice) as [Item, Item, Item];
    const options = (...values: (number | string)[]) => values.map(option);
    const hidden: Item = { ...c, enableWhen: [{ item: 'a', op: '=', value: 1 }] };
    const scale = { id: 'total', method: 'sum', min: 0, max: 9 } as const;
    const strange: Instrument[] = [
      sample({ items: [a, b, hidden] }),
      sample({ items: [a, b, { ...c, group: 'g' }, { type: 'group', id: 'g', enableWhen: hidden.enableWhen! }] }),
      sample({ items: [a, b, { type: 'choice', id: 'c', options: options(0, 0.1, 0.7, 2) }] }),
      sample({ items: [a, b, { type: 'choice', id: 'c', options: options(0, 1, 'refused') }] }),
      sample({ items: [a, b, { type: 'number', id: 'c', min: 0, max: 3 }] }),
      sample({ scales: [{ ...scale, items: ['a', 'b', 'c'], table: [{ upTo: 3, score: 1 }, { score: 2 }] }] }),
      sample({ scales: [{ ...scale, items: ['a', 'b', 'nowhere'] }] }),
      sample({ scales: [{ ...scale, items: [] }] }),
      sample({ critical: [{ id: 'k', item: 'nowhere', op: '!=', value: 0, basis: 'Ours.' }] }),
      sample({ decisions: [{ id: 'd', all: [{ item: 'nowhere', op: '!=', value: 0 }], source: 'Ours.' }] }),
      sample({ missing: { rule: 'all-required', fixed: { c: 0 }, source: 'Ours.' } }),
      sample({
        validity: [9, 3].map((value, at) => ({ id: `v${at}`, scale: 'total', op: '>=', value, source: 'Ours.' })),
      }),
      sample({
        bands: [
          {
            ...{ key: 'k', scale: 'total', source: 'Ours.' },
            ranges: [
              { id: 'high', min: 5, max: 9, label: { en: 'High' } },
              { id: 'low', min: 0, max: 4, label: { en: 'Low' } },
            ],
          },
        ],
      }),
    ];
    for (const instrument of strange) {
      const prepared = scorer(instrument);
      for (const x of [0, 1, 2, 3]) {
        for (const y of [0, 1, 2, 3]) {
          for (const z of [0, 0.1, 0.7, 1, 2, 3, 'refused']) {
            const answers = { a: x, b: y, c: z };
            assert.deepEqual(prepared(answers), score(instrument, answers));
            // A class of its own may answer more than it shows.
            assert.deepEqual(prepared(Object.create(answers)), score(instrument, Object.create(answers)));
          }
        }
      }
    }
  });

  test('for every method, validity rules and decisions', () => {
    const scale = { items: ['a', 'b', 'c'], min: 0, max: 9 };
    const instrument = sample({
      scales: [
        { id: 'total', ...scale, method: 'sum', reverse: ['b'] },
        { id: 'count', ...scale, method: 'count', countIf: { op: '>=', value: 2 }, reverse: ['b'] },
        { id: 'counted', ...scale, method: 'mean-of-counted', countIf: { op: '>', value: 0 } },
        { id: 'mean', ...scale, method: 'mean', transform: { multiply: 1.25, round: 'half-up', decimals: 1 } },
        { id: 'both', ...scale, items: ['c'], method: 'sum-of-scales', of: ['total', 'counted'] },
        { id: 'late', ...scale, items: [], method: 'sum-of-scales', of: ['later'] },
        { id: 'later', ...scale, method: 'sum' },
      ],
      bands: [
        { key: 'k', scale: 'counted', source: 'Ours.', ranges: [{ id: 'x', min: 0, max: 3, label: { en: 'X' } }] },
      ],
      cutoffs: [{ id: 'not', scale: 'counted', op: '!=', value: 2, source: 'Ours.' }],
      validity: [{ id: 'lie', scale: 'counted', op: '>=', value: 3, source: 'Ours.' }],
      decisions: [
        {
          id: 'first',
          all: [{ item: 'a', op: '=', value: 0 }],
          any: [{ scale: 'both', op: '>', value: 3 }],
          source: 'Ours.',
        },
        { id: 'second', all: [{ scale: 'total', op: '>=', value: 4 }], source: 'Ours.' },
      ],
    });
    const prepared = scorer(instrument);
    const seen = new Set<string>();
    for (const a of [0, 1, 2, 3]) {
      for (const b of [0, 1, 2, 3]) {
        for (const c of [0, 1, 2, 3]) {
          const result = prepared({ a, b, c });
          assert.deepEqual(result, score(instrument, { a, b, c }));
          for (const one of [result.status, ...result.flags, `${result.scores.counted}`]) seen.add(one);
        }
      }
    }
    for (const one of ['complete', 'not_valid_profile', 'first', 'second', 'not', 'null'])
      assert.ok(seen.has(one), one);
  });

  test('for answers that are no answers', () => {
    const prepared = scorer(sample());
    for (const value of [null, undefined, 'text', 7, [], [1, 1, 1]]) {
      assert.deepEqual(prepared(value as never), score(sample(), value as never));
    }
  });

  test('for answers that are inherited: they are nobody’s', () => {
    const answers = Object.assign(Object.create({ a: 1 }) as Answers, { b: 1, c: 1, d: 1 });
    assert.equal(scorer(sample())(answers).status, 'invalid_input');
  });

  test('for a definition with conditions, and one with other numbers', () => {
    const hidden = sample({
      items: [choice('a'), { ...choice('b'), enableWhen: [{ item: 'a', op: '=', value: 3 }] }, choice('c')],
    });
    const halves = sample({
      responseSets: [{ id: 'four', options: [0, 0.1, 0.2, 0.3].map(value => ({ value, label: { en: `${value}` } })) }],
    });
    assert.equal(scorer(hidden)({ a: 1, b: 3, c: 1 }).scores.total, 2);
    assert.equal(scorer(halves)({ a: 0.1, b: 0.2, c: 0.3 }).scores.total, 0.6);
  });

  test('for answers in another order', () => {
    assert.deepEqual(scorer(sample())({ c: 3, a: 1, b: 2 }), score(sample(), { a: 1, b: 2, c: 3 }));
    assert.equal(scorer(sample())({ a: 1, x: 1, b: 2 }).errors[0]?.item, 'x');
  });

  test('one response after the other: nothing is left from the one before', () => {
    const prepared = scorer(sample());
    const first = prepared({ a: 3, b: 3, c: 3 });
    prepared({ a: 0, b: 0, c: 0 });
    assert.equal(first.scores.total, 9);
  });
});
