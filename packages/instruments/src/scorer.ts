/**
 * Scoring many forms of one instrument. What can be worked out once is worked out once; what comes out is what `score`
 * gives, because everything out of the ordinary is given to `score`.
 */
import type { Answers, Instrument, Option, Scale, ScoreResult } from '@xinqiao/contract/types';
import { rangeOf, score, transformed, type ScoreOptions } from './score.ts';
import { variantOf } from './variants.ts';
import { holds, indexInstrument } from './visibility.ts';

/** The parts of a definition that the quick way knows; a definition with others is scored by `score`. */
const KNOWN = {
  // Nothing in these changes a score.
  instrument:
    'id version title abbreviation respondent administration age licences recall stem items responseSets scales bands cutoffs critical decisions validity variants missing sources loinc notes fhir',
  scale: 'id title items of method countIf transform reverse min max primary',
  item: 'type id text help required responseSet options',
  bandSet: 'key scale ranges source',
  cutoff: 'id scale anyOf op value source',
  critical: 'id item op value basis',
  decision: 'id all any source',
  validity: 'id scale op value source',
};
const only = (names: string, ...list: object[]) => {
  const known = new Set(names.split(' '));
  return list.every(one => Object.keys(one).every(name => known.has(name) || !(one as Record<string, unknown>)[name]));
};

const isWhole = (options: readonly Option[]) =>
  options.length > 0 && options.every(({ value }) => Number.isSafeInteger(value));

const METHODS = new Set<Scale['method']>(['sum', 'mean', 'count', 'mean-of-counted', 'sum-of-scales']);

/** Whether every score comes from choices that are always asked, by a method that the quick way knows. */
function isPlain(instrument: Instrument): boolean {
  const { items, scales, bands = [], cutoffs = [], critical = [], decisions = [], validity = [] } = instrument;
  const { byId } = indexInstrument(instrument);
  const ids = new Set(items.map(({ id }) => id));
  const conditions = decisions.flatMap(({ all = [], any = [] }) => [...all, ...any]);
  return (
    only(KNOWN.instrument, instrument) &&
    only(KNOWN.scale, ...scales) &&
    only(KNOWN.item, ...items) &&
    only(KNOWN.bandSet, ...bands) &&
    only(KNOWN.cutoff, ...cutoffs) &&
    only(KNOWN.critical, ...critical) &&
    only(KNOWN.decision, ...decisions) &&
    only(KNOWN.validity, ...validity) &&
    ids.size === items.length &&
    items.every(({ id, type }) => type === 'choice' && isWhole(byId.get(id)!.options)) &&
    critical.every(({ item }) => ids.has(item)) &&
    conditions.every(one => !('item' in one) || ids.has(one.item)) &&
    scales.every(({ method }) => METHODS.has(method)) &&
    scales.every(({ items: members, of = [] }) => members.every(id => ids.has(id)) && members.length + of.length > 0)
  );
}

interface Plan {
  scale: Scale;
  /** For each of its items, the place of the item. */
  places: Int32Array;
  /** What each option of each item adds, and whether it counts: `width` entries an item, in the order of its options. */
  points: Float64Array;
  counts: Uint8Array;
  width: number;
  /** The places of the scales that it adds up; −1 for one that doesn't stand before it. */
  parts: readonly number[];
}

function planOf(scale: Scale, at: number, instrument: Instrument): Plan {
  const { byId } = indexInstrument(instrument);
  const { countIf, items, of = [] } = scale;
  const place = new Map(instrument.items.map(({ id }, index) => [id, index]));
  const earlier = instrument.scales.slice(0, at).map(({ id }) => id);
  const reverse = new Set(scale.reverse);
  const width = Math.max(0, ...items.map(id => byId.get(id)!.options.length));
  const points = new Float64Array(items.length * width);
  const counts = new Uint8Array(items.length * width);
  items.forEach((id, item) => {
    const entry = byId.get(id)!;
    const [min, max] = rangeOf(entry)!;
    entry.options.forEach((option, index) => {
      const value = option.value as number;
      const own = reverse.has(id) ? min + max - value : value;
      if (countIf && !holds(countIf, own)) return;
      points[item * width + index] = own;
      counts[item * width + index] = 1;
    });
  });
  const places = Int32Array.from(items, id => place.get(id)!);
  return { scale, places, points, counts, width, parts: of.map(id => earlier.lastIndexOf(id)) };
}

