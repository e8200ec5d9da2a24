/**
 * Results of instruments whose keys may not ship: they are scored elsewhere, and only what came out is taken in. A
 * structure says which results there are, and between which limits.
 */
import type { Instrument, LocalizedText } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { step } from './check-structure.ts';
import {
  boolean,
  date,
  findingsOf,
  id,
  number,
  object,
  record,
  ShapeError,
  text,
  version,
  type Report,
} from './shape.ts';

/** An instrument that is scored elsewhere. */
export interface ResultStructure extends Pick<
  Instrument,
  'id' | 'version' | 'title' | 'abbreviation' | 'respondent' | 'age' | 'licences' | 'sources' | 'notes'
> {
  /** Forms of the instrument with their number of items; a result names its form. */
  forms: readonly { id: string; title: LocalizedText; itemCount: number }[];
  /** Numbers of the profile, each in the unit that its publisher reports. */
  scales: readonly { id: string; title: LocalizedText; min: number; max: number; integer?: boolean }[];
  /** What is reported as there or not there; a group names the level that it belongs to. */
  indicators?: readonly { id: string; title: LocalizedText; group?: string }[];
  /** Overall levels, of which a result has one or none. */
  levels?: readonly { id: string; title: LocalizedText }[];
}

/** A result as another system gave it; nothing is worked out here. */
export interface ImportedResult {
  instrument: string;
  version: string;
  form: string;
  /** Day of the calendar on which it was answered. */
  answeredOn: string;
  /** The system or person that scored it. */
  scoredBy: string;
  /** By scale id; every scale of the structure. */
  scores: Record<string, number>;
  /** By indicator id; every indicator of the structure, when it has any. */
  indicators?: Record<string, boolean>;
  /** Id of the overall level, null for none; only for a structure that has levels. */
  level?: string | null;
}

/** A result that can't be taken in, and every reason with its RFC 6901 JSON pointer. */
export class ImportedResultError extends ShapeError {
  override readonly name = 'ImportedResultError';

  constructor(findings: readonly Finding[]) {
    super('imported result', findings);
  }
}

const anything = () => undefined;
const result = object(
  { instrument: id, version, form: id, answeredOn: date, scoredBy: text, scores: record(anything) },
  { indicators: record(boolean), level: anything },
);

/** Everything that is wrong with a result; empty when it fits the structure. Takes anything, throws nothing. */
export function checkImportedResult(structure: ResultStructure, value: unknown): Finding[] {
  const shape = findingsOf(result, value);
  if (shape.length > 0) return shape;
  const given = value as ImportedResult;
  const { scales, indicators = [], levels = [], forms } = structure;
  const findings: Finding[] = [];
  const report: Report = (path, code, message) => void findings.push({ path, code, message });
  if (given.instrument !== structure.id)
    report('/instrument', 'other-instrument', `Results of "${structure.id}" are expected.`);
  if (given.version !== structure.version) {
    report('/version', 'other-version', `The structure has version ${structure.version}.`);
  }
  const names = (list: readonly { id: string }[]) => list.map(one => one.id);
  if (!names(forms).includes(given.form))
    report('/form', 'unknown-value', `One of ${names(forms).join(', ')} is expected.`);

  const scores = new Map<string, unknown>(Object.entries(given.scores));
  for (const { id: name, min, max, integer = false } of scales) {
    const path = step('/scores', name);
    if (scores.has(name)) number({ min, max, integer })(scores.get(name), path, report);
    else report(path, 'missing', `The score of "${name}" is missing.`);
  }
  const compare = (own: Iterable<string>, known: readonly string[], path: string, what: string) => {
    for (const name of own) {
      if (!known.includes(name)) report(step(path, name), 'unknown-reference', `There is no ${what} "${name}".`);
    }
  };
  compare(scores.keys(), names(scales), '/scores', 'scale');
  const there = new Set(Object.keys(given.indicators ?? {}));
  for (const { id: name } of indicators) {
    if (!there.has(name)) report(step('/indicators', name), 'missing', `Whether "${name}" was found is missing.`);
  }
  compare(there, names(indicators), '/indicators', 'indicator');
  const { level } = given;
  if (levels.length === 0 && level !== undefined) report('/level', 'not-used', `"${structure.id}" has no levels.`);
  if (levels.length > 0 && level !== null && !names(levels).includes(level as string)) {
    report('/level', 'unknown-value', `One of ${names(levels).join(', ')} or null is expected.`);
  }
  return findings;
}

/**
 * The same result, known to fit the structure.
 *
 * @param structure one of `structures` in the library.
 * @param value parsed JSON, see `ImportedResult`.
 * @throws {ImportedResultError} with every fault, when there is one.
 */
export function parseImportedResult(structure: ResultStructure, value: unknown): ImportedResult {
  const findings = checkImportedResult(structure, value);
  if (findings.length > 0) throw new ImportedResultError(findings);
  return value as ImportedResult;
}
