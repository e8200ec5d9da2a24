import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languagesOf, textOf } from './index.ts';
import { choice, sample } from './testing/definitions.ts';

const both = { 'zh-CN': '你好', en: 'Hello' };

describe('textOf', () => {
  it('gives the text in the wanted language and says which that is', () => {
    assert.deepEqual(textOf(both, 'en'), { text: 'Hello', language: 'en' });
    assert.deepEqual(textOf(both, 'zh-CN'), { text: '你好', language: 'zh-CN' });
  });

  it('takes a tag in any case of letters, a longer one and one of the same language', () => {
    for (const tag of ['EN', 'en-GB', 'en-Latn-US']) assert.equal(textOf(both, tag, [])?.language, 'en', tag);
    for (const tag of ['zh', 'zh-cn', 'zh-Hans', 'zh-Hans-CN'])
      assert.equal(textOf(both, tag, [])?.language, 'zh-CN', tag);
  });

  it('prefers the closest tag', () => {
    assert.equal(textOf({ zh: 'a', 'zh-CN': 'b' }, 'zh-CN')?.text, 'b');
    assert.equal(textOf({ 'zh-TW': 'a', zh: 'b' }, 'zh-CN')?.text, 'b');
  });

  it('falls back to zh-CN, then en, or to what it is told', () => {
    assert.equal(textOf(both, 'fr')?.language, 'zh-CN');
    assert.equal(textOf({ en: 'Hello' }, 'fr')?.language, 'en');
    assert.equal(textOf(both, 'fr', ['en'])?.language, 'en');
  });

  it('gives nothing where there is no wording, instead of inventing it', () => {
    assert.equal(textOf(undefined, 'en'), undefined);
    assert.equal(textOf({}, 'en'), undefined);
    assert.equal(textOf({ de: 'Hallo' }, 'en'), undefined);
    assert.equal(textOf(both, 'fr', []), undefined);
  });

  it('finds nothing under names that every object has', () => {
    for (const tag of ['__proto__', 'constructor', 'toString']) assert.equal(textOf(both, tag, []), undefined);
  });
});

describe('languagesOf', () => {
  it('names the languages that every required question has', () => {
    const items = [
      { ...choice('a'), text: both },
      { ...choice('b'), text: { en: 'Only English' } },
      { ...choice('c'), text: both },
    ];
    assert.deepEqual(languagesOf(sample({ items })), ['en']);
  });

  it('lets an optional question go without', () => {
    const items = [
      { ...choice('a'), text: both },
      { ...choice('b'), text: { en: 'Only English' }, required: false },
      { type: 'display' as const, id: 'c', text: { en: 'A heading' } },
    ];
    assert.deepEqual(languagesOf(sample({ items })), ['zh-CN', 'en']);
  });

  it('looks at all questions where none is required', () => {
    const items = [{ ...choice('a'), text: { en: 'Optional' }, required: false }];
    assert.deepEqual(languagesOf(sample({ items })), ['en']);
  });

  it('is empty without wording', () => {
    assert.deepEqual(languagesOf(sample({ items: [{ type: 'choice', id: 'a', responseSet: 'four' }] })), []);
    assert.deepEqual(languagesOf(sample({ items: [{ type: 'group', id: 'g' }] })), []);
  });
});
