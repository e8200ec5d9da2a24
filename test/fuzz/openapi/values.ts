/** Values that fit a schema of the document, limits and patterns included. */
import fc from 'fast-check';
import { type JsonSchema, resolve } from '../../contract/lib/document.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that are there, by the name of the property or parameter: they are taken three times out of four. */
export type Known = Readonly<Record<string, readonly Json[]>>;

const limit = (schema: JsonSchema, keyword: string): number | undefined => {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
};

/** No lone surrogate in it. */
export const isText = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** Text as people write it, and as they do not; no lone surrogates, no U+0000. */
const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme-ascii', minLength, maxLength }),
      fc.string({ unit: 'grapheme', minLength, maxLength: Math.ceil(maxLength / 4) }),
      fc
        .constantFrom('姓名', "Robert'); DROP TABLE students;--", '${7*7}', '<b>', '\u202e', 'a\u0301')
        .filter(one => one.length >= minLength && one.length <= maxLength),
    )
    // Limits count UTF-16 units, graphemes may be several.
    .filter(one => one.length <= maxLength && isText(one));

const urls = fc.constantFrom(
  'https://portal.example.edu.cn',
  'http://localhost',
  'https://elsewhere.example/path',
  'mailto:a@b.c',
);

function strings(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern, 'u'));
  if (schema.format === 'uri') return urls;
  return text(limit(schema, 'minLength') ?? 0, Math.min(limit(schema, 'maxLength') ?? 40, 60));
}

function objects(schema: JsonSchema, known: Known): fc.Arbitrary<Json> {
  if (!schema.properties) {
    const keys = schema.propertyNames ? (strings(schema.propertyNames) as fc.Arbitrary<string>) : text(0, 8);
    const values = valid((schema.additionalProperties as JsonSchema | undefined) ?? {}, known);
    return fc.dictionary(keys, values, { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>;
  }
  const members = Object.entries(schema.properties).map(
    ([name, member]) => [name, valid(member, known, name)] as const,
  );
  return fc.record(Object.fromEntries(members), {
    requiredKeys: (schema.required ?? []) as never[],
    noNullPrototype: true,
  }) as fc.Arbitrary<Json>;
}

/** @param name of the property or parameter, for `known`. */
export function valid(given: JsonSchema, known: Known = {}, name = ''): fc.Arbitrary<Json> {
  const there = known[name];
  if (there && there.length > 0) {
    const { [name]: _, ...others } = known;
    return fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...there) },
      { weight: 1, arbitrary: valid(given, others, name) },
    );
  }
  const schema = resolve(given);
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return fc.oneof(...union.map(member => valid(member, known)));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map(type => valid({ ...schema, type }, known)));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer': {
      const [min, max] = [limit(schema, 'minimum') ?? -1_000, limit(schema, 'maximum') ?? 1_000];
      return fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) });
    }
    case 'number':
      return fc.oneof(
        fc.integer({ min: Math.max(limit(schema, 'minimum') ?? -100, -100), max: 100 }),
        fc.double({ min: limit(schema, 'minimum') ?? -1e300, max: 1e300, noNaN: true }),
      );
    case 'string':
      return strings(schema);
    case 'array':
      return fc.array(valid(schema.items ?? {}, known), {
        minLength: limit(schema, 'minItems') ?? 0,
        maxLength: Math.min(limit(schema, 'maxItems') ?? 4, 6),
      });
  }
  return objects(schema, known);
}
