/**
 * Scoring. A pure function of a definition and raw answers, the same in a browser and on a server.
 *
 * Conventions: any answer that doesn't fit makes the whole input invalid; a missing answer makes it incomplete unless
 * the definition's rule fills the gap; critical items are read from raw answers before anything is filled in.
 */
import type { Answers, Cutoff, Decision, Instrument, Scale, ScoreResult } from '@xinqiao/contract/types';
import { checkAnswers } from './answers.ts';
import { answerTo, enabledIds, holds, indexInstrument, isAnswered, type IndexedItem } from './visibility.ts';

/** The lowest and highest number an item can give; `undefined` for an item that gives none. */
export function rangeOf({ item, options }: Pick<IndexedItem, 'item' | 'options'>): [number, number] | undefined {
  if (item.type === 'number' || item.type === 'scale') {
    return item.min === undefined || item.max === undefined ? undefined : [item.min, item.max];
  }
  let range: [number, number] | undefined;
  for (const { value } of item.type === 'choice' ? options : []) {
    if (typeof value !== 'number') continue;
    range = range ? [Math.min(range[0], value), Math.max(range[1], value)] : [value, value];
  }
  return range;
}

/** Takes back what binary fractions add: 0.1 + 0.2 is 0.3. Also turns -0 into 0. */
const tidy = (value: number) => (Number.isInteger(value) ? value : Math.round(value * 1e9) / 1e9) + 0;

interface ScaleScore {
  value: number | null;
  /** Enabled items without a number, after fixed values. */
  absent: number;
}

function scoreScale(
  instrument: Instrument,
  scale: Scale,
  raw: (id: string) => number | undefined,
  enabled: ReadonlySet<string>,
): ScaleScore {
  const { byId } = indexInstrument(instrument);
  const { rule, maxMissing = 0, fixed } = instrument.missing;
  const reverse = new Set(scale.reverse);
  let sum = 0;
  let count = 0;
  let absent = 0;
  for (const id of scale.items) {
    const entry = byId.get(id);
    const value = raw(id) ?? (fixed && (answerTo(fixed, id) as number | undefined));
    if (value === undefined) {
      if (enabled.has(id)) absent++;
      continue;
    }
    const [min, max] = (entry && rangeOf(entry)) ?? [0, 0];
    sum += reverse.has(id) ? min + max - value : value;
    count++;
  }
  const scored = count > 0 && (absent === 0 || (rule === 'prorate' && absent <= maxMissing));
  if (!scored) return { value: null, absent };
  sum = tidy(sum);
  if (scale.method === 'mean') return { value: tidy(sum / count), absent };
  // Half up in one division of whole numbers, so that no rounding error decides between two integers.
  return { value: absent === 0 ? sum : tidy(Math.floor((2 * sum * (count + absent) + count) / (2 * count))), absent };
}

const everyItem = (decision: Decision) => [...(decision.all ?? []), ...(decision.any ?? [])].map(({ item }) => item);

/**
 * Scores the answers of one person.
 *
 * Never throws for what a person or a host sends; the definition should have passed `checkInstrument`.
 *
 * - `complete`: every visible scored item has an answer or a fixed value. `prorated`: gaps were filled as the
 *   definition allows (sum: mean of the answered × number of items, half up to an integer).
 * - `incomplete`: scores and bands are null and no cut-off is looked at. Critical items that were answered are
 *   reported, and a decision that the given answers already settle.
 * - `invalid_input`: an unknown item or a value off the list; nothing but `errors` can be relied upon.
 *
 * The answer to a hidden item counts neither for scores nor for decisions, and a hidden item isn't missing. A critical
 * item is read from the raw answers even when it is hidden: a "yes" isn't unsaid by changing another answer.
 */
export function score(instrument: Instrument, answers: Answers): ScoreResult {
  const nothing = <T extends { id?: string; key?: string }>(list: readonly T[] = []) =>
    Object.fromEntries(list.map(({ id, key }) => [key ?? id, null]));
  const result: ScoreResult = {
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    status: 'invalid_input',
    scores: nothing(instrument.scales),
    bands: nothing(instrument.bands),
    flags: [],
    critical: [],
    missing: [],
    errors: checkAnswers(instrument, answers),
  };
  if (result.errors.length > 0) return result;

  for (const { id, item, op, value: limit } of instrument.critical ?? []) {
    const value = answerTo(answers, item);
    if (typeof value === 'number' && holds({ op, value: limit }, value)) {
      result.critical.push({ id, item, value: value + 0 });
    }
  }

  const enabled = enabledIds(instrument, answers);
  const answer = (id: string) => (enabled.has(id) ? answerTo(answers, id) : undefined);
  const number = (id: string) => {
    const value = answer(id);
    return typeof value === 'number' ? value : undefined;
  };
  const decisions = instrument.decisions ?? [];
  const scaled = new Set(instrument.scales.flatMap(({ items }) => items));
  const decisive = new Set(decisions.flatMap(everyItem));
  result.missing = instrument.items
    .map(({ id }) => id)
    .filter(id => enabled.has(id))
    .filter(id => (scaled.has(id) && number(id) === undefined) || (decisive.has(id) && !isAnswered(answer(id))));

  const scores = instrument.scales.map(scale => ({ scale, ...scoreScale(instrument, scale, number, enabled) }));
  const undecided = result.missing.some(id => !scaled.has(id));
  const incomplete = undecided || scores.some(({ value, absent }) => value === null && absent > 0);
  const prorated = scores.some(({ absent }) => absent > 0);
  result.status = incomplete ? 'incomplete' : prorated ? 'prorated' : 'complete';

  if (!incomplete) {
    const values = new Map(scores.map(({ scale, value }) => [scale.id, value]));
    const reached = ({ scale, op, value }: Cutoff) => holds({ op, value }, values.get(scale));
    result.scores = Object.fromEntries(values);
    result.bands = Object.fromEntries(
      (instrument.bands ?? []).map(({ key, scale, ranges }) => {
        const value = values.get(scale) ?? NaN;
        return [key, ranges.find(({ min, max }) => min <= value && value <= max)?.id ?? null];
      }),
    );
    result.flags = (instrument.cutoffs ?? []).filter(reached).map(({ id }) => id);
  }
  const decided = decisions.find(({ all = [], any }) => {
    const test = (condition: (typeof all)[number]) => holds(condition, answer(condition.item));
    return all.every(test) && (!any || any.some(test));
  });
  if (decided) result.flags.push(decided.id);
  return result;
}
