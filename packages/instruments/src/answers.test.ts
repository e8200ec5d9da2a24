import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Instrument, Item } from '@xinqiao/contract/types';
import { checkAnswers } from './index.ts';
import { choice, option, sample } from './testing/definitions.ts';

const items: Item[] = [
  choice('pick'),
  { type: 'choice', id: 'asq', options: [option(0), option(1), option('refused')] },
  {
    type: 'multiple-choice',
    id: 'many',
    options: [option(1), option(2), option(3), { ...option('none'), exclusive: true }],
    minSelected: 2,
    maxSelected: 2,
  },
  { type: 'number', id: 'age', min: 6, max: 99, integer: true },
  { type: 'number', id: 'free' },
  { type: 'text', id: 'words', maxLength: 5 },
  { type: 'text', id: 'story', required: false },
  { type: 'text', id: 'woken', format: 'time', required: false },
  { type: 'scale', id: 'slider', min: 0, max: 1, step: 0.1 },
  { type: 'display', id: 'note' },
  { type: 'group', id: 'part' },
];
const form: Instrument = sample({ items, scales: [] });
const codes = (answers: unknown, options = {}) =>
  checkAnswers(form, answers, options).map(({ item, code }) => `${item} ${code}`);

const cases: [string, unknown, string[]][] = [
  ['an option', { pick: 3 }, []],
  ['minus zero', { pick: -0 }, []],
  ['null and undefined', { pick: null, age: undefined }, []],
  ['digits in quotes', { pick: '3' }, ['pick wrong-type']],
  ['digits in quotes beside options of text', { asq: '1' }, ['asq wrong-type']],
  ['an option of text', { asq: 'refused' }, []],
  ['another text', { asq: 'maybe' }, ['asq not-an-option']],
  ['off the list', { pick: 4 }, ['pick not-an-option']],
  ['a float off the list', { pick: 0.5 }, ['pick not-an-option']],
  ['a boolean', { pick: true }, ['pick wrong-type']],
  ['an array where one value is expected', { pick: [3] }, ['pick wrong-type']],
  ['an object', { pick: { value: 3 } }, ['pick wrong-type']],
  ['NaN', { pick: NaN, age: NaN, slider: NaN }, ['pick not-an-option', 'age wrong-type', 'slider wrong-type']],
  ['Infinity', { free: Infinity, age: -Infinity }, ['age wrong-type', 'free wrong-type']],
  ['two chosen', { many: [1, 3] }, []],
  ['one value where an array is expected', { many: 1 }, ['many wrong-type']],
  ['a repeat', { many: [1, 1] }, ['many duplicate']],
  ['zero and minus zero', { many: [1, 1, -0] }, ['many not-an-option']],
  ['too many chosen', { many: [1, 2, 3] }, ['many too-many']],
  ['an excluding option beside another', { many: ['none', 1] }, ['many too-many']],
  ['an excluding option alone', { many: ['none'] }, []],
  ['a stranger among those chosen', { many: [1, 9] }, ['many not-an-option']],
  ['an array in an array', { many: [[1]] }, ['many wrong-type']],
  ['a number in range', { age: 6, free: -1e300 }, []],
  ['below the range', { age: 5 }, ['age out-of-range']],
  ['above the range', { age: 100 }, ['age out-of-range']],
  ['no whole number', { age: 6.5 }, ['age wrong-type']],
  ['a text for a number', { age: '18' }, ['age wrong-type']],
  ['a text of the greatest length', { words: '12345' }, []],
  ['a text one longer', { words: '123456' }, ['words too-long']],
  ['a text beyond the default length', { story: 'x'.repeat(2001) }, ['story too-long']],
  ['a text of the default length', { story: '心'.repeat(2000) }, []],
  ['a number for a text', { words: 5 }, ['words wrong-type']],
  ['a pair of surrogates', { words: '😀' }, []],
  ['a lone high surrogate', { words: '\ud83d' }, ['words not-well-formed']],
  ['a lone low surrogate', { words: 'a\ude00' }, ['words not-well-formed']],
  ['a NUL', { words: 'a\0b' }, ['words not-well-formed']],
  ['a lone surrogate in a choice', { asq: '\ud83d' }, ['asq not-well-formed']],
  ['a step of a decimal slider', { slider: 0.1 + 0.2 }, []],
  ['between two steps', { slider: 0.25 }, ['slider not-an-option']],
  ['beyond the slider', { slider: 1.1 }, ['slider out-of-range']],
  ['an answer to a text to read', { note: 'x' }, ['note wrong-type']],
  ['an answer to a group', { part: 1 }, ['part wrong-type']],
  ['an unknown item', { nobody: 1 }, ['nobody unknown-item']],
  ['an unknown item without an answer', { nobody: null }, ['nobody unknown-item']],
  [
    'own keys with the names of every object',
    JSON.parse('{"__proto__": 1, "constructor": 1}'),
    ['__proto__ unknown-item', 'constructor unknown-item'],
  ],
  ['a prototype with answers', Object.create({ pick: 99 }), []],
  ['no object', null, [' wrong-type']],
  ['an array', [1, 2], [' wrong-type']],
  ['a text', '{}', [' wrong-type']],
];

