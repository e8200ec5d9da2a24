import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers } from '@xinqiao/contract/types';
import { score } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { feedbackOf } from './receipt.ts';

const mht = getInstrument('mht')!;
const upi = getInstrument('upi')!;
const [validity] = mht.validity!;

/** MHT with a yes to so many items of its validity scale, and to ten others. */
function answers(lies: number): Answers {
  const even = mht.scales.find(({ id }) => id === validity!.scale)!.items;
  const yes = new Set([...even.slice(0, lies), ...mht.items.map(({ id }) => id).filter(id => Number(id) <= 10)]);
  return Object.fromEntries(mht.items.map(({ id }) => [id, yes.has(id) ? 1 : 0]));
}

describe('what a student is told of a result', () => {
  it('is every scale but one that judges the answers: who knows that one answers to it the next time', () => {
    const told = feedbackOf(mht, score(mht, answers(3)), 'score')!;
    assert.deepEqual(
      told.map(({ scaleId }) => scaleId),
      mht.scales.map(({ id }) => id).filter(id => id !== 'validity'),
    );
    assert.equal(told.find(({ scaleId }) => scaleId === 'total')?.score, 10);
    // Judged by it in a variant alone.
    const all = Object.fromEntries(upi.items.map(({ id }) => [id, 1]));
    assert.deepEqual(
      feedbackOf(upi, score(upi, all), 'score')!.map(({ scaleId }) => scaleId),
      ['total'],
    );
  });

  it('is nothing before a person has looked, where a validity scale says that the profile is not to be trusted', () => {
    const result = score(mht, answers(8));
    assert.equal(result.status, 'not_valid_profile');
    for (const policy of ['level', 'score'] as const) assert.deepEqual(feedbackOf(mht, result, policy), []);
    assert.equal(feedbackOf(mht, result, 'none'), null);
  });
});
