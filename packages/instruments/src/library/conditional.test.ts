import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { checkInstrument, languagesOf, optionsOf, withLicensedText } from '../index.ts';
import { asLicensedText, conditionalTexts, textConditions } from './conditional.ts';
import { catalogue, getInstrument } from './index.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const digests: Readonly<Record<string, string>> = read('./texts.sha256.json').conditional;
const references: { id: string; texts?: Record<string, { items: Record<string, string> }> }[] =
  read('../../reference/keys.json').instruments;

it('has the condition of every scale whose wording has one', () => {
  const conditional = catalogue.filter(({ licences }) =>
    Object.values(licences).some(({ ship }) => ship === 'conditional-text'),
  );
  assert.deepEqual(conditional.map(({ id }) => id).sort(), Object.keys(textConditions).sort());
});

for (const [id, condition] of Object.entries(textConditions)) {
  if (condition.languages.length === 0) {
    it(`says the condition of ${id}, and that no wording ships`, () => {
      assert.throws(
        () => conditionalTexts(id, { accept: condition.id }),
        (error: Error) => error instanceof RangeError && error.message.includes(condition.terms),
      );
    });
    continue;
  }

  it(`gives the wording of ${id} to who accepts its condition, and to nobody else`, () => {
    assert.equal(conditionalTexts(id, { accept: condition.id }).condition.terms, condition.terms);
    for (const accept of ['', 'yes', `${condition.id} `]) {
      assert.throws(
        () => conditionalTexts(id, { accept }),
        (error: Error) => error instanceof RangeError && error.message.includes(condition.terms),
      );
    }
  });

  it(`has a text for each item and option of ${id}, letter by letter as committed`, () => {
    const { texts, language, instrumentVersion } = conditionalTexts(id, { accept: condition.id });
    const instrument = getInstrument(id)!;
    assert.equal(instrument.version, instrumentVersion);
    assert.equal(instrument.licences[language]!.ship, 'conditional-text');
    assert.deepEqual(
      Object.keys(texts.items),
      instrument.items.map(item => item.id),
    );
    const values = optionsOf(instrument, instrument.items[0]!).map(({ value }) => String(value));
    assert.deepEqual(Object.keys(texts.options), values);
    assert.equal(createHash('sha256').update(JSON.stringify(texts)).digest('hex'), digests[id]);
  });

  it(`fills the slots of ${id}, and the condition goes with the wording`, () => {
    const text = conditionalTexts(id, { accept: condition.id });
    const whole = withLicensedText(
      getInstrument(id)!,
      asLicensedText(text, { holder: '示例大学', date: '2026-09-01' }),
    );
    assert.deepEqual(checkInstrument(whole), []);
    assert.deepEqual(languagesOf(whole), [...condition.languages]);
    assert.deepEqual(whole.licences['en']!.licensed, {
      holder: '示例大学',
      reference: condition.id,
      date: '2026-09-01',
    });
  });
}

it('has no wording for other scales', () => {
  for (const id of ['phq9', '__proto__', '']) assert.throws(() => conditionalTexts(id, { accept: '' }), RangeError);
});

it('hands out copies', () => {
  const accept = textConditions.who5!.id;
  (conditionalTexts('who5', { accept }).texts.items as Record<string, string>)['1'] = 'changed';
  assert.notEqual(conditionalTexts('who5', { accept }).texts.items['1'], 'changed');
});

it('has the wording of the DASS-21 letter by letter as the reference', () => {
  const { texts } = references.find(({ id }) => id === 'dass21')!;
  const { items } = conditionalTexts('dass21', { accept: textConditions['dass21']!.id }).texts;
  assert.deepEqual(items, texts!['en']!.items);
});
