/** Faults between the parts, one test each: what is wrong, where, and that nothing else is reported. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Item } from '@xinqiao/contract/types';
import { choice, option, sample } from './testing/definitions.ts';
import { bands, broken, found, when, withB, type FaultCase } from './testing/faults.ts';

const cases: FaultCase[] = [
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
    'an option without a label beside worded items',
    broken(d => {
      d.items[0].text = { en: 'x' };
      d.responseSets[0].options[1].label = {};
    }),
    ['/responseSets/0/options/1/label no-language'],
  ],
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
  ...(['choice', 'multiple-choice'] as const).map((type): FaultCase => [
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
  ...(['keys-only', 'structure-only'] as const).map((ship): FaultCase => [
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

describe('checkInstrument reports between the parts', () => {
  for (const [name, value, expected] of cases) it(name, () => assert.deepEqual(found(value), expected));
});
