import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers, Condition, Instrument, Item } from '@xinqiao/contract/types';
import { isAnswered, isEnabled, optionsOf, visibleItems } from './index.ts';
import { choice, option, sample } from './testing/definitions.ts';

const when = (item: string, op: Condition['op'], value: Condition['value']): Condition => ({ item, op, value });
const shown = (instrument: Instrument, answers: Answers) => visibleItems(instrument, answers).map(({ id }) => id);
const withItems = (...items: Item[]) => sample({ items, scales: [] });

/** Whether `b` is shown when `a` has this answer. */
const opens = (condition: Condition, answers: Answers, a: Item = choice('a')) =>
  isEnabled(withItems(a, { ...choice('b'), enableWhen: [condition] }), 'b', answers);

describe('a condition', () => {
  const cases: [Condition['op'], number, boolean[]][] = [
    ['=', 1, [false, true, false]],
    ['!=', 1, [true, false, true]],
    ['>', 1, [false, false, true]],
    ['>=', 1, [false, true, true]],
    ['<', 1, [true, false, false]],
    ['<=', 1, [true, true, false]],
  ];
  for (const [op, value, expected] of cases) {
    it(`x ${op} ${value} holds for ${[0, 1, 2].filter(x => expected[x]).join(', ')} of 0, 1, 2`, () => {
      assert.deepEqual(
        [0, 1, 2].map(a => opens(when('a', op, value), { a })),
        expected,
      );
    });
    it(`x ${op} ${value} doesn't hold without an answer`, () => {
      for (const answers of [{}, { a: null }, { a: '' }, { a: ' ' }, { a: [] }] as Answers[]) {
        assert.equal(opens(when('a', op, value), answers), false);
      }
    });
  }

  it('exists: true for an answer, false without one', () => {
    assert.equal(opens(when('a', 'exists', true), { a: 0 }), true);
    assert.equal(opens(when('a', 'exists', true), {}), false);
    assert.equal(opens(when('a', 'exists', false), { a: 0 }), false);
    assert.equal(opens(when('a', 'exists', false), { a: null }), true);
  });

  it('compares texts for equality and keeps numbers and digits apart', () => {
    assert.equal(opens(when('a', '=', 'yes'), { a: 'yes' }), true);
    assert.equal(opens(when('a', '=', 1), { a: '1' }), false);
    assert.equal(opens(when('a', '>', 'a'), { a: 'b' }), false);
  });

  it('on a multiple choice looks whether the value is among those chosen', () => {
    const a: Item = { type: 'multiple-choice', id: 'a', options: [1, 2, 3].map(option) };
    assert.equal(opens(when('a', '=', 2), { a: [1, 2] }, a), true);
    assert.equal(opens(when('a', '=', 3), { a: [1, 2] }, a), false);
    assert.equal(opens(when('a', '!=', 3), { a: [1, 2] }, a), true);
  });
});

describe('several conditions', () => {
  const items = (enableBehavior?: 'all' | 'any') =>
    withItems(choice('a'), choice('b'), {
      ...choice('c'),
      enableWhen: [when('a', '=', 1), when('b', '=', 1)],
      ...(enableBehavior ? { enableBehavior } : {}),
    });

  it('must all hold unless the item says any', () => {
    for (const instrument of [items(), items('all')]) {
      assert.equal(isEnabled(instrument, 'c', { a: 1, b: 0 }), false);
      assert.equal(isEnabled(instrument, 'c', { a: 1, b: 1 }), true);
    }
    assert.equal(isEnabled(items('any'), 'c', { a: 1, b: 0 }), true);
    assert.equal(isEnabled(items('any'), 'c', { a: 0, b: 0 }), false);
  });
});

