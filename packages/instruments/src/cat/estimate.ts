/** Estimating θ from responses. */
import { thresholdsOf, type BankItem, type ItemBank } from './bank.ts';
import { categoryAt, testInformation } from './model.ts';

/** The category (0 is the lowest) answered, by item id. */
export type Responses = Readonly<Record<string, number>>;

export interface Estimate {
  theta: number;
  /** Standard error: EAP the posterior standard deviation, MLE 1 / √information at the estimate. */
  se: number;
}

/** Why a likelihood has no maximum where it was looked for. */
export type MleFailure = 'no-responses' | 'all-lowest' | 'all-highest' | 'below-range' | 'above-range';

export interface EapOptions {
  /** Mean and standard deviation of the normal prior; 0 and 1 when left out. */
  prior?: { mean: number; sd: number };
  /** The quadrature: equally spaced points, trapezoid rule; prior mean ± 6 sd in 97 points when left out. */
  grid?: { min: number; max: number; points: number };
}

/**
 * The items answered, each with its category.
 *
 * @throws {RangeError} for an item that isn't in the bank and a category that the item doesn't have.
 */
export function answered(bank: ItemBank, responses: Responses): [BankItem, number][] {
  const given = new Map(Object.entries(responses));
  const pairs: [BankItem, number][] = [];
  for (const item of bank.items) {
    const category = given.get(item.id);
    if (!given.delete(item.id) || category === undefined) continue;
    const highest = thresholdsOf(item).length;
    if (!Number.isInteger(category) || category < 0 || category > highest) {
      throw new RangeError(`The response to "${item.id}" must be a whole number from 0 to ${highest}.`);
    }
    pairs.push([item, category]);
  }
  const [unknown] = given.keys();
  if (unknown !== undefined) throw new RangeError(`The bank "${bank.id}" has no item "${unknown.slice(0, 64)}".`);
  return pairs;
}

/**
 * Expected a posteriori (Bock & Mislevy 1982). Always has a value; without responses it is the prior.
 *
 * @throws {RangeError} for responses that don't fit the bank, a prior without spread, a grid of fewer than two points.
 */
export function estimateEap(bank: ItemBank, responses: Responses, options: EapOptions = {}): Estimate {
  const { mean, sd } = options.prior ?? { mean: 0, sd: 1 };
  if (!(sd > 0)) throw new RangeError('The standard deviation of the prior must be above 0.');
  const { min, max, points } = options.grid ?? { min: mean - 6 * sd, max: mean + 6 * sd, points: 97 };
  if (!(max > min) || !(points >= 2)) throw new RangeError('The grid must have two points or more, min below max.');
  const pairs = answered(bank, responses);
  const thetas = Array.from({ length: points }, (_, i) => min + ((max - min) * i) / (points - 1));
  const logs = thetas.map(theta =>
    pairs.reduce(
      (sum, [item, category]) => sum + categoryAt(bank, item, category, theta).logP,
      -(((theta - mean) / sd) ** 2) / 2,
    ),
  );
  const peak = Math.max(...logs);
  // Only ratios matter: taking the peak away keeps a thousand responses from vanishing. The ends weigh half.
  const weights = logs.map((log, i) => Math.exp(log - peak) * (i === 0 || i === points - 1 ? 0.5 : 1));
  const expect = (of: (theta: number) => number) =>
    weights.reduce((sum, weight, i) => sum + weight * of(thetas[i]!), 0) / weights.reduce((a, b) => a + b, 0);
  const theta = expect(one => one);
  return { theta, se: Math.sqrt(expect(one => (one - theta) ** 2)) };
}

/**
 * Maximum likelihood by Newton's method, kept between bounds by bisection (the log-likelihood of both models is concave).
 *
 * A pattern of only lowest or only highest categories has no maximum: that is said, not covered by a number.
 *
 * @throws {RangeError} for responses that don't fit the bank, or a range that is upside down.
 */
export function estimateMle(
  bank: ItemBank,
  responses: Responses,
  range: { min: number; max: number } = { min: -4, max: 4 },
): Estimate | { failure: MleFailure } {
  if (!(range.max > range.min)) throw new RangeError('The lowest θ must lie below the highest.');
  const pairs = answered(bank, responses);
  if (pairs.length === 0) return { failure: 'no-responses' };
  if (pairs.every(([, category]) => category === 0)) return { failure: 'all-lowest' };
  if (pairs.every(([item, category]) => category === thresholdsOf(item).length)) return { failure: 'all-highest' };
  const at = (theta: number) => {
    let slope = 0;
    let curvature = 0;
    for (const [item, category] of pairs) {
      const one = categoryAt(bank, item, category, theta);
      slope += one.slope;
      curvature += one.curvature;
    }
    return { slope, curvature };
  };
  let { min, max } = range;
  if (at(min).slope < 0) return { failure: 'below-range' };
  if (at(max).slope > 0) return { failure: 'above-range' };
  let theta = (min + max) / 2;
  for (let round = 0; round < 200; round++) {
    const { slope, curvature } = at(theta);
    if (slope > 0) min = theta;
    else max = theta;
    const newton = theta + slope / curvature;
    // A flat stretch throws Newton out of the bracket; halving it always comes closer.
    const next = newton >= min && newton <= max ? newton : (min + max) / 2;
    const moved = Math.abs(next - theta);
    theta = next;
    if (moved < 1e-10) break;
  }
  const information = testInformation(
    bank,
    pairs.map(([item]) => item),
    theta,
  );
  return { theta, se: 1 / Math.sqrt(information) };
}
