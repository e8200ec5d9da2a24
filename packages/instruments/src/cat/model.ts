/**
 * What an item tells at a level θ. One formula serves both models: the 2PL is the graded model with one threshold.
 *
 * With u and v the probabilities of reaching a category and the next one, P = u − v, and the derivative of ln P is
 * Da(1 − u − v). Written with the smaller tail of each logistic, nothing is lost where a probability is near 0 or 1.
 */
import { thresholdsOf, type BankItem, type ItemBank } from './bank.ts';

const logistic = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

interface Category {
  /** Probability. */
  p: number;
  /** Natural logarithm of the probability. */
  logP: number;
  /** First derivative of `logP`. */
  slope: number;
  /** Minus the second derivative of `logP`; never negative, so a likelihood has one peak. */
  curvature: number;
}

/** ln(1 / (1 + e^(−x))) without overflow. */
const logLogistic = (x: number) => (x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x)));

/** One category of an item at θ. */
export function categoryAt({ D }: Pick<ItemBank, 'D'>, item: BankItem, category: number, theta: number): Category {
  const thresholds = thresholdsOf(item);
  const slope = D * item.a;
  const lower = thresholds[category - 1];
  const upper = thresholds[category];
  const x = lower === undefined ? Infinity : slope * (theta - lower);
  const y = upper === undefined ? -Infinity : slope * (theta - upper);
  // σ(x) − σ(y) = σ(x) · σ(−y) · (1 − e^(y − x))
  const logP = logLogistic(x) + logLogistic(-y) + Math.log(-Math.expm1(y - x));
  const [above, belowNext] = [logistic(-x), logistic(-y)];
  return {
    p: Math.exp(logP),
    logP,
    slope: slope * (above - logistic(y)),
    curvature: slope ** 2 * (above * logistic(x) + belowNext * logistic(y)),
  };
}

/** Probability of each category of an item at θ; they add up to 1. */
export function probabilities(bank: Pick<ItemBank, 'D'>, item: BankItem, theta: number): number[] {
  return Array.from({ length: thresholdsOf(item).length + 1 }, (_, k) => categoryAt(bank, item, k, theta).p);
}

/** Fisher information of an item at θ: Σ P′² / P. */
export function itemInformation(bank: Pick<ItemBank, 'D'>, item: BankItem, theta: number): number {
  let sum = 0;
  for (let k = 0; k <= thresholdsOf(item).length; k++) {
    const { p, slope } = categoryAt(bank, item, k, theta);
    sum += p * slope ** 2;
  }
  return sum;
}

/** Fisher information of several items together at θ. */
export function testInformation(bank: Pick<ItemBank, 'D'>, items: readonly BankItem[], theta: number): number {
  return items.reduce((sum, item) => sum + itemInformation(bank, item, theta), 0);
}
