/**
 * The golden cases leave no rule unguarded: whatever single rule of a definition somebody gets wrong, by one step, one item or
 * one sign, a case that was worked out by hand fails. And they hold every kind of sheet that a school sends.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { optionsOf } from '@xinqiao/instruments';
import { catalogue } from '@xinqiao/instruments/library';
import { alteredFrom } from './altered.ts';
import { fulfils, givenBy, goldenOf } from './golden.ts';

/** What can be wrong with an answer to a choice, as JSON can send it. */
function kindOf(instrument: Instrument, answers: Answers): string | undefined {
  for (const [id, value] of Object.entries(answers)) {
    if (value === null) continue;
    const item = instrument.items.find(candidate => candidate.id === id);
    if (!item) return 'an unknown item';
    if (item.type !== 'choice') continue;
    const values = optionsOf(instrument, item).map(option => option.value);
    const numbers = values.filter(option => typeof option === 'number');
    if (values.includes(value as number)) continue;
    if (typeof value === 'string') return 'a text';
    if (typeof value === 'boolean') return 'a truth value';
    if (typeof value !== 'number') return undefined;
    if (value > Math.max(...numbers)) return 'above the options';
    return value < Math.min(...numbers) ? 'below the options' : 'between two options';
  }
  return undefined;
}
const KINDS = [
  'above the options',
  'below the options',
  'between two options',
  'a text',
  'a truth value',
  'an unknown item',
];

let count = 0;
after(() => console.log(`${count} altered definitions of ${catalogue.length} scales, each noticed by a golden case.`));

for (const instrument of catalogue) {
  describe(`golden cases of ${instrument.abbreviation} (${instrument.id})`, () => {
    const { provenance, source, cases } = goldenOf(instrument);
    const ready = cases.map(golden => ({ golden, given: givenBy(instrument, golden) }));

    it('notice each rule that is altered', () => {
      const unnoticed: string[] = [];
      for (const { what, instrument: altered, variant } of alteredFrom(instrument)) {
        const asked = variant ? ready.filter(({ golden }) => golden.variant === variant) : ready;
        count++;
        if (asked.every(({ golden, given }) => fulfils(altered, golden, given))) unnoticed.push(what);
      }
      assert.deepEqual(unnoticed, []);
    });

    it('say that they were worked out from a source, and not by running the code', () => {
      assert.match(provenance, /no case was made by running the scoring code/);
      assert.notEqual(source.trim(), '');
      assert.deepEqual(
        cases.filter(({ name }, at) => cases.findIndex(one => one.name === name) !== at),
        [],
      );
    });

    it('hold each kind of answer that is refused', () => {
      const kinds = new Set(
        ready.filter(({ golden }) => golden.status === 'invalid_input').map(({ given }) => kindOf(instrument, given)),
      );
      // The PSQI's further kinds, of times and durations, are asked for below.
      assert.deepEqual(
        KINDS.filter(kind => !kinds.has(kind)),
        [],
      );
    });

    for (const { id, type } of instrument.items.filter(item => item.type === 'text' || item.type === 'number')) {
      it(`hold an answer to ${id} that is no ${type === 'text' ? 'time' : 'number'}, and one beyond it`, () => {
        const refused = ready.filter(({ golden }) => golden.status === 'invalid_input').map(({ given }) => given[id]);
        assert.ok(
          refused.some(value => typeof value === (type === 'text' ? 'number' : 'string')),
          'another type',
        );
        assert.ok(
          refused.some(value => typeof value === (type === 'text' ? 'string' : 'number')),
          'out of range',
        );
      });
    }

    for (const { id, item } of instrument.critical ?? []) {
      it(`hold ${id} on a sheet that is not complete, and on one where nothing else is answered`, () => {
        const raised = cases.filter(one => JSON.stringify(one).includes(`"id":"${id}"`));
        const incomplete = raised.filter(({ status }) => status === 'incomplete');
        assert.ok(incomplete.length > 0);
        const alone = incomplete.filter(one =>
          Object.entries(givenBy(instrument, one)).every(([key, value]) => key === item || value === null),
        );
        assert.ok(alone.length > 0, 'alone');
      });
    }

    for (const { id } of instrument.variants ?? []) {
      it(`hold cases of the variant ${id} that differ from the same sheet without it`, () => {
        const own = ready.filter(({ golden }) => golden.variant === id);
        assert.ok(own.some(({ golden, given }) => !fulfils(instrument, { ...golden, variant: undefined }, given)));
      });
    }
  });
}