describe('checkAnswers', () => {
  for (const [name, answers, expected] of cases) {
    it(`${expected.length > 0 ? 'refuses' : 'takes'} ${name}`, () => assert.deepEqual(codes(answers), expected));
  }

  it('asks for nothing that is missing unless told to', () => {
    assert.deepEqual(codes({}), []);
  });

  it('complete: reports every required question without an answer, and too few chosen', () => {
    assert.deepEqual(codes({ many: [1], words: ' ', free: 0 }, { complete: true }), [
      'pick required',
      'asq required',
      'many required',
      'age required',
      'words required',
      'slider required',
    ]);
  });

  it('complete: reports a fault once, not also as missing', () => {
    const given = { pick: 9, asq: 0, many: [1, 2], age: 18, free: 1, words: 'a', slider: 0 };
    assert.deepEqual(codes(given, { complete: true }), ['pick not-an-option']);
  });

  it('complete: leaves hidden questions alone, but not nonsense in them', () => {
    const hidden = sample({
      items: [choice('a'), { ...choice('b'), enableWhen: [{ item: 'a', op: '=', value: 1 }] }],
      scales: [],
    });
    assert.deepEqual(checkAnswers(hidden, { a: 0 }, { complete: true }), []);
    assert.equal(checkAnswers(hidden, { a: 1 }, { complete: true })[0]?.code, 'required');
    assert.equal(checkAnswers(hidden, { a: 0, b: 9 })[0]?.code, 'not-an-option');
  });

  it('says in a sentence what is wrong, with its limits', () => {
    const said = (id: string, value: unknown, options = {}) =>
      checkAnswers(form, { [id]: value }, options).find(({ item }) => item === id)?.detail;
    assert.deepEqual(
      [
        said('pick', 4),
        said('pick', '3'),
        said('pick', '\ud800'),
        said('many', 1),
        said('many', [1, 1]),
        said('many', [1, 2, 3]),
        said('many', [1, 'none']),
        said('many', [1], { complete: true }),
        said('age', '7'),
        said('age', 100),
        said('age', 7.5),
        said('words', 7),
        said('words', 'longer'),
        said('woken', '7:00'),
        said('slider', 0.55),
        said('note', 1),
        said('nowhere', 1),
        checkAnswers(form, [])[0]?.detail,
        checkAnswers(form, {}, { complete: true })[0]?.detail,
      ],
      [
        'Is not among the options.',
        'No option has this type.',
        'Holds a code unit that is no character.',
        'An array of option values is expected.',
        'Names an option more than once.',
        'At most 2 may be chosen.',
        'At most 1 may be chosen.',
        'At least 2 must be chosen.',
        'A finite number is expected.',
        'Must lie between 6 and 99.',
        'A whole number is expected.',
        'A text is expected.',
        'At most 5 UTF-16 code units.',
        'A time of day is expected, HH:MM.',
        'Lies between two steps.',
        'Takes no answer.',
        'There is no such item.',
        'An object is expected.',
        'An answer is required.',
      ],
    );
  });

  it('looks at each of the chosen, up to one more than there are options', () => {
    const options = [1, 2, 3].map(option);
    const any = sample({ items: [{ type: 'multiple-choice', id: 'm', options }], scales: [] });
    const code = (m: number[]) => checkAnswers(any, { m }).map(one => one.code);
    assert.deepEqual(code([1, 2, 9]), ['not-an-option']);
    assert.deepEqual(code([1, 2, 2]), ['duplicate']);
    assert.deepEqual(code([1, 2, 3]), []);
  });

  it('counts the steps of a scale from its lowest value', () => {
    const from: Instrument = sample({ items: [{ type: 'scale', id: 's', min: 1, max: 10, step: 3 }], scales: [] });
    const code = (s: number) => checkAnswers(from, { s }).map(one => one.code);
    assert.deepEqual([1, 4, 7, 10].flatMap(code), []);
    assert.deepEqual(
      [2, 3, 5].map(s => code(s)[0]),
      ['not-an-option', 'not-an-option', 'not-an-option'],
    );
  });

  it('takes nothing before or after a time of day', () => {
    for (const woken of ['107:00', '07:001', ' 07:00']) assert.deepEqual(codes({ woken }), ['woken not-well-formed']);
  });

  it('never repeats an answer', () => {
    const secret = 'tell-nobody';
    const given = Object.fromEntries(items.map(({ id }) => [id, secret]));
    const errors = checkAnswers(form, { ...given, words: secret, story: secret.repeat(200) });
    assert.ok(errors.length > 5);
    assert.ok(!JSON.stringify(errors).includes(secret));
  });

  it('answers a body of invented keys with a short list', () => {
    const flood = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`${'k'.repeat(500)}${at}`, 1]));
    const errors = checkAnswers(form, flood);
    assert.equal(errors.length, 100);
    assert.ok(errors.every(({ item }) => item.length <= 64));
  });

  it('finds the fault in an endless array at once', () => {
    assert.deepEqual(codes({ many: new Array(1_000_000).fill(1) }), ['many duplicate']);
  });

  it('takes anything and throws nothing', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...items.map(({ id }) => id)), fc.anything()),
        (any, given) => {
          for (const value of [any, given]) assert.ok(Array.isArray(checkAnswers(form, value, { complete: true })));
        },
      ),
    );
  });

  it('reports ten thousand required questions', () => {
    const large = sample({ items: Array.from({ length: 10_000 }, (_, at) => choice(`i${at}`)), scales: [] });
    assert.equal(checkAnswers(large, {}, { complete: true }).length, 10_000);
  });
});
