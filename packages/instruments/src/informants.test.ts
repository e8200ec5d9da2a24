import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { compareInformants, score } from './index.ts';
import { phq9 } from './library/phq9/definition.ts';
import { sdqParent } from './library/sdq_parent/definition.ts';
import { sdqSelf } from './library/sdq_self/definition.ts';
import { sdqTeacher } from './library/sdq_teacher/definition.ts';

/** Every item at its lowest score but these. */
const form = (instrument: Instrument, answers: Answers) => {
  const low = Object.fromEntries(instrument.items.map(({ id }) => [id, 0]));
  const reversed = { 7: 2, 11: 2, 14: 2, 21: 2, 25: 2 };
  return { instrument, result: score(instrument, { ...low, ...reversed, ...answers }) };
};
/** Five points of emotional symptoms. */
const five = { 3: 2, 8: 2, 13: 1 };

describe('two or three informants', () => {
  it('stand side by side, each with the levels of the own form', () => {
    const rows = compareInformants([form(sdqSelf, five), form(sdqParent, five), form(sdqTeacher, five)]);
    const emotional = rows.find(({ scale }) => scale === 'emotional')!;
    assert.deepEqual(
      emotional.views.map(({ respondent, score: points, level }) => [respondent, points, level?.id]),
      [
        ['self', 5, 'normal'],
        ['parent', 5, 'abnormal'],
        ['teacher', 5, 'borderline'],
      ],
    );
    assert.deepEqual([emotional.difference, emotional.sameLevel], [0, false]);
  });
  it('are not averaged: a row has each score and how far they lie apart', () => {
    const rows = compareInformants([form(sdqSelf, {}), form(sdqTeacher, five)]);
    const emotional = rows.find(({ scale }) => scale === 'emotional')!;
    assert.deepEqual(
      emotional.views.map(view => view.score),
      [0, 5],
    );
    assert.deepEqual([emotional.difference, emotional.sameLevel], [5, false]);
    const peer = rows.find(({ scale }) => scale === 'peer')!;
    assert.deepEqual([peer.difference, peer.sameLevel], [0, true]);
  });
  it('leave open what one of them has not answered', () => {
    const rows = compareInformants([form(sdqSelf, five), form(sdqParent, { 3: null, 8: null, 13: null })]);
    for (const scale of ['emotional', 'total']) {
      const row = rows.find(one => one.scale === scale)!;
      assert.deepEqual([row.views[1]!.score, row.views[1]!.level], [null, null]);
      assert.deepEqual([row.difference, row.sameLevel], [null, null]);
    }
    assert.equal(rows.find(({ scale }) => scale === 'conduct')!.difference, 0);
  });
  it('are two or three, different people, of one scale', () => {
    const self = form(sdqSelf, five);
    const cases: [Parameters<typeof compareInformants>[0], RegExp][] = [
      [[self], /Two or three/],
      [[self, self], /another respondent/],
      [[self, form({ ...phq9, respondent: 'parent' }, {})], /different scales/],
      [[self, { ...form(sdqParent, five), result: self.result }], /not one of "sdq_parent"/],
      [[self, form(sdqParent, { 3: 9 })], /invalid/],
    ];
    for (const [forms, message] of cases) {
      assert.throws(
        () => compareInformants(forms),
        (error: Error) => error instanceof RangeError && message.test(error.message),
      );
    }
  });
});
