/**
 * The structure of FHIR R5 as a function that lists faults.
 *
 * No registry carries the official JSON schema of R5; `@types/fhir` carries types generated from `hl7.fhir.r5.core` 5.0.0.
 * They become a schema here: which properties there are, of which types, how often, which are needed, and which codes the
 * required bindings allow. Not the forms of dates and ids; those the schema of R4 checks.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import ts from 'typescript';

type Schema = Record<string, unknown>;

function schemaOf(type: ts.TypeNode): Schema {
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type);
  if (ts.isArrayTypeNode(type)) return { type: 'array', minItems: 1, items: schemaOf(type.elementType) };
  if (ts.isUnionTypeNode(type)) {
    const kinds = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword).map(schemaOf);
    return kinds.length === 1 ? kinds[0]! : { anyOf: kinds };
  }
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return { const: type.literal.text };
  if (ts.isTypeReferenceNode(type)) return { $ref: `r5#/definitions/${type.typeName.getText()}` };
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string', minLength: 1 };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    default:
      throw new Error(`A type that is not known here: ${type.getText()}`);
  }
}

function definitions(source: ts.SourceFile): Record<string, Schema> {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  ts.forEachChild(source, node => {
    if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
  });
  const members = (name: string): ts.PropertySignature[] => {
    const found = interfaces.get(name)!;
    const bases = (found.heritageClauses ?? []).flatMap(({ types }) => types.map(one => one.expression.getText()));
    return [...bases.flatMap(members), ...found.members.filter(ts.isPropertySignature)];
  };
  const result: Record<string, Schema> = {};
  for (const name of interfaces.keys()) {
    const own = members(name).map(one => [one.name.getText(), one] as const);
    result[name] = {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(own.map(([key, one]) => [key, schemaOf(one.type!)])),
      // A resource names its type once more than what it extends.
      required: [...new Set(own.filter(([, one]) => !one.questionToken).map(([key]) => key))],
    };
  }
  // What is contained is checked by itself.
  result.Resource = result.FhirResource = { type: 'object', required: ['resourceType'] };
  return result;
}

let ajv: Ajv | undefined;

/** Faults of a resource and of those that it contains. */
export function r5Faults(resource: unknown): string[] {
  if (!ajv) {
    // The package has types alone, and exports nothing but them.
    const file = fileURLToPath(new URL('r5.d.ts', import.meta.resolve('@types/fhir/package.json')));
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    ajv = new Ajv({ strict: false, logger: false, allErrors: true });
    ajv.addSchema({ definitions: definitions(source) }, 'r5');
  }
  const { resourceType, contained } = resource as { resourceType?: unknown; contained?: unknown };
  const validate = ajv.getSchema(`r5#/definitions/${String(resourceType)}`);
  if (!validate) return [`There is no ${String(resourceType)}.`];
  validate(resource);
  const own = (validate.errors ?? []).map(one => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`);
  return [...own, ...(Array.isArray(contained) ? contained.flatMap(r5Faults) : [])];
}
