/** The shapes of all answers, for validate.ts: made from the document, so that they cannot drift from it. */
import { FIRST_VOCABULARY } from '../src/validate.ts';
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

const NUMBERS: Record<string, number> = { string: 0, number: 1, integer: 2, boolean: 3, null: 4 };
const OR_NULL = 5;
const MAP_OF_STRINGS = 9;
const componentOf = ({ $ref }: JsonSchema) => $ref?.split('/').at(-1);
const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);

/** The schema of an operation's success, if it answers with something. */
function successSchema(document: ContractDocument, { operation }: (typeof namedOperations)[number]) {
  const responses = document.paths[operation.path]![operation.method.toLowerCase()]!.responses;
  return Object.values(responses[operation.status]!.content ?? {})[0]?.schema;
}

/** `alerts.list` → `alertsList`, as its answer is called among the shapes. */
export const answerName = (id: string): string => id.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());

/** Every shape of the document's answers as source, by name; the vocabularies; and the answers by operation. */
export function shapes(document: ContractDocument) {
  const { schemas } = document.components;
  const vocabulary: string[] = [];
  /** Shapes that are used more than once, each with the resource that has it first. */
  const written = new Map<string, { shape: string; resource: string }>();
  let resource = '';
  const components = new Map<string, string>();
  const timesUsed = countUses(document);

  /** A list of words, once. */
  const words = (values: readonly unknown[]): string => {
    const odd = values.find(value => typeof value !== 'string' || /[|'\\]/.test(value));
    if (odd !== undefined) throw new Error(`${JSON.stringify(odd)} cannot be in a vocabulary: see src/validate.ts`);
    const text = values.join('|');
    if (!vocabulary.includes(text)) vocabulary.push(text);
    return `${FIRST_VOCABULARY + vocabulary.indexOf(text)}`;
  };

  function write(schema: JsonSchema, name: string): string {
    const component = componentOf(schema);
    if (component) return reference(component);
    if (schema.enum) return words(schema.enum);
    if (schema.const !== undefined) return words([schema.const]);
    const types = Array.isArray(schema.type) ? schema.type.map(type => ({ ...schema, type })) : undefined;
    const members = schema.oneOf ?? schema.anyOf ?? types;
    if (members) return union(members, name);
    if (schema.type === 'array') return `[${write(schema.items!, `${name}/items`)}]`;
    if (schema.type === 'object' && schema.properties) return object(schema, name);
    if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
      const values = write(schema.additionalProperties, `${name}/*`);
      return values === `${NUMBERS.string}` ? `${MAP_OF_STRINGS}` : `[${values}, 1]`;
    }
    const number = NUMBERS[schema.type as string];
    if (number === undefined) throw new Error(`${name}: no shape for ${JSON.stringify(schema)}`);
    return `${number}`;
  }

  function reference(name: string): string {
    let place = components.get(name);
    if (place === undefined) {
      const shape = write(schemas[name]!, name);
      // What is used once, or is as short as a name, stands where it is used.
      if (timesUsed.get(name) === 1 || shape.length < 5) place = shape;
      else written.set((place = lower(name)), { shape, resource });
      components.set(name, place);
    }
    return place;
  }

  function union(members: JsonSchema[], name: string): string {
    const others = members.filter(member => member.type !== 'null');
    if (others.length === 1 && members.length === 2) {
      const shape = write(others[0]!, name);
      return Number(shape) < NUMBERS.null! ? `${Number(shape) + OR_NULL}` : `[${shape}, 0]`;
    }
    const tag = Object.keys(members[0]!.properties ?? {}).find(key =>
      members.every(member => member.properties?.[key]?.const !== undefined),
    );
    if (tag === undefined) {
      return `[[${members.map((member, index) => write(member, `${name}/${index}`)).join(', ')}], 2]`;
    }
    const kinds = members.map(member => {
      const { [tag]: kind, ...properties } = member.properties!;
      return `${JSON.stringify(kind!.const)}: ${object({ ...member, properties }, `${name}/${String(kind!.const)}`)}`;
    });
    return `['${tag}', { ${kinds.join(', ')} }]`;
  }

  function object({ properties = {}, required = [] }: JsonSchema, name: string): string {
    const members = Object.entries(properties).map(([key, schema]) => {
      if (!/^[a-z]\w*$/i.test(key)) throw new Error(`${name}: "${key}" cannot be a key of a shape`);
      return `${required.includes(key) ? '' : '$'}${key}: ${write(schema, `${name}/${key}`)}`;
    });
    return `{ ${members.join(', ')} }`;
  }

  const answers = namedOperations.flatMap(named => {
    const schema = successSchema(document, named);
    resource = named.resource;
    return schema ? [{ name: answerName(named.id), resource, shape: write(schema, named.id) }] : [];
  });
  return { written, vocabulary, answers };
}

/** How often each component is referred to by what the answers hold. */
function countUses(document: ContractDocument): Map<string, number> {
  const times = new Map<string, number>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const component = componentOf(node as JsonSchema);
    if (component === undefined) return Object.values(node).forEach(visit);
    times.set(component, (times.get(component) ?? 0) + 1);
    if (times.get(component) === 1) visit(document.components.schemas[component]);
  };
  for (const named of namedOperations) visit(successSchema(document, named));
  return times;
}

/** What a page asks until the first question of a questionnaire stands there. */
const FIRST = ['me', 'assignments', 'instruments'];

/** Sources below `src/generated/`, by path: one module for each resource, so that a function of one brings no other. */
export function validators(document: ContractDocument): Record<string, string> {
  const { written, vocabulary, answers } = shapes(document);
  const resources = [...new Set(answers.map(({ resource }) => resource))];
  const files: Record<string, string> = {};
  for (const resource of resources) {
    const lines = [...[...written].map(([name, given]) => ({ name, ...given })), ...answers].filter(
      given => given.resource === resource,
    );
    const body = lines.map(({ name, shape }) => `export const ${name}: Shape = ${shape};`).join('\n');
    const imports = resources.flatMap(other => {
      const names = [...written]
        .filter(([name, given]) => given.resource === other && new RegExp(`\\b${name}\\b(?!"?:)`).test(body))
        .map(([name]) => name);
      return other === resource || names.length === 0 ? [] : [`import { ${names.join(', ')} } from './${other}.ts';\n`];
    });
    files[`shapes/${resource}.ts`] = `import type { Shape } from '../../validate.ts';\n${imports.join('')}\n${body}\n`;
  }
  files['shapes.ts'] = `import type { Shape } from '../validate.ts';

${resources.map(resource => `export * from './shapes/${resource}.ts';`).join('\n')}

/** The shapes of a resource's answers, fetched: a file for what stands before a first question, and one for all else. */
export const shapesOf = (resource: string): Promise<Record<string, Shape>> =>
  /^(${FIRST.join('|')})$/.test(resource) ? import('./shapes/first.ts') : import('./shapes/others.ts');
`;
  const group = (names: string[]) => names.map(name => `export * from './${name}.ts';`).join('\n');
  files['shapes/first.ts'] = `${group(FIRST)}\n`;
  files['shapes/others.ts'] = `${group(resources.filter(name => !FIRST.includes(name)))}\n`;
  files['vocabulary.ts'] = `/** The values that enumerations list today, by their place in the shapes. */
export const vocabulary: readonly string[] = [
${vocabulary.map((words, place) => `  /* ${place + FIRST_VOCABULARY} */ '${words}',`).join('\n')}
];
`;
  return files;
}
