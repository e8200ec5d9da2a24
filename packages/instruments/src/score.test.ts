import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers, Condition, Instrument, Item } from '@xinqiao/contract/types';
import { checkInstrument, score } from './index.ts';
import { library } from './library/index.ts';
import { choice, option, sample } from './testing/definitions.ts';

const when = (item: string, value: number): Condition => ({ item, op: '=', value });
const total = (instrument: Instrument, answers: Answers) => score(instrument, answers).scores.total;
const sum = (items: string[], max: number, changes = {}) => ({
  id: 'total',
  items,
  method: 'sum' as const,
  min: 0,
  max,
  ...changes,
});
const prorate = (maxMissing: number) => ({ rule: 'prorate' as const, maxMissing, source: 'Ours.' });

describe('methods', () => {
  it('a mean is the mean of the items', () => {
    const mean = sample({ scales: [sum(['a', 'b', 'c'], 3, { method: 'mean' })] });
    assert.equal(total(mean, { a: 1, b: 2, c: 3 }), 2);
    assert.equal(total(mean, { a: 0, b: 0, c: 1 }), 0.333333333);
  });

  it('a mean with gaps is the mean of what is answered, not rounded to an integer', () => {
    const mean = sample({ scales: [sum(['a', 'b', 'c'], 3, { method: 'mean' })], missing: prorate(1) });
    const result = score(mean, { a: 1, b: 2 });
    assert.deepEqual([result.status, result.scores.total, result.missing], ['prorated', 1.5, ['c']]);
  });

  it('sums sliders and numbers, and reverses them by their own range', () => {
    const items: Item[] = [
      { type: 'scale', id: 's', min: 1, max: 7 },
      { type: 'number', id: 'n', min: 0, max: 10, integer: true },
    ];
    const instrument = sample({ items, scales: [sum(['s', 'n'], 17, { min: 1, reverse: ['s'] })] });
    assert.deepEqual(checkInstrument(instrument), []);
    assert.equal(total(instrument, { s: 7, n: 10 }), 11);
    assert.equal(total(instrument, { s: 1, n: 0 }), 7);
  });

  it('adds decimals without a trace of binary fractions, so that a level holds at its edge', () => {
    const tenths: Item[] = ['a', 'b'].map(id => ({ type: 'scale', id, min: 0, max: 0.5, step: 0.1 }));
    const instrument = sample({
      items: tenths,
      scales: [sum(['a', 'b'], 1)],
      bands: [
        {
          key: 'level',
          scale: 'total',
          source: 'Ours.',
          ranges: [
            { id: 'low', min: 0, max: 0.3, label: { en: 'low' } },
            { id: 'high', min: 0.4, max: 1, label: { en: 'high' } },
          ],
        },
      ],
      cutoffs: [{ id: 'over', scale: 'total', op: '>', value: 0.3, source: 'Ours.' }],
    });
    const result = score(instrument, { a: 0.1, b: 0.2 });
    assert.deepEqual([result.scores.total, result.bands.level, result.flags], [0.3, 'low', []]);
  });

  it('gives zero, never minus zero', () => {
    const result = score(sample({ critical: [{ id: 'x', item: 'a', op: '=', value: 0, basis: 'Ours.' }] }), {
      a: -0,
      b: -0,
      c: -0,
    });
    assert.ok(Object.is(result.scores.total, 0));
    assert.ok(Object.is(result.critical[0]?.value, 0));
  });
});