describe('hidden items', () => {
  it('count as unanswered for those that depend on them', () => {
    const chain = withItems(
      choice('a'),
      { ...choice('b'), enableWhen: [when('a', '=', 1)] },
      { ...choice('c'), enableWhen: [when('b', '=', 1)] },
      { ...choice('d'), enableWhen: [when('b', 'exists', false)] },
    );
    assert.deepEqual(shown(chain, { a: 1, b: 1 }), ['a', 'b', 'c']);
    assert.deepEqual(shown(chain, { a: 0, b: 1 }), ['a', 'd']);
  });

  it('hide what a hidden group encloses, at any depth', () => {
    const nested = withItems(
      choice('a'),
      { type: 'group', id: 'outer', enableWhen: [when('a', '=', 1)] },
      { type: 'group', id: 'inner', group: 'outer' },
      { ...choice('b'), group: 'inner' },
    );
    assert.deepEqual(shown(nested, { a: 1 }), ['a', 'outer', 'inner', 'b']);
    assert.deepEqual(shown(nested, { a: 0 }), ['a']);
    assert.equal(isEnabled(nested, 'b', { a: 0 }), false);
  });

  it('may depend on a later item, and keep the order of the definition', () => {
    const instrument = withItems({ ...choice('a'), enableWhen: [when('b', '=', 1)] }, choice('b'));
    assert.deepEqual(shown(instrument, { b: 1 }), ['a', 'b']);
    assert.deepEqual(shown(instrument, { b: 0 }), ['b']);
  });
});

describe('robustness', () => {
  it('isEnabled says the same as visibleItems, whatever the conditions', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const condition = fc.record({
      back: fc.nat(),
      op: fc.constantFrom<Condition['op']>('=', '!=', '>', 'exists'),
      value: fc.constantFrom(0, 1, true, false),
    });
    const anyConditions = fc.array(fc.array(condition, { maxLength: 2 }), { minLength: 5, maxLength: 5 });
    const anyAnswers = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(0, 1, null));
    fc.assert(
      fc.property(anyConditions, anyAnswers, fc.boolean(), (conditions, answers, reversed) => {
        // Each looks at one decided before it, so that there is no circle.
        const items = ids.map((id, at) => ({
          ...choice(id),
          enableWhen: (at === 0 ? [] : conditions[at]!).map(({ back, op, value }) => when(ids[back % at]!, op, value)),
        }));
        const instrument = withItems(...(reversed ? items.reverse() : items));
        const visible = new Set(shown(instrument, answers));
        for (const id of ids) assert.equal(isEnabled(instrument, id, answers), visible.has(id), id);
      }),
    );
  });

  it('does not know an unknown item, whatever its name', () => {
    for (const id of ['z', '__proto__', 'constructor']) assert.equal(isEnabled(sample(), id, {}), false);
  });

  it('reads own answers only', () => {
    const answers = Object.create({ a: 1 }) as Answers;
    assert.equal(opens(when('a', '=', 1), answers), false);
  });

  it('walks a chain of ten thousand conditions without recursion', () => {
    const items = Array.from({ length: 10_000 }, (_, at): Item => {
      const item = choice(`i${at}`);
      return at === 0 ? item : { ...item, enableWhen: [when(`i${at - 1}`, '=', 1)] };
    });
    const instrument = withItems(...items.reverse());
    const answers = Object.fromEntries(items.map(({ id }) => [id, 1]));
    assert.equal(visibleItems(instrument, answers).length, 10_000);
    assert.equal(visibleItems(instrument, { ...answers, i0: 0 }).length, 1);
    assert.equal(isEnabled(instrument, 'i9999', answers), true);
    assert.equal(isEnabled(instrument, 'i9999', { ...answers, i5000: 0 }), false);
  });

  it('ends on a circle', () => {
    const circle = withItems(
      { ...choice('a'), enableWhen: [when('b', '=', 1)] },
      { ...choice('b'), enableWhen: [when('a', '=', 1)] },
    );
    assert.deepEqual(shown(circle, { a: 1, b: 1 }), []);
    assert.equal(isEnabled(circle, 'a', { a: 1, b: 1 }), false);
  });
});

describe('helpers', () => {
  it('optionsOf follows the response set', () => {
    const instrument = sample();
    assert.deepEqual(
      optionsOf(instrument, instrument.items[0]!).map(({ value }) => value),
      [0, 1, 2, 3],
    );
    assert.deepEqual(optionsOf(instrument, { type: 'text', id: 'unknown' }), []);
  });

  it('isAnswered: null, blank text and nothing chosen are no answers; zero is one', () => {
    for (const value of [undefined, null, '', ' \n', []]) assert.equal(isAnswered(value), false);
    for (const value of [0, -0, 'x', [0]]) assert.equal(isAnswered(value), true);
  });
});
