/** What the forms of the tests are made of. */
import type { FhirVersion, JsonObject } from '../fhir/index.ts';

export interface Form {
  name: string;
  /** Whose example has this shape. */
  like: string;
  /** The releases whose schema it fits. */
  versions: readonly FhirVersion[];
  resource: JsonObject;
  listed: readonly string[];
}

export const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
export const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';
export const both = ['R4', 'R5'] as const;
export const form = (id: string, item: unknown[], more: object = {}): JsonObject => ({
  resourceType: 'Questionnaire',
  id,
  status: 'active',
  ...more,
  item,
});
export const ask = (linkId: string, type: string, more: object = {}) => ({
  linkId,
  type,
  text: `Question ${linkId}`,
  ...more,
});
export const extended = (...list: [url: string, value: object][]) => ({
  extension: list.map(([url, value]) => ({ url, ...value })),
});
export const control = (code: string): [string, object] => [
  `${HL7}questionnaire-itemControl`,
  { valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] } },
];
