/** Calculated expressions of a foreign questionnaire. The library that knows FHIRPath is loaded only when one is there. */
import { checkJson, isObject, objects, type JsonObject } from './json.ts';
import { EXTENSION, type FhirVersion } from './terms.ts';

export interface Calculation {
  linkId: string;
  /** What the expression gives; empty when it gives nothing or failed. */
  values: unknown[];
  /** Why there is no value, in English. */
  problem?: string;
}

/** Functions of FHIRPath that run a regular expression of whoever wrote the form: one can block the page. */
const PATTERNS = ['matches', 'matchesFull', 'replaceMatches'];

function expressionsOf(questionnaire: JsonObject): { linkId: string; expression: string; language: unknown }[] {
  const found: { linkId: string; expression: string; language: unknown }[] = [];
  const waiting = objects(questionnaire.item);
  for (const element of waiting) {
    // An array takes what is added while it is walked.
    for (const inner of objects(element.item)) waiting.push(inner);
    const extension = objects(element.extension).find(one => one.url === EXTENSION.calculated);
    const value = extension?.valueExpression;
    if (!isObject(value) || typeof value.expression !== 'string' || typeof element.linkId !== 'string') continue;
    found.push({ linkId: element.linkId, expression: value.expression, language: value.language });
  }
  return found;
}

/**
 * The values of every `calculatedExpression` for a response. Needs the optional peer `fhirpath`.
 *
 * Expressions that run regular expressions are refused, one by one, with a `problem`. Call it for questionnaires of
 * publishers you trust only: an expression is a program.
 *
 * @throws {FhirError} when a resource isn't JSON or is nested too deep.
 */
export async function calculateExpressions(
  questionnaire: JsonObject,
  response: JsonObject,
  { version }: { version: FhirVersion },
): Promise<Calculation[]> {
  checkJson(questionnaire, 'Questionnaire');
  checkJson(response, 'QuestionnaireResponse');
  const expressions = expressionsOf(questionnaire);
  if (expressions.length === 0) return [];
  const { default: fhirpath } = await import('fhirpath');
  const { default: model } = await (version === 'R5'
    ? import('fhirpath/fhir-context/r5')
    : import('fhirpath/fhir-context/r4'));
  return expressions.map(({ linkId, expression, language }): Calculation => {
    const no = (problem: string) => ({ linkId, values: [], problem });
    if (language !== 'text/fhirpath') return no('Only FHIRPath is calculated.');
    if (PATTERNS.some(name => expression.includes(name))) return no('Regular expressions are not run.');
    try {
      const values: unknown = fhirpath.evaluate(response, expression, { resource: response, questionnaire }, model);
      return { linkId, values: Array.isArray(values) ? values : [values] };
    } catch (error) {
      return no(error instanceof Error ? error.message : 'It failed.');
    }
  });
}
