/** Keyset paging: a cursor holds the sort key of the last row, so that a page stays right while rows come and go. */
import { ProblemError } from './problem.ts';
import { isText } from './read-body.ts';
import { isStorable } from './time.ts';

const DEFAULT_LIMIT = 50;

export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** What a part of a sort key is read back as. */
interface Kinds {
  string: string;
  /** 32 bits. */
  integer: number;
  /** 53 bits. */
  long: number;
  instant: Date;
}
type Kind = keyof Kinds;
type KeyOf<K extends readonly Kind[]> = { [I in keyof K]: Kinds[K[I]] };

/** Rows a page. */
export const limitOf = (query: PageQuery): number => query.limit ?? DEFAULT_LIMIT;

/**
 * The sort key in a cursor that {@link pageOf} made; `undefined` on the first page. `kinds` are the types of its parts.
 *
 * @throws {ProblemError} 400 when it was altered or is another list's.
 */
export function readCursor<const K extends readonly Kind[]>(query: PageQuery, kinds: K): KeyOf<K> | undefined {
  if (query.cursor === undefined) return undefined;
  const parts = decode(query.cursor);
  const key = parts?.length === kinds.length ? kinds.map((kind, index) => readPart(kind, parts[index])) : [undefined];
  if (key.includes(undefined)) {
    throw new ProblemError('invalid-request', {
      status: 400,
      errors: [{ pointer: '?cursor', code: 'invalid', detail: 'Is not a cursor of this list.' }],
    });
  }
  return key as unknown as KeyOf<K>;
}

function readPart(kind: Kind, part: unknown): string | number | Date | undefined {
  if (kind === 'string') return typeof part === 'string' && isText(part) ? part : undefined;
  if (typeof part !== 'number') return undefined;
  if (kind === 'integer') return (part | 0) === part ? part : undefined;
  if (kind === 'long') return Number.isSafeInteger(part) ? part : undefined;
  const at = new Date(part);
  return isStorable(at) ? at : undefined;
}

/**
 * One page from rows asked for with `limit(limitOf(query) + 1)`: the extra row tells that there is a next page.
 * `keyOf` gives the parts that {@link readCursor} reads back.
 */
export function pageOf<Row, T>(
  query: PageQuery,
  rows: readonly Row[],
  keyOf: (row: Row) => readonly (string | number | Date)[],
  toItem: (row: Row) => T,
): Page<T> {
  const limit = limitOf(query);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encode(keyOf(last)) : null,
  };
}

/** FNV-1a, 32 bits. No secret: it only tells a cursor that was cut or altered from a whole one. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function encode(key: readonly (string | number | Date)[]): string {
  const json = JSON.stringify(key.map(part => (part instanceof Date ? part.getTime() : part)));
  const bytes = new TextEncoder().encode(json);
  const text = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return `${text}.${checksum(bytes).toString(36)}`;
}

function decode(cursor: string): unknown[] | undefined {
  const [text = '', sum, ...more] = cursor.split('.');
  if (more.length > 0) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    if (checksum(bytes).toString(36) !== sum) return undefined;
    const key: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
}
