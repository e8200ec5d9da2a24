/** Lists: `await` gives the first page, `for await` walks the rows of all pages. */
import { StuckCursorError } from './errors.ts';

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/**
 * A list that was asked for. `await` it for one page (`data`, and the `nextCursor` to ask for the next yourself);
 * iterate over it for every row; iterate over `pages()` for every page. Walking all pages ends with `StuckCursorError`
 * where a cursor comes twice, or a hundred pages in a row hold nothing.
 */
export interface List<P extends Page> extends Promise<P>, AsyncIterable<P['data'][number]> {
  pages(): AsyncIterable<P>;
}

/** Pages without a row, one after the other, that are still believed: filters may leave some empty, but not this many. */
const EMPTY_PAGES = 100;

/**
 * @param load one page, after a cursor
 * @param cursor where the caller begins
 */
export function list<P extends Page>(
  operation: string,
  load: (cursor: string | undefined) => Promise<P>,
  cursor?: string,
): List<P> {
  const first = load(cursor);
  async function* pages(): AsyncGenerator<P> {
    const seen = new Set<string | null | undefined>([cursor]);
    let empty = 0;
    for (let page = await first; ; page = await load(page.nextCursor!)) {
      yield page;
      if (page.nextCursor === null) return;
      empty = page.data.length > 0 ? 0 : empty + 1;
      if (seen.has(page.nextCursor) || empty === EMPTY_PAGES) throw new StuckCursorError(operation);
      seen.add(page.nextCursor);
    }
  }
  async function* rows(): AsyncGenerator<P['data'][number]> {
    for await (const page of pages()) yield* page.data as Awaited<P['data'][number]>[];
  }
  return Object.assign(first, { pages, [Symbol.asyncIterator]: rows });
}
