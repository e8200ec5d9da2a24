/**
 * A second implementation of the scales, written from the published rules of the reference alone and without a look at the
 * scoring of the package. It reads the rules as they are printed there, sentences included, and reckons in fractions.
 * Where the reference leaves something unsaid it says so, and claims nothing.
 */
import {
  compare,
  dividedBy,
  exactly,
  floor,
  halfUp,
  minus,
  plus,
  sumOf,
  times,
  toNumber,
  type Fraction,
} from './fraction.ts';
import { references, valuesOf, type Rules } from './reference.ts';
import { psqiComponents } from './second-opinion-psqi.ts';

export type Sheet = Readonly<Record<string, unknown>>;

export interface Opinion {
  readonly status: 'complete' | 'prorated' | 'incomplete' | 'invalid_input' | 'not_valid_profile';
  /** By scale; `null` when there is no score. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** The level by the key of its bands. */
  readonly bands: Readonly<Record<string, string | null>>;
  /** Cut-offs that are reached. */
  readonly reached: readonly string[];
  readonly critical: readonly string[];
  readonly decision?: string | null;
  /** Set where the reference does not say what such a sheet is worth: only invalid input and critical items are claimed. */
  readonly unsaid?: string;
}

type Exact = Readonly<Record<string, Fraction | null>>;

const holds = (left: Fraction, op: string, right: number): boolean => {
  const order = compare(left, exactly(right));
  return { '>=': order >= 0, '>': order > 0, '<': order < 0, '<=': order <= 0, '==': order === 0 }[op]!;
};

const isTime = (value: unknown): boolean => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

const isValid = (rules: Rules, item: string, value: unknown): boolean => {
  if (!rules.items.includes(item) && !Object.hasOwn(rules.supplementary ?? {}, item)) return false;
  if (value === rules.response?.refused_value && value !== undefined) return true;
  const values = valuesOf(rules, item);
  if (values) return typeof value === 'number' && values.includes(value);
  if (rules.response?.[item] === 'HH:MM') return isTime(value);
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  return isNumber && (rules.response?.[item] === 'hours >0' ? value > 0 : value >= 0);
};

/** The item as it counts: turned round where the key says so. */
const counted = (
  rules: Rules,
  item: string,
  raw: unknown,
  reverse: readonly string[] = rules.reverse ?? [],
): Fraction => {
  const value = exactly(raw as number);
  if (!reverse.includes(item)) return value;
  const values = valuesOf(rules, item)!;
  return minus(exactly(Math.min(...values) + Math.max(...values)), value);
};

/** Items that the reference lets go unanswered: what they count then. */
const mayBeSkipped = ({ missing }: Rules): Readonly<Record<string, number>> => {
  // A sheet doesn't say whose it is: without item 4 it is taken for a man's.
  const [, item, value] = /\(men: item (\d+) = (\d+)\)/.exec(missing.rule) ?? [];
  return item ? { [item]: Number(value) } : {};
};

/** A gap of which the reference says that it may be there, and not how one can tell. */
const isOpenGap = (rules: Rules, sheet: Sheet): boolean =>
  Boolean(rules.notes?.includes('Items 3 and 6 may be skipped (=1) when 2 or 5 is “none”')) &&
  ((sheet['2'] === 1 && !('3' in sheet)) || (sheet['5'] === 1 && !('6' in sheet)));

type Scale = Rules['scales'][number];

const scoreOf = (rules: Rules, scale: Scale, sheet: Sheet, earlier: Exact, perScale: boolean): Fraction | null => {
  if (scale.method === 'sum_of_scales') {
    const parts = scale.of_scales!.map(id => earlier[id] ?? null);
    return parts.some(part => part === null) ? null : sumOf(parts as Fraction[]);
  }
  if (scale.method === 'psqi_sum_C1..C7') return sumOf(psqiComponents(sheet).map(exactly));
  const items = scale.items!;
  const answered = items.filter(item => sheet[item] != null).map(item => counted(rules, item, sheet[item]));
  if (perScale && answered.length < rules.missing.min_answered!) return null;
  const chosen = scale.count_if
    ? answered.filter(value => holds(value, scale.count_if!.op, scale.count_if!.value))
    : answered;
  const sum = sumOf(chosen);
  if (scale.method === 'count') return exactly(chosen.length);
  if (scale.method === 'mean' || scale.method === 'mean_of_counted') {
    return chosen.length ? dividedBy(sum, exactly(chosen.length)) : null;
  }
  const whole =
    answered.length < items.length
      ? halfUp(times(dividedBy(sum, exactly(answered.length)), exactly(items.length)))
      : sum;
  const multiplied = times(whole, exactly(scale.multiplier ?? 1));
  return scale.rounding === 'floor' ? floor(multiplied) : multiplied;
};

/** What a missing rule of the reference makes of a sheet. */
const judgeMissing = (rules: Rules, missing: number): { status: Opinion['status']; unsaid?: string } => {
  const named = rules.missing.rule.startsWith('as ')
    ? references.find(({ id }) => rules.missing.rule.startsWith(`as ${id}`))!.missing
    : rules.missing;
  if (missing === 0) return { status: 'complete' };
  if (named.rule.startsWith('all_required')) return { status: 'incomplete' };
  if (named.rule === 'prorate') return { status: missing <= named.max_missing! ? 'prorated' : 'incomplete' };
  if (named.rule === 'max_missing' && missing > named.max_missing!) return { status: 'incomplete' };
  return { status: 'incomplete', unsaid: named.rule };
};

