import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Answers, Instrument, QualityIndex, Scale } from '@xinqiao/contract/types';
import {
  assessQuality,
  checkCovariance,
  checkPairs,
  checkQualityPolicy,
  defaultQualityPolicy,
  optionsOf,
  parseQualityPolicy,
  score,
  ShapeError,
} from '../index.ts';
import { catalogue, getInstrument } from '../library/index.ts';
import { choice, sample } from '../testing/definitions.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, at) => `q${at + 1}`);
/** Items coded 0 to 3 in one scale, some of them reversed. */
const form = (count: number, reverse: string[] = [], changes: Partial<Instrument> = {}) =>
  sample({
    items: numbers(count).map(choice),
    scales: [{ id: 'total', items: numbers(count), method: 'sum', reverse, min: 0, max: 3 * count }],
    ...changes,
  });
const given = (...values: (number | null)[]): Answers =>
  Object.fromEntries(values.map((value, at) => [`q${at + 1}`, value]));
const same = (count: number, value: number) => given(...Array<number>(count).fill(value));
const every = (count: number, milliseconds: number) => Object.fromEntries(numbers(count).map(id => [id, milliseconds]));
const index = (id: string, ...of: Parameters<typeof assessQuality>): QualityIndex =>
  assessQuality(...of).indices.find(one => one.id === id)!;
const summary = ({ status, value, threshold, reason }: QualityIndex) =>
  status === 'not-computable' ? reason : [status, value, threshold && `${threshold.op} ${threshold.value}`];

describe('speed', () => {
  const ten = form(10);
  const look = (id: string, timings?: Record<string, number>, answers = same(10, 1)) =>
    summary(index(id, ten, answers, { timings }));

  it('counts items under two seconds, half of them is flagged', () => {
    const fast = (count: number) => ({ ...every(10, 2000), ...every(count, 1999) });
    assert.deepEqual(look('item-speed', fast(4)), ['unremarkable', 0.4, '>= 0.5']);
    assert.deepEqual(look('item-speed', fast(5)), ['flagged', 0.5, '>= 0.5']);
  });
  it('sums up: under two seconds an item on average is flagged', () => {
    assert.deepEqual(look('total-time', every(10, 2000)), ['unremarkable', 20_000, '< 20000']);
    assert.deepEqual(look('total-time', { ...every(10, 2000), q1: 1999 }), ['flagged', 19_999, '< 20000']);
  });
  it('needs times, and of five answered items at least', () => {
    assert.equal(look('item-speed'), 'no-timings');
    assert.equal(look('total-time'), 'no-timings');
    assert.equal(look('item-speed', every(4, 100)), 'too-few-items');
    assert.equal(look('item-speed', every(10, 100), same(4, 1)), 'too-few-items');
    assert.deepEqual(look('total-time', every(5, 100)), ['flagged', 500, '< 10000']);
    assert.deepEqual(look('item-speed', every(5, 100)), ['flagged', 1, '>= 0.5']);
    assert.deepEqual(look('total-time', every(5, 0)), ['flagged', 0, '< 10000']);
  });
  it('leaves out what is no duration of an answered item', () => {
    const nonsense = { q6: -5, q7: NaN, q8: Infinity, q9: '9' as unknown as number, elsewhere: 10, constructor: 1 };
    assert.deepEqual(look('total-time', { ...every(5, 3000), ...(nonsense as Record<string, number>) }), [
      'unremarkable',
      15_000,
      '< 10000',
    ]);
  });
});

describe('time in sight', () => {
  const look = (visibleTime?: number, answers = same(10, 1)) =>
    summary(index('visible-time', form(10), answers, { visibleTime }));

  it('is flagged where the whole form was in sight for less than two seconds an answered item', () => {
    assert.deepEqual(look(20_000), ['unremarkable', 20_000, '< 20000']);
    assert.deepEqual(look(19_999), ['flagged', 19_999, '< 20000']);
    assert.deepEqual(look(19_999, same(9, 1)), ['unremarkable', 19_999, '< 18000']);
  });
  it('needs a time, and five answered items', () => {
    for (const nonsense of [undefined, NaN, -1, Infinity]) assert.equal(look(nonsense), 'no-timings');
    assert.equal(look(100, same(4, 1)), 'too-few-items');
    assert.deepEqual(look(100, same(5, 1)), ['flagged', 100, '< 10000']);
  });
});

