/** Answers as a QuestionnaireResponse, scores as Observations. */
import type { Answers, Instrument, Item, Option, ScoreResult } from '@xinqiao/contract/types';
import { checkAnswers } from '../answers.ts';
import { textOf } from '../language.ts';
import { answerTo, enabledIds, isAnswered, optionsOf } from '../visibility.ts';
import { FhirError, isObject, objects, refuse, type JsonObject } from './json.ts';
import { keptIn, toFhir } from './questionnaire.ts';
import { EXTENSION, LOINC, type FhirVersion } from './terms.ts';
import { languageOf } from './write.ts';

export interface ObservationOptions {
  version: FhirVersion;
  /** Whom it is about, as a reference such as `Patient/1`. */
  subject?: string;
  /** When the form was finished: RFC 3339. */
  authored?: string;
  /** Reference to the response that the scores come from. */
  derivedFrom?: string;
}
export type ResponseOptions = Omit<ObservationOptions, 'derivedFrom'>;

/** The codings of the options as the questionnaire writes them, in their order. */
function codingsOf(element: JsonObject, sets: ReadonlyMap<unknown, JsonObject>): unknown[] {
  const set = sets.get(element.answerValueSet);
  if (!set)
    return objects(element.answerOption).map(option => Object.entries(option).find(([key]) => key.startsWith('value')));
  const expanded = objects(isObject(set.expansion) ? set.expansion.contains : undefined);
  const composed = objects(isObject(set.compose) ? set.compose.include : undefined).flatMap(({ system, concept }) =>
    objects(concept).map((one): JsonObject => ({ ...one, system })),
  );
  return (expanded.length > 0 ? expanded : composed).map(({ system, code, display }) => [
    'valueCoding',
    { ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) },
  ]);
}

function chosen(
  value: string | number,
  options: readonly Option[],
  element: JsonObject,
  codings: unknown[],
): JsonObject {
  const at = options.findIndex(option => option.value === value);
  if (element.type === 'boolean') return { valueBoolean: value === 1 };
  const coding = codings.length === options.length ? codings[at] : undefined;
  return Array.isArray(coding) ? { [coding[0] as string]: coding[1] } : { valueCoding: { code: String(value) } };
}

/** How FHIR writes what is asked as text; answers of these types are refused in any other form. */
const WRITTEN = new Map<unknown, readonly [name: string, form: RegExp, example: string]>([
  ['date', ['valueDate', /^\d{4}(-\d{2}(-\d{2})?)?$/, '2024-09-01']],
  [
    'dateTime',
    ['valueDateTime', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/, '2024-09-01T08:30:00+08:00'],
  ],
  ['time', ['valueTime', /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, '23:30:00']],
  ['url', ['valueUri', /^\S+$/, 'https://www.example.edu.cn/']],
]);

function plain(value: string | number, element: JsonObject, id: string): JsonObject {
  const { type, extension } = element;
  if (typeof value === 'number') {
    if (type === 'quantity') {
      const coding = objects(extension).find(({ url }) => url === EXTENSION.unit)?.valueCoding;
      const { display, system, code } = isObject(coding) ? coding : {};
      return {
        valueQuantity: {
          value,
          ...((display ?? code) !== undefined && { unit: display ?? code }),
          ...(system !== undefined && { system }),
          ...(code !== undefined && { code }),
        },
      };
    }
    return type === 'integer' && Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };
  }
  const written = WRITTEN.get(type);
  if (!written) return { valueString: value };
  const [name, form, example] = written;
  const text = type === 'time' && /^\d{2}:\d{2}$/.test(value.trim()) ? `${value.trim()}:00` : value.trim();
  // A year or a month alone is a dateTime of FHIR, too.
  const fits = form.test(text) || (type === 'dateTime' && WRITTEN.get('date')![1].test(text));
  return fits
    ? { [name]: text }
    : refuse(`answers.${id}`, 'wrong-format', `FHIR writes such an answer like this: ${example}.`);
}

/**
 * Answers as a QuestionnaireResponse to `toFhir(instrument)`, with its codes. Hidden items are left out; the status is
 * `in-progress` while a required answer is missing.
 *
 * @throws {FhirError} when an answer doesn't fit. Messages never repeat the answer.
 * @throws {InstrumentError} when the definition has faults.
 */
