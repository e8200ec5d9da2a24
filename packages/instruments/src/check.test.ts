/** Each fault that the checker knows, one test each: what is wrong, where, and that nothing else is reported. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Condition, Instrument, Item } from '@xinqiao/contract/types';
import { checkInstrument, InstrumentError, parseInstrument } from './index.ts';
import { library } from './library/index.ts';
import { choice, option, sample } from './testing/definitions.ts';

// The tests put things where no type would allow them.
type Untyped = any;

/** A copy with a change deep in it. */
const broken = (change: (definition: Untyped) => void, base: Instrument = sample()): unknown => {
  const copy = structuredClone(base);
  change(copy);
  return copy;
};
const found = (value: unknown) => checkInstrument(value).map(({ path, code }) => `${path} ${code}`);
const label = { en: 'Level' };
const bands = (...edges: [number, number][]) => [
  {
    key: 'k',
    scale: 'total',
    source: 'Ours.',
    ranges: edges.map(([min, max], at) => ({ id: `b${at}`, min, max, label })),
  },
];
const when = (item: string, op: Condition['op'], value: Condition['value']): Condition => ({ item, op, value });
const withB = (changes: object) =>
  sample({ items: [choice('a'), { ...choice('b'), ...changes } as Item, choice('c')] });

const cases: [string, unknown, string[]][] = [
  // structure
  ['no object', 'scale', [' wrong-type']],
  ['an array', [], [' wrong-type']],
  ['a missing property', broken(d => delete d.version), ['/version missing']],
  ['no version number', broken(d => (d.version = '1.0')), ['/version wrong-format']],
  ['an id with a blank', broken(d => (d.id = 'a b')), ['/id wrong-format']],
  ['an id of 65 characters', broken(d => (d.id = 'x'.repeat(65))), ['/id wrong-format']],
  ['a title without any language', broken(d => (d.title = {})), ['/title no-language']],
  ['an item text without any language', broken(d => (d.items[1].text = {})), ['/items/1/text no-language']],
  ['a language that is none', broken(d => (d.title = { english: 'x' })), ['/title/english wrong-format']],
  ['an empty text', broken(d => (d.title.en = ' ')), ['/title/en empty']],
  ['a text that is too long', broken(d => (d.title.en = 'x'.repeat(20_001))), ['/title/en too-long']],
  ['a lone surrogate', broken(d => (d.title.en = '\ud800')), ['/title/en not-well-formed']],
  ['a NUL', broken(d => (d.title.en = 'a\0')), ['/title/en not-well-formed']],
  ['an unknown respondent', broken(d => (d.respondent = 'dog')), ['/respondent unknown-value']],
  ['no items', broken(d => (d.items = []), sample({ scales: [] })), ['/items empty']],
  ['no sources', broken(d => (d.sources = [])), ['/sources empty']],
  ['an unknown item type', broken(d => (d.items[0].type = 'drawing')), ['/items/0/type unknown-type']],
  ['a missing item type', broken(d => delete d.items[0].type), ['/items/0/type unknown-type']],
  ['an item type from the prototype', broken(d => (d.items[0].type = 'constructor')), ['/items/0/type unknown-type']],
  ['an item that is no object', broken(d => (d.items[0] = null)), ['/items/0 wrong-type']],
  ['a hole in a list', broken(d => delete d.items[1]), ['/items/1 wrong-type']],
  ['an empty list of options', broken(d => (d.responseSets[0].options = [])), ['/responseSets/0/options empty']],
  [
    '201 options',
    broken(d => (d.responseSets[0].options = Array.from({ length: 201 }, (_, at) => option(at)))),
    ['/responseSets/0/options too-many'],
  ],
  [
    'an option value that is no value',
    broken(d => (d.responseSets[0].options[0].value = true)),
    ['/responseSets/0/options/0/value wrong-type'],
  ],
  ['NaN', broken(d => (d.scales[0].max = NaN)), ['/scales/0/max wrong-type']],
  ['Infinity', broken(d => (d.scales[0].max = Infinity)), ['/scales/0/max wrong-type']],
  ['digits in quotes', broken(d => (d.scales[0].max = '9')), ['/scales/0/max wrong-type']],
  [
    'a step of zero',
    withB({ type: 'scale', min: 0, max: 1, step: 0, responseSet: undefined }),
    ['/items/1/step out-of-range'],
  ],
  ['half an item count', broken(d => (d.missing.maxMissing = 0.5)), ['/missing/maxMissing wrong-type']],
  ['an age of -1', broken(d => (d.age.min = -1)), ['/age/min out-of-range']],
  [
    'a tag with a slash in a pointer',
    broken(d => (d.licences['a/b~'] = d.licences.en)),
    ['/licences/a~1b~0 wrong-format'],
  ],
  ...['prototype', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'].map((name): [string, unknown, string[]] => [
    `the id ${name}`,
    broken(d => (d.scales[0].id = name)),
    ['/scales/0/id reserved-id'],
  ]),
  ['the id __proto__', broken(d => (d.items[0].id = '__proto__')), ['/items/0/id reserved-id']],
  [
    'the key __proto__',
    JSON.parse(
      JSON.stringify(sample({ missing: { rule: 'all-required', source: 'x', fixed: {} } })).replace(
        '"fixed":{}',
        '"fixed":{"__proto__":1}',
      ),
    ),
    ['/missing/fixed/__proto__ reserved-id'],
  ],
  [
    'what only a prototype has',
    Object.create(sample()),
    [
      '/id',
      '/version',
      '/title',
      '/abbreviation',
      '/respondent',
      '/administration',
      '/age',
      '/licences',
      '/items',
      '/scales',
      '/missing',
      '/sources',
    ].map(path => `${path} missing`),
  ],

  // ids
  ['two items with one id', broken(d => d.items.push(choice('a'))), ['/items/3/id duplicate-id']],
  ['two scales with one id', broken(d => d.scales.push(d.scales[0])), ['/scales/1/id duplicate-id']],
  [
    'two response sets with one id',
    broken(d => d.responseSets.push(d.responseSets[0])),
    ['/responseSets/1/id duplicate-id'],
  ],
  [
    'two systems of levels with one key',
    sample({ bands: [...bands([0, 9]), ...bands([0, 9])] }),
    ['/bands/1/key duplicate-id'],
  ],
  [
    'two levels with one id',
    broken(d => (d.bands[0].ranges[1].id = 'b0'), sample({ bands: bands([0, 4], [5, 9]) })),
    ['/bands/0/ranges/1/id duplicate-id'],
  ],
  [
    'a decision with the id of a cut-off',
    sample({
      cutoffs: [{ id: 'x', scale: 'total', op: '>=', value: 5, source: 'Ours.' }],
      decisions: [{ id: 'x', all: [when('a', '=', 1)], source: 'Ours.' }],
    }),
    ['/decisions/0/id duplicate-id'],
  ],
  [
    'a critical item that says the same twice',
    sample({ critical: [1, 2].map(value => ({ id: 'x', item: 'a', op: '>=', value, basis: 'Ours.' })) }),
    ['/critical/1 duplicate-id'],
  ],

  // options
  [
    'two options with one value',
    broken(d => d.responseSets[0].options.push(option(3))),
    ['/responseSets/0/options/4/value duplicate-option'],
  ],
  [
    '0 and -0 as options',
    withB({ responseSet: undefined, options: [option(0), option(3), option(-0)] }),
    ['/items/1/options/2/value duplicate-option'],
  ],
  [
    '1 and "1" as options',
    withB({ responseSet: undefined, options: [option(0), option(3), option('3')] }),
    ['/items/1/options/2/value duplicate-option'],
  ],
  [
    'a choice without options',
    sample({ items: [choice('a'), { type: 'choice', id: 'b' }], scales: [] }),
    ['/items/1 no-options'],
  ],
  ['a choice with both', withB({ options: [0, 1, 2, 3].map(option) }), ['/items/1 two-option-lists']],
  [
    'an unknown response set',
    sample({ items: [{ ...choice('a'), responseSet: 'five' } as Item], scales: [] }),
    ['/items/0/responseSet unknown-reference'],
  ],
  [
    'more to choose than there is',
    sample({ items: [{ type: 'multiple-choice', id: 'a', responseSet: 'four', minSelected: 5 }], scales: [] }),
    ['/items/0/minSelected out-of-range'],
  ],
  [
    'fewer at most than at least',
    sample({
      items: [{ type: 'multiple-choice', id: 'a', responseSet: 'four', minSelected: 3, maxSelected: 2 }],
      scales: [],
    }),
    ['/items/0/minSelected min-above-max'],
  ],

  // groups and conditions
  ['an unknown group', withB({ group: 'g' }), ['/items/1/group unknown-reference']],
  ['a group that is a question', withB({ group: 'a' }), ['/items/1/group not-a-group']],
  [
    'a group that stands later',
    sample({
      items: [
        { ...choice('a'), group: 'g' },
        { type: 'group', id: 'g' },
      ],
      scales: [],
    }),
    ['/items/0/group forward-group'],
  ],
  [
    'a condition on an unknown item',
    withB({ enableWhen: [when('z', '=', 1)] }),
    ['/items/1/enableWhen/0/item unknown-reference'],
  ],
  [
    'a condition on a group',
    sample({
      items: [
        { type: 'group', id: 'g' },
        { ...choice('a'), enableWhen: [when('g', 'exists', true)] },
      ],
      scales: [],
    }),
    ['/items/1/enableWhen/0/item not-a-question'],
  ],
  [
    'a condition on a value that is no option',
    withB({ enableWhen: [when('a', '=', 7)] }),
    ['/items/1/enableWhen/0/value never-holds'],
  ],
  [
    'a condition on digits in quotes',
    withB({ enableWhen: [when('a', '=', '1')] }),
    ['/items/1/enableWhen/0/value never-holds'],
  ],
  [
    'exists compared with a number',
    withB({ enableWhen: [when('a', 'exists', 1)] }),
    ['/items/1/enableWhen/0/value never-holds'],
  ],
  [
    'a number compared with true',
    withB({ enableWhen: [when('a', '=', true)] }),
    ['/items/1/enableWhen/0/value never-holds'],
  ],
  ['greater than a text', withB({ enableWhen: [when('a', '>', 'x')] }), ['/items/1/enableWhen/0/op never-holds']],
  [
    'a number compared with a text',
    sample({
      items: [
        { type: 'number', id: 'n' },
        { ...choice('a'), enableWhen: [when('n', '=', 'x')] },
      ],
      scales: [],
    }),
    ['/items/1/enableWhen/0/value never-holds'],
  ],
  ['an item that depends on itself', withB({ enableWhen: [when('b', '=', 1)] }), ['/items/1 cycle']],
  [
    'a circle of two, and what hangs on it',
    sample({
      items: [
        { ...choice('a'), enableWhen: [when('b', '=', 1)] },
        { ...choice('b'), enableWhen: [when('a', '=', 1)] },
        { ...choice('c'), enableWhen: [when('a', '=', 1)] },
        choice('d'),
      ],
      scales: [],
    }),
    ['/items/0 cycle', '/items/1 cycle', '/items/2 cycle'],
  ],
  [
    'a group that depends on what it encloses',
    sample({
      items: [
        { type: 'group', id: 'g', enableWhen: [when('a', '=', 1)] },
        { ...choice('a'), group: 'g' },
      ],
      scales: [],
    }),
    ['/items/0 cycle', '/items/1 cycle'],
  ],

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

  // critical items and decisions
  [
    'an unknown critical item',
    sample({ critical: [{ id: 'x', item: 'z', op: '>=', value: 1, basis: 'Ours.' }] }),
    ['/critical/0/item unknown-reference'],
  ],
  [
    'a critical item that no answer makes hold',
    sample({ critical: [{ id: 'x', item: 'a', op: '>', value: 3, basis: 'Ours.' }] }),
    ['/critical/0/value never-holds'],
  ],
  [
    'a critical item without numbers',
    sample({
      items: [...['a', 'b', 'c'].map(choice), { type: 'text', id: 't' }],
      critical: [{ id: 'x', item: 't', op: '>=', value: 1, basis: 'Ours.' }],
    }),
    ['/critical/0/item not-scorable'],
  ],
  ['a decision without conditions', sample({ decisions: [{ id: 'x', source: 'Ours.' }] }), ['/decisions/0 empty']],
  [
    'a decision whose "any" is empty',
    sample({ decisions: [{ id: 'x', all: [when('a', '=', 1)], any: [], source: 'Ours.' }] }),
    ['/decisions/0/any empty'],
  ],
  [
    'a decision on an unknown item',
    sample({ decisions: [{ id: 'x', any: [when('z', '=', 1)], source: 'Ours.' }] }),
    ['/decisions/0/any/0/item unknown-reference'],
  ],

  // missing answers
  ['prorating without a limit', sample({ missing: { rule: 'prorate', source: 'Ours.' } }), ['/missing missing']],
  [
    'prorating from nothing',
    sample({ missing: { rule: 'prorate', maxMissing: 3, source: 'Ours.' } }),
    ['/missing/maxMissing out-of-range'],
  ],
  [
    'prorating items of different ranges',
    broken(
      d => ((d.scales[0].max = 7), (d.missing = { rule: 'prorate', maxMissing: 1, source: 'Ours.' })),
      withB({ responseSet: undefined, options: [option(0), option(1)] }),
    ),
    ['/scales/0 prorate-unequal'],
  ],
  [
    'a fixed value of an unknown item',
    sample({ missing: { rule: 'all-required', fixed: { z: 0 }, source: 'Ours.' } }),
    ['/missing/fixed/z unknown-reference'],
  ],
  [
    'a fixed value beyond the range of its item',
    sample({ missing: { rule: 'all-required', fixed: { a: 5 }, source: 'Ours.' } }),
    ['/scales/0 range-mismatch'],
  ],

  // codes and licences
  ['a LOINC code of an unknown item', sample({ loinc: { items: { z: '1-8' } } }), ['/loinc/items/z unknown-reference']],
  [
    'a LOINC code of an unknown scale',
    sample({ loinc: { scales: { z: '1-8' } } }),
    ['/loinc/scales/z unknown-reference'],
  ],
  [
    'wording in a language without a licence',
    broken(d => (d.items[0].text['zh-CN'] = '题')),
    ['/items/0/text/zh-CN no-licence'],
  ],
  ...(['choice', 'multiple-choice'] as const).map((type): [string, unknown, string[]] => [
    `an option of a ${type} in a language without a licence`,
    sample({ items: [{ type, id: 'a', options: [{ value: 1, label: { fr: 'Oui' } }] }], scales: [] }),
    ['/items/0/options/0/label/fr no-licence'],
  ]),
  [
    'the ends of a slider in a language without a licence',
    sample({
      items: [{ type: 'scale', id: 'a', min: 0, max: 1, minLabel: { fr: 'Bas' }, maxLabel: { fr: 'Haut' } }],
      scales: [],
    }),
    ['/items/0/minLabel/fr no-licence', '/items/0/maxLabel/fr no-licence'],
  ],
  ...(['keys-only', 'structure-only'] as const).map((ship): [string, unknown, string[]] => [
    `wording, options or stem in a language that is ${ship}`,
    broken(
      d => {
        d.stem = { 'zh-CN': '题干' };
        d.items[0].text['zh-CN'] = '题';
        d.responseSets[0].options[0].label['zh-CN'] = '选项';
        d.title['zh-CN'] = '量表名';
      },
      sample({ licences: { ...sample().licences, 'zh-CN': { ship, status: 'Theirs.' } } }),
    ),
    ['/stem/zh-CN', '/responseSets/0/options/0/label/zh-CN', '/items/0/text/zh-CN'].map(
      path => `${path} text-not-allowed`,
    ),
  ]),
];

