/** What scales and levels must fulfil: every score that the items can give, and no other, has one level. */
import type { BandSet, Item, Scale } from '@xinqiao/contract/types';
import { checkOrder, unique, type Context } from './check-context.ts';
import { rangeOf, transformed } from './score.ts';
import type { IndexedItem } from './visibility.ts';

const EPSILON = 1e-9;

/** Ids of the items that may be hidden, by themselves or with a group around them. */
export function conditionalIds(items: readonly Item[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id, enableWhen, group } of items) if (enableWhen?.length || ids.has(group ?? '')) ids.add(id);
  return ids;
}

/** What the item can add to a scale; a hidden one adds nothing, a fixed value stands for a missing answer. */
function contribution(entry: IndexedItem, reversed: boolean, fixed: number | undefined, conditional: boolean) {
  const [min, max] = rangeOf(entry)!;
  const also = fixed === undefined ? (conditional ? 0 : min) : reversed ? min + max - fixed : fixed;
  return [Math.min(min, also), Math.max(max, also)] as const;
}

const isTime = (entry: IndexedItem | undefined) => entry?.item.type === 'text' && entry.item.format === 'time';

/** What a method needs and what it has no use for. */
function checkMethod(
  { method, items, of, countIf, transform, reverse }: Scale,
  path: string,
  { index, report }: Context,
): void {
  const counts = method === 'count' || method === 'mean-of-counted';
  const ofScales = method === 'sum-of-scales' || method === 'quotient';
  if (items.length === 0 && (!ofScales || !of)) report(`${path}/items`, 'empty', 'At least 1 is needed.');
  if (method === 'sum-of-scales' && !of) report(path, 'missing', '"of" is missing: the scales to add up.');
  if (!ofScales && of) report(`${path}/of`, 'not-used', 'Only "sum-of-scales" and "quotient" are made of scales.');
  if (method === 'quotient') {
    if (of?.length !== 2) report(path, 'two-scales', '"of" must name two scales: what is divided, and by what.');
    if (items.length > 0) report(`${path}/items`, 'not-used', 'A quotient is made of scales alone.');
  }
  if (method === 'duration' && (items.length !== 2 || !items.every(id => isTime(index.byId.get(id))))) {
    report(`${path}/items`, 'two-times', 'A duration needs two items with the format "time".');
  }
  if (method === 'duration' && reverse?.length) report(`${path}/reverse`, 'not-used', 'A time has no other end.');
  items.forEach((id, at) => {
    if (method === 'duration' || !isTime(index.byId.get(id))) return;
    report(`${path}/items/${at}`, 'not-scorable', `"${id}" is a time of day: only a duration is made of it.`);
  });
  if (counts && !countIf) report(path, 'missing', '"countIf" is missing: which answers count.');
  if (!counts && countIf) report(`${path}/countIf`, 'not-used', `"${method}" counts nothing.`);
  if (transform?.multiply === 0) report(`${path}/transform/multiply`, 'out-of-range', 'Times 0 leaves no score.');
  if (transform?.decimals !== undefined && !transform.round) {
    report(`${path}/transform/decimals`, 'not-used', 'Decimals are for rounding; name how in "round".');
  }
}

/** Rows from the lowest value up, so that every value has one row. */
function checkTable({ table = [] }: Scale, path: string, report: Context['report']): void {
  let limit = -Infinity;
  table.forEach(({ upTo, below }, at) => {
    const where = `${path}/table/${at}`;
    const isLast = at === table.length - 1;
    if (isLast) {
      if (upTo !== undefined || below !== undefined) report(where, 'table-gap', 'The last row takes all that is left.');
    } else if ((upTo === undefined) === (below === undefined)) {
      report(where, 'table-limit', 'Give either "upTo" or "below".');
    } else {
      const next = upTo ?? below!;
      const isAbove = next > limit || (next === limit && upTo !== undefined && table[at - 1]?.below === next);
      if (!isAbove) report(where, 'table-order', 'No value comes to this row: rows go from the lowest value up.');
      limit = next;
    }
  });
}

