/** Faults of ranges, scales and levels, one test each; and what must not be taken for one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instrument, Item } from '@xinqiao/contract/types';
import { checkInstrument } from './index.ts';
import { choice, option, sample } from './testing/definitions.ts';
import { bands, broken, found, when, withB, type FaultCase } from './testing/faults.ts';

const cases: FaultCase[] = [
  // ranges
  [
    'a slider upside down',
    withB({ type: 'scale', min: 3, max: 0, responseSet: undefined }),
    ['/items/1/min min-above-max', '/scales/0 range-mismatch'],
  ],
  ['an age upside down', sample({ age: { min: 18, max: 12 } }), ['/age/min min-above-max']],
  ['a scale upside down', broken(d => (d.scales[0].min = 10)), ['/scales/0/min min-above-max']],

  // scales
  ['a scale with an unknown item', broken(d => d.scales[0].items.push('z')), ['/scales/0/items/3 unknown-reference']],
  [
    'a scale with an item twice',
    broken(d => (d.scales[0].items = ['a', 'b', 'b'])),
    ['/scales/0/items/2 duplicate-item'],
  ],
  ['a scale with a text', withB({ type: 'text', responseSet: undefined }), ['/scales/0/items/1 not-scorable']],
  [
    'a scale with a number without a range',
    withB({ type: 'number', min: 0, responseSet: undefined }),
    ['/scales/0/items/1 not-scorable'],
  ],
  ['a scale with a multiple choice', withB({ type: 'multiple-choice' }), ['/scales/0/items/1 not-scorable']],
  [
    'a reversed item that is not in the scale',
    broken(d => (d.scales[0].reverse = ['z'])),
    ['/scales/0/reverse/0 unknown-reference'],
  ],
  [
    'a reversed item without numeric options',
    broken(d => (d.scales[0].reverse = ['b']), withB({ responseSet: undefined, options: [option('x')] })),
    ['/scales/0/reverse/0 reverse-without-numbers'],
  ],
  ['a lowest score that the items do not give', broken(d => (d.scales[0].min = 1)), ['/scales/0 range-mismatch']],
  ['a highest score that the items do not give', broken(d => (d.scales[0].max = 12)), ['/scales/0 range-mismatch']],
  [
    'two primary scales',
    broken(d => {
      d.scales[0].primary = true;
      d.scales.push({ ...d.scales[0], id: 'other' });
    }),
    ['/scales/1/primary second-primary'],
  ],

  // levels and cut-offs
  [
    'levels of an unknown scale',
    broken(d => (d.bands[0].scale = 'z'), sample({ bands: bands([0, 9]) })),
    ['/bands/0/scale unknown-reference'],
  ],
  ['a gap between levels', sample({ bands: bands([0, 4], [6, 9]) }), ['/bands/0/ranges/1 band-gap']],
  ['a gap below the levels', sample({ bands: bands([1, 9]) }), ['/bands/0/ranges/0 band-gap']],
  ['a gap above the levels', sample({ bands: bands([0, 8]) }), ['/bands/0/ranges/0 band-gap']],
  ['levels that overlap', sample({ bands: bands([0, 5], [5, 9]) }), ['/bands/0/ranges/1 band-overlap']],
  [
    'a level within another',
    sample({ bands: bands([0, 9], [3, 4]) }),
    ['/bands/0/ranges/1 band-overlap', '/bands/0/ranges/1 band-gap'],
  ],
  ['a level beyond the scale', sample({ bands: bands([0, 4], [5, 10]) }), ['/bands/0/ranges/1 band-out-of-range']],
  ['a level upside down', sample({ bands: bands([4, 0], [5, 9]) }), ['/bands/0/ranges/0/min min-above-max']],
  [
    'a cut-off of an unknown scale',
    sample({ cutoffs: [{ id: 'x', scale: 'z', op: '>=', value: 1, source: 'Ours.' }] }),
    ['/cutoffs/0/scale unknown-reference'],
  ],
  [
    'a cut-off beyond the scale',
    sample({ cutoffs: [{ id: 'x', scale: 'total', op: '>=', value: 10, source: 'Ours.' }] }),
    ['/cutoffs/0/value out-of-range'],
  ],
];

describe('checkInstrument reports in scales and levels', () => {
  for (const [name, value, expected] of cases) it(name, () => assert.deepEqual(found(value), expected));
});

describe('checkInstrument takes', () => {
  const sound: [string, Instrument][] = [
    ['the sample', sample()],
    ['levels in any order', sample({ bands: bands([5, 9], [0, 4]) })],
    [
      'levels of a mean',
      sample({
        scales: [{ id: 'total', items: ['a', 'b', 'c'], method: 'mean', min: 0, max: 3 }],
        bands: bands([0, 0.99], [1, 3]),
      }),
    ],
    ['conditional wording', sample({ licences: { en: { ship: 'conditional-text', status: 'Theirs.' } } })],
    [
      'one alarm from two items',
      sample({ critical: ['a', 'b'].map(item => ({ id: 'x', item, op: '>=', value: 1, basis: 'Ours.' })) }),
    ],
    [
      'a fixed value of a reversed item within its range',
      sample({
        scales: [{ ...sample().scales[0]!, reverse: ['c'] }],
        missing: { rule: 'all-required', fixed: { c: 1 }, source: 'Ours.' },
      }),
    ],
    [
      'levels of halves, when halves is what the items give',
      sample({
        items: [choice('a'), { type: 'scale', id: 'b', min: 0, max: 1, step: 0.5 }],
        scales: [{ id: 'total', items: ['a', 'b'], method: 'sum', min: 0, max: 4 }],
        bands: bands([0, 1.5], [2, 4]),
      }),
    ],
    [
      'levels of tenths',
      sample({
        items: [{ type: 'scale', id: 'a', min: 0, max: 1, step: 0.1 }],
        scales: [{ id: 'total', items: ['a'], method: 'sum', min: 0, max: 1 }],
        bands: bands([0, 0.3], [0.4, 1]),
      }),
    ],
    [
      'levels of any number, written with two decimals',
      sample({
        items: [{ type: 'number', id: 'a', min: 0, max: 10 }],
        scales: [{ id: 'total', items: ['a'], method: 'sum', min: 0, max: 10 }],
        bands: bands([0, 4.99], [5, 10]),
      }),
    ],
    [
      'as many to choose as there are',
      sample({
        items: [{ type: 'multiple-choice', id: 'a', responseSet: 'four', minSelected: 4, maxSelected: 4 }],
        scales: [],
      }),
    ],
    ['a condition on a later item', withB({ enableWhen: [when('c', '>=', 2)] })],
    ['an item without wording', withB({ text: undefined })],
    ['properties beyond the format', { ...sample(), later: true } as Instrument],
  ];
  for (const [name, instrument] of sound) it(name, () => assert.deepEqual(checkInstrument(instrument), []));
});

describe('a hole between levels', () => {
  it('is found in a mean: 1.33 of three items has no level', () => {
    const scales = [{ id: 'total', items: ['a', 'b', 'c'], method: 'mean' as const, min: 0, max: 3 }];
    assert.deepEqual(found(sample({ scales, bands: bands([0, 1], [1.5, 3]) })), ['/bands/0/ranges/1 band-gap']);
    assert.deepEqual(found(sample({ scales, bands: bands([0, 1], [1.3, 3]) })), []);
    const missing = { rule: 'prorate' as const, maxMissing: 1, source: 'Ours.' };
    const gap = '/bands/0/ranges/1 band-gap';
    assert.deepEqual(found(sample({ scales, missing, bands: bands([0, 1], [1.3, 3]) })), [gap], '1.5 of two answers');
  });

  it('is found between halves, and between any numbers', () => {
    const half: Item = { type: 'scale', id: 'b', min: 0, max: 1, step: 0.5 };
    const scales = [{ id: 'total', items: ['a', 'b'], method: 'sum' as const, min: 0, max: 4 }];
    const gap = ['/bands/0/ranges/1 band-gap'];
    assert.deepEqual(found(sample({ items: [choice('a'), half], scales, bands: bands([0, 1], [2, 4]) })), gap);
    const any: Item = { type: 'number', id: 'b', min: 0, max: 1 };
    assert.deepEqual(found(sample({ items: [choice('a'), any], scales, bands: bands([0, 1.5], [2, 4]) })), gap);
    const even = sample({ responseSets: [{ id: 'four', options: [0, 2].map(option) }], items: [choice('a')] });
    const evenScale = [{ id: 'total', items: ['a'], method: 'sum' as const, min: 0, max: 2 }];
    assert.deepEqual(found({ ...even, scales: evenScale, bands: bands([0, 0], [2, 2]) }), []);
  });
});