describe('changes of answers', () => {
  const look = (changes?: Record<string, number>, answers = same(10, 1)) =>
    summary(index('answer-changes', form(10), answers, { changes }));

  it('are flagged when half of the answers were changed, however often each', () => {
    assert.deepEqual(look({}), ['unremarkable', 0, '>= 0.5']);
    assert.deepEqual(look({ q1: 90, q2: 1, q3: 1, q4: 1 }), ['unremarkable', 0.4, '>= 0.5']);
    assert.deepEqual(look({ q1: 1, q2: 1, q3: 1, q4: 1, q5: 1 }), ['flagged', 0.5, '>= 0.5']);
    assert.match(
      index('answer-changes', form(10), same(10, 1), { changes: { q1: 3, q2: 1 } }).text['en']!,
      /2 of 10 .* 4 times/,
    );
  });
  it('count of answered items alone, and only what is a number of times', () => {
    const nonsense = {
      q5: -1,
      q6: NaN,
      q7: Infinity,
      q8: '2' as unknown as number,
      q9: 0,
      elsewhere: 4,
      constructor: 1,
    };
    assert.deepEqual(look(nonsense), ['unremarkable', 0, '>= 0.5']);
    assert.deepEqual(look({ q9: 5, q10: 5 }, same(8, 1)), ['unremarkable', 0, '>= 0.5']);
    assert.equal(look(undefined), 'no-changes');
    assert.equal(look({}, same(4, 1)), 'too-few-items');
    assert.deepEqual(look({}, same(5, 1)), ['unremarkable', 0, '>= 0.5']);
  });
});

describe('the longest string', () => {
  const mixed = form(10, ['q5', 'q10']);
  it('is flagged from half of the items on, across reversed ones', () => {
    assert.deepEqual(summary(index('longstring', mixed, given(1, 1, 1, 1, 1, 0, 1, 0, 1, 0))), ['flagged', 5, '>= 5']);
    assert.deepEqual(summary(index('longstring', mixed, given(0, 1, 1, 1, 1, 0, 1, 0, 1, 0))), [
      'unremarkable',
      4,
      '>= 5',
    ]);
  });
  it('is told but not flagged where all items point the same way: that is how a person without symptoms answers', () => {
    const found = index('longstring', form(10), same(10, 0));
    assert.deepEqual(summary(found), ['unremarkable', 10, '>= 5']);
    assert.deepEqual(found.text, {
      'zh-CN': '连续 10 题选择相同答案（共 10 题）。这些题目计分方向相同，相同作答并不矛盾。',
      en: '10 items in a row have the same answer, of 10. These items are scored in one direction, so equal answers do not contradict each other.',
    });
    const strict = { ...defaultQualityPolicy, longstring: { ...defaultQualityPolicy.longstring, mixedOnly: false } };
    assert.equal(index('longstring', form(10), same(10, 0), { policy: strict }).status, 'flagged');
  });
  it('is broken by a gap and by other options, and needs ten items', () => {
    assert.equal(index('longstring', form(11, ['q5']), given(1, 1, 1, 1, 1, null, 1, 1, 1, 1, 1)).value, 5);
    const other = form(10, ['q5']);
    other.items[3] = { type: 'choice', id: 'q4', options: [0, 1].map(value => ({ value, label: { en: 'x' } })) };
    assert.equal(index('longstring', other, same(10, 1)).value, 6);
    assert.equal(summary(index('longstring', form(9, ['q5']), same(9, 1))), 'too-few-items');
  });
});

