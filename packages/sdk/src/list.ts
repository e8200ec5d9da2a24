/** Lists: `await` gives the first page, `for await` walks the rows of all pages. */
import { StuckCursorError } from './errors.ts';

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/**
 * A list that was asked for. `await` it for one page (`data`, and the `nextCursor` to ask for the next yourself);
 * iterate over it for every row; iterate over `pages()` for every page. Walking all pages ends with `StuckCursorError`
 * where a cursor comes twice.
 */
export interface List<P extends Page> extends Promise<P>, AsyncIterable<P['data'][number]> {
  pages(): AsyncIterable<P>;
}

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
    for (let page = await first; ; page = await load(page.nextCursor!)) {
      yield page;
      if (page.nextCursor === null) return;
      if (seen.has(page.nextCursor)) throw new StuckCursorError(operation);
      seen.add(page.nextCursor);
    }
  }
  async function* rows(): AsyncGenerator<P['data'][number]> {
    for await (const page of pages()) yield* page.data as Awaited<P['data'][number]>[];
  }
  return Object.assign(first, { pages, [Symbol.asyncIterator]: rows });
}
