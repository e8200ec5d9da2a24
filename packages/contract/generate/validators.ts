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

const PLAIN: Record<string, string> = { string: '', number: '.', integer: ';', boolean: '!' };
const componentOf = ({ $ref }: JsonSchema) => $ref?.split('/').at(-1);

/** The schema of an operation's success, if it answers with something. */
function successSchema(document: ContractDocument, { operation }: (typeof namedOperations)[number]) {
  const responses = document.paths[operation.path]![operation.method.toLowerCase()]!.responses;
  return Object.values(responses[operation.status]!.content ?? {})[0]?.schema;
}

/** `alerts.list` → `alertsList`, as its answer is called among the shapes. */
export const answerName = (id: string): string => id.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());

/**
 * The shapes of the document's answers by operation, and the words of their enumerations.
 *
 * What several answers hold is written out in each: the compression finds it, and a bundle with one answer holds no more.
 */
export function shapes(document: ContractDocument) {
  const { schemas } = document.components;
  const vocabulary: string[] = [];

  /** A list of words, once: its number stands in the text until the text is whole. */
  function words(values: readonly unknown[], name: string): string {
    const odd = values.find(value => typeof value !== 'string' || /[|'\\]/.test(value));
    if (odd !== undefined) throw new Error(`${name}: ${JSON.stringify(odd)} cannot be in a vocabulary`);
    const text = values.join('|');
    if (!vocabulary.includes(text)) vocabulary.push(text);
    return `"${vocabulary.indexOf(text)}`;
  }

  function write(schema: JsonSchema, name: string): string {
    const component = componentOf(schema);
    if (component) return write(schemas[component]!, name);
    if (schema.enum) return words(schema.enum, name);
    if (schema.const !== undefined) return words([schema.const], name);
    const types = Array.isArray(schema.type) ? schema.type.map(type => ({ ...schema, type })) : undefined;
    const members = schema.oneOf ?? schema.anyOf ?? types;
    if (members) return union(members, name);
    if (schema.type === 'array') return `=${write(schema.items!, `${name}/items`)}`;
    if (schema.type === 'object' && schema.properties) return object(schema, name);
    if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
      return `:${write(schema.additionalProperties, `${name}/*`)}`;
    const plain = PLAIN[schema.type as string];
    if (plain === undefined) throw new Error(`${name}: no shape for ${JSON.stringify(schema)}`);
    return plain;
  }

  function union(members: JsonSchema[], name: string): string {
    const others = members.filter(member => member.type !== 'null');
    if (others.length < members.length) return `?${union(others, name)}`;
    if (others.length === 1) return write(others[0]!, name);
    const tag = Object.keys(members[0]!.properties ?? {}).find(key =>
      members.every(member => member.properties?.[key]?.const !== undefined),
    );
    if (tag === undefined) {
      // A string has no sign: it comes last.
      const written = members.map(member => write(member, name)).sort((a, b) => Number(a === '') - Number(b === ''));
      return `${'/'.repeat(written.length - 1)}${written.join('')}`;
    }
    const kinds = members.map(member => {
      const { [tag]: given, ...properties } = member.properties!;
      const kind = String(given!.const);
      if (!/^[a-z][\w-]*$/i.test(kind)) throw new Error(`${name}: "${kind}" cannot be a kind of a shape`);
      return `${kind}${object({ ...member, properties }, `${name}/${kind}`)}`;
    });
    return `<${tag},${kinds.join('')}}`;
  }

  function object({ properties = {}, required = [] }: JsonSchema, name: string): string {
    const members = Object.entries(properties).map(([key, schema]) => {
      if (!/^[a-z]\w*$/i.test(key)) throw new Error(`${name}: "${key}" cannot be a key of a shape`);
      return `${required.includes(key) ? ',' : '$'}${key}${write(schema, `${name}/${key}`)}`;
    });
    return `{${members.join('')}}`;
  }

  const answers = namedOperations.flatMap(named => {
    const { id, resource } = named;
    const schema = successSchema(document, named);
    if (!schema) return [];
    const text = write(schema, id);
    /** By the place of the sign that comes next. */
    const places: [place: number, words: number][] = [];
    let place = 0;
    for (const sign of text.match(/"\d+|[\w-]+|[^,]/g) ?? []) {
      if (sign.startsWith('"')) places.push([place, Number(sign.slice(1))]);
      else place++;
    }
    // A comma is only needed between names.
    return [{ id, name: answerName(id), resource, shape: text.replace(/"\d+/g, '').replace(/(?<!\w),/g, ''), places }];
  });
  return { vocabulary, answers };
}

/**
 * Each shape as a constant, so that no bundle holds one twice: the same answer under another name is the same constant, and
 * a page is made of its row.
 */
function constants(answers: readonly { name: string; shape: string }[]): string {
  const written = new Map<string, string>();
  const lines: string[] = [];
  const literal = (shape: string) => written.get(shape) ?? `'${shape}'`;
  // Rows come before the pages that are made of them.
  const rowOf = (shape: string) => /^\{data=(.*)nextCursor\?\}$/.exec(shape)?.[1];
  for (const { name, shape } of answers.toSorted((a, b) => Number(!!rowOf(a.shape)) - Number(!!rowOf(b.shape)))) {
    const row = rowOf(shape);
    const known = written.get(shape);
    if (known !== undefined) lines.push(`export { ${known} as ${name} };\n`);
    else {
      const value = row === undefined ? literal(shape) : `/* @__PURE__ */ pageOf(${literal(row)})`;
      lines.push(`export const ${name}: Shape = ${value};\n`);
      written.set(shape, name);
    }
  }
  return lines.join('');
}

/** What a page asks until the first question of a questionnaire stands there. */
const FIRST = ['me', 'assignments', 'instruments'];

/**
 * The order in which a bundle holds the resources: a compressor pays for how far back it finds what it has seen, and this
 * order, found by trying, is the shortest of many thousands (31 bytes). One that is not named comes last.
 */
const ORDER = [
  ...['breakGlass', 'corrections', 'organisationUnits', 'growthFiles', 'me', 'erasures', 'assignments', 'delegations'],
  ...['courses', 'campaigns', 'accessLog', 'audit', 'consents', 'responses', 'alerts', 'myData'],
  ...['campaignPlans', 'embedSessions', 'drafts', 'referrals', 'instruments', 'students'],
];
const placeOf = (resource: string) => (ORDER.includes(resource) ? ORDER.indexOf(resource) : ORDER.length);

/** Sources below `src/generated/`, by path: one module for each resource, so that a function of one brings no other. */
export function validators(document: ContractDocument): Record<string, string> {
  const { vocabulary, answers } = shapes(document);
  const resources = [...new Set(answers.map(({ resource }) => resource))].sort((a, b) => placeOf(a) - placeOf(b));
  const files: Record<string, string> = {};
  for (const resource of resources) {
    const own = answers.filter(answer => answer.resource === resource);
    const text = constants(own);
    const names = text.includes(' pageOf(') ? '{ pageOf, type Shape }' : 'type { Shape }';
    files[`shapes/${resource}.ts`] = `import ${names} from '../../validate.ts';\n\n${text}`;
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
  const placed = answers.filter(({ places }) => places.length > 0);
  files['vocabulary.ts'] = `import type { Vocabulary } from '../validate.ts';

const lists = [
${vocabulary.map(words => `  '${words}',\n`).join('')}];
/** Of each answer: the place of an enumeration in its shape, and its list. */
const places: Readonly<Record<string, string>> = {
${placed.map(({ id, places }) => `  '${id}': '${places.map(pair => pair.join(':')).join()}',\n`).join('')}};

/** The values that the enumerations of an operation's answer list today. */
export const vocabulary = (operation: string): Vocabulary =>
  Object.fromEntries(
    (places[operation] ?? '').split(',').map(pair => {
      const [place, list] = pair.split(':');
      return [place, lists[Number(list)]];
    }),
  );
`;
  return files;
}
