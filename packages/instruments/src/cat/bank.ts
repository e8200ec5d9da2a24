/** Item banks of adaptive tests: their format and their check. */
import { InstrumentError } from '../check.ts';
import type { Finding } from '../finding.ts';

interface BankItemBase {
  id: string;
  /** Discrimination; above 0. */
  a: number;
  /** Area of content, for balancing. */
  area?: string;
}
/** Two-parameter logistic model (Birnbaum 1968): category 1 with probability 1 / (1 + e^(−Da(θ − b))). */
export interface TwoParameterItem extends BankItemBase {
  model: '2pl';
  /** Difficulty, on the scale of θ. */
  b: number;
}
/** Graded response model (Samejima 1969): category k or above with probability 1 / (1 + e^(−Da(θ − thresholds[k − 1]))). */
export interface GradedItem extends BankItemBase {
  model: 'graded';
  /** On the scale of θ, each above the one before; one fewer than there are categories. */
  thresholds: readonly number[];
}
export type BankItem = TwoParameterItem | GradedItem;

export interface ItemBank {
  id: string;
  version: string;
  /** Where the parameters come from, and for whom they hold. */
  source: string;
  /** The constant of the metric: 1 for the logistic metric, 1.702 for the normal one. Never guessed. */
  D: number;
  items: readonly BankItem[];
}

/** The borders between the categories of an item: category k lies above the first k of them. */
export const thresholdsOf = (item: BankItem): readonly number[] => (item.model === '2pl' ? [item.b] : item.thresholds);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const MAX_CATEGORIES = 20;

/** Everything that is wrong with a bank; empty when it can be used. Takes anything, throws nothing. */
export function checkBank(value: unknown): Finding[] {
  const findings: Finding[] = [];
  const report = (path: string, code: string, message: string) => findings.push({ path, code, message });
  if (!isObject(value)) return [{ path: '', code: 'wrong-type', message: 'An object is expected.' }];
  for (const key of ['id', 'version', 'source']) {
    if (!isText(value[key])) report(`/${key}`, 'wrong-type', 'A text is expected.');
  }
  if (!isFinite(value.D) || value.D <= 0) {
    report('/D', 'out-of-range', 'The constant of the metric must be given: 1 (logistic) or 1.702 (normal).');
  }
  if (!Array.isArray(value.items) || value.items.length === 0) {
    report('/items', 'wrong-type', 'An array with at least one item is expected.');
    return findings;
  }
  const ids = new Set<unknown>();
  value.items.forEach((item: unknown, index) => {
    const path = `/items/${index}`;
    if (!isObject(item)) {
      report(path, 'wrong-type', 'An object is expected.');
      return;
    }
    if (!isText(item.id) || item.id === '__proto__') report(`${path}/id`, 'wrong-type', 'An id is expected.');
    else if (ids.has(item.id)) report(`${path}/id`, 'duplicate-id', `"${item.id}" is there more than once.`);
    ids.add(item.id);
    if (!isFinite(item.a) || item.a <= 0) report(`${path}/a`, 'out-of-range', 'A discrimination above 0 is expected.');
    if (item.area !== undefined && !isText(item.area)) report(`${path}/area`, 'wrong-type', 'A text is expected.');
    if (item.model === '2pl') {
      if (!isFinite(item.b)) report(`${path}/b`, 'wrong-type', 'A finite difficulty is expected.');
    } else if (item.model === 'graded') checkThresholds(item.thresholds, `${path}/thresholds`, report);
    else report(`${path}/model`, 'unknown-model', 'Either "2pl" or "graded" is expected.');
  });
  return findings;
}

function checkThresholds(
  thresholds: unknown,
  path: string,
  report: (path: string, code: string, message: string) => void,
): void {
  if (!Array.isArray(thresholds) || thresholds.length === 0 || thresholds.length >= MAX_CATEGORIES) {
    report(path, 'wrong-type', `An array of 1 to ${MAX_CATEGORIES - 1} thresholds is expected.`);
    return;
  }
  thresholds.forEach((threshold: unknown, index) => {
    if (!isFinite(threshold)) report(`${path}/${index}`, 'wrong-type', 'A finite threshold is expected.');
    else if (index > 0 && isFinite(thresholds[index - 1]) && threshold <= thresholds[index - 1]) {
      report(`${path}/${index}`, 'not-ascending', 'Each threshold must lie above the one before.');
    }
  });
}

/**
 * The same object, known to be a bank.
 *
 * @throws {InstrumentError} with every finding, when there is one.
 */
export function parseBank(value: unknown): ItemBank {
  const findings = checkBank(value);
  if (findings.length > 0) throw new InstrumentError(findings);
  return value as unknown as ItemBank;
}
