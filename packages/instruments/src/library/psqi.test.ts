/** The PSQI: components as published, from times, durations and frequencies. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkInstrument, languagesOf, optionsOf, score } from '../index.ts';
import { psqi } from './psqi/definition.ts';

const { instruments } = JSON.parse(readFileSync(new URL('../../reference/keys.json', import.meta.url), 'utf8'));
const reference = instruments.find(({ id }: { id: string }) => id === 'psqi');
const golden = JSON.parse(readFileSync(new URL('./psqi/golden.json', import.meta.url), 'utf8'));
const good = golden.cases[0].answers;

describe('PSQI', () => {
  it('passes the checker and ships no wording', () => {
    assert.deepEqual(checkInstrument(psqi), []);
    assert.deepEqual(languagesOf(psqi), []);
    for (const item of psqi.items) for (const { label } of optionsOf(psqi, item)) assert.deepEqual(label, {});
  });

  it('has the items, cut-offs, ages and licences of the reference', () => {
    assert.deepEqual(
      psqi.items.map(({ id }) => id),
      reference.items,
    );
    assert.deepEqual(
      psqi.cutoffs!.map(({ id, scale, op, value }) => ({ id, scale, op, value })),
      reference.cutoffs.map(({ id, scale, op, value }: Record<string, unknown>) => ({ id, scale, op, value })),
    );
    assert.deepEqual({ ...psqi.age }, reference.age);
    for (const [language, { ship }] of Object.entries(psqi.licences)) {
      assert.equal(ship, reference.licence[language].ship.replace('_', '-'));
    }
  });

  it('has one score for each component of the reference, and adds up those and no others', () => {
    assert.deepEqual(psqi.scales.at(-1)!.of, Object.keys(reference.components));
  });

  it('compares exactly on an edge that binary fractions miss', () => {
    // 8.45 ÷ 13 × 100 is 64.99999999999999 in binary fractions.
    const { scores } = score(psqi, { ...good, bedtime: '21:00', waketime: '10:00', hours_slept: 8.45 });
    assert.deepEqual([scores['efficiency'], scores['C4']], [65, 2]);
  });
});
