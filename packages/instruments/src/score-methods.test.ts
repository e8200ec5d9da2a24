/** The ways of scoring beyond sum and mean, worked out by hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers, Instrument, Item, Scale } from '@xinqiao/contract/types';
import { asq } from './library/asq/definition.ts';
import { checkInstrument, proposeAlert, score } from './index.ts';
import { transformed } from './score.ts';
import { choice, option, sample } from './testing/definitions.ts';
import { broken, found } from './testing/faults.ts';

const four: Scale = { id: 'total', items: ['a', 'b', 'c'], method: 'sum', min: 0, max: 9 };
const scales = (...list: Scale[]) => sample({ scales: list });
const sound = (instrument: Instrument) => {
  assert.deepEqual(checkInstrument(instrument), []);
  return instrument;
};
const scoresOf = (instrument: Instrument, answers: Answers) => score(sound(instrument), answers).scores;

describe('transform', () => {
  it('takes 1.25 × raw to whole numbers as stated, for the four raw scores where floor and half up differ', () => {
    const floor = { multiply: 1.25, round: 'floor' } as const;
    const halfUp = { multiply: 1.25, round: 'half-up' } as const;
    assert.deepEqual(
      [42, 43, 50, 58].map(raw => [transformed(raw, 1, floor), transformed(raw, 1, halfUp)]),
      [
        [52, 53],
        [53, 54],
        [62, 63],
        [72, 73],
      ],
    );
  });
  it('is exact where binary fractions are not', () => {
    // 1.15 × 50 is 57.49999999999999 and 0.1 × 3 is 0.30000000000000004 in binary fractions.
    assert.equal(transformed(50, 1, { multiply: 1.15, round: 'half-up' }), 58);
    assert.equal(transformed(3, 1, { multiply: 0.1 }), 0.3);
    assert.equal(transformed(1.005, 1, { round: 'half-up', decimals: 2 }), 1.01);
    assert.equal(transformed(1, 3, { multiply: 3, round: 'floor' }), 1);
  });
  it('adds after multiplying', () => assert.equal(transformed(4, 1, { multiply: 10, add: 50 }), 90));
  it('gives the score of a scale', () => {
    const doubled = scales({ ...four, max: 18, transform: { multiply: 2 } });
    assert.deepEqual(scoresOf(doubled, { a: 1, b: 2, c: 3 }), { total: 12 });
  });
});

describe('counting', () => {
  const countIf = { op: '>=', value: 2 } as const;
  const instrument = scales(
    { ...four, id: 'positive', method: 'count', countIf, max: 3 },
    { ...four, id: 'mean', method: 'mean-of-counted', countIf, min: 2, max: 3 },
  );
  it('counts the answers that fulfil the condition, and takes their mean', () => {
    assert.deepEqual(scoresOf(instrument, { a: 1, b: 2, c: 3 }), { positive: 2, mean: 2.5 });
  });
  it('has no mean where nothing counts, and is complete all the same', () => {
    const result = score(sound(instrument), { a: 0, b: 1, c: 1 });
    assert.deepEqual([result.status, result.scores], ['complete', { positive: 0, mean: null }]);
  });
  it('counts a reversed answer as it is scored', () => {
    const reversed = scales({ ...four, method: 'count', countIf, max: 3, reverse: ['a'] });
    assert.deepEqual(scoresOf(reversed, { a: 0, b: 0, c: 0 }), { total: 1 });
  });
  it('is never filled in', () => {
    const missing = { rule: 'prorate', maxMissing: 1, source: 'Ours.' } as const;
    assert.equal(score(sound({ ...instrument, missing }), { a: 3, b: 3 }).status, 'incomplete');
  });
});

/** Two scales of five items each coded 0 to 2, and their sum: SDQ in small. */
const ids = Array.from({ length: 10 }, (_, at) => `i${at}`);
const parted = sample({
  responseSets: [{ id: 'four', options: [0, 1, 2].map(option) }],
  items: ids.map(choice),
  scales: [
    { id: 'x', items: ids.slice(0, 5), method: 'sum', min: 0, max: 10 },
    { id: 'y', items: ids.slice(5), method: 'sum', min: 0, max: 10 },
    { id: 'total', items: [], of: ['x', 'y'], method: 'sum-of-scales', min: 0, max: 20 },
  ],
  missing: { rule: 'prorate-per-scale', minAnswered: 3, source: 'Ours.' },
});
const answered = (...values: (number | null)[]): Answers =>
  Object.fromEntries(values.map((value, at) => [`i${at}`, value]));

