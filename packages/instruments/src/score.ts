/**
 * Scoring. A pure function of a definition and raw answers, the same in a browser and on a server.
 *
 * Conventions: any answer that doesn't fit makes the whole input invalid; a missing answer makes it incomplete unless
 * the definition's rule fills the gap; critical items are read from raw answers before anything is filled in.
 */
import type { Answers, Cutoff, Decision, Instrument, Scale, ScoreResult, Transform } from '@xinqiao/contract/types';
import { checkAnswers } from './answers.ts';
import { variantOf } from './variants.ts';
import { answerTo, enabledIds, holds, indexInstrument, isAnswered, type IndexedItem } from './visibility.ts';

/** Minutes. */
const DAY = 1440;

/** The lowest and highest number an item can give; `undefined` for an item that gives none. A time gives minutes. */
export function rangeOf({ item, options }: Pick<IndexedItem, 'item' | 'options'>): [number, number] | undefined {
  if (item.type === 'number' || item.type === 'scale') {
    return item.min === undefined || item.max === undefined ? undefined : [item.min, item.max];
  }
  if (item.type === 'text') return item.format === 'time' ? [0, DAY - 1] : undefined;
  let range: [number, number] | undefined;
  for (const { value } of item.type === 'choice' ? options : []) {
    if (typeof value !== 'number') continue;
    range = range ? [Math.min(range[0], value), Math.max(range[1], value)] : [value, value];
  }
  return range;
}

export interface ScoreOptions {
  /** Id of a variant of the definition; the definition as it stands when left out. */
  variant?: string | undefined;
}

/** Takes back what binary fractions add, to whole billionths: 0.1 + 0.2 is 0.3. Also turns -0 into 0. */
const tidy = (value: number) => (Number.isInteger(value) ? value : Math.round(value * 1e9) / 1e9) + 0;

/**
 * A transform of `sum` ÷ `count`. Divides last and rounds in whole billionths, so that a score that is exactly on a
 * boundary in decimal numbers is on it here.
 */
export function transformed(sum: number, count: number, transform: Transform = {}): number {
  const { multiply = 1, add = 0, round, decimals = 0 } = transform;
  const value = tidy(tidy(tidy(sum) * multiply) / count + add);
  if (!round) return value;
  const places = 10 ** decimals;
  return tidy(Math.floor(tidy(tidy(value * places) + (round === 'half-up' ? 0.5 : 0))) / places);
}

/** The points that a table gives for a value. */
const pointsFor = (value: number, table: Scale['table']): number =>
  table?.find(({ upTo = Infinity, below = Infinity }) => value <= upTo && value < below)?.score ?? value;

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
  earlier: ReadonlyMap<string, ScaleScore>,
): ScaleScore {
  const { byId } = indexInstrument(instrument);
  const { rule, maxMissing = 0, minAnswered = Infinity, fixed } = instrument.missing;
  const { method, countIf, transform } = scale;
  const reverse = new Set(scale.reverse);
  let sum = 0;
  let count = 0;
  let counted = 0;
  let absent = 0;
  for (const id of scale.items) {
    const entry = byId.get(id);
    const value = raw(id) ?? (fixed && (answerTo(fixed, id) as number | undefined));
    if (value === undefined) {
      if (enabled.has(id)) absent++;
      continue;
    }
    let points = tidy(value);
    if (reverse.has(id)) {
      const [min, max] = (entry && rangeOf(entry)) ?? [0, 0];
      points = tidy(min + max - value);
    }
    count++;
    if (countIf && !holds(countIf, points)) continue;
    // A duration is the second time less the first.
    sum = method === 'duration' ? points - sum : sum + points;
    counted++;
  }
  const isSum = method === 'sum' || method === 'sum-of-scales';
  // Scales that are added up have scores of their own: a gap beside them is filled from the items beside them, or not at all.
  const enough =
    count > 0 &&
    ((rule === 'prorate' && absent <= maxMissing) || (rule === 'prorate-per-scale' && count >= minAnswered));
  // How many would fulfil a condition can't be told from the mean of the others.
  let scored = absent === 0 || (enough && (isSum || method === 'mean'));
  if (isSum && enough && absent > 0) {
    // Half up in one division of whole numbers, so that no rounding error decides between two integers.
    sum = Math.floor((2 * tidy(sum) * (count + absent) + count) / (2 * count));
  }
  let parts = method === 'mean' ? count : method === 'mean-of-counted' ? counted : 1;
  for (const id of scale.of ?? []) {
    const part = earlier.get(id);
    count++;
    absent += part?.absent ?? 0;
    if (typeof part?.value !== 'number') scored = false;
    else if (method === 'quotient' && count === 2) parts = part.value;
    else sum += part.value;
  }
  if (method === 'duration') {
    sum = (sum + DAY) % DAY;
    // From a time to the same time is no time at all or a whole day: nobody can tell.
    if (scored && sum === 0) return { value: null, absent: 1 };
  }
  if (method === 'count') sum = counted;
  const hasScore = scored && count > 0 && parts > 0;
  return { value: hasScore ? pointsFor(transformed(sum, parts, transform), scale.table) : null, absent };
}

const conditionsOf = ({ all = [], any = [] }: Decision) => [...all, ...any];

