/** The options of a FHIR item: written in it, or in a ValueSet that the questionnaire contains. */
import type { LocalizedText, Option } from '@xinqiao/contract/types';
import { isObject, objects, type JsonObject } from './json.ts';
import type { Reader } from './reader.ts';
import { EXTENSION, textFrom, WEIGHTS } from './terms.ts';

/** An option and how an answer names it. */
export interface ReadOption extends Option {
  system?: string | undefined;
  code: string;
}

const READ = [...WEIGHTS, EXTENSION.exclusive];

const weightOf = (...elements: unknown[]): number | undefined => {
  for (const element of elements) {
    for (const { url, valueDecimal, valueInteger } of objects(isObject(element) ? element.extension : undefined)) {
      const weight = valueDecimal ?? valueInteger;
      if (WEIGHTS.some(one => one === url) && typeof weight === 'number') return weight;
    }
  }
  return undefined;
};

const isExclusive = (element: JsonObject) =>
  objects(element.extension).some(one => one.url === EXTENSION.exclusive && one.valueBoolean === true);

function optionOf(element: JsonObject, coding: JsonObject, label: LocalizedText | undefined, language: string) {
  const code = typeof coding.code === 'string' ? coding.code : typeof coding.display === 'string' ? coding.display : '';
  const option: ReadOption = {
    value: weightOf(element, coding) ?? code.slice(0, 64),
    label: label ?? { [language]: code },
    code,
    ...(typeof coding.system === 'string' && { system: coding.system }),
    ...(isExclusive(element) && { exclusive: true }),
  };
  return option;
}

/** `answerOption` of an item. */
export function readAnswerOptions(reader: Reader, language: string): ReadOption[] {
  const list = reader.take('answerOption');
  const options = (Array.isArray(list) ? list : []).flatMap((element: unknown, at): ReadOption[] => {
    const path = `answerOption[${at}]`;
    const name = ['valueCoding', 'valueInteger', 'valueString', 'valueDate', 'valueTime'].find(
      one => isObject(element) && element[one] !== undefined,
    );
    const value = name && isObject(element) ? element[name] : undefined;
    if (!name || !isObject(element) || !(isObject(value) || ['string', 'number'].includes(typeof value))) {
      reader.note(path, 'Options of this type can’t be chosen; it is carried along.');
      return [];
    }
    reader.within(element, path, [name, `_${name}`, 'initialSelected'], READ);
    if (isObject(value)) {
      reader.within(value, `${path}.${name}`, ['system', 'code', 'display', '_display'], READ);
      reader.translations(value, 'display', `${path}.${name}.`);
      return [optionOf(element, value, textFrom(value, 'display', language), language)];
    }
    reader.translations(element, name, `${path}.`);
    const text = textFrom({ ...element, [name]: String(value) }, name, language);
    const option = optionOf(element, { code: String(value) }, text, language);
    return [typeof value === 'number' && weightOf(element) === undefined ? { ...option, value } : option];
  });
  if (list !== undefined && !Array.isArray(list)) reader.note('answerOption', 'No list; it is carried along.');
  return distinct(options, reader, 'answerOption');
}

/** The concepts of a contained ValueSet, expanded or composed. `path` is where it stands in what `reader` reads. */
export function readValueSet(set: JsonObject, language: string, reader: Reader, path: string): ReadOption[] {
  const isExpanded = isObject(set.expansion) && objects(set.expansion.contains).length > 0;
  reader.within(set, path, ['resourceType', 'id', 'name', 'status', isExpanded ? 'expansion' : 'compose']);
  const concepts: [JsonObject, unknown, string][] = [];
  if (isExpanded) {
    reader.within(set.expansion, `${path}.expansion`, ['contains']);
    const list = (set.expansion as JsonObject).contains as unknown[];
    list.forEach((concept, at) => {
      const here = `${path}.expansion.contains[${at}]`;
      reader.within(concept, here, ['system', 'code', 'display', '_display', 'designation'], READ);
      if (isObject(concept)) concepts.push([concept, concept.system, here]);
    });
  } else if (set.compose !== undefined) {
    reader.within(set.compose, `${path}.compose`, ['include']);
    const includes = isObject(set.compose) ? set.compose.include : undefined;
    (Array.isArray(includes) ? includes : []).forEach((include: unknown, nth) => {
      const where = `${path}.compose.include[${nth}]`;
      reader.within(include, where, ['system', 'concept']);
      const list = isObject(include) && Array.isArray(include.concept) ? (include.concept as unknown[]) : [];
      list.forEach((concept, at) => {
        const here = `${where}.concept[${at}]`;
        reader.within(concept, here, ['code', 'display', '_display', 'designation'], READ);
        if (isObject(concept)) concepts.push([concept, (include as JsonObject).system, here]);
      });
    });
  }
  const options = concepts.map(([concept, system, here]) => {
    reader.translations(concept, 'display', `${here}.`);
    const texts = Object.entries(textFrom(concept, 'display', language) ?? {});
    (Array.isArray(concept.designation) ? concept.designation : []).forEach((one: unknown, at) => {
      const isRead = isObject(one) && typeof one.language === 'string' && typeof one.value === 'string';
      if (isRead) texts.push([one.language as string, one.value as string]);
      reader.within(one, `${here}.designation[${at}]`, isRead ? ['language', 'value'] : []);
    });
    const label = texts.length > 0 ? Object.fromEntries(texts) : undefined;
    return optionOf(concept, { ...concept, system }, label, language);
  });
  return distinct(options, reader, path);
}

/** Weights tell options apart only when no two weigh the same; else the codes do, and nothing is scored. */
function distinct(all: ReadOption[], reader: Reader, path: string): ReadOption[] {
  const options = all.filter(({ code }) => code.trim() !== '');
  if (options.length < all.length) reader.note(path, 'An option without code and text can’t be chosen.');
  const differ = (values: (string | number)[]) => new Set(values.map(String)).size === values.length;
  if (differ(options.map(({ value }) => value))) return options;
  if (options.some(({ value }) => typeof value === 'number')) {
    reader.note(path, 'Two options have the same weight: their codes tell them apart, the weights are carried along.');
  }
  const byCode = options.map(option => ({ ...option, value: option.code.slice(0, 64) }));
  if (differ(byCode.map(({ value }) => value))) return byCode;
  return options.map((option, at) => ({ ...option, value: `option-${at + 1}` }));
}
