/** Faults of structure, one test each: what is wrong, where, and that nothing else is reported. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { option, sample } from './testing/definitions.ts';
import { broken, found, withB, type FaultCase } from './testing/faults.ts';

const cases: FaultCase[] = [
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
  ...['prototype', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'].map((name): FaultCase => [
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
];

describe('checkInstrument reports in the structure', () => {
  for (const [name, value, expected] of cases) it(name, () => assert.deepEqual(found(value), expected));
});
