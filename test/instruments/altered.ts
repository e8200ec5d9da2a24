/** Definitions with one rule altered: each a mistake that somebody could make. */
import type { Instrument, Scale } from '@xinqiao/contract/types';

export interface Altered {
  /** What was done, in words. */
  readonly what: string;
  readonly instrument: Instrument;
  /** The variant whose cases have to notice. */
  readonly variant?: string;
}

type Rule = { readonly op: string; readonly value: number | string | boolean };

/** The smallest step of a scale, so that an edge is moved by no more than that. */
const stepOf = ({ method, items, transform }: Scale): number =>
  method === 'mean' ? 1 / items.length : (transform?.multiply ?? 1) > 1 && !transform?.round ? transform!.multiply! : 1;

const STRICT: Readonly<Record<string, string>> = { '>=': '>', '>': '>=', '<=': '<', '<': '<=', '=': '!=', '!=': '=' };

/** Scores are given in whole billionths, so an edge has to stand there too. */
const billionths = (value: number): number => Number(value.toFixed(9));

/** A rule moved by a step, and taken strictly or not. */
function* moved<R extends Rule>(rule: R, step: number): Generator<[string, R]> {
  yield [`${STRICT[rule.op]} for ${rule.op}`, { ...rule, op: STRICT[rule.op]! }];
  if (typeof rule.value !== 'number' || rule.op === '=' || rule.op === '!=') return;
  // "≥ 2" and "> 1" are the same to whole numbers: moved outward by a step and inward by one.
  yield [`${rule.value} less a step`, { ...rule, value: billionths(rule.value - step) }];
  yield [`${rule.value} and a step`, { ...rule, value: billionths(rule.value + step) }];
}

/** Only options can be turned round by mistake; a time or a duration has no other end. */
const isChoice = ({ items }: Instrument, id: string): boolean => items.find(item => item.id === id)?.type === 'choice';

/** Whether some sum of whole answers comes to a score; always, where the scale isn't rounded. */
const canScore = ({ transform, max }: Scale, score: number): boolean => {
  const { multiply = 1, round } = transform ?? {};
  if (!round) return true;
  const raw = Array.from({ length: Math.floor(max / multiply) + 1 }, (_, sum) => sum * multiply);
  return raw.some(value => Math.floor(value + (round === 'floor' ? 0 : 0.5)) === score);
};

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
const withAt = <T>(list: readonly T[], at: number, entry: T): T[] =>
  list.map((old, index) => (index === at ? entry : old));

function* alteredScale(scale: Scale, instrument: Instrument): Generator<[string, Scale]> {
  const { id, items, of = [], reverse = [], countIf, transform, table } = scale;
  for (const [at, item] of items.entries()) {
    yield [`${id} without item ${item}`, { ...scale, items: without(items, at) }];
    if (!isChoice(instrument, item)) continue;
    const isReversed = reverse.includes(item);
    const other = isReversed ? reverse.filter(one => one !== item) : [...reverse, item];
    yield [`${id} with item ${item} ${isReversed ? 'not ' : ''}reversed`, { ...scale, reverse: other }];
  }
  for (const [at, part] of of.entries()) yield [`${id} without ${part}`, { ...scale, of: without(of, at) }];
  if (countIf)
    for (const [how, rule] of moved(countIf, 1)) yield [`${id} counting ${how}`, { ...scale, countIf: rule }];
  if (transform) {
    yield [`${id} without its transform`, { ...scale, transform: {} }];
    if (transform.round) {
      const round = transform.round === 'floor' ? 'half-up' : 'floor';
      yield [`${id} rounded ${round}`, { ...scale, transform: { ...transform, round } }];
    }
  }
  for (const [at, row] of (table ?? []).entries()) {
    const name = `row ${at + 1} of the table of ${id}`;
    yield [`${name} with another score`, { ...scale, table: withAt(table!, at, { ...row, score: row.score + 1 }) }];
    const { upTo, below } = row;
    // The limit itself falls on the other side.
    if (upTo !== undefined)
      yield [`${name} ending below`, { ...scale, table: withAt(table!, at, { score: row.score, below: upTo }) }];
    if (below !== undefined)
      yield [`${name} ending with`, { ...scale, table: withAt(table!, at, { score: row.score, upTo: below }) }];
  }
}

type Rules = Pick<Instrument, 'bands' | 'cutoffs' | 'validity' | 'decisions' | 'missing' | 'critical'>;

