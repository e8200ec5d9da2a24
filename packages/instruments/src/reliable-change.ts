/**
 * Reliable change between two administrations: more than the error of measurement explains, or not.
 *
 * Jacobson, N. S., & Truax, P. (1991). Clinical significance: a statistical approach to defining meaningful change in
 * psychotherapy research. Journal of Consulting and Clinical Psychology, 59(1), 12–19.
 */
import type { LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { rounded } from './numbers.ts';
import { findingsOf, id, number, object, oneOf, ShapeError, text } from './shape.ts';
import { answerTo } from './visibility.ts';

interface Published {
  value: number;
  /** Where the number is published. */
  source: string;
}

/** How exactly a scale measures, as published for a group like the one measured. */
export interface Measurement {
  instrument: string;
  scale: string;
  /** The variant that was scored; the definition itself when left out. */
  variant?: string;
  /** Standard deviation of the scores, above 0. */
  sd: Published;
  /** Reliability, above 0 and below 1: test–retest, or internal consistency. */
  reliability: Published;
  /** Which way is worse. */
  worse: 'higher' | 'lower';
  /** |RCI| above which change is reliable; 1.96 (95 %, Jacobson & Truax 1991) when left out. */
  criterion?: number;
}

export interface ReliableChange {
  comparable: true;
  before: number;
  after: number;
  /** after − before, in points of the scale. */
  change: number;
  /** SD √(1 − reliability), two decimals. */
  standardError: number;
  /** √(2 SE²), two decimals. */
  differenceError: number;
  /** change ÷ difference error, two decimals; what follows is judged by the unrounded number. */
  rci: number;
  classification: 'improved' | 'unchanged' | 'worsened';
}

export interface NotComparable {
  comparable: false;
  code: 'other-instrument' | 'other-version' | 'other-variant' | 'no-score';
  text: LocalizedText;
}

const published = (value: ReturnType<typeof number>) => object({ value, source: text });

/** The shape of a {@link Measurement}. */
export const measurementShape = object(
  {
    instrument: id,
    scale: id,
    // Far below any unit of any scale; keeps the division finite.
    sd: published(number({ above: 0, min: 1e-9 })),
    reliability: published(number({ above: 0, below: 1 })),
    worse: oneOf('higher', 'lower'),
  },
  { variant: id, criterion: number({ above: 0 }) },
);

/** Everything that is wrong with a measurement, with JSON pointers. Throws nothing. */
export const checkMeasurement = (value: unknown): Finding[] => findingsOf(measurementShape, value);

/**
 * The reliable change index of two results.
 *
 * Results of another instrument, version or variant are refused: their difference isn't change of the person. Which was
 * first is up to the caller. No word about why something changed: that takes a person.
 *
 * @throws {ShapeError} when the measurement is unusable: no source, SD ≤ 0, reliability not between 0 and 1.
 */
export function reliableChange(
  measurement: Measurement,
  before: ScoreResult,
  after: ScoreResult,
): ReliableChange | NotComparable {
  const findings = checkMeasurement(measurement);
  if (findings.length > 0) throw new ShapeError('measurement', findings);
  const refuse = (code: NotComparable['code'], zh: string, en: string): NotComparable => ({
    comparable: false,
    code,
    text: { 'zh-CN': zh, en },
  });
  const { instrument, scale, variant, sd, reliability, worse, criterion = 1.96 } = measurement;
  if (before.instrumentId !== instrument || after.instrumentId !== instrument) {
    return refuse('other-instrument', '两次结果不是同一量表。', 'The results are not both of this instrument.');
  }
  if (before.instrumentVersion !== after.instrumentVersion) {
    return refuse('other-version', '两次结果所用的量表版本不同。', 'The results are of different versions.');
  }
  if (before.variant !== variant || after.variant !== variant) {
    return refuse('other-variant', '两次结果的计分方式不同。', 'The results are not both scored this way.');
  }
  const [first, second] = [answerTo(before.scores, scale), answerTo(after.scores, scale)];
  if (typeof first !== 'number' || typeof second !== 'number') {
    return refuse('no-score', '两次结果中有一次没有该得分。', 'One of the results has no such score.');
  }
  const standardError = sd.value * Math.sqrt(1 - reliability.value);
  const differenceError = Math.sqrt(2 * standardError ** 2);
  const change = rounded(second - first, 9);
  const index = change / differenceError;
  // Compared in billionths: what lies on the criterion is unchanged, whatever binary fractions say.
  const reliable = rounded(Math.abs(index), 9) > criterion;
  return {
    comparable: true,
    before: first,
    after: second,
    change,
    standardError: rounded(standardError, 2),
    differenceError: rounded(differenceError, 2),
    rci: rounded(index, 2),
    classification: !reliable ? 'unchanged' : change > 0 === (worse === 'higher') ? 'worsened' : 'improved',
  };
}