/**
 * Scores the answers of one person.
 *
 * Never throws for what a person or a host sends; the definition should have passed `checkInstrument`.
 *
 * - `complete`: every visible scored item has an answer or a fixed value. `prorated`: gaps were filled as the
 *   definition allows (sum: mean of the answered × number of items, half up to an integer).
 * - `incomplete`: scores and bands are null and no cut-off is looked at; under `prorate-per-scale` only for the scales
 *   with too few answers. Critical items that were answered are reported, and a decision that is already settled.
 * - `not_valid_profile`: a validity rule holds; the scores stand, for a person to judge.
 * - `invalid_input`: an unknown item or a value off the list; nothing but `errors` can be relied upon.
 *
 * The answer to a hidden item counts neither for scores nor for decisions, and a hidden item isn't missing. A critical
 * item is read from the raw answers even when it is hidden: a "yes" isn't unsaid by changing another answer.
 *
 * A variant that doesn't exist makes the input invalid: nothing is scored by another rule than the one asked for.
 */
export function score(definition: Instrument, answers: Answers, { variant }: ScoreOptions = {}): ScoreResult {
  const chosen = variant === undefined ? definition : variantOf(definition, variant);
  const instrument = chosen ?? definition;
  const nothing = <T extends { id?: string; key?: string }>(list: readonly T[] = []) =>
    Object.fromEntries(list.map(({ id, key }) => [key ?? id, null]));
  const result: ScoreResult = {
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    ...(variant !== undefined && { variant }),
    status: 'invalid_input',
    scores: nothing(instrument.scales),
    bands: nothing(instrument.bands),
    flags: [],
    critical: [],
    missing: [],
    errors: chosen
      ? checkAnswers(instrument, answers)
      : [{ item: '', code: 'unknown-variant', detail: 'There is no such variant.' }],
  };
  if (result.errors.length > 0) return result;

  for (const { id, item, op, value: limit } of instrument.critical ?? []) {
    const value = answerTo(answers, item);
    if (typeof value === 'number' && holds({ op, value: limit }, value)) {
      result.critical.push({ id, item, value: value + 0 });
    }
  }

  const enabled = enabledIds(instrument, answers);
  // Every answer is asked for by several scales; a Map of own properties is the quickest, and safe against inherited ones.
  const given = new Map(Object.entries(answers));
  const answer = (id: string) => (enabled.has(id) ? given.get(id) : undefined);
  const times = new Set(instrument.items.flatMap(item => (item.type === 'text' && item.format ? item.id : [])));
  const number = (id: string) => {
    const value = answer(id);
    if (typeof value === 'string' && times.has(id)) return Number(value.slice(0, 2)) * 60 + Number(value.slice(3));
    return typeof value === 'number' ? value : undefined;
  };
  const decisions = instrument.decisions ?? [];
  const scaled = new Set(instrument.scales.flatMap(({ items }) => items));
  const decisive = new Set(
    decisions.flatMap(conditionsOf).flatMap(condition => ('item' in condition ? condition.item : [])),
  );
  result.missing = instrument.items
    .map(({ id }) => id)
    .filter(id => enabled.has(id))
    .filter(id => (scaled.has(id) && number(id) === undefined) || (decisive.has(id) && !isAnswered(answer(id))));

  const scores = new Map<string, ScaleScore>();
  for (const scale of instrument.scales) scores.set(scale.id, scoreScale(instrument, scale, number, enabled, scores));
  const all = [...scores.values()];
  const undecided = result.missing.some(id => !scaled.has(id));
  const incomplete = undecided || all.some(({ value, absent }) => value === null && absent > 0);
  const prorated = all.some(({ absent }) => absent > 0);
  const values = new Map<string, number | null>();
  const keepsRest = instrument.missing.rule === 'prorate-per-scale';
  for (const [id, { value }] of scores) values.set(id, incomplete && !keepsRest ? null : value);
  const invalid = instrument.validity?.some(({ scale, op, value }) => holds({ op, value }, values.get(scale)));
  result.status = incomplete ? 'incomplete' : invalid ? 'not_valid_profile' : prorated ? 'prorated' : 'complete';

  if (!incomplete || keepsRest) {
    const reached = ({ scale, anyOf = [], op, value }: Cutoff) =>
      [scale, ...anyOf].some(id => holds({ op, value }, values.get(id)));
    result.scores = Object.fromEntries(values);
    result.bands = Object.fromEntries(
      (instrument.bands ?? []).map(({ key, scale, ranges }) => {
        const value = values.get(scale) ?? NaN;
        return [key, ranges.find(({ min, max }) => min <= value && value <= max)?.id ?? null];
      }),
    );
    result.flags = (instrument.cutoffs ?? []).filter(reached).map(({ id }) => id);
  }
  for (const decision of decisions) {
    const { all: every = [], any } = decision;
    const test = (condition: (typeof every)[number]) =>
      holds(condition, 'item' in condition ? answer(condition.item) : values.get(condition.scale));
    if (every.every(test) && (!any || any.some(test))) {
      result.flags.push(decision.id);
      break;
    }
    // A score that isn't known might have decided here: what follows isn't settled.
    const isOpen = (condition: (typeof every)[number]) =>
      'scale' in condition && typeof values.get(condition.scale) !== 'number';
    if (incomplete && conditionsOf(decision).some(isOpen)) break;
  }
  return result;
}