describe('cut-offs', () => {
  for (const [op, expected] of [
    ['=', [false, true, false]],
    ['!=', [true, false, true]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
  ] as const) {
    it(`score ${op} 4 among 3, 4, 5: ${expected}`, () => {
      const instrument = sample({ cutoffs: [{ id: 'cut', scale: 'total', op, value: 4, source: 'Ours.' }] });
      const reached = [0, 1, 2].map(c => score(instrument, { a: 3, b: 0, c }).flags.includes('cut'));
      assert.deepEqual(reached, expected);
    });
  }
});

describe('what is missing', () => {
  it('a fixed value is a raw answer: it is reversed with its item and leaves the status complete', () => {
    const instrument = sample({
      scales: [sum(['a', 'b', 'c'], 9, { reverse: ['c'] })],
      missing: { rule: 'all-required', fixed: { c: 0 }, source: 'Ours.' },
    });
    const result = score(instrument, { a: 0, b: 0 });
    assert.deepEqual([result.status, result.scores.total, result.missing], ['complete', 3, ['c']]);
  });

  it('each scale may lack as many as the rule says', () => {
    const instrument = sample({
      items: ['a', 'b', 'c', 'd', 'e', 'f'].map(choice),
      scales: [sum(['a', 'b', 'c'], 9), { ...sum(['d', 'e', 'f'], 9), id: 'other' }],
      missing: prorate(1),
    });
    assert.deepEqual(score(instrument, { a: 1, b: 1, d: 2, e: 2 }).scores, { total: 3, other: 6 });
    const tooFew = score(instrument, { a: 1, b: 1, d: 2 });
    assert.deepEqual([tooFew.status, tooFew.scores], ['incomplete', { total: null, other: null }]);
  });

  it('an option of text is an answer without a number: its item is missing in the scale', () => {
    const items: Item[] = [choice('a'), { ...choice('b'), options: [option(0), option('unknown')] } as Item];
    delete (items[1] as { responseSet?: string }).responseSet;
    const instrument = sample({ items, scales: [sum(['a', 'b'], 3)] });
    const result = score(instrument, { a: 1, b: 'unknown' });
    assert.deepEqual([result.status, result.missing, result.errors], ['incomplete', ['b'], []]);
  });

  it('questions that are in no scale are never missing', () => {
    const result = score(sample({ items: [...['a', 'b', 'c'].map(choice), choice('extra')] }), { a: 0, b: 0, c: 0 });
    assert.deepEqual([result.status, result.missing], ['complete', []]);
  });

  it('a definition without scales and decisions is complete', () => {
    assert.equal(score(sample({ scales: [] }), {}).status, 'complete');
  });
});

describe('hidden items', () => {
  const branch = sample({
    items: [choice('a'), choice('b'), { ...choice('c'), enableWhen: [when('a', 3)] }],
    critical: [{ id: 'alarm', item: 'c', op: '>=', value: 3, basis: 'Ours.' }],
    decisions: [{ id: 'decided', all: [when('c', 3)], source: 'Ours.' }],
  });

  it('count neither for the score nor for a decision, and are not missing', () => {
    const result = score(branch, { a: 1, b: 1, c: 3 });
    assert.deepEqual([result.status, result.scores.total, result.flags, result.missing], ['complete', 2, [], []]);
    assert.deepEqual(score(branch, { a: 1, b: 1 }), { ...result, critical: [] });
  });

  it('count when they are shown', () => {
    const result = score(branch, { a: 3, b: 1, c: 3 });
    assert.deepEqual([result.scores.total, result.flags], [7, ['decided']]);
    assert.deepEqual(score(branch, { a: 3, b: 1 }).missing, ['c']);
  });

  it('still raise a critical answer that was given: a yes is not unsaid by changing another answer', () => {
    assert.deepEqual(score(branch, { a: 1, b: 1, c: 3 }).critical, [{ id: 'alarm', item: 'c', value: 3 }]);
  });

  it('have their fixed value where there is one', () => {
    const fixed = { ...branch, missing: { rule: 'all-required' as const, fixed: { c: 2 }, source: 'Ours.' } };
    assert.equal(total(fixed, { a: 1, b: 1 }), 4);
  });

  it('leave a scale without a score when all of it is hidden, and the rest complete', () => {
    const part = sample({
      items: [choice('a'), { ...choice('b'), enableWhen: [when('a', 3)] }],
      scales: [sum(['a'], 3), { ...sum(['b'], 3), id: 'part' }],
      bands: [
        { key: 'level', scale: 'part', source: 'Ours.', ranges: [{ id: 'any', min: 0, max: 3, label: { en: 'any' } }] },
      ],
    });
    const result = score(part, { a: 1 });
    assert.deepEqual(
      [result.status, result.scores, result.bands],
      ['complete', { total: 1, part: null }, { level: null }],
    );
  });
});

describe('decisions', () => {
  it('the first that holds decides', () => {
    const decisions = [
      { id: 'first', all: [when('a', 1)], source: 'Ours.' },
      { id: 'second', any: [when('a', 1), when('b', 1)], source: 'Ours.' },
    ];
    const instrument = sample({ decisions });
    const flags = (a: number, b: number) => score(instrument, { a, b, c: 0 }).flags;
    assert.deepEqual([flags(1, 1), flags(0, 1), flags(0, 0)], [['first'], ['second'], []]);
  });
});

describe('invalid input', () => {
  it('trusts nothing, not even a critical answer', () => {
    const phq9 = library[0]!;
    const result = score(phq9, { '9': 3, '1': 7 });
    assert.deepEqual(
      [result.status, result.scores, result.bands, result.flags, result.critical, result.missing],
      ['invalid_input', { total: null }, { total: null }, [], [], []],
    );
    assert.deepEqual(
      result.errors.map(({ item, code }) => `${item} ${code}`),
      ['1 not-an-option'],
    );
  });

  for (const answers of [null, undefined, 5, 'x', [], [1]]) {
    it(`${JSON.stringify(answers)} instead of answers is invalid`, () => {
      assert.equal(score(sample(), answers as unknown as Answers).status, 'invalid_input');
    });
  }

  it('own keys with the names of every object are unknown items', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const answers = JSON.parse(`{"a": 1, "b": 1, "c": 1, "${key}": 1}`) as Answers;
      assert.equal(score(sample(), answers).status, 'invalid_input', key);
    }
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('does not read answers or fixed values from a prototype', () => {
    const inherited = Object.create({ a: 3, b: 3, c: 3 }) as Answers;
    assert.equal(score(sample(), inherited).status, 'incomplete');
    const ids = sample({ items: ['toString', 'b'].map(choice), scales: [sum(['toString', 'b'], 6)] });
    const result = score({ ...ids, missing: { ...ids.missing, fixed: {} } }, { b: 1 });
    assert.deepEqual([result.status, result.missing], ['incomplete', ['toString']]);
  });
});

it('scores ten thousand items', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `i${at}`);
  const instrument = sample({ items: ids.map(choice), scales: [sum(ids, 30_000, { reverse: ids.slice(5000) })] });
  assert.deepEqual(checkInstrument(instrument), []);
  const answers = Object.fromEntries(ids.map(id => [id, 1]));
  assert.equal(total(instrument, answers), 15_000);
  assert.deepEqual(score(instrument, { ...answers, i77: null }).missing, ['i77']);
});
