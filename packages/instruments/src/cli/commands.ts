/** What the commands do. Each gives what it prints and how it ends; nothing here writes. */
import type { Answers, Instrument, LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import { checkBank } from '../cat/index.ts';
import { FhirError, fromFhir, ownExtensions, toFhir, type FhirVersion } from '../fhir/index.ts';
import {
  checkInstrument,
  checkLicensedText,
  languagesOf,
  licensedTextTemplate,
  parseInstrument,
  score,
  textOf,
  variantOf,
  type Finding,
} from '../index.ts';
import { catalogue, getInstrument, structures } from '../library/index.ts';
import { isQuestionnaire, nameOf, readDefinition, readJson, UsageError } from './input.ts';
import { table } from './table.ts';

export interface Options {
  json: boolean;
  language: string;
  /** Width of the terminal; undefined when the output is no terminal. */
  columns: number | undefined;
}

export interface Outcome {
  /** For the standard output. */
  output: string;
  /** For the standard error output: what accompanies a result that another program reads. */
  remarks?: string;
  /** Whether something was found that a person should look at. */
  found: boolean;
}

const json = (value: unknown) => JSON.stringify(value, null, 2);
const inWords = (text: LocalizedText | undefined, language: string, otherwise: string) =>
  textOf(text, language)?.text ?? otherwise;
const findingsTable = (findings: readonly Finding[], { columns }: Options) =>
  table(
    ['Where', 'Code', 'What is wrong'],
    findings.map(({ path, code, message }) => [path || '/', code, message]),
    columns,
  );
const count = (number: number, one: string, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

function sound(value: unknown, name: string): Instrument {
  const findings = checkInstrument(value);
  if (findings.length === 0) return parseInstrument(value);
  throw new UsageError(`"${name}" is no sound definition (${count(findings.length, 'fault')}): run "check ${name}".`);
}

/** A wording that a school fills in: it names the scale, and has no scales of its own. */
const isLicensedText = (value: unknown): value is { instrument: unknown } =>
  typeof value === 'object' && value !== null && 'instrument' in value && !('scales' in value);

function libraryScale(id: unknown): Instrument {
  const instrument = typeof id === 'string' ? getInstrument(id) : undefined;
  if (!instrument) throw new UsageError('There is no scale of the library with this id.');
  return instrument;
}

/** `wording ID`: the file in which a licensed school fills in the words of a scale, with every slot empty. */
export function wording(id: string, { language }: Options): Outcome {
  const instrument = libraryScale(id);
  if (languagesOf(instrument).includes(language)) throw new UsageError(`The wording of "${id}" in ${language} ships.`);
  return { output: json(licensedTextTemplate(instrument, language)), found: false };
}

/** `check FILE`: a definition, a licensed wording, an item bank or a FHIR questionnaire. */
export function check(name: string, options: Options): Outcome {
  const value = readDefinition(name);
  const isBank = typeof value === 'object' && value !== null && 'D' in value && !('scales' in value);
  let findings: readonly Finding[] = [];
  if (isQuestionnaire(value)) {
    try {
      fromFhir(value, { version: 'R4' });
    } catch (error) {
      if (!hasFindings(error)) throw error;
      findings = error.findings;
    }
  } else if (isLicensedText(value)) {
    findings = checkLicensedText(libraryScale(value.instrument), value);
  } else findings = isBank ? checkBank(value) : checkInstrument(value);
  const found = findings.length > 0;
  if (options.json) return { output: json({ file: name, ok: !found, findings }), found };
  const output = found
    ? `${findingsTable(findings, options)}\n\n${name}: ${count(findings.length, 'finding')}.`
    : `${name}: nothing is wrong.`;
  return { output, found };
}

const hasFindings = (error: unknown): error is Error & { findings: readonly Finding[] } =>
  error instanceof FhirError || (error as Error)?.name === 'InstrumentError';

function showResult(instrument: Instrument, result: ScoreResult, { language, columns }: Options): string {
  const levels = new Map(Object.entries(result.bands));
  const scores = new Map(Object.entries(result.scores));
  const rows = instrument.scales.map(scale => {
    const level = (instrument.bands ?? [])
      .filter(set => set.scale === scale.id)
      .flatMap(set => set.ranges.filter(({ id }) => id === levels.get(set.key)))
      .map(({ label, id }) => inWords(label, language, id));
    const value = scores.get(scale.id);
    return [
      scale.id,
      inWords(scale.title, language, ''),
      value === null || value === undefined ? '–' : String(value),
      `${scale.min}–${scale.max}`,
      [...new Set(level)].join('; '),
    ];
  });
  const parts = [
    `${nameOf(instrument)}: ${result.status}`,
    table(['Scale', 'Title', 'Score', 'Range', 'Level'], rows, columns),
  ];
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) parts.push([title, ...lines.map(line => `  ${line}`)].join('\n'));
  };
  list(
    'Critical answers (a person should look at them, whatever the score is):',
    result.critical.map(({ id, item }) => `${id}: item ${item}`),
  );
  list('Flags:', result.flags);
  list('Without an answer:', result.missing);
  list(
    'What doesn’t fit:',
    result.errors.map(({ item, code, detail }) => `${item || 'answers'}: ${code}. ${detail}`),
  );
  parts.push('A score is a level on a scale, not a diagnosis.');
  return parts.join('\n\n');
}

