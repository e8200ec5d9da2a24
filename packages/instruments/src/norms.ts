/**
 * Norms: where a score stands among the scores of a named group. Which group that is, somebody chooses; nothing here
 * chooses it, and what a person and a group don't have in common is said beside the numbers.
 *
 * No norm ships yet: none was at hand with numbers, group and source together. A school brings its own as JSON.
 */
import type { LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { normalBelow, rounded } from './numbers.ts';
import {
  array,
  findingsOf,
  id,
  language,
  localized,
  number,
  object,
  oneOf,
  type Shape,
  ShapeError,
  text,
} from './shape.ts';
import { answerTo } from './visibility.ts';

/** Whom the numbers describe. */
export interface NormGroup {
  /** e.g. first-year students of one university in 2024. */
  population: LocalizedText;
  /** BCP 47 tag of the wording that the group answered. */
  language: string;
  /** Only of one sex; both when left out. */
  sex?: 'female' | 'male';
  /** In whole years, both inclusive; any age when left out. */
  age?: { min?: number; max?: number };
}

export interface Norm {
  id: string;
  instrument: string;
  scale: string;
  /** The variant that the group's scores were computed by; the definition itself when left out. */
  variant?: string;
  group: NormGroup;
  /** How many people. */
  n: number;
  mean: number;
  /** Above 0. */
  sd: number;
  /** Published percentiles (0 to 100) by score, lowest score first; the normal approximation when left out. */
  table?: { score: number; percentile: number }[];
  source: { citation: string; url?: string };
}

/** What is known of the person; left out where it isn't known. */
export interface NormPerson {
  /** In whole years, on the day of answering. */
  age?: number;
  sex?: 'female' | 'male' | 'unspecified';
  /** BCP 47 tag of the wording that was shown. */
  language?: string;
}

/** What a person and a group don't have in common, or can't be told to have. */
export interface NormDifference {
  code: 'age' | 'age-unknown' | 'sex' | 'sex-unknown' | 'language' | 'not-in-table';
  text: LocalizedText;
}

export interface NormedScore {
  computable: true;
  /** Id of the norm. */
  norm: string;
  score: number;
  /** (score − mean) ÷ SD, two decimals. */
  z: number;
  /** 50 + 10 z, one decimal; mirrors about 50 as z does about 0. */
  t: number;
  /** Share of the group at or below the score, 0 to 100, one decimal; null where a table lacks the score. */
  percentile: number | null;
  percentileBy: 'table' | 'normal-approximation';
  /** Empty when the group fits. */
  differences: NormDifference[];
}

export interface NotNormed {
  computable: false;
  code: 'other-instrument' | 'other-variant' | 'no-score';
  text: LocalizedText;
}

const percentiles: Shape = (value, path, report) => {
  array(object({ score: number(), percentile: number({ min: 0, max: 100 }) }), { min: 1, max: 10_000 })(
    value,
    path,
    report,
  );
  if (!Array.isArray(value)) return;
  value.forEach((row: Norm['table'] extends (infer R)[] | undefined ? R | null : never, at) => {
    const before = value[at - 1] as typeof row;
    if (!row || !before) return;
    if (row.score <= before.score || row.percentile < before.percentile) {
      report(`${path}/${at}`, 'not-ascending', 'Scores rise from row to row, and percentiles never fall.');
    }
  });
};

const age: Shape = (value, path, report) => {
  object({}, { min: number({ min: 0, max: 150, integer: true }), max: number({ min: 0, max: 150, integer: true }) })(
    value,
    path,
    report,
  );
  const { min = 0, max = 150 } = (value ?? {}) as { min?: number; max?: number };
  if (min > max) report(path, 'min-above-max', `The lowest age, ${min}, lies above the highest, ${max}.`);
};

const shape = object(
  {
    id,
    instrument: id,
    scale: id,
    group: object({ population: localized, language }, { sex: oneOf('female', 'male'), age }),
    n: number({ min: 2, integer: true }),
    mean: number(),
    // Far below any unit of any scale; keeps the division finite.
    sd: number({ above: 0, min: 1e-9 }),
    source: object({ citation: text }, { url: text }),
  },
  { variant: id, table: percentiles },
);

/** Everything that is wrong with a norm, with JSON pointers: no source, an SD that isn't above 0, … Throws nothing. */
export const checkNorm = (value: unknown): Finding[] => findingsOf(shape, value);

/**
 * The same object, known to be a norm.
 *
 * @throws {ShapeError} with every finding, when there is one.
 */
export function parseNorm(value: unknown): Norm {
  const findings = checkNorm(value);
  if (findings.length > 0) throw new ShapeError('norm', findings);
  return value as Norm;
}

const say = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const primary = (tag: string) => tag.toLowerCase().split('-')[0];

function differencesOf({ group }: Norm, person: NormPerson): NormDifference[] {
  const found: NormDifference[] = [];
  const add = (code: NormDifference['code'], zh: string, en: string) => found.push({ code, text: say(zh, en) });
  if (group.age) {
    const { min = 0, max = Infinity } = group.age;
    const range = max === Infinity ? `≥ ${min}` : `${min}–${max}`;
    if (person.age === undefined) {
      add(
        'age-unknown',
        `常模年龄 ${range} 岁，答卷人年龄不明。`,
        `The norm is of ages ${range}; the person’s age is not known.`,
      );
    } else if (person.age < min || person.age > max) {
      add(
        'age',
        `常模年龄 ${range} 岁，答卷人 ${person.age} 岁，不在此范围。`,
        `The norm is of ages ${range}; the person is ${person.age}.`,
      );
    }
  }
  if (group.sex) {
    const [zh, en] = group.sex === 'female' ? ['女性', 'women'] : ['男性', 'men'];
    if (person.sex === undefined || person.sex === 'unspecified') {
      add(
        'sex-unknown',
        `常模仅含${zh}，答卷人性别不明。`,
        `The norm is of ${en} only; the person’s sex is not known.`,
      );
    } else if (person.sex !== group.sex) {
      add('sex', `常模仅含${zh}，与答卷人不符。`, `The norm is of ${en} only, which the person is not.`);
    }
  }
  if (person.language !== undefined && primary(person.language) !== primary(group.language)) {
    add(
      'language',
      `常模所用文本为 ${group.language}，答卷所用为 ${person.language}。`,
      `The group answered in ${group.language}, the person in ${person.language}.`,
    );
  }
  return found;
}

/**
 * Where a result stands in the group of a norm that somebody has chosen.
 *
 * Halves are rounded away from zero. A norm that doesn't fit the person still gives numbers, with what differs in
 * words; one of another instrument or variant gives none. The definition's version isn't compared, because a norm
 * belongs to the published scale and not to our file of it.
 *
 * @throws {ShapeError} when the norm is unusable: without a source, or with an SD that isn't above 0.
 */
export function applyNorm(norm: Norm, result: ScoreResult, person: NormPerson = {}): NormedScore | NotNormed {
  parseNorm(norm);
  const refuse = (code: NotNormed['code'], zh: string, en: string): NotNormed => ({
    computable: false,
    code,
    text: say(zh, en),
  });
  if (norm.instrument !== result.instrumentId) {
    return refuse('other-instrument', '该常模属于另一量表。', 'The norm belongs to another instrument.');
  }
  if (norm.variant !== result.variant) {
    return refuse(
      'other-variant',
      '该常模的计分方式与本结果不同。',
      'The norm was scored another way than the result.',
    );
  }
  const score = answerTo(result.scores, norm.scale);
  if (typeof score !== 'number')
    return refuse('no-score', '本结果没有该分量表的得分。', 'The result has no such score.');
  const z = (score - norm.mean) / norm.sd;
  const differences = differencesOf(norm, person);
  let percentile: number | null = rounded(100 * normalBelow(z), 1);
  if (norm.table) {
    percentile = norm.table.find(row => row.score === score)?.percentile ?? null;
    if (percentile === null) {
      differences.push({
        code: 'not-in-table',
        text: say(
          '常模表中没有此得分，故不给出百分等级。',
          'The table of the norm lacks this score, so there is no percentile.',
        ),
      });
    }
  }
  return {
    computable: true,
    norm: norm.id,
    score,
    z: rounded(z, 2),
    t: rounded(50 + rounded(10 * z, 1), 1),
    percentile,
    percentileBy: norm.table ? 'table' : 'normal-approximation',
    differences,
  };
}
