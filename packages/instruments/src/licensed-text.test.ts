/** Wording that a licensed school fills in: whole and fitting, or refused with every reason. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Instrument, Item } from '@xinqiao/contract/types';
import { catalogue } from './library/index.ts';
import { gad7 } from './library/gad7/definition.ts';
import { sds } from './library/sds/definition.ts';
import {
  checkInstrument,
  checkLicensedText,
  languagesOf,
  type LicensedText,
  LicensedTextError,
  licensedTextTemplate,
  score,
  textOf,
  withLicensedText,
  withoutLicensedText,
} from './index.ts';
import { option, sample } from './testing/definitions.ts';
import type { Untyped } from './testing/faults.ts';

const licence = { holder: '示例大学', reference: 'L-2026-17', date: '2026-09-01' };

/** A whole file whose words only say which slot they are for: no wording of anybody's. */
function filled(instrument: Instrument, language = 'zh-CN'): LicensedText {
  const name = (slot: string) => `Slot ${slot}`;
  const named = (of: Record<string, string>, at: string) =>
    Object.fromEntries(Object.keys(of).map(key => [key, name(`${at} ${key}`)]));
  const file = licensedTextTemplate(instrument, language);
  const all = (sets: LicensedText['options'], at: string) =>
    Object.fromEntries(Object.entries(sets ?? {}).map(([id, labels]) => [id, named(labels, `${at} ${id}`)]));
  return {
    ...file,
    licence: { ...licence },
    items: named(file.items, 'item'),
    ...(file.options && { options: all(file.options, 'option') }),
    ...(file.itemOptions && { itemOptions: all(file.itemOptions, 'option of') }),
  };
}
const faults = (instrument: Instrument, change: (file: Untyped) => void) => {
  const file = filled(instrument);
  change(file);
  return checkLicensedText(instrument, file).map(({ path, code }) => `${path} ${code}`);
};

describe('a licensed wording', () => {
  it('fills every slot of every scale that ships as keys, and the scale can be asked then', () => {
    const slots = catalogue.filter(instrument => languagesOf(instrument).length === 0);
    assert.ok(slots.length > 15);
    for (const instrument of slots) {
      const whole = withLicensedText(instrument, filled(instrument));
      assert.deepEqual(checkInstrument(whole), [], instrument.id);
      assert.deepEqual(languagesOf(whole), ['zh-CN']);
    }
  });
  it('carries its licence, and what ships stays what it is', () => {
    const whole = withLicensedText(sds, filled(sds));
    assert.deepEqual(whole.licences['zh-CN'], { ...sds.licences['zh-CN'], licensed: licence });
    assert.deepEqual(whole.licences['en'], sds.licences['en']);
  });
  it('leaves the definition as it was', () => {
    const before = structuredClone(sds);
    withLicensedText(sds, filled(sds));
    assert.deepEqual(sds, before);
  });
  it('changes no score', () => {
    const answers = Object.fromEntries(sds.items.map(({ id }) => [id, 3]));
    assert.deepEqual(score(withLicensedText(sds, filled(sds)), answers), score(sds, answers));
  });
  it('may bring a title and a stem', () => {
    const whole = withLicensedText(sds, { ...filled(sds), title: 'Slot title', stem: 'Slot stem' });
    assert.equal(textOf(whole.title, 'zh-CN')?.text, 'Slot title');
    assert.equal(whole.title['en'], sds.title['en']);
    assert.deepEqual(whole.stem, { 'zh-CN': 'Slot stem' });
  });
  it('may be in a language that the definition does not know, and stand beside another one', () => {
    const both = withLicensedText(withLicensedText(sds, filled(sds)), filled(sds, 'bo'));
    assert.deepEqual(checkInstrument(both), []);
    assert.deepEqual(languagesOf(both), ['zh-CN', 'bo']);
    assert.deepEqual(both.licences['bo']!.licensed, licence);
  });
  it('fills options of an item and groups, too', () => {
    const items: Item[] = [
      { type: 'group', id: 'g' },
      { type: 'choice', id: 'a', group: 'g', options: [0, 1].map(value => ({ ...option(value), label: {} })) },
    ];
    const scales = [{ id: 'total', items: ['a'], method: 'sum' as const, min: 0, max: 1 }];
    const instrument: Instrument = { ...sample({ items, scales }), responseSets: [] };
    const file = filled(instrument);
    const whole = withLicensedText(instrument, { ...file, items: { ...file.items, g: 'Slot group' } });
    assert.deepEqual(checkInstrument(whole), []);
    assert.deepEqual(whole.items[0]!.text, { 'zh-CN': 'Slot group' });
    assert.deepEqual(
      faults(instrument, file => delete file.itemOptions),
      ['/itemOptions/a missing'],
    );
    assert.deepEqual(
      faults(instrument, file => delete file.itemOptions.a['1']),
      ['/itemOptions/a/1 missing'],
    );
  });
});