describe('what stands between two answers', () => {
  const between = (item: Instrument['items'][number]) => {
    const base = form(10, ['q5']);
    return { ...base, items: [...base.items.slice(0, 5), item, ...base.items.slice(5)] };
  };
  const run = (instrument: Instrument, answers = same(10, 1)) => index('longstring', instrument, answers).value;
  it('ends a run when it is a question, and not when it is a text, a group or hidden', () => {
    assert.equal(run(form(10, ['q5'])), 10);
    assert.equal(run(between({ type: 'display', id: 'read', text: { en: 'Read this.' } })), 10);
    assert.equal(run(between({ type: 'group', id: 'part' })), 10);
    assert.equal(run(between({ ...choice('more'), enableWhen: [{ item: 'q1', op: '=', value: 3 }] } as never)), 10);
    assert.equal(run(between({ type: 'text', id: 'words', required: false })), 5);
    assert.equal(run(between({ type: 'number', id: 'other', min: 0, max: 9 }), { ...same(10, 1), other: 1 }), 5);
  });
  it('is compared with what it offers', () => {
    const sliders = form(10, ['q5'], {
      items: numbers(10).map((id, at) => ({ type: 'number', id, min: 0, max: at < 6 ? 3 : 10 })),
    });
    assert.equal(run(sliders), 6);
  });
  it('counts as reversed where the variant that was scored reverses it', () => {
    const instrument = form(10, [], {
      variants: [{ id: 'turned', source: 'x', reverse: { total: ['q3'] } }],
    });
    assert.equal(index('longstring', instrument, same(10, 1)).status, 'unremarkable');
    assert.equal(index('longstring', instrument, same(10, 1), { variant: 'turned' }).status, 'flagged');
  });
});

describe('variability', () => {
  const mixed = form(10, ['q2']);
  it('is the standard deviation of the raw answers, and flagged where there is none', () => {
    // Five 1s and five 3s: √(10 ÷ 9).
    assert.deepEqual(summary(index('variability', mixed, given(1, 3, 1, 3, 1, 3, 1, 3, 1, 3))), [
      'unremarkable',
      1.0541,
      '<= 0',
    ]);
    assert.deepEqual(summary(index('variability', mixed, same(10, 3))), ['flagged', 0, '<= 0']);
    assert.deepEqual(summary(index('variability', form(10), same(10, 3))), ['unremarkable', 0, '<= 0']);
  });
  it('compares items of one range only', () => {
    const other = form(11, ['q2']);
    other.items[0] = { type: 'number', id: 'q1', min: 0, max: 100 };
    assert.equal(index('variability', other, { ...same(11, 2), q1: 90 }).value, 0);
    assert.equal(summary(index('variability', other, { ...same(11, 2), q1: 90, q2: null })), 'too-few-items');
    const halves = form(20, ['q2'], {
      items: numbers(20).map((id, at) => ({ type: 'number', id, min: 0, max: at < 10 ? 3 : 9 })),
    });
    const mixedAnswers = given(...Array(10).fill(1), ...Array.from({ length: 10 }, (_, at) => at % 10));
    assert.equal(index('variability', halves, mixedAnswers).value, 0, 'the first of equally many');
  });
});

describe('even–odd consistency', () => {
  const scale = (at: number, reverse: string[] = []): Scale => ({
    id: `s${at}`,
    items: numbers(10).slice(2 * at, 2 * at + 2),
    method: 'sum',
    reverse,
    min: 0,
    max: 6,
  });
  const total: Scale = { id: 'total', items: numbers(10), method: 'sum', min: 0, max: 30 };
  const parts = (...reverse: string[]) =>
    [0, 1, 2, 3, 4].map(at =>
      scale(
        at,
        reverse.filter(id => scale(at).items.includes(id)),
      ),
    );
  const five = form(10, [], { scales: [...parts(), total, { ...total, id: 'mean', method: 'mean', min: 0, max: 3 }] });
  // Halves 0 1 2 3 2 and 0 1 2 3 1: by hand r = 4.8 ÷ 5.2 = 12 ÷ 13, stepped up 24 ÷ 25.
  const answers = given(0, 0, 1, 1, 2, 2, 3, 3, 2, 1);

  it('is that of the subscales; a total and a score of the same items don’t count', () => {
    assert.deepEqual(summary(index('even-odd', five, answers)), ['unremarkable', 0.96, '< 0.3']);
    const twice = { ...five, scales: [...five.scales, { ...scale(0), id: 'again', method: 'mean' as const, max: 3 }] };
    assert.deepEqual(index('even-odd', twice, answers), index('even-odd', five, answers));
  });
  it('leaves out counts and single items, and takes scales that overlap', () => {
    const plus = (...more: Scale[]) => index('even-odd', { ...five, scales: [...five.scales, ...more] }, answers);
    const count: Scale = {
      id: 'n',
      items: ['q1', 'q3', 'q5'],
      method: 'count',
      countIf: { op: '>=', value: 1 },
      min: 0,
      max: 3,
    };
    assert.deepEqual(plus(count), plus());
    assert.deepEqual(plus({ id: 'one', items: ['q1'], method: 'sum', min: 0, max: 3 }), plus());
    assert.match(
      plus({ id: 'across', items: ['q1', 'q3', 'q5'], method: 'sum', min: 0, max: 9 }).text['en']!,
      /over 6 subscales/,
    );
  });
  it('turns reversed items round', () => {
    const turned = form(10, [], { scales: [...parts('q2', 'q4', 'q6', 'q8', 'q10'), total] });
    assert.deepEqual(summary(index('even-odd', turned, given(0, 3, 1, 2, 2, 1, 3, 0, 2, 2))), [
      'unremarkable',
      0.96,
      '< 0.3',
    ]);
    assert.deepEqual(summary(index('even-odd', turned, answers)), ['flagged', -1, '< 0.3']);
  });
  it('needs five subscales that differ', () => {
    assert.equal(summary(index('even-odd', form(10), answers)), 'too-few-scales');
    assert.equal(summary(index('even-odd', five, { ...answers, q10: null })), 'too-few-scales');
    assert.equal(summary(index('even-odd', five, same(10, 1))), 'no-variance');
  });
});