/** The score of one scale of a complete form. `chosen` has the place of the chosen option of each item. */
function scoreOf(plan: Plan, chosen: Int32Array, scores: readonly (number | null)[]): number | null {
  const { scale, places, points, counts, width, parts } = plan;
  let sum = 0;
  let counted = 0;
  for (let at = 0; at < places.length; at++) {
    const option = at * width + chosen[places[at]!]!;
    sum += points[option]!;
    counted += counts[option]!;
  }
  for (const part of parts) {
    const value = scores[part];
    if (typeof value !== 'number') return null;
    sum += value;
  }
  const { method, transform } = scale;
  if (method === 'count') return transformed(counted, 1, transform);
  const divisor = method === 'mean' ? places.length : method === 'mean-of-counted' ? counted : 1;
  return divisor > 0 ? transformed(sum, divisor, transform) : null;
}

/** An object that inherits no answers. */
const isRecord = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * A function that scores as `score(instrument, answers, options)` does, many times faster for complete forms of choice
 * items with whole numbers. The definition must not be changed afterwards.
 */
export function scorer(definition: Instrument, options: ScoreOptions = {}): (answers: Answers) => ScoreResult {
  const { variant } = options;
  const byRule = (answers: Answers) => score(definition, answers, options);
  const instrument = variant === undefined ? definition : variantOf(definition, variant);
  if (!instrument || !isPlain(instrument)) return byRule;

  const { byId } = indexInstrument(instrument);
  const ids = instrument.items.map(({ id }) => id);
  const allowed = ids.map(id => byId.get(id)!.options.map(option => option.value as number));
  const plans = instrument.scales.map((scale, at) => planOf(scale, at, instrument));
  const place = new Map(plans.map(({ scale }, at) => [scale.id, at]));
  const bands = (instrument.bands ?? []).map(set => ({ ...set, at: place.get(set.scale)! }));
  const cutoffs = (instrument.cutoffs ?? []).map(one => ({
    ...one,
    scales: [one.scale, ...(one.anyOf ?? [])].map(id => place.get(id)!),
  }));
  const critical = (instrument.critical ?? []).map(one => ({ ...one, at: ids.indexOf(one.item) }));
  const values = new Float64Array(ids.length);
  const chosen = new Int32Array(ids.length);

  return answers => {
    // `score` says what is wrong or missing, and how a gap is filled.
    if (!isRecord(answers)) return byRule(answers);
    const names = Object.keys(answers);
    if (names.length !== ids.length) return byRule(answers);
    const given = Object.values(answers);
    for (let at = 0; at < ids.length; at++) {
      // Answers mostly come in the order of the items; looking up ninety names takes longer than everything else.
      const value = (names[at] === ids[at] ? given[at] : answers[ids[at]!]) as number;
      // As -0 is 0 to the options, it is here.
      const option = allowed[at]!.indexOf(value);
      if (option < 0) return byRule(answers);
      values[at] = value;
      chosen[at] = option;
    }
    const result: ScoreResult = {
      instrumentId: instrument.id,
      instrumentVersion: instrument.version,
      ...(variant !== undefined && { variant }),
      status: 'complete',
      scores: {},
      bands: {},
      flags: [],
      critical: [],
      missing: [],
      errors: [],
    };
    const scores: (number | null)[] = [];
    for (const plan of plans) {
      const value = scoreOf(plan, chosen, scores);
      scores.push(value);
      result.scores[plan.scale.id] = value;
    }
    const scored = (id: string) => scores[place.get(id)!];
    if (instrument.validity?.some(({ scale, op, value }) => holds({ op, value }, scored(scale)))) {
      result.status = 'not_valid_profile';
    }
    for (const { key, at, ranges } of bands) {
      const value = scores[at] ?? NaN;
      result.bands[key] = ranges.find(({ min, max }) => min <= value && value <= max)?.id ?? null;
    }
    for (const { id, op, value, scales } of cutoffs) {
      if (scales.some(at => holds({ op, value }, scores[at]))) result.flags.push(id);
    }
    const decision = (instrument.decisions ?? []).find(({ all = [], any }) => {
      const test = (condition: (typeof all)[number]) =>
        holds(condition, 'item' in condition ? values[ids.indexOf(condition.item)] : scored(condition.scale));
      return all.every(test) && (!any || any.some(test));
    });
    if (decision) result.flags.push(decision.id);
    for (const { id, item, op, value, at } of critical) {
      if (holds({ op, value }, values[at]!)) result.critical.push({ id, item, value: values[at]! + 0 });
    }
    return result;
  };
}
