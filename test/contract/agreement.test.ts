/** The schemas (zod) and the document agree, in their types and in their constraints; and the gates that say so can fail. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as contract from '@xinqiao/contract';
import { z } from 'zod';
import { components, type JsonSchema } from './lib/document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One drift each: what somebody might change in a schema without making the types anew. */
const drifts: [what: string, from: RegExp, to: string][] = [
  ['a property became optional', /(AlertSummary: \{[^}]*?)eventId: /, '$1eventId?: '],
  ['a property became required', /(HelpLine: \{[\s\S]*?)emergency\?: /, '$1emergency: '],
  ['a property may be null', /(Feedback: \{[\s\S]*?)score: number \| null;/, '$1score: number;'],
  ['a property may no longer be null', /(StudentReference: \{[\s\S]*?)name: string;/, '$1name: string | null;'],
  ['a value left an enumeration', /"imminent" \| "high"/, '"high"'],
  ['a value joined an enumeration', /"imminent" \| "high"/, '"imminent" | "severe" | "high"'],
  ['a string became a number', /(OrganisationUnit: \{[\s\S]*?)studentCount: number/, '$1studentCount: string'],
  ['a list became a single one', /(GrowthTerm: \{[\s\S]*?)entries: ([^;]+)\[\];/, '$1entries: $2;'],
  ['a property is new', /(Receipt: \{[\s\S]*?)receiptCode: string;/, '$1receiptCode: string; spare?: string;'],
  ['a property is gone', /(Receipt: \{[\s\S]*?)receiptCode: string;/, '$1'],
  ['an answer may be something else', /AnswerValue: number \| string/, 'AnswerValue: number | boolean | string'],
  ['everything is allowed', /(ScoreTrend: \{[\s\S]*?)abbreviation: string;/, '$1abbreviation: any;'],
  ['a kind of item is gone', /type: "display";/, 'type: "group";'],
  ['a query parameter is new', /("students\.list": \{\s+parameters: \{\s+query\?: \{)/, '$1 grade?: string;'],
  ['a query parameter became optional', /("responses\.list": [\s\S]*?)studentId: string;/, '$1studentId?: string;'],
  ['a body lost a property', /(ConsentRequest: \{[\s\S]*?)version: string;/, '$1'],
];

test('types that drift from the schemas do not compile', { timeout: 120_000 }, () => {
  // Inside the repository, so that zod is found; ignored by git.
  const folder = path.join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const copies = mkdtempSync(path.join(folder, 'agreement-'));
  try {
    const types = readFileSync(path.join(root, 'packages/contract/src/generated/openapi.ts'), 'utf8');
    const gate = readFileSync(path.join(root, 'test/contract/agreement.types.ts'), 'utf8')
      .replaceAll("'@xinqiao/contract'", "'./src/index.ts'")
      .replaceAll("'@xinqiao/contract/routes'", "'./src/generated/routes.ts'")
      .replaceAll("'@xinqiao/contract/types'", "'./src/types.ts'");
    const variants: [string, RegExp, string][] = [['nothing drifted', /^/, ''], ...drifts];
    variants.forEach(([what, from, to], index) => {
      const copy = path.join(copies, `${index}`);
      cpSync(path.join(root, 'packages/contract/src'), path.join(copy, 'src'), { recursive: true });
      const drifted = types.replace(from, to);
      assert.ok(index === 0 || drifted !== types, `no drift was made: ${what}`);
      writeFileSync(path.join(copy, 'src/generated/openapi.ts'), drifted);
      writeFileSync(path.join(copy, 'gate.ts'), gate);
    });
    writeFileSync(
      path.join(copies, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tsconfig.base.json',
        compilerOptions: { noEmit: true },
        include: ['*/gate.ts'],
      }),
    );
    const tsc = path.join(root, 'node_modules/@local/tsc/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', copies, '--pretty', 'false'], { encoding: 'utf8' });
    variants.forEach(([what], index) => {
      const found = stdout.split('\n').filter(line => line.includes(`/${index}/`) && line.includes('error TS'));
      if (index === 0) assert.deepEqual(found, [], what);
      else
        assert.ok(
          found.some(line => /gate\.ts.*TS2322/.test(line)),
          `passed the gate: ${what}`,
        );
    });
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
});

/** Components as zod itself writes them, constraints and all: what types cannot see. */
const written = z.toJSONSchema(z.globalRegistry, {
  io: 'input',
  uri: id => `#/components/schemas/${id}`,
}).schemas as Record<string, JsonSchema>;

/** The same schema in one spelling: keys in order, unions of plain types as one `type`, no bookkeeping. */
function normal(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(normal);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema, $id, id, ...rest } = schema as Record<string, unknown>;
  void $schema;
  void $id;
  void id;
  const union = rest.anyOf as Record<string, unknown>[] | undefined;
  if (union?.every(member => Object.keys(member).length === 1 && typeof member.type === 'string')) {
    delete rest.anyOf;
    rest.type = union.map(member => member.type);
  }
  // Of a union of objects, the document says once more that it is an object.
  if (rest.type === 'object' && rest.oneOf) delete rest.type;
  const isMap = (key: string) => key === 'properties';
  return Object.fromEntries(
    Object.entries(rest)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [
        key,
        isMap(key)
          ? Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, normal(member)]))
          : normal(value),
      ]),
  );
}

test('every component of the document is what zod says, constraints and all', () => {
  assert.ok(Object.keys(components).length > 50);
  assert.deepEqual(
    Object.keys(components).filter(name => !(name in written)),
    [],
    'not named in zod',
  );
  for (const [name, component] of Object.entries(components)) {
    assert.deepEqual(normal(component), normal(written[name]), name);
  }
});

test('a constraint that types cannot see is seen there', () => {
  const student = structuredClone(components.Student!);
  for (const drift of [
    { maximum: 2101 },
    { minimum: undefined },
    { 'x-data-class': 'C2' },
    { description: 'another' },
  ]) {
    const year = { ...student.properties!.enrolmentYear, ...drift };
    const drifted = { ...student, properties: { ...student.properties, enrolmentYear: year } };
    assert.notDeepEqual(normal(JSON.parse(JSON.stringify(drifted))), normal(written.Student), JSON.stringify(drift));
  }
});

test('every schema that the contract exports as a component is one of the document', () => {
  const named = Object.entries(contract).filter(([, value]) => value instanceof z.ZodType && value.meta()?.id);
  assert.ok(named.length > 20);
  for (const [name, schema] of named) {
    assert.equal((schema as z.ZodType).meta()?.id, name, 'exported under the name of the component');
    assert.ok(name in components, `${name} is used by no operation`);
  }
});