describe('the Mahalanobis distance', () => {
  const source = 'Invented for this test.';
  const covariance = {
    items: ['a', 'b', 'c'],
    means: [1, 1, 1],
    covariance: [
      [0.25, 0, 0],
      [0, 0.25, 0],
      [0, 0, 0.25],
    ],
    n: 300,
    source,
  };
  it('is flagged above the 99.9th percentile of χ²: 16.266 with three items', () => {
    assert.deepEqual(summary(index('mahalanobis', sample(), { a: 3, b: 1, c: 1 }, { covariance })), [
      'unremarkable',
      16,
      '> 16.2662',
    ]);
    const found = index('mahalanobis', sample(), { a: 3, b: 2, c: 1 }, { covariance });
    assert.deepEqual(summary(found), ['flagged', 20, '> 16.2662']);
    assert.equal(found.text['en'], 'The squared Mahalanobis distance is 20 (3 items, p = 0.0002).');
  });
  it('says so where hardly anybody is that far away', () => {
    assert.match(
      index('mahalanobis', sample(), { a: 3, b: 3, c: 3 }, { covariance }).text['zh-CN']!,
      /48（3 题，p < 0\.0001）/,
    );
  });
  it('needs a reference, all its items and a matrix that can be inverted', () => {
    assert.equal(summary(index('mahalanobis', sample(), { a: 3, b: 1, c: 1 })), 'no-reference');
    assert.equal(summary(index('mahalanobis', sample(), { a: 3, b: 1 }, { covariance })), 'too-few-items');
    const flat = {
      ...covariance,
      covariance: [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
    };
    assert.equal(
      summary(index('mahalanobis', sample(), { a: 3, b: 1, c: 1 }, { covariance: flat })),
      'not-positive-definite',
    );
  });
  it('refuses a faulty reference', () => {
    const faults = (changes: object) =>
      checkCovariance({ ...covariance, ...changes }).map(({ path, code }) => `${path} ${code}`);
    assert.deepEqual(faults({}), []);
    assert.deepEqual(faults({ source: undefined }), ['/source missing']);
    assert.deepEqual(faults({ n: 3 }), ['/n out-of-range']);
    assert.deepEqual(faults({ n: 4 }), []);
    assert.deepEqual(faults({ n: 300.5 }), ['/n wrong-type']);
    assert.deepEqual(faults({ means: [1] }), ['/means wrong-size']);
    assert.deepEqual(faults({ items: ['a', 'a', 'b'] }), ['/items duplicate-id']);
    assert.deepEqual(faults({ covariance: [[1]] }), ['/covariance wrong-size']);
    const ragged = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0],
    ];
    assert.deepEqual(faults({ covariance: ragged }), ['/covariance wrong-size']);
    const rounding = [
      [1, 0.1 + 0.2, 0],
      [0.3, 1, 0],
      [0, 0, 1],
    ];
    assert.deepEqual(faults({ covariance: rounding }), [], 'what rounding leaves is symmetric');
    assert.deepEqual(
      faults({
        covariance: [
          [1, 0.2, 0],
          [0.1, 1, 0],
          [0, 0, 1],
        ],
      }),
      ['/covariance not-symmetric'],
    );
    assert.throws(() => assessQuality(sample(), {}, { covariance: { ...covariance, n: 1 } }), ShapeError);
  });
});