describe('a sum of scales, with gaps filled scale by scale', () => {
  it('adds up complete scales', () => {
    const result = score(sound(parted), answered(1, 1, 1, 1, 1, 2, 2, 2, 2, 2));
    assert.deepEqual([result.status, result.scores], ['complete', { x: 5, y: 10, total: 15 }]);
  });
  it('fills in up to two of five, half up: 2 of 4 answered is 2.5, so 3', () => {
    const result = score(sound(parted), answered(1, 1, 0, 0, null, 2, 2, 2, 2, 2));
    assert.deepEqual([result.status, result.scores], ['prorated', { x: 3, y: 10, total: 13 }]);
  });
  it('keeps the other scales when one has fewer than three answers, but no total', () => {
    const result = score(sound(parted), answered(1, 1, null, null, null, 2, 2, 2, 2, 2));
    assert.deepEqual([result.status, result.scores], ['incomplete', { x: null, y: 10, total: null }]);
  });
});

describe('a cut-off over several scales', () => {
  const one = (id: string, item: string): Scale => ({ id, items: [item], method: 'mean', min: 0, max: 3 });
  const cutoff = { id: 'any', scale: 'x', anyOf: ['y', 'z'], op: '>=', value: 2, source: 'Ours.' } as const;
  const instrument = sample({
    scales: [one('x', 'a'), one('y', 'b'), one('z', 'c')],
    cutoffs: [{ ...cutoff, anyOf: [...cutoff.anyOf] }],
  });
  it('is reached by any of them, and by none of them below', () => {
    assert.deepEqual(score(sound(instrument), { a: 0, b: 0, c: 2 }).flags, ['any']);
    assert.deepEqual(score(instrument, { a: 2, b: 0, c: 0 }).flags, ['any']);
    assert.deepEqual(score(instrument, { a: 1, b: 1, c: 1 }).flags, []);
  });
  it('is explained with the scale that reached it', () => {
    const proposal = proposeAlert(instrument, score(instrument, { a: 0, b: 0, c: 2 }));
    assert.equal(proposal?.reasons[0]?.detail['en'], 'S z: 2 (0–3), cut-off ≥ 2 reached');
  });
});

describe('classes by score and answer, the first that holds', () => {
  const source = 'Ours.';
  const instrument = sample({
    decisions: [
      {
        id: 'class1',
        any: [
          { scale: 'total', op: '>=', value: 6 },
          { item: 'a', op: '=', value: 3 },
        ],
        source,
      },
      {
        id: 'class2',
        any: [
          { scale: 'total', op: '>=', value: 3 },
          { item: 'b', op: '>=', value: 2 },
        ],
        source,
      },
      { id: 'class3', all: [{ scale: 'total', op: '<', value: 3 }], source },
    ],
  });
  const flags = (answers: Answers) => score(sound(instrument), answers).flags;
  it('decides by the score on either side of each limit', () => {
    assert.deepEqual(flags({ a: 2, b: 2, c: 2 }), ['class1']);
    assert.deepEqual(flags({ a: 2, b: 1, c: 2 }), ['class2']);
    assert.deepEqual(flags({ a: 1, b: 1, c: 1 }), ['class2']);
    assert.deepEqual(flags({ a: 1, b: 1, c: 0 }), ['class3']);
  });
  it('decides by one answer alone', () => {
    assert.deepEqual(flags({ a: 3, b: 0, c: 0 }), ['class1']);
    assert.deepEqual(flags({ a: 0, b: 2, c: 0 }), ['class2']);
  });
  it('says of an incomplete form what is settled, and nothing that the score could still change', () => {
    assert.deepEqual(flags({ a: 3 }), ['class1']);
    assert.deepEqual(flags({ b: 2 }), []);
  });
});

describe('validity', () => {
  const validity = [{ id: 'lies', scale: 'total', op: '>=', value: 8, source: 'Ours.' } as const];
  it('makes the profile untrustworthy from the limit on, and keeps the scores for a person', () => {
    const instrument = sound(sample({ validity }));
    assert.equal(score(instrument, { a: 3, b: 3, c: 1 }).status, 'complete');
    const result = score(instrument, { a: 3, b: 3, c: 2 });
    assert.deepEqual([result.status, result.scores], ['not_valid_profile', { total: 8 }]);
  });
});

