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
    'id version title abbreviation respondent administration age licences recall stem items responseSets scales bands cutoffs critical variants missing sources loinc notes fhir',
  scale: 'id title items method transform reverse min max primary',
  item: 'type id text help required responseSet options',
  bandSet: 'key scale ranges source',
  cutoff: 'id scale anyOf op value source',
  critical: 'id item op value basis',
};
const only = (names: string, ...list: object[]) => {
  const known = new Set(names.split(' '));
  return list.every(one => Object.keys(one).every(name => known.has(name) || !(one as Record<string, unknown>)[name]));
};

const isWhole = (options: readonly Option[]) =>
  options.length > 0 && options.every(({ value }) => Number.isSafeInteger(value));

/** Whether every score is a sum or a mean of choices that are always asked. */
function isPlain(instrument: Instrument): boolean {
  const { items, scales, bands = [], cutoffs = [], critical = [] } = instrument;
  const { byId } = indexInstrument(instrument);
  const ids = new Set(items.map(({ id }) => id));
  return (
    only(KNOWN.instrument, instrument) &&
    only(KNOWN.scale, ...scales) &&
    only(KNOWN.item, ...items) &&
    only(KNOWN.bandSet, ...bands) &&
    only(KNOWN.cutoff, ...cutoffs) &&
    only(KNOWN.critical, ...critical) &&
    ids.size === items.length &&
    items.every(({ id, type }) => type === 'choice' && isWhole(byId.get(id)!.options)) &&
    critical.every(({ item }) => ids.has(item)) &&
    scales.every(({ method }) => method === 'sum' || method === 'mean') &&
    scales.every(({ items: members }) => members.length > 0 && members.every(id => ids.has(id)))
  );
}

interface Plan {
  scale: Scale;
  /** For each of its items, the place of the item. */
  places: Int32Array;
  /** What a reversed item is taken from; 0 and a sign tell the others apart. */
  base: number;
  signs: Int8Array;
}

function planOf(scale: Scale, instrument: Instrument): Plan {
  const { byId } = indexInstrument(instrument);
  const place = new Map(instrument.items.map(({ id }, at) => [id, at]));
  const reverse = new Set(scale.reverse);
  let base = 0;
  for (const id of scale.items) {
    const [min, max] = rangeOf(byId.get(id)!)!;
    if (reverse.has(id)) base += min + max;
  }
  return {
    scale,
    places: Int32Array.from(scale.items, id => place.get(id)!),
    base,
    signs: Int8Array.from(scale.items, id => (reverse.has(id) ? -1 : 1)),
  };
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
  const plans = instrument.scales.map(scale => planOf(scale, instrument));
  const place = new Map(plans.map(({ scale }, at) => [scale.id, at]));
  const bands = (instrument.bands ?? []).map(set => ({ ...set, at: place.get(set.scale)! }));
  const cutoffs = (instrument.cutoffs ?? []).map(one => ({
    ...one,
    scales: [one.scale, ...(one.anyOf ?? [])].map(id => place.get(id)!),
  }));
  const critical = (instrument.critical ?? []).map(one => ({ ...one, at: ids.indexOf(one.item) }));
  const values = new Float64Array(ids.length);
  const scores = new Float64Array(plans.length);

  return answers => {
    // `score` says what is wrong or missing, and how a gap is filled.
    if (!isRecord(answers)) return byRule(answers);
    const names = Object.keys(answers);
    if (names.length !== ids.length) return byRule(answers);
    const given = Object.values(answers);
    for (let at = 0; at < ids.length; at++) {
      // Answers mostly come in the order of the items; looking up ninety names takes longer than everything else.
      const value = (names[at] === ids[at] ? given[at] : answers[ids[at]!]) as number;
      if (!allowed[at]!.includes(value)) return byRule(answers);
      values[at] = value;
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
    for (let n = 0; n < plans.length; n++) {
      const { scale, places, signs, base } = plans[n]!;
      let sum = base;
      for (let at = 0; at < places.length; at++) sum += signs[at]! * values[places[at]!]!;
      const score = transformed(sum, scale.method === 'mean' ? places.length : 1, scale.transform);
      scores[n] = score;
      result.scores[scale.id] = score;
    }
    for (const { key, at, ranges } of bands) {
      const value = scores[at]!;
      result.bands[key] = ranges.find(({ min, max }) => min <= value && value <= max)?.id ?? null;
    }
    for (const { id, op, value, scales } of cutoffs) {
      if (scales.some(at => holds({ op, value }, scores[at]!))) result.flags.push(id);
    }
    for (const { id, item, op, value, at } of critical) {
      if (holds({ op, value }, values[at]!)) result.critical.push({ id, item, value: values[at]! + 0 });
    }
    return result;
  };
}
