/** Keyset paging: a cursor holds the sort key of the last row, so that a page stays right while rows come and go. */
import { ProblemError } from './problem.ts';

const DEFAULT_LIMIT = 50;

export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

type Key = readonly (string | number | null)[];

const badCursor = () =>
  new ProblemError('invalid-request', {
    status: 400,
    errors: [{ pointer: '?cursor', code: 'invalid', detail: 'Is not a cursor of this list.' }],
  });

export const limitOf = (query: PageQuery): number => query.limit ?? DEFAULT_LIMIT;

/**
 * Reads a cursor made by {@link pageOf}. `kinds` are the types of the sort key's parts.
 *
 * @throws {ProblemError} 400 when it isn't one of this list.
 */
export function readCursor(query: PageQuery, kinds: readonly ('string' | 'number')[]): (string | number)[] | undefined {
  if (query.cursor === undefined) return undefined;
  let key: unknown;
  try {
    const binary = atob(query.cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
    key = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badCursor();
  }
  const fits = Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => typeof key[i] === kind);
  if (!fits || JSON.stringify(key).includes('\\u0000')) throw badCursor();
  return key as (string | number)[];
}

/** As {@link readCursor}, for lists sorted by an instant and then by id. */
export function readInstantCursor(query: PageQuery): { at: Date; id: string } | undefined {
  const key = readCursor(query, ['number', 'string']);
  if (!key) return undefined;
  const at = new Date(key[0] as number);
  if (Number.isNaN(at.getTime())) throw badCursor();
  return { at, id: key[1] as string };
}

/**
 * One page from rows asked for with `limit(limitOf(query) + 1)`: the extra row tells that there is a next page.
 * `keyOf` gives the parts that {@link readCursor} reads back.
 */
export function pageOf<Row, T>(
  query: PageQuery,
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  toItem: (row: Row) => T,
): Page<T> {
  const limit = limitOf(query);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  };
}

function writeCursor(key: Key): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
