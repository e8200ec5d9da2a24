/** Documents that fit a schema, and ways to spoil them. */
import fc from 'fast-check';
import { type JsonSchema, resolve } from './document.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that fit, constraints of values left aside (the validators leave them aside too). */
export function fitting(given: JsonSchema): fc.Arbitrary<Json> {
  const schema = resolve(given);
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return fc.oneof(...union.map(fitting));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map(type => fitting({ ...schema, type })));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return fc.string({ maxLength: 8 });
    case 'array':
      return fc.array(fitting(schema.items!), { maxLength: 2 });
  }
  if (!schema.properties) {
    return fc.dictionary(fc.string({ maxLength: 4 }), fitting(schema.additionalProperties as JsonSchema), {
      maxKeys: 2,
    });
  }
  const members = Object.entries(schema.properties).map(([key, member]) => [key, fitting(member)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: (schema.required ?? []) as never[] }) as never;
}

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1.5, 1e300, '', '3', 'display', 'tomorrow', [], [[]], {}, { type: 'choice' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** Where something stands in a document. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap(key => places((value as Record<string, Json>)[key]!, [...path, key]))];
}

/** The document with one to three things in it put in, taken out or made something else; or as it is. */
export const spoiled = (document: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(
      document,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'copy'), odd), { maxLength: 3 }),
    )
    .map(([original, changes]) => {
      let value = structuredClone(original);
      for (const [seed, change, oddity] of changes) {
        const thing = structuredClone(oddity);
        const all = places(value);
        const path = all[seed % all.length]!;
        const key = path.at(-1);
        if (key === undefined) {
          if (change === 'replace') value = thing;
          continue;
        }
        const holder = path.slice(0, -1).reduce<Json>((at, step) => (at as Record<string, Json>)[step]!, value);
        const target = holder as Record<string | number, Json>;
        if (change === 'replace') target[key] = thing;
        else if (change === 'add')
          Object.defineProperty(target, Array.isArray(holder) ? holder.length : '__proto__', {
            value: thing,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        else if (change === 'copy') target[key] = structuredClone(value);
        else if (Array.isArray(holder)) holder.splice(key as number, 1);
        else delete target[key];
      }
      return value;
    });
