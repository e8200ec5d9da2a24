/**
 * Checking JSON that a school writes: rule sets, norms, policies. Strict where the check of a definition is lenient: a
 * misspelt `ids` would make a rule look at everything, so a property that doesn't exist is a fault.
 */
import type { Finding } from './finding.ts';
import { isReserved, step } from './check-structure.ts';

export type Report = (path: string, code: string, message: string) => void;
/** Reports what is wrong with a value. */
export type Shape = (value: unknown, path: string, report: Report) => void;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that isn't blank, of at most 2,000 characters. */
export const text: Shape = (value, path, report) => {
  if (typeof value !== 'string') report(path, 'wrong-type', 'A text is expected.');
  else if (value.trim() === '') report(path, 'empty', 'The text is empty.');
  else if (value.length > 2000) report(path, 'too-long', 'At most 2,000 characters are allowed.');
};

const matching =
  (pattern: RegExp, expected: string): Shape =>
  (value, path, report) => {
    if (typeof value !== 'string') report(path, 'wrong-type', `${expected} is expected.`);
    else if (isReserved(value)) report(path, 'reserved-id', 'This name belongs to every object; choose another.');
    else if (!pattern.test(value)) report(path, 'wrong-format', `${expected} is expected.`);
  };

export const id = matching(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  'An id of 1 to 64 letters, digits, ".", "_" or "-" that starts with a letter or digit',
);
export const version = matching(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/, 'A version such as 1.0.0');
export const language = matching(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language tag such as zh-CN');

interface Range {
  min?: number;
  max?: number;
  /** The number must lie above this. */
  above?: number;
  /** The number must lie below this. */
  below?: number;
  integer?: boolean;
}

export const number =
  ({ min = -Infinity, max = Infinity, above = -Infinity, below = Infinity, integer = false }: Range = {}): Shape =>
  (value, path, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      report(path, 'wrong-type', 'A finite number is expected.');
    } else if (integer && !Number.isSafeInteger(value)) report(path, 'wrong-type', 'A whole number is expected.');
    else if (value < min || value > max || value <= above || value >= below) {
      const limits = [
        ...(min > -Infinity ? [`at least ${min}`] : []),
        ...(above > -Infinity ? [`above ${above}`] : []),
        ...(max < Infinity ? [`at most ${max}`] : []),
        ...(below < Infinity ? [`below ${below}`] : []),
      ];
      report(path, 'out-of-range', `The number must be ${limits.join(' and ')}.`);
    }
  };

export const boolean: Shape = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, 'wrong-type', 'true or false is expected.');
};

export const oneOf =
  (...values: readonly unknown[]): Shape =>
  (value, path, report) => {
    if (!values.includes(value)) report(path, 'unknown-value', `One of ${values.join(', ')} is expected.`);
  };

export const array =
  (shape: Shape, { min = 0, max = 1000 } = {}): Shape =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(path, 'wrong-type', 'An array is expected.');
    if (value.length < min) report(path, 'empty', `At least ${min} is needed.`);
    if (value.length > max) return report(path, 'too-many', `At most ${max} are allowed.`);
    // By index, not forEach: a hole in an array is a missing value, too.
    for (let index = 0; index < value.length; index++) shape(value[index], step(path, index), report);
  };

/** Own properties only, and no others than those named. */
export const object = (required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape => {
  const known = new Map([...Object.entries(required), ...Object.entries(optional)]);
  return (value, path, report) => {
    if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
    const own = new Map<string, unknown>(Object.entries(value));
    for (const name of Object.keys(required)) {
      if (own.get(name) === undefined) report(step(path, name), 'missing', `"${name}" is missing.`);
    }
    for (const [name, entry] of own) {
      const shape = known.get(name);
      if (!shape) report(step(path, name), 'unknown-property', 'There is no such property; is it misspelt?');
      else if (entry !== undefined) shape(entry, step(path, name), report);
    }
  };
};

/** Text by language; one language at least. */
export const localized: Shape = (value, path, report) => {
  if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
  const entries = Object.entries(value);
  if (entries.length === 0)
    report(path, 'no-language', 'The text has no language: give one at least, or leave it out.');
  for (const [tag, wording] of entries) {
    language(tag, step(path, tag), report);
    text(wording, step(path, tag), report);
  }
};

/** Looks at a value by what another property of it says. */
export const byProperty =
  (name: string, shapes: ReadonlyMap<unknown, Shape>): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
    const shape = shapes.get(new Map<string, unknown>(Object.entries(value)).get(name));
    if (shape) return shape(value, path, report);
    report(step(path, name), 'unknown-value', `One of ${[...shapes.keys()].join(', ')} is expected.`);
  };

/** Everything that is wrong with a value; empty when it has the shape. Throws nothing. */
export function findingsOf(shape: Shape, value: unknown): Finding[] {
  const findings: Finding[] = [];
  shape(value, '', (path, code, message) => void findings.push({ path, code, message }));
  return findings;
}

/** JSON that can't be used, and why. */
export class ShapeError extends Error {
  override readonly name: string = 'ShapeError';
  /** Every fault; at least one. */
  readonly findings: readonly Finding[];

  constructor(what: string, findings: readonly Finding[]) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    super(`The ${what} can't be used: ${first?.path || '/'} ${first?.message}${more}`);
    this.findings = findings;
  }
}

/** An object of entries of one kind, whatever their names. */
export const record =
  (shape: Shape): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
    for (const [name, entry] of Object.entries(value)) shape(entry, step(path, name), report);
  };

/** A day of the calendar, `YYYY-MM-DD`. */
export const date: Shape = (value, path, report) => {
  const day = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(String(value));
  if (!isDay) report(path, 'wrong-format', 'A date such as 2026-09-01 is expected.');
};
