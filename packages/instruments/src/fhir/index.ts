/** Questionnaires, responses and observations of FHIR R4 and R5. Pure functions; nothing is read, sent or kept. */
export { calculateExpressions } from './calculate.ts';
export type { Calculation } from './calculate.ts';
export { FhirError } from './json.ts';
export type { JsonObject } from './json.ts';
export { checkPatterns } from './patterns.ts';
export type { PatternProblem } from './patterns.ts';
export { fromFhir, ownExtensions, toFhir } from './questionnaire.ts';
export type { FhirOptions, FromFhirOptions, FromFhirResult } from './questionnaire.ts';
export type { Unsupported } from './reader.ts';
export { observationsFromResult, responseToFhir } from './response.ts';
export type { ObservationOptions, ResponseOptions } from './response.ts';
export type { FhirVersion } from './terms.ts';
