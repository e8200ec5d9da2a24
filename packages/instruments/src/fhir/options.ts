/** The options of a FHIR item: written in it, or in a ValueSet that the questionnaire contains. */
import type { LocalizedText, Option } from '@xinqiao/contract/types';
import { isObject, objects, type JsonObject } from './json.ts';
import { EXTENSION, textFrom, WEIGHTS } from './terms.ts';

/** An option and how an answer names it. */
export interface ReadOption extends Option {
  system?: string | undefined;
  code: string;
}

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
export function readAnswerOptions(value: unknown, language: string): ReadOption[] {
  const options = objects(value).flatMap((element): ReadOption[] => {
    if (isObject(element.valueCoding)) {
      const coding = element.valueCoding;
      return [optionOf(element, coding, textFrom(coding, 'display', language), language)];
    }
    if (typeof element.valueInteger === 'number') {
      const label = { [language]: String(element.valueInteger) };
      return [{ value: element.valueInteger, label, code: String(element.valueInteger) }];
    }
    const plain = element.valueString ?? element.valueDate ?? element.valueTime;
    return typeof plain === 'string' ? [optionOf(element, { code: plain }, { [language]: plain }, language)] : [];
  });
  return distinct(options);
}

/** The concepts of a contained ValueSet, expanded or composed. */
export function readValueSet(set: JsonObject, language: string): ReadOption[] {
  const expanded = objects(isObject(set.expansion) ? set.expansion.contains : undefined);
  const composed = objects(isObject(set.compose) ? set.compose.include : undefined).flatMap(include =>
    objects(include.concept).map((concept): JsonObject => ({ ...concept, system: include.system })),
  );
  const options = (expanded.length > 0 ? expanded : composed).map(concept => {
    const texts = Object.entries(textFrom(concept, 'display', language) ?? {});
    for (const one of objects(concept.designation)) {
      if (typeof one.language === 'string' && typeof one.value === 'string') texts.push([one.language, one.value]);
    }
    const label = texts.length > 0 ? Object.fromEntries(texts) : undefined;
    return optionOf(concept, concept, label, language);
  });
  return distinct(options);
}

/** Weights tell options apart only when no two weigh the same; else the codes do, and nothing is scored. */
function distinct(options: ReadOption[]): ReadOption[] {
  const differ = (values: (string | number)[]) => new Set(values.map(String)).size === values.length;
  if (differ(options.map(({ value }) => value))) return options;
  const byCode = options.map(option => ({ ...option, value: option.code.slice(0, 64) }));
  if (differ(byCode.map(({ value }) => value))) return byCode;
  return options.map((option, at) => ({ ...option, value: `option-${at + 1}` }));
}