/** What stands beside the scales; `rules` is a definition or what a variant puts in its place. */
function* alteredRules(rules: Partial<Rules>, scales: readonly Scale[]): Generator<[string, Partial<Rules>]> {
  const { bands = [], cutoffs = [], validity = [], decisions = [], critical = [], missing } = rules;
  const step = (id: string) => stepOf(scales.find(scale => scale.id === id)!);
  for (const [at, set] of bands.entries()) {
    for (const [edge, { id, max }] of set.ranges.slice(0, -1).entries()) {
      for (const by of [-step(set.scale), step(set.scale)]) {
        // Rounding leaves scores out: where nobody can score, nobody's level changes.
        if (
          !canScore(
            scales.find(({ id: name }) => name === set.scale)!,
            by < 0 ? max : max + by,
          )
        )
          continue;
        const ranges = set.ranges.map((range, index) =>
          index === edge ? { ...range, max: max + by } : index === edge + 1 ? { ...range, min: range.min + by } : range,
        );
        yield [`${set.key}: the end of ${id} moved by ${by}`, { bands: withAt(bands, at, { ...set, ranges }) }];
      }
    }
  }
  for (const [at, cutoff] of cutoffs.entries()) {
    yield [`no cut-off ${cutoff.id}`, { cutoffs: without(cutoffs, at) }];
    for (const [how, rule] of moved(cutoff, step(cutoff.scale))) {
      yield [`cut-off ${cutoff.id}: ${how}`, { cutoffs: withAt(cutoffs, at, rule) }];
    }
    for (const [part, name] of (cutoff.anyOf ?? []).entries()) {
      const rule = { ...cutoff, anyOf: without(cutoff.anyOf!, part) };
      yield [`cut-off ${cutoff.id} without ${name}`, { cutoffs: withAt(cutoffs, at, rule) }];
    }
  }
  for (const [at, one] of validity.entries()) {
    yield [`no validity rule ${one.id}`, { validity: without(validity, at) }];
    for (const [how, rule] of moved(one, step(one.scale))) {
      yield [`validity rule ${one.id}: ${how}`, { validity: withAt(validity, at, rule) }];
    }
  }
  for (const [at, one] of critical.entries()) {
    yield [`no critical item ${one.id}`, { critical: without(critical, at) }];
    for (const [how, rule] of moved(one, 1)) {
      yield [`critical item ${one.id}: ${how}`, { critical: withAt(critical, at, rule) }];
    }
  }
  for (const [at, one] of decisions.entries()) {
    yield [`no decision ${one.id}`, { decisions: without(decisions, at) }];
    for (const list of ['all', 'any'] as const) {
      for (const [place, condition] of (one[list] ?? []).entries()) {
        // "0 or more" only says that there is a score, and another rule has asked for it before.
        if ('scale' in condition && condition.op === '>=' && condition.value === 0) continue;
        const name = 'item' in condition ? `item ${condition.item}` : condition.scale;
        const put = (changed: typeof one) => ({ decisions: withAt(decisions, at, changed) });
        yield [`${one.id} whatever ${name} is`, put({ ...one, [list]: without(one[list]!, place) })];
        for (const [how, rule] of moved(condition, 1)) {
          yield [`${one.id}, ${name}: ${how}`, put({ ...one, [list]: withAt(one[list]!, place, rule) })];
        }
      }
    }
  }
  if (missing) {
    const { rule, maxMissing, minAnswered, fixed } = missing;
    // Without a sum or a mean there is nothing to fill in, and a count is never filled in.
    const fills =
      scales.some(({ method }) => method === 'sum' || method === 'mean') && !scales.some(({ countIf }) => countIf);
    if (rule !== 'all-required') yield ['every item required', { missing: { ...missing, rule: 'all-required' } }];
    else if (fills) yield ['one item may be missing', { missing: { ...missing, rule: 'prorate', maxMissing: 1 } }];
    for (const by of [-1, 1]) {
      if (maxMissing !== undefined)
        yield [`${maxMissing + by} may be missing`, { missing: { ...missing, maxMissing: maxMissing + by } }];
      if (minAnswered !== undefined)
        yield [`${minAnswered + by} must be answered`, { missing: { ...missing, minAnswered: minAnswered + by } }];
    }
    if (fixed) yield ['nothing filled in', { missing: { ...missing, fixed: {} } }];
  }
}

/** Every definition that differs from this one in a single rule. */
export function* alteredFrom(instrument: Instrument): Generator<Altered> {
  const { scales, responseSets = [], variants = [] } = instrument;
  for (const [at, scale] of scales.entries()) {
    for (const [what, changed] of alteredScale(scale, instrument)) {
      yield { what, instrument: { ...instrument, scales: withAt(scales, at, changed) } };
    }
  }
  for (const [what, changed] of alteredRules(instrument, scales))
    yield { what, instrument: { ...instrument, ...changed } };
  for (const [at, set] of responseSets.entries()) {
    for (const [place, { value }] of set.options.entries()) {
      const changed = { ...set, options: without(set.options, place) };
      const what = `no option ${value} in ${set.id}`;
      yield { what, instrument: { ...instrument, responseSets: withAt(responseSets, at, changed) } };
    }
    const top = Math.max(...set.options.map(({ value }) => (typeof value === 'number' ? value : 0))) + 1;
    const more = { ...set, options: [...set.options, { value: top, label: {} }] };
    yield {
      what: `an option ${top} in ${set.id}`,
      instrument: { ...instrument, responseSets: withAt(responseSets, at, more) },
    };
  }
  for (const [at, variant] of variants.entries()) {
    const put = (changed: object) => ({
      instrument: { ...instrument, variants: withAt(variants, at, { ...variant, ...changed }) },
      variant: variant.id,
    });
    const name = `variant ${variant.id}`;
    for (const part of [
      'reverse',
      'transform',
      'table',
      'scales',
      'bands',
      'cutoffs',
      'validity',
      'decisions',
      'missing',
    ] as const) {
      if (variant[part]) yield { what: `${name} without its ${part}`, ...put({ [part]: undefined }) };
    }
    for (const [place, scale] of (variant.scales ?? []).entries()) {
      for (const [what, changed] of alteredScale(scale, instrument)) {
        yield { what: `${name}: ${what}`, ...put({ scales: withAt(variant.scales!, place, changed) }) };
      }
    }
    const isNew = (part: 'bands' | 'cutoffs' | 'validity' | 'decisions') => variant[part] !== undefined;
    const own = Object.fromEntries(
      (['bands', 'cutoffs', 'validity', 'decisions'] as const).filter(isNew).map(part => [part, variant[part]]),
    );
    for (const [what, changed] of alteredRules(own, [...scales, ...(variant.scales ?? [])])) {
      yield { what: `${name}: ${what}`, ...put(changed) };
    }
  }
}
