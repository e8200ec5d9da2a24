/** In which order items are decided, and what an unchecked definition can't spoil. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Item } from '@xinqiao/contract/types';
import { holds, isEnabled, visibleItems } from './index.ts';
import { choice, sample } from './testing/definitions.ts';
import { makeIndex } from './visibility.ts';

/** An item that is shown when each of the others is answered with 1. */
const after = (id: string, ...others: string[]): Item => ({
  ...choice(id),
  enableWhen: others.map(item => ({ item, op: '=', value: 1 })),
});
const indexOf = (...items: Item[]) => makeIndex(sample({ items, scales: [] }));
const orderOf = (...items: Item[]) => indexOf(...items).ordered.map(({ item }) => item.id);

describe('items are decided', () => {
  it('after everything that they depend on, however the definition is ordered', () => {
    assert.deepEqual(orderOf(after('c', 'a', 'b'), after('b', 'd'), choice('a'), choice('d')), ['a', 'd', 'b', 'c']);
  });

  it('all of them, when several depend on one', () => {
    const { ordered, cyclic } = indexOf(after('b', 'a'), after('c', 'a'), after('d', 'a'), choice('a'));
    assert.deepEqual(cyclic, []);
    assert.deepEqual(
      ordered.map(({ item, rank }) => [item.id, rank]),
      [
        ['a', 0],
        ['b', 1],
        ['c', 2],
        ['d', 3],
      ],
    );
  });

  it('once everything that they depend on is decided, however much that is', () => {
    assert.deepEqual(indexOf(after('c', 'a', 'b'), choice('a'), choice('b')).cyclic, []);
  });

  it('without those that there are not', () => {
    const { cyclic } = indexOf(after('b', 'nowhere', 'a'), choice('a'));
    assert.deepEqual(cyclic, []);
  });

  it('last, where they wait for themselves, and none is lost', () => {
    const { ordered, cyclic } = indexOf(after('x', 'y'), after('y', 'x'), after('z', 'x'), choice('a'));
    assert.deepEqual(
      cyclic.map(({ item }) => item.id),
      ['x', 'y', 'z'],
    );
    assert.deepEqual(
      ordered.map(({ item }) => item.id),
      ['a', 'x', 'y', 'z'],
    );
  });
});

describe('an unchecked definition', () => {
  it('loses no question to a group that there is not', () => {
    const instrument = sample({ items: [{ ...choice('a'), group: 'nowhere' }], scales: [] });
    assert.deepEqual(
      visibleItems(instrument, {}).map(({ id }) => id),
      ['a'],
    );
  });

  it('loses none to an empty list of conditions', () => {
    const instrument = sample({ items: [{ ...choice('a'), enableWhen: [], enableBehavior: 'any' }], scales: [] });
    assert.equal(isEnabled(instrument, 'a', {}), true);
  });
});

describe('texts and numbers', () => {
  it('are never compared by size with each other', () => {
    for (const op of ['>', '>=', '<', '<='] as const) {
      assert.equal(holds({ op, value: 1 }, '1'), false);
      assert.equal(holds({ op, value: '1' }, 1), false);
      assert.equal(holds({ op, value: '1' }, '1'), false);
    }
  });
});