describe('checkInstrument reports', () => {
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

describe('parseInstrument', () => {
  it('returns the very object that it was given', () => {
    const instrument = sample();
    assert.equal(parseInstrument(instrument), instrument);
  });

  it('throws an error that names the first fault and carries all', () => {
    const value = broken(d => {
      d.version = 'x';
      d.id = 5;
    });
    assert.throws(
      () => parseInstrument(value),
      (error: unknown) => {
        assert.ok(error instanceof InstrumentError);
        assert.equal(error.name, 'InstrumentError');
        assert.deepEqual(
          error.findings.map(({ path }) => path),
          ['/id', '/version'],
        );
        assert.match(error.message, /\/id An id is expected\. \(and 1 more\)$/);
        return true;
      },
    );
  });
});

describe('robustness', () => {
  it('takes anything and throws nothing', () => {
    fc.assert(fc.property(fc.anything(), value => assert.ok(checkInstrument(value).length > 0)));
  });

  it('finds nothing but faults in definitions that were tampered with, and never throws', () => {
    const originals = library.map(instrument => JSON.stringify(instrument));
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.nat(), fc.anything(), (original, seed, replacement) => {
        const definition = JSON.parse(original);
        const places: [Untyped, string][] = [];
        const collect = (value: Untyped): void => {
          for (const key of Object.keys(value)) {
            places.push([value, key]);
            if (value[key] && typeof value[key] === 'object') collect(value[key]);
          }
        };
        collect(definition);
        const [target, key] = places[seed % places.length]!;
        target[key] = replacement;
        for (const finding of checkInstrument(definition)) {
          assert.ok(finding.code && finding.message.endsWith('.'), JSON.stringify(finding));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('checks ten thousand items that depend on each other', () => {
    const items = Array.from({ length: 10_000 }, (_, at): Item => {
      const item = choice(`i${at}`);
      return at === 0 ? item : { ...item, enableWhen: [when(`i${at - 1}`, '=', 1)] };
    });
    assert.deepEqual(checkInstrument(sample({ items, scales: [] })), []);
    items[0] = { ...items[0]!, enableWhen: [when('i9999', '=', 1)] } as Item;
    assert.equal(checkInstrument(sample({ items, scales: [] })).length, 10_000);
  });
});