/** `score FILE --answers FILE`: one person's answers by item id, or a list of them. */
export function scoreAnswers(
  name: string,
  answersFile: string,
  variant: string | undefined,
  options: Options,
): Outcome {
  const instrument = sound(readDefinition(name), name);
  const chosen = variant === undefined ? instrument : variantOf(instrument, variant);
  if (!chosen) {
    const known = (instrument.variants ?? []).map(({ id }) => id).join(', ') || 'none';
    throw new UsageError(`"${name}" has no variant "${variant}". It has: ${known}.`);
  }
  const answers = readJson(answersFile);
  const isList = Array.isArray(answers);
  const results = (isList ? answers : [answers]).map(one => score(instrument, one as Answers, { variant }));
  const found = results.some(({ status }) => status !== 'complete' && status !== 'prorated');
  const output = options.json
    ? json(isList ? results : results[0])
    : results.map(result => showResult(chosen, result, options)).join('\n\n');
  return { output, found };
}

/** `fhir FILE`: a definition as a questionnaire, or a questionnaire as a definition. */
export function fhir(name: string, version: FhirVersion, strict: boolean, options: Options): Outcome {
  const value = readDefinition(name);
  let converted: object;
  let rest: readonly { path: string; reason: string }[];
  let sentence: string;
  try {
    if (isQuestionnaire(value)) {
      const { instrument, unsupported, initial } = fromFhir(value, { version, language: options.language });
      converted = instrument;
      rest = unsupported;
      sentence = 'Not asked, checked or shown as the questionnaire says (kept, and written again):';
      if (options.json) return { output: json({ instrument, unsupported, initial }), found: strict && rest.length > 0 };
    } else {
      const questionnaire = toFhir(sound(value, name), { version });
      converted = questionnaire;
      rest = ownExtensions(questionnaire);
      sentence = 'FHIR has no place for these; they travel in extensions that only we read:';
      if (options.json) {
        return { output: json({ questionnaire, onlyInExtensions: rest }), found: strict && rest.length > 0 };
      }
    }
  } catch (error) {
    if (!hasFindings(error)) throw error;
    const output = options.json ? json({ findings: error.findings }) : findingsTable(error.findings, options);
    return { output, found: true };
  }
  const rows = rest.map(({ path, reason }) => [path, reason]);
  const remarks = rest.length > 0 ? `${sentence}\n${table(['Where', 'What'], rows, options.columns)}` : undefined;
  return { output: json(converted), ...(remarks && { remarks }), found: strict && rest.length > 0 };
}

const ages = ({ age: { min, max } }: Pick<Instrument, 'age'>) =>
  min === null && max === null ? '' : max === null ? `${min}+` : `${min ?? 0}–${max}`;

/** `list`: every scale with its licence. */
export function list({ json: asJson, language, columns }: Options): Outcome {
  const rows = catalogue.map(instrument => ({
    id: instrument.id,
    version: instrument.version,
    title: instrument.title,
    items: instrument.items.filter(({ type }) => type !== 'group' && type !== 'display').length,
    ages: instrument.age,
    languages: languagesOf(instrument),
    licences: instrument.licences,
  }));
  const imported = structures.map(({ id, version, title, forms, age, licences }) => ({
    id,
    version,
    title,
    items: forms[0]!.itemCount,
    ages: age,
    languages: [],
    licences,
  }));
  if (asJson) return { output: json([...rows, ...imported]), found: false };
  const all = [...rows, ...imported];
  const lines = [...catalogue, ...structures].map((instrument, at) => {
    const terms = new Map<string, string[]>();
    for (const [tag, { ship, status }] of Object.entries(instrument.licences)) {
      const text = `${ship}: ${status}`;
      terms.set(text, [...(terms.get(text) ?? []), tag]);
    }
    return [
      instrument.id,
      inWords(instrument.title, language, instrument.abbreviation),
      String(all[at]!.items),
      ages(instrument),
      all[at]!.languages.join(' ') || '–',
      [...terms].map(([text, tags]) => `${tags.join(', ')} ${text}`).join(' '),
    ];
  });
  const output = table(['Id', 'Title', 'Items', 'Ages', 'Wording', 'Licence'], lines, columns);
  return {
    output: `${output}\n\n${count(catalogue.length, 'scale')}; ${count(structures.length, 'instrument')} of which only results are taken in (structure-only). "–": no wording ships; a licence holder fills it in.`,
    found: false,
  };
}
