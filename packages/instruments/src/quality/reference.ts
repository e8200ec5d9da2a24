/** What a school may know of its instrument beyond the definition: a reference group, and items that belong together. */
import type { Finding } from '../finding.ts';
import { array, findingsOf, id, number, object, oneOf, type Shape, ShapeError, text } from '../shape.ts';

/** Of a reference group: means and covariances of raw answers, in the order of `items`. */
export interface Covariance {
  items: readonly string[];
  means: readonly number[];
  /** Symmetric; a row and a column an item. */
  covariance: readonly (readonly number[])[];
  /** How many people; more than there are items. */
  n: number;
  source: string;
}

/** Two items that careful people answer alike, or the opposite way, as given (not turned round). */
export interface ItemPair {
  items: readonly [string, string];
  relation: 'same' | 'opposite';
  source: string;
}

const size: Shape = object({
  items: array(id, { min: 1, max: 500 }),
  means: array(number(), { min: 1, max: 500 }),
  covariance: array(array(number(), { min: 1, max: 500 }), { min: 1, max: 500 }),
  n: number({ min: 2, integer: true }),
  source: text,
});

/** Everything that is wrong with a reference, with JSON pointers; whether it can be inverted only computing shows. */
export function checkCovariance(value: unknown): Finding[] {
  const findings = findingsOf(size, value);
  if (findings.length > 0) return findings;
  const { items, means, covariance, n } = value as Covariance;
  const add = (path: string, code: string, message: string) => findings.push({ path, code, message });
  if (new Set(items).size < items.length) add('/items', 'duplicate-id', 'An item is there more than once.');
  if (means.length !== items.length) add('/means', 'wrong-size', `${items.length} means are expected.`);
  if (n <= items.length) add('/n', 'out-of-range', 'There must be more people than items.');
  if (covariance.length !== items.length || covariance.some(row => row.length !== items.length)) {
    add('/covariance', 'wrong-size', `${items.length} rows of ${items.length} numbers are expected.`);
  } else if (
    covariance.some((row, a) => row.some((one, b) => Math.abs(one - covariance[b]![a]!) > 1e-9 * Math.abs(one)))
  ) {
    add('/covariance', 'not-symmetric', 'The matrix is not symmetric.');
  }
  return findings;
}

const pair = object({
  items: array(id, { min: 2, max: 2 }),
  relation: oneOf('same', 'opposite'),
  source: text,
});

/** Everything that is wrong with a list of pairs, with JSON pointers. */
export const checkPairs = (value: unknown): Finding[] => findingsOf(array(pair), value);

function parsed<T>(what: string, value: unknown, findings: readonly Finding[]): T {
  if (findings.length > 0) throw new ShapeError(what, findings);
  return value as T;
}

/** @throws {ShapeError} with every finding, when there is one. */
export const parseCovariance = (value: unknown): Covariance => parsed('covariance', value, checkCovariance(value));

/** @throws {ShapeError} with every finding, when there is one. */
export const parsePairs = (value: unknown): readonly ItemPair[] => parsed('pairs', value, checkPairs(value));
