/** The database that the settings name: a PostgreSQL server, or the embedded one in its folder. */
import { join } from 'node:path';
import { type Database, openPGlite } from '../index.ts';
import { type DataLock, lockData } from './data-lock.ts';
import { openPostgres } from './postgres.ts';

export interface StorageOptions {
  /** `postgres://…`: a PostgreSQL 15 or newer instead of the embedded one. */
  databaseUrl?: string;
  /** Folder of the embedded database; `.xinqiao/data` when left out. Not used with `databaseUrl`. */
  dataDir?: string;
}

interface Storage {
  database: Database;
  lock?: DataLock;
}

/** @throws when the folder is in use or can't be read. */
export async function openStorage({ databaseUrl, dataDir = '.xinqiao/data' }: StorageOptions): Promise<Storage> {
  if (databaseUrl) return { database: openPostgres(databaseUrl) };
  const lock = lockData(dataDir);
  try {
    return { database: await openPGlite({ dataDir: join(dataDir, 'postgres') }), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}