export function responseToFhir(instrument: Instrument, answers: Answers, options: ResponseOptions): JsonObject {
  const { version, subject, authored } = options;
  const questionnaire = toFhir(instrument, { version });
  const problems = checkAnswers(instrument, answers, { complete: true });
  const wrong = problems.filter(({ code }) => code !== 'required');
  if (wrong.length > 0) {
    throw new FhirError(wrong.map(({ item, code, detail }) => ({ path: `answers.${item}`, code, message: detail })));
  }
  const enabled = enabledIds(instrument, answers);
  const { linkIds } = keptIn(instrument);
  const items = new Map<unknown, Item>(instrument.items.map(item => [linkIds.get(item.id) ?? item.id, item]));
  const sets = new Map(objects(questionnaire.contained).map(set => [`#${String(set.id)}`, set] as const));

  const write = (element: JsonObject): JsonObject[] => {
    const item = items.get(element.linkId);
    const text = typeof element.text === 'string' && { text: element.text };
    if (!item || !enabled.has(item.id) || item.type === 'display') return [];
    const inner = objects(element.item).flatMap(write);
    const base = { linkId: element.linkId, ...text };
    if (item.type === 'group') return inner.length > 0 ? [{ ...base, item: inner }] : [];
    const value = answerTo(answers, item.id);
    if (!isAnswered(value)) return [];
    const list = optionsOf(instrument, item);
    const codings = list.length > 0 ? codingsOf(element, sets) : [];
    const answer = (Array.isArray(value) ? value : [value]).map(one =>
      list.length > 0 ? chosen(one, list, element, codings) : plain(one, element, item.id),
    );
    // What FHIR nests in a question stands in its answer.
    if (inner.length > 0) answer[0]!.item = inner;
    return [{ ...base, answer }];
  };
  const item = objects(questionnaire.item).flatMap(write);
  return {
    resourceType: 'QuestionnaireResponse',
    language: questionnaire.language,
    questionnaire: `${String(questionnaire.url ?? `urn:xinqiao:instrument:${instrument.id}`)}|${instrument.version}`,
    status: problems.length > 0 ? 'in-progress' : 'completed',
    ...(subject !== undefined && { subject: { reference: subject } }),
    ...(authored !== undefined && { authored }),
    ...(item.length > 0 && { item }),
  };
}

/** What whoever reads a score must know of it. */
const REMARKS = new Map<ScoreResult['status'], string>([
  ['prorated', 'Prorated: answers were missing.'],
  ['incomplete', 'Answers were missing on other scales of this form.'],
  ['not_valid_profile', 'A validity scale says that this profile is not to be trusted.'],
]);

/**
 * One Observation for each score that was reached; none for a result that couldn't be scored. Levels are written as
 * `interpretation`: a symptom level, never a diagnosis.
 */
export function observationsFromResult(
  instrument: Instrument,
  result: ScoreResult,
  { subject, authored, derivedFrom }: ObservationOptions,
): JsonObject[] {
  const language = languageOf(instrument);
  const codes = new Map(Object.entries(instrument.loinc?.scales ?? {}));
  const scores = new Map(Object.entries(result.scores));
  const levels = new Map(Object.entries(result.bands));
  const remark = REMARKS.get(result.status);
  return instrument.scales.flatMap((scale): JsonObject[] => {
    const value = scores.get(scale.id);
    if (value === null || value === undefined) return [];
    const code = codes.get(scale.id);
    const title = textOf(scale.title, language)?.text;
    const interpretation = (instrument.bands ?? []).flatMap(set => {
      const range = set.scale === scale.id ? set.ranges.find(({ id }) => id === levels.get(set.key)) : undefined;
      const text = textOf(range?.label, language)?.text;
      return text === undefined ? [] : [{ text }];
    });
    return [
      {
        resourceType: 'Observation',
        status: 'final',
        category: [
          { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] },
        ],
        code: {
          ...(code !== undefined && { coding: [{ system: LOINC, code }] }),
          text: `${instrument.abbreviation} ${title ?? scale.id}`,
        },
        ...(subject !== undefined && { subject: { reference: subject } }),
        ...(authored !== undefined && { effectiveDateTime: authored }),
        valueQuantity: { value, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' },
        ...(interpretation.length > 0 && { interpretation }),
        ...(remark !== undefined && { note: [{ text: remark }] }),
        ...(derivedFrom !== undefined && { derivedFrom: [{ reference: derivedFrom }] }),
      },
    ];
  });
}
