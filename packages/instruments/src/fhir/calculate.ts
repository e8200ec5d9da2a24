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

interface Expression {
  name?: string;
  expression: string;
  language: unknown;
}
interface Calculated {
  linkId: string;
  expression: Expression;
  /** Variables of the questionnaire and of what encloses the item, outermost first. */
  variables: readonly Expression[];
}

const REFUSED = 'Regular expressions are not run.';
const refuse = () => {
  throw new Error(REFUSED);
};
/**
 * Functions of FHIRPath that run a regular expression of whoever wrote the form: one can block the page. Replaced in the
 * engine rather than looked for in the text, where an expression could hide them behind an escape.
 */
const WITHOUT_PATTERNS = {
  matches: { fn: refuse, arity: { 1: ['String'], 2: ['String', 'String'] } },
  matchesFull: { fn: refuse, arity: { 1: ['String'], 2: ['String', 'String'] } },
  replaceMatches: { fn: refuse, arity: { 2: ['String', 'String'], 3: ['String', 'String', 'String'] } },
};

function expressionOf(extension: JsonObject): Expression[] {
  const { valueExpression: value } = extension;
  if (!isObject(value) || typeof value.expression !== 'string') return [];
  const { name, expression, language } = value;
  return [{ expression, language, ...(typeof name === 'string' && { name }) }];
}

function calculatedIn(questionnaire: JsonObject): Calculated[] {
  const found: Calculated[] = [];
  const waiting: [JsonObject, readonly Expression[]][] = [[questionnaire, []]];
  for (const [element, outer] of waiting) {
    const extensions = objects(element.extension);
    const own = extensions.filter(({ url }) => url === EXTENSION.variable).flatMap(expressionOf);
    const variables = own.length > 0 ? [...outer, ...own] : outer;
    const [expression] = extensions.filter(({ url }) => url === EXTENSION.calculated).flatMap(expressionOf);
    if (expression && typeof element.linkId === 'string') found.push({ linkId: element.linkId, expression, variables });
    // An array takes what is added while it is walked.
    for (const inner of objects(element.item)) waiting.push([inner, variables]);
  }
  return found;
}

/**
 * The values of every `calculatedExpression` for a response, with the `variable`s that it may name. Needs the optional
 * peer `fhirpath`. An expression sees the answers of the response, not what other expressions give.
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
  const expressions = calculatedIn(questionnaire);
  if (expressions.length === 0) return [];
  const { default: fhirpath } = await import('fhirpath');
  const { default: model } = await (version === 'R5'
    ? import('fhirpath/fhir-context/r5')
    : import('fhirpath/fhir-context/r4'));
  const evaluate = ({ expression, language }: Expression, variables: Record<string, unknown>): unknown[] => {
    if (language !== 'text/fhirpath') throw new Error('Only FHIRPath is calculated.');
    const known = { resource: response, questionnaire, ...variables };
    const values: unknown = fhirpath.evaluate(response, expression, known, model, {
      userInvocationTable: WITHOUT_PATTERNS as never,
    });
    return Array.isArray(values) ? values : [values];
  };
  return expressions.map(({ linkId, expression, variables }): Calculation => {
    try {
      const values: Record<string, unknown> = {};
      for (const variable of variables) {
        if (variable.name !== undefined) values[variable.name] = evaluate(variable, values);
      }
      return { linkId, values: evaluate(expression, values) };
    } catch (error) {
      return { linkId, values: [], problem: error instanceof Error ? error.message : 'It failed.' };
    }
  });
}
