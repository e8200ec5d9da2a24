/** The structure of a definition: what must be there and of which type. What the parts mean to each other is `check-rules.ts`. */
import type { Finding } from './finding.ts';

type Report = (path: string, code: string, message: string) => void;
type Check = (value: unknown, path: string, report: Report) => void;
type Fields = Record<string, Check>;

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='];

/** A step of an RFC 6901 JSON pointer. */
export const step = (path: string, key: string | number): string =>
  typeof key === 'number' || !/[~/]/.test(key)
    ? `${path}/${key}`
    : `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Names that every object has: as an id they would read what nobody wrote. */
export const isReserved = (id: string): boolean => id === 'prototype' || id in Object.prototype;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text =
  (maxLength = 20_000): Check =>
  (value, path, report) => {
    if (typeof value !== 'string') report(path, 'wrong-type', 'A text is expected.');
    else if (value.trim() === '') report(path, 'empty', 'The text is empty.');
    else if (value.length > maxLength) report(path, 'too-long', `At most ${maxLength} characters are allowed.`);
    else if (/[\uD800-\uDFFF]/u.test(value) || value.includes('\0')) {
      report(path, 'not-well-formed', 'The text holds a code unit that is no character.');
    }
  };

const pattern =
  (expression: RegExp, expected: string): Check =>
  (value, path, report) => {
    if (typeof value !== 'string') report(path, 'wrong-type', `${expected} is expected.`);
    else if (!expression.test(value)) report(path, 'wrong-format', `${expected} is expected.`);
  };

const id: Check = (value, path, report) => {
  if (typeof value !== 'string') report(path, 'wrong-type', 'An id is expected.');
  else if (isReserved(value)) report(path, 'reserved-id', 'This name belongs to every object; choose another id.');
  else if (!ID.test(value)) {
    report(
      path,
      'wrong-format',
      'An id has 1 to 64 letters, digits, ".", "_" or "-" and starts with a letter or digit.',
    );
  }
};

const number =
  ({ min = -Infinity, max = Infinity, integer = false, above = -Infinity } = {}): Check =>
  (value, path, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      report(path, 'wrong-type', 'A finite number is expected.');
    else if (integer && !Number.isSafeInteger(value)) report(path, 'wrong-type', 'A whole number is expected.');
    else if (value < min || value > max || value <= above) {
      report(path, 'out-of-range', `The number must be ${above === 0 ? 'above 0' : `between ${min} and ${max}`}.`);
    }
  };

const boolean: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, 'wrong-type', 'true or false is expected.');
};

const oneOf =
  (...values: readonly string[]): Check =>
  (value, path, report) => {
    if (!values.includes(value as string)) report(path, 'unknown-value', `One of ${values.join(', ')} is expected.`);
  };

const array =
  (check: Check, { min = 0, max = Infinity } = {}): Check =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report(path, 'wrong-type', 'An array is expected.');
    if (value.length < min) report(path, 'empty', `At least ${min} is needed.`);
    if (value.length > max) return report(path, 'too-many', `At most ${max} are allowed.`);
    // By index, not forEach: a hole in an array is a missing value, too.
    for (let index = 0; index < value.length; index++) check(value[index], step(path, index), report);
  };

const record =
  (key: Check, check: Check): Check =>
  (value, path, report) => {
    if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
    for (const [name, entry] of Object.entries(value)) {
      key(name, step(path, name), report);
      check(entry, step(path, name), report);
    }
  };

/** Own properties only: what every object inherits is in no definition. */
const own = (value: Record<string, unknown>, name: string): unknown =>
  Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined;

const object = (required: Fields, optional: Fields = {}): Check => {
  const must = Object.entries(required);
  const may = Object.entries(optional);
  return (value, path, report) => {
    if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
    // What a definition has beyond the format is left to later versions.
    for (const [name, check] of must) {
      const entry = own(value, name);
      if (entry === undefined) report(step(path, name), 'missing', `"${name}" is missing.`);
      else check(entry, step(path, name), report);
    }
    for (const [name, check] of may) {
      const entry = own(value, name);
      if (entry !== undefined) check(entry, step(path, name), report);
    }
  };
};

const language = pattern(LANGUAGE, 'A language tag such as zh-CN');
const localized: Check = (value, path, report) => {
  if (isObject(value) && Object.keys(value).length === 0) {
    report(path, 'no-language', 'The text has no language: give one at least, or leave the text out.');
  }
  record(language, text())(value, path, report);
};

const optionValue: Check = (value, path, report) =>
  typeof value === 'string' ? text(64)(value, path, report) : number()(value, path, report);
/** Nothing but the page's own host may be asked for a picture: who answers which question is nobody else's business. */
const picture = pattern(
  /^(\/(?![/\\])|data:image\/(png|jpeg|webp|gif);base64,)[\x21-\x7e]*$/,
  'A path on the page’s own host ("/…") or a "data:image/…;base64," URL',
);
// An empty label is a slot: the wording of a scale that ships without any. Where items have wording, the rules refuse it.
const option = object({ value: optionValue, label: record(language, text()) }, { exclusive: boolean, picture });
const options = array(option, { min: 1, max: 200 });

const conditionValue: Check = (value, path, report) => {
  if (typeof value !== 'boolean') optionValue(value, path, report);
};
const condition = object({ item: id, op: oneOf(...COMPARISONS, 'exists'), value: conditionValue });
const conditions = array(condition, { max: 50 });

const base: Fields = {
  text: localized,
  help: localized,
  group: id,
  enableWhen: conditions,
  enableBehavior: oneOf('all', 'any'),
};
const question: Fields = {
  ...base,
  required: boolean,
  control: id,
  readingLevel: number({ min: 1, max: 12, integer: true }),
};
const choice: Fields = { ...question, responseSet: id, options };
const count = number({ min: 0, integer: true });

const itemTypes = new Map<unknown, Check>([
  ['choice', object({ id }, choice)],
  [
    'multiple-choice',
    object({ id }, { ...choice, minSelected: count, maxSelected: number({ min: 1, integer: true }) }),
  ],
  ['number', object({ id }, { ...question, min: number(), max: number(), integer: boolean, unit: localized })],
  [
    'text',
    object(
      { id },
      {
        ...question,
        multiline: boolean,
        maxLength: number({ min: 1, max: 10_000, integer: true }),
        format: oneOf('time'),
      },
    ),
  ],
  [
    'scale',
    object(
      { id, min: number(), max: number() },
      { ...question, step: number({ above: 0 }), minLabel: localized, maxLabel: localized },
    ),
  ],
  ['display', object({ id }, base)],
  ['group', object({ id }, base)],
]);

const item: Check = (value, path, report) => {
  if (!isObject(value)) return report(path, 'wrong-type', 'An object is expected.');
  const check = itemTypes.get(own(value, 'type'));
  if (check) return check(value, path, report);
  report(step(path, 'type'), 'unknown-type', `One of ${[...itemTypes.keys()].join(', ')} is expected.`);
};

const threshold = object({ op: oneOf(...COMPARISONS), value: number() });
const transform = object(
  {},
  {
    multiply: number(),
    add: number(),
    round: oneOf('floor', 'half-up'),
    decimals: number({ min: 0, max: 6, integer: true }),
  },
);
const table = array(object({ score: number() }, { upTo: number(), below: number() }), { min: 1, max: 200 });
const scale = object(
  {
    id,
    items: array(id),
    method: oneOf('sum', 'mean', 'count', 'mean-of-counted', 'sum-of-scales', 'duration', 'quotient'),
    min: number(),
    max: number(),
  },
  {
    title: localized,
    reverse: array(id),
    primary: boolean,
    of: array(id, { min: 1 }),
    countIf: threshold,
    transform,
    table,
  },
);
const band = object({ id, min: number(), max: number(), label: localized });
const bandSet = object({ key: id, scale: id, ranges: array(band, { min: 1 }), source: text() });
const limit: Fields = { id, scale: id, op: oneOf(...COMPARISONS), value: number(), source: text() };
const cutoff = object(limit, { anyOf: array(id, { min: 1 }) });
const validity = object(limit);
const critical = object({ id, item: id, op: oneOf(...COMPARISONS), value: number(), basis: text() });
const scaleCondition = object({ scale: id, op: oneOf(...COMPARISONS), value: number() });
const decisive: Check = (value, path, report) => {
  const isOnScale = isObject(value) && Object.keys(value).includes('scale');
  (isOnScale ? scaleCondition : condition)(value, path, report);
};
const decision = object({ id, source: text() }, { all: array(decisive), any: array(decisive) });
const missing = object(
  { rule: oneOf('all-required', 'prorate', 'prorate-per-scale'), source: text() },
  { maxMissing: count, minAnswered: number({ min: 1, integer: true }), fixed: record(id, number()) },
);
const variant = object(
  { id, source: text() },
  {
    title: localized,
    reverse: record(id, array(id)),
    transform: record(id, transform),
    table: record(id, table),
    scales: array(scale, { min: 1 }),
    bands: array(bandSet),
    cutoffs: array(cutoff),
    validity: array(validity),
    decisions: array(decision),
    missing,
  },
);
const textLicence = object(
  { holder: text(500), reference: text(500), date: pattern(DATE, 'A date such as 2026-09-01') },
  { digest: pattern(/^[0-9a-f]{64}$/, 'A SHA-256 digest in lower-case hex') },
);
const licence = object(
  { ship: oneOf('open-text', 'conditional-text', 'keys-only', 'structure-only'), status: text() },
  { terms: text(), credit: text(), source: text(), textStatus: text(), licensed: textLicence },
);
const codes = record(id, text(64));
const years: Check = (value, path, report) => {
  if (value !== null) number({ min: 0, max: 150, integer: true })(value, path, report);
};

const instrument = object(
  {
    id,
    version: pattern(VERSION, 'A version such as 1.0.0'),
    title: localized,
    abbreviation: text(),
    respondent: oneOf('self', 'parent', 'teacher'),
    administration: oneOf('self', 'interview'),
    age: object({ min: years, max: years }, { note: text() }),
    licences: record(language, licence),
    items: array(item, { min: 1 }),
    scales: array(scale),
    missing,
    sources: array(object({ citation: text() }, { url: text() }), { min: 1 }),
  },
  {
    recall: localized,
    stem: localized,
    responseSets: array(object({ id, options })),
    bands: array(bandSet),
    cutoffs: array(cutoff),
    critical: array(critical),
    decisions: array(decision),
    validity: array(validity),
    variants: array(variant, { max: 20 }),
    loinc: object({}, { panel: text(64), scales: codes, items: codes, answers: record(text(64), text(64)) }),
    notes: array(text()),
  },
);

/** What is missing or of the wrong type, in the order of the format. */
export function checkStructure(value: unknown): Finding[] {
  const findings: Finding[] = [];
  instrument(value, '', (path, code, message) => findings.push({ path, code, message }));
  return findings;
}
