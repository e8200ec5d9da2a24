import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Condition, Item } from '@xinqiao/contract/types';
import { checkInstrument, visibleItems } from './index.ts';
import { choice, sample } from './testing/definitions.ts';
import { found, when } from './testing/faults.ts';

const three = [0, 1, 2].map(value => ({ value, label: { en: `${value}` } }));
/** What the last item depends on, by id. */
const targets: Item[] = [
  choice('a'),
  { type: 'multiple-choice', id: 'm', text: { en: 'M' }, options: three, maxSelected: 2 },
  { type: 'number', id: 'n', text: { en: 'N' }, min: 0, max: 10, integer: true },
  { type: 'number', id: 'd', text: { en: 'D' }, min: 0, max: 1 },
  { type: 'scale', id: 's', text: { en: 'S' }, min: 0, max: 10, step: 5 },
  { type: 'text', id: 't', text: { en: 'T' } },
];
const shownWhen = (enableWhen: Condition[], enableBehavior: 'all' | 'any' = 'all', ...more: Item[]) =>
  sample({
    items: [...targets, { ...choice('last'), enableWhen, enableBehavior }, ...more],
    scales: [{ id: 'total', items: ['a'], method: 'sum', min: 0, max: 3 }],
  });
const unreachable = '/items/6/enableWhen unreachable';

describe('an item is unreachable', () => {
  for (const [name, ...conditions] of [
    ['a choice can’t be two things', when('a', '=', 1), when('a', '=', 2)],
    ['no option is above the highest', when('a', '>', 3)],
    ['every option is excluded', ...[0, 1, 2, 3].map(value => when('a', '!=', value))],
    ['it can’t be answered and not', when('a', 'exists', true), when('a', 'exists', false)],
    ['what isn’t answered has no value', when('a', 'exists', false), when('a', '=', 1)],
    ['a value can’t be chosen and not', when('m', '=', 1), when('m', '!=', 1)],
    ['only two can be chosen', when('m', '=', 0), when('m', '=', 1), when('m', '=', 2)],
    ['nothing is left to choose', when('m', '!=', 0), when('m', '!=', 1), when('m', '!=', 2)],
    ['no number is above and below', when('n', '>', 5), when('n', '<', 5)],
    ['no whole number lies between', when('n', '>', 5), when('n', '<', 6)],
    ['no number is beyond the highest', when('n', '>=', 11)],
    ['no step lies between', when('s', '>', 0), when('s', '<', 5)],
    ['a text isn’t two texts', when('t', '=', 'x'), when('t', '=', 'y')],
  ] as [string, ...Condition[]][]) {
    test(`when ${name}`, () => assert.deepEqual(found(shownWhen(conditions)), [unreachable]));
  }

  test('with what depends on it, and what it encloses', () => {
    const never = [when('a', '>', 3)];
    assert.deepEqual(found(shownWhen(never, 'all', { ...choice('x'), enableWhen: [when('last', '=', 1)] })), [
      unreachable,
      '/items/7/enableWhen unreachable',
    ]);
    const group: Item = { type: 'group', id: 'g', enableWhen: never };
    assert.deepEqual(found(shownWhen([], 'all', group, { ...choice('x'), group: 'g' })), [
      '/items/7/enableWhen unreachable',
      '/items/8 unreachable',
    ]);
    assert.deepEqual(found(shownWhen(never, 'all', { ...choice('x'), enableWhen: [when('last', 'exists', false)] })), [
      unreachable,
    ]);
  });
});

test('an item is reachable when one of "any" can hold, and when the conditions only look narrow', () => {
  for (const [conditions, behavior] of [
    [[when('a', '>', 3), when('a', '=', 1)], 'any'],
    [[when('n', '>', 5), when('n', '<', 7), when('n', '!=', 5)], 'all'],
    [[when('d', '>', 0.5), when('d', '<', 0.6)], 'all'],
    [[when('s', '>', 0), when('s', '<=', 5)], 'all'],
    [[when('m', '=', 0), when('m', '=', 1)], 'all'],
    [[when('m', '!=', 0), when('m', '!=', 1)], 'all'],
    [[when('t', '!=', 'x'), when('t', '!=', 'y')], 'all'],
  ] as [Condition[], 'all' | 'any'][]) {
    assert.deepEqual(found(shownWhen(conditions, behavior)), []);
  }
});

test('agrees with trying all answers', () => {
  const op = fc.constantFrom('=', '!=', '>', '>=', '<', '<=', 'exists');
  const condition = fc
    .tuple(fc.constantFrom('a', 'n', 's', 'm'), op, fc.nat(3), fc.boolean())
    .map(([item, o, v, b]) => {
      if (o === 'exists') return when(item, o, b);
      if (item === 'm') return when(item, v % 2 ? '=' : '!=', v % 3);
      return when(item, o as Condition['op'], item === 's' ? v * 5 : v);
    });
  const none = [null];
  const answers = {
    a: [...none, 0, 1, 2, 3],
    n: [...none, ...Array.from({ length: 11 }, (_, n) => n)],
    s: [...none, 0, 5, 10],
    m: [...none, [0], [1], [2], [0, 1], [0, 2], [1, 2]],
  };
  const all = answers.a.flatMap(a =>
    answers.n.flatMap(n => answers.s.flatMap(s => answers.m.map(m => ({ a, n, s, m })))),
  );
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('all', 'any'),
      (list, behavior) => {
        const definition = shownWhen(list, behavior as 'all' | 'any');
        const findings = checkInstrument(definition);
        // An option that isn't there is another fault, and said instead.
        if (findings.some(({ code }) => code === 'never-holds')) return;
        const shown = all.some(one => visibleItems(definition, one).some(({ id }) => id === 'last'));
        assert.equal(findings.length === 0, shown, JSON.stringify(list));
      },
    ),
    { numRuns: 300 },
  );
});
