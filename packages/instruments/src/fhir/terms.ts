/** The names that FHIR and we give to what a questionnaire is made of. */
import type { LocalizedText } from '@xinqiao/contract/types';
import { isObject, objects, type JsonObject } from './json.ts';

/** The releases of FHIR that are read and written. */
export type FhirVersion = 'R4' | 'R5';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** Extensions by what we use them for. */
export const EXTENSION = {
  translation: `${HL7}translation`,
  minValue: `${HL7}minValue`,
  maxValue: `${HL7}maxValue`,
  minOccurs: `${HL7}questionnaire-minOccurs`,
  maxOccurs: `${HL7}questionnaire-maxOccurs`,
  unit: `${HL7}questionnaire-unit`,
  entryFormat: `${HL7}entryFormat`,
  regex: `${HL7}regex`,
  hidden: `${HL7}questionnaire-hidden`,
  itemControl: `${HL7}questionnaire-itemControl`,
  sliderStep: `${HL7}questionnaire-sliderStepValue`,
  exclusive: `${HL7}questionnaire-optionExclusive`,
  calculated: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
  variable: `${HL7}variable`,
  /** What the format knows and FHIR has no place for, as JSON. */
  definition: 'urn:xinqiao:fhir:definition',
  item: 'urn:xinqiao:fhir:item',
  /** A text to read that is the stem of the instrument. */
  stem: 'urn:xinqiao:fhir:stem',
} as const;

/** Where the weight of an option is written: R4 on answers and on concepts, R5 anywhere. */
export const WEIGHTS = [
  `${HL7}itemWeight`,
  `${HL7}ordinalValue`,
  `${HL7}valueset-ordinalValue`,
  `${HL7}codesystem-ordinalValue`,
] as const;

export const weightExtension = (version: FhirVersion): string => (version === 'R5' ? WEIGHTS[0] : WEIGHTS[1]);

export const LOINC = 'http://loinc.org';
export const ITEM_CONTROL = 'http://hl7.org/fhir/questionnaire-item-control';
export const ourSystem = (instrumentId: string): string => `urn:xinqiao:options:${instrumentId}`;

/** The text in the language of the resource, and its translations beside it. */
export function textFields(name: string, text: LocalizedText | undefined, language: string): JsonObject {
  const entries = Object.entries(text ?? {});
  const main = entries.find(([tag]) => tag === language) ?? entries[0];
  if (!main) return {};
  const extension = entries
    .filter(entry => entry !== main)
    .map(([tag, content]) => ({
      url: EXTENSION.translation,
      extension: [
        { url: 'lang', valueCode: tag },
        { url: 'content', valueString: content },
      ],
    }));
  return { [name]: main[1], ...(extension.length > 0 && { [`_${name}`]: { extension } }) };
}

/** The text that `textFields` wrote, or anybody. */
export function textFrom(element: JsonObject, name: string, language: string): LocalizedText | undefined {
  const texts = new Map<string, string>();
  const keep = (tag: unknown, content: unknown) => {
    if (typeof tag === 'string' && typeof content === 'string' && content.trim() !== '') texts.set(tag, content);
  };
  keep(language, element[name]);
  const beside = element[`_${name}`];
  for (const { url, extension } of objects(isObject(beside) ? beside.extension : undefined)) {
    if (url !== EXTENSION.translation) continue;
    const parts = objects(extension);
    const content = parts.find(part => part.url === 'content');
    keep(parts.find(part => part.url === 'lang')?.valueCode, content?.valueString ?? content?.valueMarkdown);
  }
  return texts.size > 0 ? Object.fromEntries(texts) : undefined;
}