/** The scales it adds up, which stand before it: so no scale can be made of itself. */
function checkParts(scale: Scale, path: string, { instrument, scales, report }: Context): Scale[] {
  const at = instrument.scales.indexOf(scale);
  unique(scale.of ?? [], part => `${path}/of/${part}`, report, 'duplicate-scale');
  return (scale.of ?? []).flatMap((id, part) => {
    const found = scales.get(id);
    if (found && instrument.scales.indexOf(found) < at) return found;
    if (!found) report(`${path}/of/${part}`, 'unknown-reference', `There is no scale "${id}".`);
    else report(`${path}/of/${part}`, 'forward-scale', `The scale "${id}" must stand before what adds it up.`);
    return [];
  });
}

/** Reports what is wrong with one scale. */
export function checkScale(scale: Scale, path: string, conditional: ReadonlySet<string>, context: Context): void {
  const { instrument, index, report } = context;
  checkMethod(scale, path, context);
  checkTable(scale, path, report);
  const parts = checkParts(scale, path, context);
  const { missing } = instrument;
  const fixed = new Map(Object.entries(missing.fixed ?? {}));
  const reverse = new Map(scale.reverse?.map((id, at) => [id, at]));
  const members = new Set(scale.items);
  unique(scale.items, at => `${path}/items/${at}`, report, 'duplicate-item');
  unique(scale.reverse ?? [], at => `${path}/reverse/${at}`, report, 'duplicate-item');
  scale.reverse?.forEach((id, at) => {
    if (!members.has(id)) report(`${path}/reverse/${at}`, 'unknown-reference', `"${id}" is no item of this scale.`);
  });

  let sound = checkOrder(scale.min, scale.max, `${path}/min`, report);
  let low = 0;
  let high = 0;
  const widths = new Set<string>();
  scale.items.forEach((id, at) => {
    const entry = index.byId.get(id);
    const range = entry && rangeOf(entry);
    if (!entry) report(`${path}/items/${at}`, 'unknown-reference', `There is no item "${id}".`);
    else if (!range) {
      const needs = 'a choice needs numeric options, a number "min" and "max", other types can\'t be scored.';
      if (reverse.has(id)) report(`${path}/reverse/${reverse.get(id)}`, 'reverse-without-numbers', `"${id}": ${needs}`);
      else report(`${path}/items/${at}`, 'not-scorable', `"${id}": ${needs}`);
    }
    if (!entry || !range) return void (sound = false);
    const [least, most] = contribution(entry, reverse.has(id), fixed.get(id), conditional.has(id));
    low += least;
    high += most;
    widths.add(range.join());
  });
  const { length } = scale.of ?? [];
  if (!sound || parts.length < length || length + scale.items.length === 0) return;
  const isSum = scale.method === 'sum' || scale.method === 'sum-of-scales';
  const isQuotient = scale.method === 'quotient';
  for (const { min, max } of isQuotient ? [] : parts) {
    low += min;
    high += max;
  }
  if (scale.method === 'count') [low, high] = [0, scale.items.length];
  if (scale.method === 'duration') [low, high] = [1, 1439];
  let ends = [low, high].map(value => transformed(value, 1, scale.transform));
  if (isQuotient && parts.length !== 2) return;
  if (isQuotient) {
    const [dividend, divisor] = parts as [Scale, Scale];
    if (divisor.min <= 0)
      return report(`${path}/of/1`, 'may-be-zero', `"${divisor.id}" divides, so it must be above 0.`);
    ends = [
      transformed(dividend.min, divisor.max, scale.transform),
      transformed(dividend.max, divisor.min, scale.transform),
    ];
  }
  if (scale.table) ends = scale.table.map(({ score }) => score);
  [low, high] = [Math.min(...ends), Math.max(...ends)];
  // The ends of a quotient are seldom round: it is enough that the scale holds them.
  if (isQuotient && !scale.table && scale.min <= low && high <= scale.max) ({ min: low, max: high } = scale);
  const isMean = scale.method === 'mean' || scale.method === 'mean-of-counted';
  if ((!isMean || scale.table) && (Math.abs(low - scale.min) > EPSILON || Math.abs(high - scale.max) > EPSILON)) {
    report(path, 'range-mismatch', `The items give ${low} to ${high}, the scale says ${scale.min} to ${scale.max}.`);
  }
  if (missing.rule !== 'all-required' && isSum && widths.size > 1) {
    report(path, 'prorate-unequal', 'A mean stands for a missing answer only where all items have the same range.');
  }
  if (scale.items.length === 0) return;
  if (missing.rule === 'prorate' && (missing.maxMissing ?? 0) >= scale.items.length) {
    report('/missing/maxMissing', 'out-of-range', `The scale "${scale.id}" has only ${scale.items.length} items.`);
  }
  if (missing.rule === 'prorate-per-scale' && (missing.minAnswered ?? 0) > scale.items.length) {
    report('/missing/minAnswered', 'out-of-range', `The scale "${scale.id}" has only ${scale.items.length} items.`);
  }
}

