/** What scoring does at its edges: half-said rules, gaps that nothing can fill, rules beside each other. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Item, Scale } from '@xinqiao/contract/types';
import { score } from './index.ts';
import { rangeOf, transformed } from './score.ts';
import { choice, option, sample } from './testing/definitions.ts';

const ab: Scale = { id: 'ab', items: ['a', 'b'], method: 'sum', min: 0, max: 6 };

describe('the numbers that an item can give', () => {
  const range = (item: Partial<Item> & Pick<Item, 'type'>, values: (number | string)[] = []) =>
    rangeOf({ item: { id: 'i', ...item } as Item, options: values.map(option) });

  it('are between its limits, where it has both', () => {
    assert.deepEqual(range({ type: 'number', min: 2, max: 9 }), [2, 9]);
    assert.deepEqual(range({ type: 'scale', min: 0, max: 10 }), [0, 10]);
    assert.equal(range({ type: 'number', min: 2 }), undefined);
    assert.equal(range({ type: 'number', max: 9 }), undefined);
  });

  it('are those of its options, words left aside', () => {
    assert.deepEqual(range({ type: 'choice' }, ['refused', 3, 0, 1]), [0, 3]);
    assert.equal(range({ type: 'choice' }, ['refused']), undefined);
    assert.equal(range({ type: 'multiple-choice' }, [0, 1]), undefined);
  });

  it('are minutes of the day for a time, and none for another text', () => {
    assert.deepEqual(range({ type: 'text', format: 'time' }), [0, 1439]);
    assert.equal(range({ type: 'text' }), undefined);
  });
});

describe('a gap', () => {
  const scales: Scale[] = [ab, { id: 'all', items: ['c'], of: ['ab'], method: 'sum-of-scales', min: 0, max: 9 }];

  it('is not filled where there is nothing to fill it from', () => {
    const instrument = sample({ scales, missing: { rule: 'prorate', maxMissing: 1, source: 'Ours.' } });
    const { status, scores } = score(instrument, { a: 3, b: 3 });
    assert.equal(status, 'incomplete');
    assert.deepEqual(scores, { ab: null, all: null });
  });

  it('in items beside added scales is filled from these items alone', () => {
    const instrument = sample({
      items: ['a', 'b', 'c', 'd'].map(choice),
      scales: [ab, { ...scales[1]!, items: ['c', 'd'], max: 12 }],
      missing: { rule: 'prorate', maxMissing: 1, source: 'Ours.' },
    });
    const { status, scores } = score(instrument, { a: 3, b: 3, c: 1 });
    assert.equal(status, 'prorated');
    assert.deepEqual(scores, { ab: 6, all: 8 });
  });

  it('is filled by the rule that the definition names, not by a number that stands beside it', () => {
    const rest = { maxMissing: 1, minAnswered: 1, source: 'Ours.' };
    assert.equal(score(sample({ missing: { rule: 'all-required', ...rest } }), { a: 1, b: 1 }).status, 'incomplete');
    const byScale = sample({ missing: { rule: 'prorate-per-scale', ...rest, minAnswered: 3 } });
    assert.equal(score(byScale, { a: 1, b: 1 }).status, 'incomplete');
  });
});

describe('levels and rules', () => {
  it('are found by both limits of a level, in whatever order the levels stand', () => {
    const ranges = [
      { id: 'high', min: 5, max: 9, label: { en: 'High' } },
      { id: 'low', min: 0, max: 4, label: { en: 'Low' } },
    ];
    const instrument = sample({ bands: [{ key: 'total', scale: 'total', ranges, source: 'Ours.' }] });
    assert.equal(score(instrument, { a: 1, b: 1, c: 2 }).bands.total, 'low');
    assert.equal(score(instrument, { a: 1, b: 1, c: 3 }).bands.total, 'high');
  });

  it('one validity rule of several is enough', () => {
    const rule = (id: string, value: number) => ({ id, scale: 'total', op: '>=' as const, value, source: 'Ours.' });
    const instrument = sample({ validity: [rule('first', 9), rule('second', 3)] });
    assert.equal(score(instrument, { a: 1, b: 1, c: 1 }).status, 'not_valid_profile');
    assert.equal(score(instrument, { a: 1, b: 1, c: 0 }).status, 'complete');
  });

  it('a decision whose score is known and not reached leaves the next one to be found on a sheet with gaps', () => {
    const c: Scale = { id: 'c', items: ['c'], method: 'sum', min: 0, max: 3 };
    const instrument = sample({
      scales: [ab, c],
      decisions: [
        { id: 'by-score', all: [{ scale: 'ab', op: '>=', value: 5 }], source: 'Ours.' },
        { id: 'by-answer', all: [{ item: 'a', op: '=', value: 1 }], source: 'Ours.' },
      ],
      missing: { rule: 'prorate-per-scale', minAnswered: 1, source: 'Ours.' },
    });
    const { status, flags } = score(instrument, { a: 1, b: 1 });
    assert.equal(status, 'incomplete');
    assert.deepEqual(flags, ['by-answer']);
  });

  it('a table without a row for a value leaves the value', () => {
    const instrument = sample({
      scales: [{ id: 'total', items: ['a', 'b', 'c'], method: 'sum', min: 0, max: 9, table: [{ upTo: 2, score: 7 }] }],
    });
    assert.equal(score(instrument, { a: 1, b: 1, c: 0 }).scores.total, 7);
    assert.equal(score(instrument, { a: 1, b: 1, c: 1 }).scores.total, 3);
  });

  it('a variant that there is not is said so, at no item', () => {
    assert.deepEqual(score(sample(), { a: 1, b: 1, c: 1 }, { variant: 'other' }).errors, [
      { item: '', code: 'unknown-variant', detail: 'There is no such variant.' },
    ]);
  });

  it('no score is below zero by a sign alone', () => assert.ok(Object.is(transformed(-0, 1), 0)));
});