describe('inconsistent pairs', () => {
  const source = 'Invented for this test.';
  const pairs = [
    { items: ['q1', 'q2'], relation: 'same', source },
    { items: ['q3', 'q4'], relation: 'opposite', source },
    { items: ['q5', 'q6'], relation: 'same', source },
    { items: ['q7', 'q8'], relation: 'same', source },
  ] as const;
  const look = (answers: Answers) => summary(index('inconsistent-pairs', form(10), answers, { pairs }));
  it('counts those more than half of the range apart, and flags half of them', () => {
    assert.deepEqual(look(given(0, 0, 3, 0, 2, 2, 1, 1)), ['unremarkable', 0, '>= 0.5']);
    assert.deepEqual(look(given(0, 2, 3, 0, 2, 2, 1, 1)), ['unremarkable', 0.25, '>= 0.5']);
    assert.deepEqual(look(given(0, 2, 3, 3, 2, 2, 1, 1)), ['flagged', 0.5, '>= 0.5']);
    assert.deepEqual(look(given(0, 1, 3, 0, 1, 2, 1, 2)), ['unremarkable', 0, '>= 0.5'], 'a third apart');
  });
  it('looks at answers as given, at whole pairs, and turns the second of opposites', () => {
    assert.deepEqual(look(given(0, 0, 1, 2, 2, 2)), ['unremarkable', 0, '>= 0.5'], 'three are enough');
    assert.deepEqual(look(given(0, 3, 3, 0, 2, 2, 1)), ['unremarkable', 0.3333, '>= 0.5'], 'half a pair is none');
    const turned = index('inconsistent-pairs', form(10, ['q1']), given(0, 0, 3, 0, 2, 2), { pairs });
    assert.deepEqual(summary(turned), ['unremarkable', 0, '>= 0.5']);
  });
  it('takes exactly half of the range for consistent, and an item with one answer for its lowest', () => {
    const five = form(10, [], {
      items: numbers(10).map(id => ({ type: 'number', id, min: 1, max: id === 'q7' ? 1 : 5 })),
    });
    const found = (...values: number[]) => index('inconsistent-pairs', five, given(...values), { pairs });
    assert.deepEqual(summary(found(1, 3, 5, 1, 2, 2, 1, 1)), ['unremarkable', 0, '>= 0.5']);
    assert.deepEqual(summary(found(1, 4, 5, 1, 2, 2, 1, 1)), ['unremarkable', 0.25, '>= 0.5']);
    assert.match(found(1, 4, 5, 1, 2, 2, 1, 1).text['en']!, /^1 of 4 pairs disagree by more than 50% of the range/);
  });
  it('needs pairs, and three of them answered', () => {
    assert.equal(summary(index('inconsistent-pairs', form(10), same(10, 1))), 'no-pairs');
    assert.equal(look(given(0, 0, 3, 0)), 'too-few-pairs');
    assert.deepEqual(
      checkPairs([{ items: ['a'], relation: 'alike', source }]).map(({ path }) => path),
      ['/0/items', '/0/relation'],
    );
    assert.throws(() => assessQuality(form(10), {}, { pairs: [{ ...pairs[0], source: '' }] }), ShapeError);
  });
});

describe('a validity scale', () => {
  const lie = { id: 'lie', scale: 'total', op: '>=' as const, value: 7, source: 'The manual, page 3.' };
  it('speaks by the threshold and the source of the definition', () => {
    const instrument = sample({ validity: [lie] });
    const found = index('lie-scale', instrument, { a: 3, b: 3, c: 1 });
    assert.deepEqual(summary(found), ['flagged', 7, '>= 7']);
    assert.deepEqual([found.scale, found.source], ['total', 'The manual, page 3.']);
    assert.deepEqual(summary(index('lie-scale', instrument, { a: 3, b: 3, c: 0 })), ['unremarkable', 6, '>= 7']);
    assert.equal(summary(index('lie-scale', instrument, { a: 3 })), 'no-score');
    assert.equal(summary(index('lie-scale', sample(), { a: 3, b: 3, c: 1 })), 'no-validity-scale');
  });
  it('follows the variant that was scored', () => {
    const instrument = sample({
      validity: [lie],
      variants: [{ id: 'strict', source: 'x', validity: [{ ...lie, value: 3 }] }],
    });
    assert.equal(index('lie-scale', instrument, { a: 3, b: 0, c: 0 }, { variant: 'strict' }).status, 'flagged');
    assert.equal(index('lie-scale', instrument, { a: 3, b: 0, c: 0 }).status, 'unremarkable');
  });
});

