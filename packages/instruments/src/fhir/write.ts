/** From the format to FHIR, as far as FHIR has a place for it. */
import type { Condition, Instrument, Item, Option } from '@xinqiao/contract/types';
import { indexInstrument, optionsOf } from '../visibility.ts';
import type { JsonObject } from './json.ts';
import { EXTENSION, ITEM_CONTROL, LOINC, ourSystem, textFields, weightExtension, type FhirVersion } from './terms.ts';

/** How a definition is written. */
export interface Writing {
  instrument: Instrument;
  version: FhirVersion;
  /** Language of the texts that stand in the elements themselves. */
  language: string;
  linkId: (itemId: string) => string;
}

/** The language that stands first in the title; others stand beside it as translations. */
export const languageOf = (instrument: Instrument): string => {
  const languages = Object.keys(instrument.licences);
  return languages[0] ?? Object.keys(instrument.title)[0] ?? 'en';
};

/** The code of an option: that of LOINC where the definition names one, else our own. */
function codingOf({ value, label }: Option, { instrument, language }: Writing): JsonObject {
  const answers = new Map(Object.entries(instrument.loinc?.answers ?? {}));
  const loinc = answers.get(String(value));
  return {
    system: loinc === undefined ? ourSystem(instrument.id) : LOINC,
    code: loinc ?? String(value),
    ...textFields('display', label, language),
  };
}

function extensionsOf({ value, exclusive }: Option, version: FhirVersion): JsonObject[] {
  return [
    ...(typeof value === 'number' ? [{ url: weightExtension(version), valueDecimal: value }] : []),
    ...(exclusive ? [{ url: EXTENSION.exclusive, valueBoolean: true }] : []),
  ];
}

const withExtensions = (element: JsonObject, extension: readonly JsonObject[]): JsonObject =>
  extension.length > 0 ? { ...element, extension } : element;

/** `answerOption`: the weight stands on the coding, where R4 and R5 both look for it. */
const answerOption = (option: Option, writing: Writing): JsonObject => {
  const [weights, others] = [
    extensionsOf({ ...option, exclusive: false }, writing.version),
    extensionsOf({ ...option, value: '' }, writing.version),
  ];
  return withExtensions({ valueCoding: withExtensions(codingOf(option, writing), weights) }, others);
};

/** A contained ValueSet for each set of options that items share. */
function valueSets(writing: Writing): JsonObject[] {
  const { instrument, version } = writing;
  return (instrument.responseSets ?? []).map((set, at) => {
    const bySystem = set.options.map(option => {
      const { system, code, display } = codingOf(option, writing);
      const designation = Object.entries(option.label)
        .filter(([, value]) => value !== display)
        .map(([language, value]) => ({ language, value }));
      const concept = { code, display, ...(designation.length > 0 && { designation }) };
      return { system, concept: withExtensions(concept, extensionsOf(option, version)) };
    });
    const include: { system: unknown; concept: JsonObject[] }[] = [];
    for (const { system, concept } of bySystem) {
      const last = include.at(-1);
      if (last && last.system === system) last.concept.push(concept);
      else include.push({ system, concept: [concept] });
    }
    return { resourceType: 'ValueSet', id: setId(set.id, at), name: set.id, status: 'active', compose: { include } };
  });
}

/** An id that FHIR allows. */
const setId = (id: string, at: number): string => (id.includes('_') ? `set-${at + 1}` : id);

function conditionOf({ item, op, value }: Condition, writing: Writing): JsonObject {
  const base = { question: writing.linkId(item), operator: op };
  if (typeof value === 'boolean') return { ...base, answerBoolean: value };
  const target = indexInstrument(writing.instrument).byId.get(item);
  const option = target?.options.find(one => one.value === value);
  if (option && (op === '=' || op === '!=')) {
    const { system, code } = codingOf(option, writing);
    return { ...base, answerCoding: { system, code } };
  }
  const isTime = target?.item.type === 'text' && target.item.format === 'time';
  if (typeof value === 'string')
    return { ...base, ...(isTime ? { answerTime: `${value}:00` } : { answerString: value }) };
  return Number.isInteger(value) ? { ...base, answerInteger: value } : { ...base, answerDecimal: value };
}

function limits(item: { min?: number; max?: number }, type: string): JsonObject[] {
  const name = type === 'integer' ? 'valueInteger' : 'valueDecimal';
  return [
    ...(item.min === undefined ? [] : [{ url: EXTENSION.minValue, [name]: item.min }]),
    ...(item.max === undefined ? [] : [{ url: EXTENSION.maxValue, [name]: item.max }]),
  ];
}

