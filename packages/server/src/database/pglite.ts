/** PostgreSQL inside the process, or inside the page. */
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { type Database, parsers } from './database.ts';
import type { Schema } from './schema.ts';

export interface PGliteOptions {
  /** A folder (Node) or `idb://name` (browser). In memory when left out. */
  dataDir?: string;
  /** What `dump()` gave. */
  loadDataDir?: Blob;
}

/**
 * Opens PGlite. A folder is not locked against a second process: `@xinqiao/server/node` does that.
 *
 * @throws when the folder can't be read or holds another version's data.
 */
export async function openPGlite(options: PGliteOptions = {}): Promise<Database> {
  const pglite = await PGlite.create({ ...options, parsers: { ...parsers } });
  return {
    engine: 'pglite',
    kysely: new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) }),
    listen: async (channel, onNotification) => {
      const unlisten = await pglite.listen(channel, onNotification);
      return () => unlisten();
    },
    dump: () => pglite.dumpDataDir('none'),
    close: () => pglite.close(),
  };
}