describe('a report', () => {
  it('names policy, flagged indices, and a source and words for every index', () => {
    const report = assessQuality(form(10, ['q5']), same(10, 1), { timings: every(10, 500) });
    assert.equal(report.policy, 'xinqiao@1.1.0');
    assert.deepEqual(report.flagged, ['item-speed', 'total-time', 'longstring', 'variability']);
    assert.equal(report.indices.length, 10);
    for (const { source, text } of report.indices) {
      assert.ok(source.length > 20);
      assert.deepEqual(Object.keys(text), ['zh-CN', 'en']);
    }
    assert.equal(
      index('item-speed', form(10), same(10, 1), { timings: every(10, 500) }).text['zh-CN'],
      '10 题中有 10 题作答不足 2 秒。',
    );
  });

  it('follows another policy, and refuses a faulty one', () => {
    const policy = {
      ...defaultQualityPolicy,
      id: 'school',
      version: '2.1.0',
      totalTime: { ...defaultQualityPolicy.totalTime, perItem: 400 },
    };
    const report = assessQuality(form(10), same(10, 1), {
      timings: every(10, 500),
      policy: parseQualityPolicy(policy),
    });
    assert.equal(report.policy, 'school@2.1.0');
    assert.deepEqual(report.flagged, ['item-speed']);
    assert.deepEqual(checkQualityPolicy(defaultQualityPolicy), []);
    const faults = (changes: object) =>
      checkQualityPolicy({ ...defaultQualityPolicy, ...changes }).map(({ path, code }) => `${path} ${code}`);
    assert.deepEqual(faults({ version: 'new' }), ['/version wrong-format']);
    assert.deepEqual(faults({ itemSpeed: { ...defaultQualityPolicy.itemSpeed, share: 2 } }), [
      '/itemSpeed/share out-of-range',
    ]);
    assert.deepEqual(faults({ longstring: { ...defaultQualityPolicy.longstring, source: undefined } }), [
      '/longstring/source missing',
    ]);
    assert.deepEqual(faults({ evenOdd: { ...defaultQualityPolicy.evenOdd, minScales: 5.5 } }), [
      '/evenOdd/minScales wrong-type',
    ]);
    assert.deepEqual(faults({ evenodd: {} }), ['/evenodd unknown-property']);
    assert.throws(() => assessQuality(form(10), {}, { policy: { ...policy, id: '' } }), ShapeError);
  });

  it('says nothing of the person', () => {
    for (const { text } of assessQuality(getInstrument('rses')!, same(10, 1), { timings: every(10, 500) }).indices) {
      for (const sentence of Object.values(text))
        assert.doesNotMatch(sentence, /说谎|欺骗|不诚实|dishonest|liar|lying|careless/i);
    }
  });
});

/** Nonsense is answered, too, now and then. */
const anyAnswers = (instrument: Instrument) =>
  fc.record(
    Object.fromEntries(
      instrument.items.map(item => [
        item.id,
        fc.oneof(
          { weight: 30, arbitrary: fc.constantFrom(null, ...optionsOf(instrument, item).map(({ value }) => value)) },
          { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<number> },
        ),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;
const anyTimings = fc.option(fc.dictionary(fc.string({ maxLength: 3 }), fc.anything() as fc.Arbitrary<number>), {
  nil: undefined,
});

describe('whatever is answered, however fast', () => {
  for (const instrument of catalogue) {
    it(`${instrument.abbreviation}: quality changes neither the answers nor the score, and holds no NaN`, () => {
      fc.assert(
        fc.property(anyAnswers(instrument), anyTimings, (answers, timings) => {
          const before = [JSON.stringify(answers), score(instrument, answers)];
          const report = assessQuality(instrument, Object.freeze(answers), { timings });
          assert.deepEqual([JSON.stringify(answers), score(instrument, answers)], before);
          for (const { status, value, threshold } of report.indices) {
            if (status === 'not-computable') assert.deepEqual([value, threshold], [null, null]);
            else assert.ok(Number.isFinite(value) && Number.isFinite(threshold?.value));
          }
        }),
        { numRuns: 30 },
      );
    });
  }
});