describe('a licensed wording taken out again', () => {
  it('leaves the definition that it was filled into', () => {
    for (const instrument of catalogue.filter(one => languagesOf(one).length === 0)) {
      assert.deepEqual(withoutLicensedText(withLicensedText(instrument, filled(instrument))), instrument);
    }
  });
  it('leaves wording that ships alone', () => {
    assert.equal(withoutLicensedText(gad7), gad7);
    const both = withLicensedText(gad7, filled(gad7, 'bo'));
    const left = withoutLicensedText(both);
    assert.deepEqual([left.items, left.responseSets, left.stem], [gad7.items, gad7.responseSets, gad7.stem]);
  });
});

describe('a licensed wording is refused', () => {
  it('when an item is missing, unknown or empty', () => {
    assert.deepEqual(
      faults(sds, file => delete file.items['3']),
      ['/items/3 missing'],
    );
    assert.deepEqual(
      faults(sds, file => (file.items['21'] = 'Slot')),
      ['/items/21 unknown-reference'],
    );
    assert.deepEqual(
      faults(sds, file => (file.items['3'] = '  ')),
      ['/items/3 empty'],
    );
    assert.deepEqual(
      faults(sds, file => (file.items['3'] = 3)),
      ['/items/3 wrong-type'],
    );
    assert.deepEqual(
      faults(sds, file => (file.items['3'] = 'a\0')),
      ['/items/3 not-well-formed'],
    );
    assert.deepEqual(
      faults(sds, file => (file.items['3'] = '\uD800')),
      ['/items/3 not-well-formed'],
    );
  });
  it('when options do not match', () => {
    assert.deepEqual(
      faults(sds, file => delete file.options.answers['4']),
      ['/options/answers/4 missing'],
    );
    assert.deepEqual(
      faults(sds, file => (file.options.answers['0'] = 'Slot')),
      ['/options/answers/0 unknown-reference'],
    );
    assert.deepEqual(
      faults(sds, file => delete file.options),
      ['/options/answers missing'],
    );
    assert.deepEqual(
      faults(sds, file => (file.options.other = {})),
      ['/options/other unknown-reference'],
    );
  });
  it('with every fault at once, each with its pointer', () => {
    const all = faults(sds, file => {
      delete file.items['1'];
      delete file.items['20'];
      file.items['a/b'] = 'Slot';
      delete file.options.answers['1'];
    });
    assert.deepEqual(all, [
      '/items/1 missing',
      '/items/20 missing',
      '/items/a~1b unknown-reference',
      '/options/answers/1 missing',
    ]);
  });
  it('without holder, reference or date of the licence', () => {
    for (const name of ['holder', 'reference', 'date']) {
      assert.deepEqual(
        faults(sds, file => delete file.licence[name]),
        [`/licence/${name} missing`],
      );
    }
    assert.deepEqual(
      faults(sds, file => (file.licence.date = '2026-02-30')),
      ['/licence/date wrong-format'],
    );
    assert.deepEqual(
      faults(sds, file => (file.licence.holder = '')),
      ['/licence/holder empty'],
    );
    assert.deepEqual(
      faults(sds, file => delete file.licence),
      ['/licence missing'],
    );
  });
  it('for another instrument or version, or a language that has wording', () => {
    assert.deepEqual(
      faults(sds, file => (file.instrument = 'sas')),
      ['/instrument other-instrument'],
    );
    assert.deepEqual(
      faults(sds, file => (file.version = '0.9.0')),
      ['/version other-version'],
    );
    assert.ok(faults(gad7, () => {}).includes('/language has-wording'));
    assert.deepEqual(
      faults(sds, file => (file.language = 'Chinese!')),
      ['/language wrong-format'],
    );
  });
  it('when a word of the file is misspelt', () => {
    assert.deepEqual(
      faults(sds, file => (file.item = {})),
      ['/item unknown-property'],
    );
  });
  it('when it is an empty template', () => {
    assert.ok(checkLicensedText(sds, licensedTextTemplate(sds, 'zh-CN')).length > sds.items.length);
  });
  it('whatever it is, without being read through names that every object has', () => {
    const items = JSON.parse(`{"__proto__": "Slot", ${JSON.stringify(filled(sds).items).slice(1)}`);
    assert.deepEqual(
      checkLicensedText(sds, { ...filled(sds), items }).map(({ path }) => path),
      ['/items/__proto__'],
    );
    for (const value of [undefined, null, 1, 'x', [], {}]) assert.ok(checkLicensedText(sds, value).length > 0);
  });
  it('with an error that has all of it', () => {
    assert.throws(
      () => withLicensedText(sds, { ...filled(sds), items: {} }),
      (error: Error) => error instanceof LicensedTextError && error.findings.length === sds.items.length,
    );
  });
});