const MILLIONTHS = 1e6;
const divisor = (a: number, b: number): number => {
  while (b > 0) [a, b] = [b, a % b];
  return a;
};

/** Numbers of which every answer to the item is a multiple when added up; none where any number may be given. */
function stepsOf({ item, options }: IndexedItem): readonly unknown[] {
  if (item.type === 'scale') return [item.min, item.step ?? 1];
  if (item.type === 'number') return item.integer ? [1] : [];
  return options.map(({ value }) => value);
}

/** The distance between neighbouring scores, so that only a hole a score can fall into is a gap. */
function grainOf(scale: Scale, context: Context): number {
  const { round, decimals = 0, multiply = 1 } = scale.transform ?? {};
  if (scale.table) return 1;
  return round ? 10 ** -decimals : rawGrainOf(scale, context) * Math.abs(multiply);
}

function rawGrainOf(scale: Scale, { index, instrument }: Context): number {
  const prorated = instrument.missing.rule !== 'all-required';
  // Of scales that are scores of their own, only whole numbers are looked at.
  if (scale.method === 'count' || scale.method === 'duration' || scale.of) return 1;
  if (scale.method === 'mean-of-counted') return (scale.max - scale.min) / 100;
  const steps = scale.items.map(id => stepsOf(index.byId.get(id)!));
  // Any number may come out: what is smaller than a hundredth of the range is a way of writing, not a gap.
  if (steps.some(list => list.length === 0) || (prorated && scale.method === 'mean'))
    return (scale.max - scale.min) / 100;
  const numbers = [...steps.flat(), ...Object.values(instrument.missing.fixed ?? {}), ...(prorated ? [1] : [])];
  const grain = numbers
    .filter(value => typeof value === 'number')
    .map(value => Math.round(Math.abs(value) * MILLIONTHS))
    .reduce(divisor, 0);
  return grain / MILLIONTHS / (scale.method === 'mean' ? scale.items.length : 1);
}

/** Reports levels that leave scores out, share them or lie beyond the scale. */
export function checkBands({ scale: id, ranges }: BandSet, path: string, context: Context): void {
  const { scales, index, report } = context;
  unique(
    ranges.map(band => band.id),
    at => `${path}/ranges/${at}/id`,
    report,
  );
  const scale = scales.get(id);
  if (!scale) return report(`${path}/scale`, 'unknown-reference', `There is no scale "${id}".`);
  let sound = true;
  ranges.forEach((band, at) => {
    const where = `${path}/ranges/${at}`;
    if (!checkOrder(band.min, band.max, `${where}/min`, report)) sound = false;
    if (band.min < scale.min - EPSILON || band.max > scale.max + EPSILON) {
      report(where, 'band-out-of-range', `The scale "${id}" goes from ${scale.min} to ${scale.max}.`);
    }
  });
  if (!sound || !scale.items.every(item => index.byId.has(item))) return;

  const grain = grainOf(scale, context) || 1;
  const sorted = ranges.map((band, at) => ({ ...band, where: `${path}/ranges/${at}` })).sort((a, b) => a.min - b.min);
  const gap = (where: string, from: number, to: number) =>
    report(where, 'band-gap', `Scores between ${from} and ${to} have no level.`);
  sorted.forEach((band, at) => {
    const before = sorted[at - 1];
    if (!before) {
      if (band.min > scale.min + EPSILON) gap(band.where, scale.min, band.min);
    } else if (band.min <= before.max) {
      report(band.where, 'band-overlap', `"${band.id}" and "${before.id}" share scores.`);
    } else if ((Math.floor(before.max / grain + EPSILON) + 1) * grain < band.min - EPSILON) {
      gap(band.where, before.max, band.min);
    }
  });
  const last = sorted.at(-1)!;
  if (last.max < scale.max - EPSILON) gap(last.where, last.max, scale.max);
}
