/** The published rules, as the reference files of the instruments tell them. */
import { readFileSync } from 'node:fs';

type Operator = '>=' | '>' | '<' | '<=' | '==';

interface Condition {
  readonly op: Operator;
  readonly value: number;
}

export interface Rules {
  readonly id: string;
  readonly items: readonly string[];
  readonly values?: readonly number[];
  readonly response?: Readonly<Record<string, unknown>>;
  readonly supplementary?: Readonly<Record<string, readonly number[] | { options: readonly { value: number }[] }>>;
  readonly reverse?: readonly string[];
  readonly scales: readonly {
    readonly id: string;
    readonly items?: readonly string[];
    readonly of_scales?: readonly string[];
    readonly method: string;
    readonly multiplier?: number;
    readonly rounding?: string;
    readonly count_if?: Condition;
    readonly range?: readonly [number, number];
  }[];
  readonly variants?: readonly { readonly id: string; readonly reverse: readonly string[] }[];
  readonly bands: readonly {
    readonly scale: string;
    readonly key: string;
    readonly ranges: readonly { readonly id: string; readonly min: number; readonly max: number }[];
  }[];
  readonly cutoffs: readonly (Condition & { readonly id: string; readonly scale: string })[];
  readonly critical: readonly (Condition & { readonly id: string; readonly item: string })[];
  readonly validity?: readonly (Condition & { readonly scale: string })[];
  readonly decision?: { readonly rules: readonly Readonly<Record<string, string>>[] };
  readonly components?: Readonly<Record<string, string>>;
  readonly missing: { readonly rule: string; readonly max_missing?: number; readonly min_answered?: number };
  readonly notes?: string;
}

const read = (file: string): Rules[] =>
  JSON.parse(readFileSync(new URL(`../../packages/instruments/reference/${file}`, import.meta.url), 'utf8'))
    .instruments;

/** Every scale that the reference tells how to score. */
export const references: readonly Rules[] = [...read('worded-scales.json'), ...read('keys.json')];

/** The values that an item may have; nothing for times and durations. */
export const valuesOf = (rules: Rules, item: string): readonly number[] | undefined => {
  const extra = Object.hasOwn(rules.supplementary ?? {}, item) ? rules.supplementary![item] : undefined;
  if (extra) return 'options' in extra ? extra.options.map(({ value }) => value) : extra;
  if (rules.values) return rules.values;
  const groups = rules.response ?? {};
  const own = groups[item] ?? groups.default;
  if (Array.isArray(own)) return own.map(({ value }) => value);
  if (own === '0..3') return [0, 1, 2, 3];
  if (typeof own === 'string') return undefined;
  // The PSQI says "5a-5j,medication,sleepy" in one line.
  const line = Object.entries(groups).find(([names]) =>
    names
      .split(',')
      .some(
        name => name === item || (name.includes('-') && item >= name.split('-')[0]! && item <= name.split('-')[1]!),
      ),
  );
  return (line?.[1] as { value: number }[] | undefined)?.map(({ value }) => value);
};
