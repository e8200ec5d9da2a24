/** What an operation gives of whom, read from the contract: which data classes, and which students. */
import { DATA_CLASS_KEY, DATA_CLASSES, type DataClass, type Operation } from '@xinqiao/contract';
import type { z } from 'zod';
import type { OperationName } from '../access/policy.ts';

/** Reads of these are recorded. */
const RECORDED: ReadonlySet<DataClass> = new Set(['C3', 'C4', 'C5', 'C6', 'C7']);
/** Students remembered of one request; a page has 200 rows at most. */
const MAX_SUBJECTS = 1000;

/** Calls `visit` for a schema and for every schema inside it, each once. */
function walk(schema: z.ZodType, visit: (schema: z.ZodType) => void, seen = new Set<z.ZodType>()): void {
  if (seen.has(schema)) return;
  seen.add(schema);
  visit(schema);
  for (const inner of insideOf(schema)) walk(inner, visit, seen);
}

function insideOf(schema: z.ZodType): z.ZodType[] {
  const def = schema._zod.def as unknown as {
    type: string;
    innerType?: z.ZodType;
    element?: z.ZodType;
    valueType?: z.ZodType;
    options?: z.ZodType[];
    shape?: Record<string, z.ZodType>;
    getter?: () => z.ZodType;
  };
  return [
    ...(def.innerType ? [def.innerType] : []),
    ...(def.element ? [def.element] : []),
    ...(def.valueType ? [def.valueType] : []),
    ...(def.options ?? []),
    ...Object.values(def.shape ?? {}),
    ...(def.getter ? [def.getter()] : []),
  ];
}

function classesIn(schema: z.ZodType | undefined): ReadonlySet<DataClass> {
  const found = new Set<DataClass>();
  if (schema) {
    walk(schema, one => {
      const dataClass = one.meta()?.[DATA_CLASS_KEY] as DataClass | undefined;
      if (dataClass) found.add(dataClass);
    });
  }
  return found;
}

const known = new WeakMap<Operation, { body: ReadonlySet<DataClass>; response: ReadonlySet<DataClass> }>();

/**
 * The data classes that the operation takes from a caller and gives to one who sees `seen`. They follow from the contract
 * alone, never from what is stored: an entry tells nothing about the data.
 */
export function classesOf(operation: Operation, seen: ReadonlySet<DataClass>): DataClass[] {
  let both = known.get(operation);
  if (!both) {
    both = { body: classesIn(operation.body), response: classesIn(operation.response) };
    known.set(operation, both);
  }
  const { body, response } = both;
  return DATA_CLASSES.filter(one => body.has(one) || (response.has(one) && seen.has(one)));
}

/** Every write is recorded, every read of C3–C7, and every read of a growth file, whatever the role sees of it. */
export const isRecorded = (name: OperationName, operation: Operation, classes: readonly DataClass[]): boolean =>
  operation.method !== 'GET' || name.startsWith('growthFiles.') || classes.some(one => RECORDED.has(one));

/** Ids of the students that parameters, query, body or answer name: `studentId` and `student.id`. */
export function subjectsOf(...parts: readonly unknown[]): string[] {
  const found = new Set<string>();
  const open: unknown[] = [...parts];
  for (let part = open.pop(); open.length > 0 || part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    if (Array.isArray(part)) {
      open.push(...part.filter(one => typeof one === 'object'));
      continue;
    }
    for (const [key, value] of Object.entries(part)) {
      if (key === 'studentId' && typeof value === 'string') found.add(value);
      else if (key === 'student' && isReference(value)) found.add(value.id);
      else if (typeof value === 'object' && value !== null && key !== 'answers') open.push(value);
    }
    if (found.size >= MAX_SUBJECTS) break;
  }
  return [...found].sort();
}

const isReference = (value: unknown): value is { id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
