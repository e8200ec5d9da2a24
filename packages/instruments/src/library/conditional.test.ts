import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { optionsOf } from '../index.ts';
import { conditionalTexts, textConditions } from './conditional.ts';
import { getInstrument } from './index.ts';

const digests: Readonly<Record<string, string>> = {
  who5: 'afb958a0991a6406a481d7f20eaad0289a01b2201c432706138a4cc1ac4b270b',
};

for (const [id, condition] of Object.entries(textConditions)) {
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
}

it('has no wording for other scales', () => {
  for (const id of ['psc17', '__proto__', '']) assert.throws(() => conditionalTexts(id, { accept: '' }), RangeError);
});

it('hands out copies', () => {
  const accept = textConditions.who5!.id;
  (conditionalTexts('who5', { accept }).texts.items as Record<string, string>)['1'] = 'changed';
  assert.notEqual(conditionalTexts('who5', { accept }).texts.items['1'], 'changed');
});
