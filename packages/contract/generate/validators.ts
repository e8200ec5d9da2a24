/** The shapes of all answers, for validate.ts: made from the document, so that they cannot drift from it. */
import { namedOperations } from './document.ts';

/** As much of JSON Schema as zod writes for us. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}
export interface ContractDocument {
  components: { schemas: Record<string, JsonSchema> };
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }> }>
  >;
}

const LETTERS: Record<string, string> = { string: 's', number: 'n', integer: 'i', boolean: 'b', null: 'z' };
const MARKS = /[~[*|%^:,?\s]/;

/** The schema of an operation's success, if it answers with something. */
export function successSchema(document: ContractDocument, { operation }: (typeof namedOperations)[number]) {
  const responses = document.paths[operation.path]![operation.method.toLowerCase()]!.responses;
  return Object.values(responses[operation.status]!.content ?? {})[0]?.schema;
}

/** The table of shapes of a resource, and where in it each operation's answer stands. */
export function shapes(document: ContractDocument, resource: string) {
  const table: string[] = [];
  const names: string[] = [];
  const places = new Map<string, string>();
  const plain = (text: string) => {
    if (MARKS.test(text)) throw new Error(`"${text}" has a mark of the shape language: see src/validate.ts`);
    return text;
  };

  const store = (shape: string, name: string): string => {
    const known = table.indexOf(shape);
    if (known >= 0) return `${known}`;
    names.push(name);
    return `${table.push(shape) - 1}`;
  };
  /** A shape that may stand inside another one: objects and unions go into the table. */
  const inner = (schema: JsonSchema, name: string): string => {
    const shape = outer(schema, name);
    return shape.includes(':') || shape === '' || shape[0] === '|' ? store(shape, name) : shape;
  };

  function outer(schema: JsonSchema, name: string): string {
    if (schema.$ref) return reference(schema.$ref.split('/').at(-1)!);
    if (schema.enum) return schema.enum.map(value => `%${plain(String(value))}`).join('');
    if (schema.const !== undefined) return `%${plain(String(schema.const))}`;
    const members = schema.oneOf ?? schema.anyOf;
    if (members) return union(members, name);
    if (Array.isArray(schema.type))
      return union(
        schema.type.map(type => ({ ...schema, type })),
        name,
      );
    if (schema.type === 'array') return `[${inner(schema.items ?? {}, `${name}/items`)}`;
    if (schema.type === 'object' && schema.properties) return object(schema, name);
    if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
      return `*${inner(schema.additionalProperties, `${name}/*`)}`;
    }
    const letter = LETTERS[schema.type as string];
    if (!letter) throw new Error(`${name}: no shape for ${JSON.stringify(schema)}`);
    return letter;
  }

  function reference(component: string): string {
    let place = places.get(component);
    if (place === undefined) {
      const shape = outer(document.components.schemas[component]!, component);
      // Short ones are written where they are used.
      place = shape.length <= 2 ? shape : store(shape, component);
      places.set(component, place);
    }
    return place;
  }

  function union(members: JsonSchema[], name: string): string {
    const others = members.filter(member => member.type !== 'null');
    if (others.length === 1 && members.length === 2) return `~${inner(others[0]!, name)}`;
    const tag = Object.keys(members[0]!.properties ?? {}).find(key =>
      members.every(member => member.properties?.[key]?.const !== undefined),
    );
    if (tag === undefined) return members.map((member, index) => `|${inner(member, `${name}/${index}`)}`).join('');
    return `^${tag}${members
      .map(member => {
        const value = plain(String(member.properties![tag]!.const));
        return ` ${value}:${inner(member, `${name}/${value}`)}`;
      })
      .join('')}`;
  }

  function object({ properties = {}, required = [] }: JsonSchema, name: string): string {
    return Object.entries(properties)
      .map(([key, schema]) => {
        const optional = required.includes(key) ? '' : '?';
        return `${plain(key)}${optional}:${inner(schema, `${name}/${key}`)}`;
      })
      .join(',');
  }

  const answers: Record<string, number> = {};
  for (const named of namedOperations) {
    if (named.resource !== resource) continue;
    const schema = successSchema(document, named);
    if (!schema) continue;
    const shape = outer(schema, named.id);
    answers[named.id] = Number(/^\d+$/.test(shape) ? shape : store(shape, named.id));
  }
  return { table, names, answers };
}

const resources = [...new Set(namedOperations.map(({ resource }) => resource))];

/** Sources below `src/generated/`, by path: one module for each resource, fetched with its first answer, and their index. */
export function validators(document: ContractDocument): Record<string, string> {
  const files: Record<string, string> = {};
  for (const resource of resources) {
    const { table, names, answers } = shapes(document, resource);
    files[`validators/${resource}.ts`] = `import { createValidate, type Validate } from '../../validate.ts';

/** Shapes of the answers of \`${resource}\`, in the language of validate.ts. */
const table = [
${table.map((shape, place) => `  // ${place} ${names[place]}\n  ${JSON.stringify(shape)},`).join('\n')}
];

export const validate: Validate = createValidate(table, {
${Object.entries(answers)
  .map(([id, place]) => `  '${id}': ${place},`)
  .join('\n')}
});
`;
  }
  files['validators.ts'] = `import type { Report, Validate } from '../validate.ts';
import type { OperationId } from './routes.ts';

export type { Report, Validate };

const modules: Record<string, () => Promise<{ validate: Validate }>> = {
${resources.map(resource => `  ${resource}: () => import('./validators/${resource}.ts'),`).join('\n')}
};

/** What checks the answers of an operation; of an event stream, the data of one event. Fetched with its first use. */
export const validatorOf = async (operation: OperationId): Promise<Validate> =>
  (await modules[operation.split('.')[0]!]!()).validate;
`;
  return files;
}
