/** Takes out of an answer what the caller's role doesn't see, by the data class that each property's schema carries. */
import { DATA_CLASS_KEY, type DataClass } from '@xinqiao/contract';
import type { z } from 'zod';

/** A handler was about to give away a property that is not optional. Nothing is sent. */
export class MaskingError extends Error {
  override readonly name = 'MaskingError';
}

const classOf = (schema: z.ZodType): DataClass | undefined => schema.meta()?.[DATA_CLASS_KEY] as DataClass | undefined;

/** What an optional or nullable schema wraps; undefined for any other. */
const wrapped = (schema: z.ZodType): z.ZodType | undefined =>
  schema._zod.def.type === 'optional' || schema._zod.def.type === 'nullable'
    ? (schema as z.ZodOptional<z.ZodType>).unwrap()
    : undefined;

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = wrapped(schema);
  return inner ? unwrap(inner) : schema;
}

function dataClassOf(schema: z.ZodType): DataClass | undefined {
  const inner = wrapped(schema);
  return classOf(schema) ?? (inner && dataClassOf(inner));
}

/**
 * A copy of `value` with what `schema` knows and `classes` allow. Properties the schema doesn't know are left out, and
 * so are optional ones of another class.
 *
 * @throws {MaskingError} when a property that must be there isn't allowed: the handler should have refused.
 */
export function mask(schema: z.ZodType, value: unknown, classes: ReadonlySet<DataClass>): unknown {
  if (value === null || value === undefined) return value;
  const inner = unwrap(schema);
  const { def } = inner._zod;
  if (def.type === 'array') {
    const { element } = inner as z.ZodArray<z.ZodType>;
    return (value as unknown[]).map(one => mask(element, one, classes));
  }
  if (def.type === 'record') {
    const { valueType } = inner as z.ZodRecord;
    const entries = Object.entries(value).map(([key, one]) => [key, mask(valueType as z.ZodType, one, classes)]);
    return Object.fromEntries(entries);
  }
  if (def.type === 'union' && 'discriminator' in def) return maskUnion(inner as z.ZodUnion, value, classes);
  if (def.type === 'object') return maskObject(inner as z.ZodObject, value as Record<string, unknown>, classes);
  return value;
}

function maskUnion(schema: z.ZodUnion, value: unknown, classes: ReadonlySet<DataClass>): unknown {
  const { discriminator } = schema._zod.def as unknown as { discriminator: string };
  const kind = (value as Record<string, unknown>)[discriminator];
  const option = (schema.options as z.ZodObject[]).find(one =>
    (one.shape[discriminator] as z.ZodLiteral | undefined)?._zod.values?.has(kind as string),
  );
  if (!option) throw new MaskingError(`No member of the union has ${discriminator} of this kind.`);
  return maskObject(option, value as Record<string, unknown>, classes);
}

function maskObject(schema: z.ZodObject, value: Record<string, unknown>, classes: ReadonlySet<DataClass>): unknown {
  const masked: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const held = value[key];
    if (held === undefined) continue;
    const dataClass = dataClassOf(property);
    if (dataClass === undefined || classes.has(dataClass)) {
      masked[key] = mask(property, held, classes);
    } else if (property._zod.optin !== 'optional') {
      throw new MaskingError(`${key} is ${dataClass} and not optional.`);
    }
  }
  return masked;
}
