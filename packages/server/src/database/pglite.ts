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
  /** With little memory and a short log, for a database that is soon thrown away. */
  isSmall?: boolean;
}

const SMALL = {
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB', '-c', 'min_wal_size=2MB'],
  initDbStartParams: ['--wal-segsize=1'],
};

/**
 * Opens PGlite. A folder is not locked against a second process: `@xinqiao/server/node` does that.
 *
 * @throws when the folder can't be read or holds another version's data.
 */
export async function openPGlite({ isSmall = false, ...options }: PGliteOptions = {}): Promise<Database> {
  const pglite = await PGlite.create({ ...options, ...(isSmall && SMALL), parsers: { ...parsers } });
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
