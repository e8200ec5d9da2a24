/** Tables, durations and quotients: what a sheet with times of day is scored with. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instrument, Item, Scale } from '@xinqiao/contract/types';
import { checkAnswers, checkInstrument, score } from './index.ts';
import { sample } from './testing/definitions.ts';
import { found } from './testing/faults.ts';

const items: Item[] = [
  { type: 'text', id: 'from', format: 'time' },
  { type: 'text', id: 'to', format: 'time' },
  { type: 'number', id: 'hours', min: 0, max: 24 },
];
const duration: Scale = { id: 'time', items: ['from', 'to'], method: 'duration', min: 1, max: 1439 };
const hours: Scale = { id: 'hours', items: ['hours'], method: 'sum', min: 0, max: 24 };
const share: Scale = {
  id: 'share',
  items: [],
  method: 'quotient',
  of: ['hours', 'time'],
  transform: { multiply: 6000 },
  min: 0,
  max: 144_000,
};
const times = (...scales: Scale[]): Instrument => sample({ items, scales });
const scored = (from: string | null, to: string | null, given: number) => {
  const instrument = times(duration, hours, share);
  assert.deepEqual(checkInstrument(instrument), []);
  return score(instrument, { from, to, hours: given });
};

describe('times of day', () => {
  it('are HH:MM from 00:00 to 23:59 and nothing else', () => {
    const instrument = times(duration);
    for (const from of ['00:00', '09:59', '23:59']) assert.deepEqual(checkAnswers(instrument, { from }), []);
    for (const from of ['24:00', '9:59', '09:60', '09:5', '09:59 ', '１2:00', '', '-1:00']) {
      assert.deepEqual(checkAnswers(instrument, { from })[0]?.code, 'not-well-formed', from);
    }
    assert.equal(checkAnswers(instrument, { from: 900 })[0]?.code, 'wrong-type');
  });
  it('give the minutes between them, over midnight too', () => {
    const minutes = (from: string, to: string) => scored(from, to, 1).scores['time'];
    assert.deepEqual(
      [minutes('22:30', '06:15'), minutes('06:15', '22:30'), minutes('00:00', '23:59'), minutes('23:59', '00:00')],
      [465, 975, 1439, 1],
    );
  });
  it('that are equal leave the form unscored: no time and a whole day look the same', () => {
    const result = scored('23:00', '23:00', 7);
    assert.equal(result.status, 'incomplete');
    assert.deepEqual(result.scores, { time: null, hours: null, share: null });
  });
  it('that are missing are named', () => assert.deepEqual(scored('23:00', null, 7).missing, ['to']));
});

describe('a quotient', () => {
  it('is exact on an edge', () => assert.equal(scored('23:00', '07:20', 6.25).scores['share'], 75));
  it('divides by a scale that is never 0', () => {
    const zero = { ...hours, id: 'zero' };
    assert.deepEqual(found(times(hours, zero, { ...share, of: ['hours', 'zero'] })), ['/scales/2/of/1 may-be-zero']);
  });
  it('needs two scales and no items', () => {
    assert.deepEqual(found(times(hours, { ...share, of: ['hours'] })), ['/scales/1 two-scales']);
    assert.deepEqual(found(times(duration, hours, { ...share, items: ['hours'] })), ['/scales/2/items not-used']);
  });
  it('must not be able to leave its range', () => {
    assert.deepEqual(found(times(duration, hours, { ...share, max: 100 })), ['/scales/2 range-mismatch']);
  });
});

describe('a duration', () => {
  it('is made of two times and nothing else', () => {
    assert.deepEqual(found(times({ ...duration, items: ['from'] })), ['/scales/0/items two-times']);
    assert.deepEqual(found(times({ ...duration, items: ['from', 'hours'] })), ['/scales/0/items two-times']);
    assert.deepEqual(found(times({ ...duration, min: 0 })), ['/scales/0 range-mismatch']);
  });
  it('is all that is made of a time', () => {
    assert.deepEqual(found(times({ id: 's', items: ['from'], method: 'sum', min: 0, max: 1439 })), [
      '/scales/0/items/0 not-scorable',
    ]);
  });
  it('knows no reverse', () => {
    assert.ok(found(times({ ...duration, reverse: ['from'] })).includes('/scales/0/reverse not-used'));
  });
});

describe('a table', () => {
  const rows: Scale['table'] = [{ below: 5, score: 3 }, { upTo: 7, score: 1 }, { score: 0 }];
  const withTable = (table: Scale['table'], max = 3) => times({ ...hours, table, max });
  it('gives the points of the first row that holds', () => {
    const points = [0, 4.99, 5, 7, 7.01, 24].map(given => score(withTable(rows), { hours: given }).scores['hours']);
    assert.deepEqual(points, [3, 3, 1, 1, 0, 0]);
  });
  it('has a row for every value', () => {
    assert.deepEqual(found(withTable(rows)), []);
    assert.deepEqual(
      found(
        withTable([
          { upTo: 5, score: 0 },
          { upTo: 7, score: 3 },
        ]),
      ),
      ['/scales/0/table/1 table-gap'],
    );
    assert.deepEqual(found(withTable([{ score: 0 }, { score: 3 }])), ['/scales/0/table/0 table-limit']);
    assert.deepEqual(found(withTable([{ upTo: 5, below: 6, score: 0 }, { score: 3 }])), [
      '/scales/0/table/0 table-limit',
    ]);
  });
  it('has no row that no value comes to', () => {
    const table = (second: { upTo?: number; below?: number }) => [
      { below: 5, score: 0 },
      { ...second, score: 3 },
      { score: 1 },
    ];
    assert.deepEqual(found(withTable(table({ upTo: 5 }))), []);
    for (const second of [{ below: 5 }, { upTo: 4 }, { below: 4 }]) {
      assert.deepEqual(found(withTable(table(second))), ['/scales/0/table/1 table-order']);
    }
  });
  it('says which scores there are', () => assert.deepEqual(found(withTable(rows, 4)), ['/scales/0 range-mismatch']));
  it('is replaced by a variant, with the decisions and scales that only the variant has', () => {
    const instrument = {
      ...withTable(rows),
      variants: [
        {
          id: 'other',
          source: 'Ours.',
          table: { hours: [{ upTo: 5, score: 3 }, { score: 0 }] },
          scales: [{ ...hours, id: 'plain' }],
          decisions: [{ id: 'long', all: [{ scale: 'plain', op: '>' as const, value: 6 }], source: 'Ours.' }],
        },
      ],
    };
    assert.deepEqual(checkInstrument(instrument), []);
    const { scores, flags } = score(instrument, { hours: 7 }, { variant: 'other' });
    assert.deepEqual([scores, flags], [{ hours: 0, plain: 7 }, ['long']]);
    assert.deepEqual(score(instrument, { hours: 7 }).scores, { hours: 1 });
  });
});
