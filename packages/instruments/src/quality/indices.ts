/** The arithmetic of the indices, on plain numbers: what a publication's example can be put into. */
import { correlation, mean, standardDeviation } from '../numbers.ts';

/** A run of neighbours that are equal by `key`; `undefined` is a gap and ends a run. The first of the longest. */
export function longestRun<T>(values: readonly (T | undefined)[], key: (value: T) => unknown): T[] {
  let [from, length, start] = [0, 0, 0];
  values.forEach((value, at) => {
    const before = at > start ? values[at - 1] : undefined;
    if (value === undefined) start = at + 1;
    else if (before === undefined || key(before) !== key(value)) start = at;
    if (at + 1 - start > length) [from, length] = [start, at + 1 - start];
  });
  return values.slice(from, from + length) as T[];
}

/** Intra-individual response variability: the standard deviation (n − 1) of one person's answers. Dunn et al. (2018). */
export const responseVariability = standardDeviation;

/**
 * Even–odd consistency: each scale's items are split by their place, the halves' means are correlated over the scales,
 * and the correlation is stepped up by Spearman–Brown, 2r ÷ (1 + r), not below −1. `undefined` where a half doesn't vary.
 *
 * @param scales Answers by scale, keyed in one direction; two at least each.
 */
export function evenOddConsistency(scales: readonly (readonly number[])[]): number | undefined {
  const half = (answers: readonly number[], rest: number) => mean(answers.filter((_, at) => at % 2 === rest));
  const r = correlation(
    scales.map(answers => half(answers, 0)),
    scales.map(answers => half(answers, 1)),
  );
  if (r === undefined) return undefined;
  return r <= -1 ? -1 : Math.max(-1, (2 * r) / (1 + r));
}

/**
 * Squared Mahalanobis distance of `values` from `means`, or `undefined` when the covariance isn't positive definite.
 *
 * Solved by Cholesky's decomposition, so that the inverse is never made.
 */
export function mahalanobisSquared(
  values: readonly number[],
  means: readonly number[],
  covariance: readonly (readonly number[])[],
): number | undefined {
  const lower: number[][] = [];
  const solved: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const line: number[] = [];
    lower.push(line);
    for (let column = 0; column <= row; column++) {
      let rest = covariance[row]![column]!;
      for (let k = 0; k < column; k++) rest -= line[k]! * lower[column]![k]!;
      if (column < row) line.push(rest / lower[column]![column]!);
      // Relative to the variance: what rounding leaves of zero isn't positive.
      else if (rest > 1e-12 * Math.abs(covariance[row]![row]!)) line.push(Math.sqrt(rest));
      else return undefined;
    }
    let rest = values[row]! - means[row]!;
    for (let k = 0; k < row; k++) rest -= line[k]! * solved[k]!;
    solved.push(rest / line[row]!);
  }
  return solved.reduce((sum, value) => sum + value * value, 0);
}