describe('variants', () => {
  const instrument = sample({
    scales: [{ ...four, reverse: ['a', 'b'] }],
    variants: [{ id: 'b_positive', source: 'Ours.', reverse: { total: ['a'] } }],
  });
  it('are chosen by name and stand in the result', () => {
    const answers = { a: 0, b: 0, c: 0 };
    assert.deepEqual(scoresOf(instrument, answers), { total: 6 });
    const result = score(instrument, answers, { variant: 'b_positive' });
    assert.deepEqual([result.variant, result.scores], ['b_positive', { total: 3 }]);
    assert.equal('variant' in score(instrument, answers), false);
  });
  it('that do not exist score nothing', () => {
    const result = score(instrument, { a: 0, b: 0, c: 0 }, { variant: 'toString' });
    assert.deepEqual([result.status, result.errors[0]?.code], ['invalid_input', 'unknown-variant']);
    assert.deepEqual(result.scores, { total: null });
  });
});

describe('an ASQ broken off before question 5', () => {
  for (const [name, answers] of [
    ['a yes', { '1': 0, '2': 0, '3': 0, '4': 1 }],
    ['a refusal', { '1': 'refused', '2': 0, '3': 0, '4': 0 }],
    ['a yes and nothing after it', { '2': 1 }],
  ] as const) {
    it(`asks for a person the same day after ${name}`, () => {
      const proposal = proposeAlert(asq, score(asq, answers));
      assert.equal(proposal?.level, 'high');
      assert.equal(proposal.reasons[0]?.detail['en'], 'ASQ: positive screen, acuity not determined');
    });
  }
  it('asks for nobody without a positive answer', () => {
    assert.equal(proposeAlert(asq, score(asq, { '1': 0, '2': 0 })), null);
  });
});

describe('the checker', () => {
  const sums = (at: number, changes: object) => broken(d => void Object.assign(d.scales[at], changes), parted);
  const items: Item[] = [];
  for (const [name, value, expected] of [
    ['a scale of nothing', broken(d => void (d.scales[0].items = items)), ['/scales/0/items empty']],
    [
      'a sum of no scales',
      broken(d => void (d.scales[2].of = undefined), parted),
      ['/scales/2/items empty', '/scales/2 missing'],
    ],
    ['an unknown part', sums(2, { of: ['x', 'q'], max: 10 }), ['/scales/2/of/1 unknown-reference']],
    ['a scale made of itself', sums(2, { of: ['x', 'total'], max: 30 }), ['/scales/2/of/1 forward-scale']],
    ['parts of a plain sum', sums(1, { of: ['x'], max: 20 }), ['/scales/1/of not-used', '/scales/2 range-mismatch']],
    ['a total with another range', sums(2, { max: 21 }), ['/scales/2 range-mismatch']],
    ['a count of nothing', sums(0, { method: 'count', max: 5 }), ['/scales/0 missing', '/scales/2 range-mismatch']],
    [
      'a factor of 0',
      broken(d => void (d.scales[0].transform = { multiply: 0 })),
      ['/scales/0/transform/multiply out-of-range', '/scales/0 range-mismatch'],
    ],
    ['no fewest answers', broken(d => void delete d.missing.minAnswered, parted), ['/missing missing']],
    [
      'a variant that changes nothing',
      sample({ variants: [{ id: 'v', source: 'Ours.' }] }),
      ['/variants/0 changes-nothing'],
    ],
    [
      'a variant of an unknown scale',
      sample({ variants: [{ id: 'v', source: 'Ours.', reverse: { q: [] } }] }),
      ['/variants/0/reverse/q unknown-reference'],
    ],
    [
      'a variant that breaks',
      sample({ variants: [{ id: 'v', source: 'Ours.', reverse: { total: ['q'] } }] }),
      ['/variants/0 unknown-reference'],
    ],
    [
      'a decision on an unknown scale',
      sample({ decisions: [{ id: 'd', all: [{ scale: 'q', op: '>', value: 1 }], source: 'Ours.' }] }),
      ['/decisions/0/all/0/scale unknown-reference'],
    ],
    [
      'a validity rule out of range',
      sample({ validity: [{ id: 'v', scale: 'total', op: '>', value: 10, source: 'Ours.' }] }),
      ['/validity/0/value out-of-range'],
    ],
  ] as const) {
    it(`finds ${name}`, () => assert.deepEqual(found(value), expected));
  }
});
