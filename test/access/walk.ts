/** Which data classes stand in a body, read from the OpenAPI document. */
import { readFile } from 'node:fs/promises';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly 'x-data-class'?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, Answer> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

const file = new URL('../../packages/contract/openapi.json', import.meta.url);
const document = JSON.parse(await readFile(file, 'utf8')) as Document;

/** A property that is there, e.g. `data.0.student.name`, and its class; of no class when the document doesn't know it. */
export interface Told {
  readonly path: string;
  readonly dataClass: string | undefined;
}

/** The schema of what an operation answers with when it does not refuse; undefined for 204. */
export function answerOf(method: string, path: string): Schema | undefined {
  const { responses } = document.paths[path]![method.toLowerCase()]!;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'));
  return Object.values(success?.[1].content ?? {})[0]?.schema;
}

const resolve = (schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema;
  return resolve(document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]!);
};

function fits(schema: Schema, value: unknown): boolean {
  const it = resolve(schema);
  if (it.const !== undefined) return it.const === value;
  if (it.enum) return it.enum.includes(value);
  if (it.properties && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(it.properties);
    return entries.every(([key, property]) => {
      const plain = resolve(property);
      return plain.const === undefined || plain.const === (value as Record<string, unknown>)[key];
    });
  }
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return it.type === undefined || it.type === type || (it.type === 'integer' && type === 'number');
}

/** Every property of `value`. What stands in a classed property is of its class where nothing else is said. */
export function* told(schema: Schema, value: unknown, path = '', outer?: string): Generator<Told> {
  const it = resolve(schema);
  const options = it.anyOf ?? it.oneOf;
  if (options) {
    const option = options.find(one => fits(one, value));
    if (option) yield* told(option, value, path, it['x-data-class'] ?? outer);
    else yield { path, dataClass: undefined };
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* told(it.items ?? {}, one, `${path}.${index}`, outer);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const extra = typeof it.additionalProperties === 'object' ? it.additionalProperties : undefined;
    const property = it.properties?.[key] ?? extra;
    if (!property) {
      // Inside of what is one thing by its class, such as a definition, the keys are content.
      yield { path: at, dataClass: outer };
      continue;
    }
    const dataClass = property['x-data-class'] ?? resolve(property)['x-data-class'] ?? outer;
    const isHolder = dataClass === undefined && typeof one === 'object';
    if (!isHolder) yield { path: at, dataClass };
    yield* told(property, one, at, dataClass);
  }
}

/** Every class that stands anywhere in a schema. */
export function classesIn(schema: Schema, seen = new Set<Schema>()): Set<string> {
  const it = resolve(schema);
  const found = new Set<string>();
  const own = schema['x-data-class'] ?? it['x-data-class'];
  if (own !== undefined) found.add(own);
  if (seen.has(it)) return found;
  seen.add(it);
  const extra = typeof it.additionalProperties === 'object' ? [it.additionalProperties] : [];
  const parts = [
    ...Object.values(it.properties ?? {}),
    ...(it.anyOf ?? it.oneOf ?? []),
    ...(it.items ? [it.items] : []),
  ];
  for (const part of [...parts, ...extra]) for (const one of classesIn(part, seen)) found.add(one);
  return found;
}
