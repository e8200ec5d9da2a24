/**
 * Two opinions on an answer: ajv's of the document, and the small validators'. They differ on purpose in what the small ones
 * tolerate: values that an enumeration does not list, kinds of a union that its tag does not list, and limits and
 * patterns of values.
 */
import type { OperationId } from '@xinqiao/contract/routes';
import { misfit, type Report, type Shape, shapesOf, vocabularies } from '@xinqiao/contract/validators';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { fitting, spoiled } from './arbitrary.ts';
import { components, type JsonSchema, listOperations, openapi, resolve, successOf } from './document.ts';

const TOLERATED = [
  ...['format', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['propertyNames', 'description', 'x-data-class'],
];

/** The schema with exactly those tolerances; a constant is an enumeration of one, but for the tag of a union. */
function tolerant(schema: JsonSchema, tagged?: string): JsonSchema {
  const members = schema.oneOf?.map(member => resolve(member));
  const tag = Object.keys(members?.[0]?.properties ?? {}).find(key => members!.every(m => m.properties?.[key]?.const));
  if (tag) {
    const known = members!.map(member => member.properties![tag]!.const);
    const another = {
      type: 'object',
      required: [tag],
      properties: { [tag]: { type: 'string', not: { enum: known } } },
    };
    return { oneOf: [...members!.map(member => tolerant(member, tag)), another] };
  }
  if (schema.enum || typeof schema.const === 'string') return { type: 'string' };
  const entries = Object.entries(schema).filter(([key]) => !TOLERATED.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === 'properties') {
        return [
          key,
          Object.fromEntries(
            Object.entries(value as object).map(([name, member]) => [
              name,
              name === tagged ? member : tolerant(member),
            ]),
          ),
        ];
      }
      if (key === 'anyOf' || key === 'oneOf') return [key, (value as JsonSchema[]).map(member => tolerant(member))];
      if (key === 'items' || key === 'additionalProperties') return [key, tolerant(value as JsonSchema)];
      return [key, value];
    }),
  );
}

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addSchema({
  $id: 'contract',
  components: { schemas: Object.fromEntries(Object.entries(components).map(([n, s]) => [n, tolerant(s)])) },
});
const inContract = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"contract#/components'));

/** Every operation that answers with something, with what ajv says of it. */
export const answering = listOperations(openapi).flatMap(({ operation }) => {
  const schema = successOf(operation);
  if (!schema) return [];
  let compiled: ValidateFunction;
  const isFit = () => (compiled ??= ajv.compile(inContract(schema)));
  return [{ id: operation.operationId as OperationId, schema, isFit }];
});

const vocabulary = await vocabularies();
const shapes = new Map<string, Shape>();
for (const resource of new Set(answering.map(({ id }) => id.split('.')[0]!))) {
  for (const [name, shape] of Object.entries(await shapesOf(resource))) shapes.set(name, shape);
}
/** `alerts.list` is called `alertsList` among the shapes. */
export const shapeOf = (id: string) => shapes.get(id.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase()));
/** What the small validators say: a pointer to what does not fit. */
export const validate = (id: string, answer: unknown, report?: Report) =>
  misfit(shapeOf(id)!, answer, report, vocabulary(id));

/** Lets both judge so many documents, half of them spoiled, and throws the first on which they differ, made small. */
export function compare({ id, schema, isFit }: (typeof answering)[number], documents: number, seed?: number) {
  const agreed = { fit: 0, misfit: 0 };
  const says = isFit();
  const property = fc.property(spoiled(fitting(schema)), answer => {
    const found = validate(id, answer);
    const expected = says(answer) as boolean;
    agreed[expected ? 'fit' : 'misfit']++;
    if ((found === undefined) !== expected) {
      throw new Error(`${id}: ${found} but ${ajv.errorsText(says.errors)}: ${JSON.stringify(answer)}`);
    }
  });
  fc.assert(property, { numRuns: documents, ...(seed !== undefined && { seed }) });
  return agreed;
}