const isWhole = (...numbers: (number | undefined)[]) =>
  numbers.every(one => one === undefined || Number.isInteger(one));

function fieldsOf(item: Item, writing: Writing): [fields: JsonObject, extension: JsonObject[]] {
  const { instrument, version, language } = writing;
  switch (item.type) {
    case 'choice':
    case 'multiple-choice': {
      const at = (instrument.responseSets ?? []).findIndex(set => set.id === item.responseSet);
      const extension: JsonObject[] = [];
      const many = item.type === 'multiple-choice';
      if (many && item.minSelected !== undefined) {
        extension.push({ url: EXTENSION.minOccurs, valueInteger: item.minSelected });
      }
      if (many && item.maxSelected !== undefined) {
        extension.push({ url: EXTENSION.maxOccurs, valueInteger: item.maxSelected });
      }
      const fields = {
        type: version === 'R5' ? 'coding' : 'choice',
        ...(many && { repeats: true }),
        ...(version === 'R5' && { answerConstraint: 'optionsOnly' }),
        ...(at >= 0
          ? { answerValueSet: `#${setId(item.responseSet!, at)}` }
          : { answerOption: optionsOf(instrument, item).map(option => answerOption(option, writing)) }),
      };
      return [fields, extension];
    }
    case 'number': {
      const type = item.integer && isWhole(item.min, item.max) ? 'integer' : 'decimal';
      const unit = textFields('display', item.unit, language);
      const extension = limits(item, type);
      if (item.unit) extension.push({ url: EXTENSION.unit, valueCoding: unit });
      return [{ type }, extension];
    }
    case 'scale': {
      const type = isWhole(item.min, item.max, item.step) ? 'integer' : 'decimal';
      const coding = [{ system: ITEM_CONTROL, code: 'slider' }];
      const extension: JsonObject[] = [
        ...limits(item, type),
        { url: EXTENSION.itemControl, valueCodeableConcept: { coding } },
      ];
      if (item.step !== undefined && isWhole(item.step)) {
        extension.push({ url: EXTENSION.sliderStep, valueInteger: item.step });
      }
      return [{ type }, extension];
    }
    case 'text': {
      const { maxLength } = item;
      if (item.format === 'time') return [{ type: 'time' }, []];
      return [{ type: item.multiline ? 'text' : 'string', ...(maxLength !== undefined && { maxLength }) }, []];
    }
    case 'group':
    case 'display':
      return [{ type: item.type }, []];
  }
}

/** One item, without what it encloses. */
export function writeItem(item: Item, writing: Writing): JsonObject {
  const { instrument, language } = writing;
  const code = new Map(Object.entries(instrument.loinc?.items ?? {})).get(item.id);
  const [fields, extension] = fieldsOf(item, writing);
  const conditions = item.enableWhen ?? [];
  const behavior = item.enableBehavior ?? (conditions.length > 1 ? 'all' : undefined);
  if (item.help && (item.type === 'number' || item.type === 'text')) {
    const { value, _value } = textFields('value', item.help, language);
    extension.push({
      url: EXTENSION.entryFormat,
      valueString: value,
      ...(_value !== undefined && { _valueString: _value }),
    });
  }
  return {
    linkId: writing.linkId(item.id),
    ...withExtensions({}, extension),
    ...(code !== undefined && { code: [{ system: LOINC, code }] }),
    ...textFields('text', item.text, language),
    ...fields,
    ...(conditions.length > 0 && { enableWhen: conditions.map(one => conditionOf(one, writing)) }),
    ...(conditions.length > 0 && behavior && { enableBehavior: behavior }),
    ...(item.type !== 'group' && item.type !== 'display' && { required: item.required !== false }),
  };
}

/** The questionnaire without its items. */
export function writeRoot(writing: Writing): JsonObject {
  const { instrument, language } = writing;
  const contained = valueSets(writing);
  const credits = new Set(Object.values(instrument.licences).flatMap(licence => licence.credit ?? licence.status));
  const panel = instrument.loinc?.panel;
  return {
    resourceType: 'Questionnaire',
    ...(!instrument.id.includes('_') && { id: instrument.id }),
    language,
    ...(contained.length > 0 && { contained }),
    url: `urn:xinqiao:instrument:${instrument.id}`,
    version: instrument.version,
    name: instrument.abbreviation,
    ...textFields('title', instrument.title, language),
    status: 'active',
    ...(credits.size > 0 && { copyright: [...credits].join('\n') }),
    ...(panel !== undefined && { code: [{ system: LOINC, code: panel }] }),
  };
}
