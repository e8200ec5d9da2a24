/** What reading and writing FHIR share about JSON: what may be read at all, and what is kept of what isn't understood. */
import { isReserved } from '../check-structure.ts';
import type { Finding } from '../finding.ts';

export type JsonObject = Record<string, unknown>;

/** Objects and arrays that may stand inside each other: 90 groups in groups. A form nobody could fill in is refused. */
const MAX_DEPTH = 200;

/** A resource that can't be read, and why. */
export class FhirError extends Error {
  override readonly name = 'FhirError';
  /** Every fault; at least one. `path` is a FHIRPath such as `Questionnaire.item[0].linkId`. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const [first] = findings;
    super(`The FHIR resource can't be used: ${first?.path} ${first?.message}`);
    this.findings = findings;
  }
}

export const refuse = (path: string, code: string, message: string): never => {
  throw new FhirError([{ path, code, message }]);
};

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; what isn't one is left to the comparison with the original. */
export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/**
 * Refuses what isn't JSON, is nested too deep, or has a name that every object has. Without recursion: depth is what it
 * guards against.
 */
export function checkJson(value: unknown, path: string): void {
  const waiting: [unknown, number][] = [[value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [one, depth] = next;
    if (depth > MAX_DEPTH) refuse(path, 'too-deep', `More than ${MAX_DEPTH} levels are nested.`);
    if (one === null || typeof one === 'string' || typeof one === 'boolean') continue;
    if (typeof one === 'number' && Number.isFinite(one)) continue;
    if (typeof one !== 'object') refuse(path, 'not-json', `JSON has no ${typeof one} such as this.`);
    for (const [name, inner] of Object.entries(one as object)) {
      if (isReserved(name)) refuse(path, 'reserved-name', `"${name}" belongs to every object and names nothing here.`);
      // A key without a value is no key in JSON.
      if (inner !== undefined) waiting.push([inner, depth + 1]);
    }
  }
}

/** The same text for the same JSON, in whatever order its keys stand. Expects what `checkJson` let pass. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

/** How one side writes a property and how the other does; a property that is missing has no entry. */
interface Change {
  from?: unknown;
  to?: unknown;
}

/** By name, the properties that differ; `undefined` when none does. */
export function difference(from: object, to: object): Record<string, Change> | undefined {
  const before = new Map<string, unknown>(Object.entries(from));
  const after = new Map<string, unknown>(Object.entries(to));
  const changes = new Map<string, Change>();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(name), after.get(name)];
    if (canonical(a) === canonical(b)) continue;
    changes.set(name, { ...(a !== undefined && { from: a }), ...(b !== undefined && { to: b }) });
  }
  return changes.size > 0 ? Object.fromEntries(changes) : undefined;
}

/**
 * Puts back what `difference` found. A property that was changed since then is left as it is: an edit outranks what was
 * carried along.
 */
export function patch(from: object, changes: unknown): JsonObject {
  const result = new Map<string, unknown>(Object.entries(from));
  for (const [name, change] of isObject(changes) ? Object.entries(changes) : []) {
    if (!isObject(change) || isReserved(name) || canonical(result.get(name)) !== canonical(change.from)) continue;
    if (change.to === undefined) result.delete(name);
    else result.set(name, change.to);
  }
  return Object.fromEntries(result);
}