/** The two scales of the reference that end in a word: it is read from the sentences that stand there. */
const decide = (rules: Rules, sheet: Sheet, scores: Exact): string | null => {
  const isTrue = (sentence: string): boolean =>
    sentence.split(/, and /).every(part =>
      part.split(/ or (?=item|total|the student)/).some(clause => {
        const [, items, what] = /^(?:item )?(\S+|(?:all|any) of 1\.\.4) == (.+)$/.exec(clause) ?? [];
        if (items) {
          const four = ['1', '2', '3', '4'];
          const hit = (item: string) =>
            what!
              .split(' or ')
              .some(
                word =>
                  sheet[item] === (word === 'refused' ? word : Number(word)) ||
                  (word === '1' && sheet[item] === 'refused'),
              );
          if (items.startsWith('all')) return four.every(hit);
          if (items.startsWith('any')) return four.some(hit);
          return hit(items);
        }
        const [, from, to] = /^total (\d+)\.\.(\d+)$/.exec(clause) ?? [];
        if (from) return holds(scores.total!, '>=', Number(from)) && holds(scores.total!, '<=', Number(to));
        const [, op, value] = /^total (\S+) (\d+)$/.exec(clause) ?? [];
        if (op) return holds(scores.total!, op, Number(value));
        // No item of the 60 asks that, and the reference is not sure of the auxiliary questions.
        if (clause === 'the student asks for counselling') return false;
        throw new Error(`The reference says “${clause}”, and nobody has taught me that.`);
      }),
    );
  for (const rule of rules.decision!.rules) {
    if (rule.result?.includes('not tested')) continue;
    if (rule.else) return rule.else;
    if (isTrue((rule.if ?? rule.elif)!)) return rule.result!;
  }
  return null;
};

const scoresIn = (rules: Rules, scale: string): readonly string[] => {
  if (scale === 'any') return rules.scales.map(({ id }) => id);
  if (scale === 'any_of_10_factors') return rules.scales.slice(-10).map(({ id }) => id);
  return [scale];
};

/** What the reference makes of a filled-in sheet. */
export const opinionOf = (rules: Rules, given: Sheet): Opinion => {
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const none = {
    scores: Object.fromEntries(rules.scales.map(({ id }) => [id, null])),
    bands: Object.fromEntries(rules.bands.map(({ key }) => [key, null])),
    reached: [],
    ...(rules.decision && { decision: null }),
  };
  const isUnknown = Object.keys(given).some(
    item => !rules.items.includes(item) && !Object.hasOwn(rules.supplementary ?? {}, item),
  );
  if (isUnknown || !entries.every(([item, value]) => isValid(rules, item, value))) {
    return { status: 'invalid_input', critical: [], ...none };
  }
  const answers: Sheet = Object.fromEntries(entries);
  const critical = rules.critical
    .filter(({ item, op, value }) => typeof answers[item] === 'number' && holds(exactly(answers[item]), op, value))
    .map(({ id }) => id);
  const sheet: Sheet = { ...mayBeSkipped(rules), ...answers };
  const isAsq = rules.missing.rule.startsWith('refused counts as positive');
  // Item 5 of the ASQ is asked when one of the first four is positive: its rules need it only then.
  const needed = isAsq && ['1', '2', '3', '4'].every(item => sheet[item] === 0) ? rules.items.slice(0, 4) : rules.items;
  const missing = needed.filter(item => !Object.hasOwn(sheet, item)).length;
  const perScale = rules.missing.rule === 'prorate_per_scale';
  const judged =
    perScale || isAsq
      ? { status: missing ? ('incomplete' as const) : ('complete' as const) }
      : judgeMissing(rules, missing);
  if (judged.status === 'incomplete' && !perScale) {
    const unsaid = judged.unsaid ?? (isOpenGap(rules, sheet) ? 'may be skipped' : undefined);
    return { status: 'incomplete', critical, ...none, ...(unsaid && { unsaid }) };
  }
  const exact: Record<string, Fraction | null> = {};
  for (const scale of rules.scales) exact[scale.id] = scoreOf(rules, scale, sheet, exact, perScale);
  const isVoid = rules.validity?.some(({ scale, op, value }) => holds(exact[scale]!, op, value));
  const bandOf = ({ scale, ranges }: Rules['bands'][number]) => {
    const score = exact[scale];
    return score
      ? (ranges.find(({ min, max }) => holds(score, '>=', min) && holds(score, '<=', max))?.id ?? null)
      : null;
  };
  const isReached = ({ scale, op, value }: Rules['cutoffs'][number]) =>
    scoresIn(rules, scale).some(id => exact[id] && holds(exact[id], op, value));
  const scaleMissing = perScale && Object.values(exact).includes(null);
  return {
    status: isVoid
      ? 'not_valid_profile'
      : scaleMissing
        ? 'incomplete'
        : perScale && missing
          ? 'prorated'
          : judged.status,
    scores: Object.fromEntries(rules.scales.map(({ id }) => [id, exact[id] ? toNumber(exact[id]) : null])),
    bands: Object.fromEntries(rules.bands.map(one => [one.key, bandOf(one)])),
    reached: rules.cutoffs.filter(isReached).map(({ id }) => id),
    critical,
    ...(rules.decision && { decision: decide(rules, sheet, exact) }),
  };
};

/** The score of a variant that the reference names with other reverse items. */
export const variantOf = (rules: Rules, variant: string, sheet: Sheet): number => {
  const { reverse } = rules.variants!.find(({ id }) => id === variant)!;
  return toNumber(rules.items.map(item => counted(rules, item, sheet[item], reverse)).reduce(plus));
};
