/** Questionnaires of R4 made by chance: sound for the schema, with conditions on earlier questions only. */
import fc from 'fast-check';
import type { JsonObject } from '../fhir/index.ts';
import { R4_TYPES } from './fhir-forms-limits.ts';
import { HL7 } from './fhir-parts.ts';

const words = fc.constantFrom('How often?', '你好吗？', 'Ä b', 'x', 'Where do you live now?');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const without = (value: object): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));

const extension = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(valueInteger => ({ url: `${HL7}minValue`, valueInteger })),
  fc.integer({ min: 6, max: 20 }).map(valueInteger => ({ url: `${HL7}maxValue`, valueInteger })),
  fc.boolean().map(valueBoolean => ({ url: `${HL7}questionnaire-hidden`, valueBoolean })),
  words.map(valueString => ({ url: `${HL7}entryFormat`, valueString })),
  fc.constantFrom('(a+)+$', '[').map(valueString => ({ url: `${HL7}regex`, valueString })),
  words.map(valueString => ({ url: 'urn:example:unknown', valueString })),
  fc.integer({ min: 0, max: 3 }).map(valueInteger => ({ url: `${HL7}questionnaire-minOccurs`, valueInteger })),
);
const option = fc.oneof(
  fc
    .record({ code: fc.constantFrom('a', 'b', 'c', 'd'), weight: optional(fc.integer({ min: 0, max: 9 })) })
    .map(({ code, weight }) => ({
      valueCoding: {
        system: 'urn:example',
        code,
        display: `Option ${code}`,
        ...(weight !== undefined && { extension: [{ url: `${HL7}ordinalValue`, valueDecimal: weight }] }),
      },
    })),
  words.map(valueString => ({ valueString })),
  fc.nat(9).map(valueInteger => ({ valueInteger })),
);

interface Node {
  type: string;
  text: string | undefined;
  required: boolean | undefined;
  repeats: boolean | undefined;
  prefix: string | undefined;
  extension: object[];
  options: object[];
  /** Which earlier question a condition looks at, and with what. */
  condition: { pick: number; operator: string; value: number } | undefined;
  any: boolean;
  children: Node[];
}

/** An item that encloses others at most `depth` levels deep. */
const node = (depth: number): fc.Arbitrary<Node> =>
  fc.record({
    type: fc.constantFrom(...R4_TYPES),
    text: optional(words),
    required: optional(fc.boolean()),
    repeats: optional(fc.boolean()),
    prefix: optional(fc.constantFrom('1', 'A')),
    extension: fc.uniqueArray(extension, { maxLength: 3, selector: ({ url }) => url }),
    options: fc.uniqueArray(option, {
      minLength: 1,
      maxLength: 4,
      selector: one => JSON.stringify(Object.values(one)),
    }),
    condition: optional(
      fc.record({ pick: fc.nat(9), operator: fc.constantFrom('exists', '=', '!=', '>', '<='), value: fc.nat(6) }),
    ),
    any: fc.boolean(),
    children: depth > 0 ? fc.array(node(depth - 1), { maxLength: 2 }) : fc.constant([]),
  });

/** The part of a condition that FHIR allows for the type of the question. */
function answerFor(target: JsonObject, operator: string, value: number): object {
  if (operator === 'exists') return { operator, answerBoolean: value % 2 === 0 };
  if (target.type === 'boolean') return { operator: '=', answerBoolean: value % 2 === 0 };
  if (target.type === 'integer') return { operator, answerInteger: value };
  const coding = (target.answerOption as { valueCoding?: { system: string; code: string } }[] | undefined)?.find(
    one => one.valueCoding,
  )?.valueCoding;
  if (coding) return { operator: '=', answerCoding: { system: coding.system, code: coding.code } };
  return { operator: '=', answerString: 'x' };
}

function itemOf(one: Node, earlier: JsonObject[]): JsonObject {
  const isChoice = one.type.endsWith('choice');
  const isDisplay = one.type === 'display';
  const target = one.condition && earlier[one.condition.pick % Math.max(1, earlier.length)];
  const item = without({
    linkId: `i${earlier.length}`,
    type: one.type,
    text: one.text,
    ...(one.extension.length > 0 && { extension: one.extension }),
    prefix: one.prefix,
    required: isDisplay ? undefined : one.required,
    repeats: isDisplay ? undefined : one.repeats,
    answerOption: isChoice ? one.options : undefined,
    ...(target && {
      enableWhen: [{ question: target.linkId, ...answerFor(target, one.condition!.operator, one.condition!.value) }],
      ...(one.any && { enableBehavior: 'any' }),
    }),
  });
  earlier.push(item);
  const children = isDisplay ? [] : one.children.map(child => itemOf(child, earlier));
  return children.length > 0 ? { ...item, item: children } : item;
}

export const questionnaires: fc.Arbitrary<JsonObject> = fc
  .record({
    nodes: fc.array(node(2), { minLength: 1, maxLength: 4 }),
    title: optional(words),
    version: optional(fc.constantFrom('1.2.3', '2024')),
    status: fc.constantFrom('draft', 'active'),
    language: optional(fc.constantFrom('en', 'zh-CN')),
  })
  .map(({ nodes, ...root }) => {
    const earlier: JsonObject[] = [];
    return without({ resourceType: 'Questionnaire', ...root, item: nodes.map(one => itemOf(one, earlier)) });
  });
