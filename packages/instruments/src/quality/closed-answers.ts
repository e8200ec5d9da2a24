/** The answers that indices look at: numbers given to visible items of a known range, in the order asked. */
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { checkAnswers } from '../answers.ts';
import { rangeOf } from '../score.ts';
import { answerTo, enabledIds, indexInstrument } from '../visibility.ts';

export interface ClosedAnswer {
  id: string;
  /** As given, not turned round. */
  value: number;
  min: number;
  max: number;
  /** Whether a scale scores the item in reverse. */
  reversed: boolean;
  /** Equal for items that offer the same answers. */
  offers: string;
}

/** 0 to 1 in the direction of scoring; 0 for an item with one answer only. */
export const keyed = ({ value, min, max, reversed }: ClosedAnswer): number => {
  const part = max > min ? (value - min) / (max - min) : 0;
  return reversed ? 1 - part : part;
};

/**
 * In the order asked, `undefined` where a visible question has no such answer: a gap ends a run. Answers that don't fit
 * the item are gaps, too.
 */
export function closedAnswers(instrument: Instrument, answers: Answers): (ClosedAnswer | undefined)[] {
  const enabled = enabledIds(instrument, answers);
  const faulty = new Set(checkAnswers(instrument, answers).map(({ item }) => item));
  const reversed = new Set(instrument.scales.flatMap(({ reverse = [] }) => reverse));
  return [...indexInstrument(instrument).byId.values()]
    .filter(({ item }) => item.type !== 'display' && item.type !== 'group' && enabled.has(item.id))
    .map(entry => {
      const { id, type } = entry.item;
      const value = answerTo(answers, id);
      const range = rangeOf(entry);
      if (typeof value !== 'number' || !range || faulty.has(id)) return undefined;
      const offers = `${type} ${type === 'choice' ? entry.options.map(option => option.value).join() : range.join()}`;
      return { id, value, min: range[0], max: range[1], reversed: reversed.has(id), offers };
    });
}
