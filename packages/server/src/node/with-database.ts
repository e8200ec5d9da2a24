/** The database of the settings, for a command that ends. */
import type { Database } from '../database/database.ts';
import { openStorage } from './storage.ts';

/** @throws when the folder of the embedded database is in use: the service has to be stopped first. */
export async function withDatabase<T>(act: (database: Database) => Promise<T>): Promise<T> {
  const { env } = process;
  const { database, lock } = await openStorage({
    ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
    ...(env['XINQIAO_DATA_DIR'] && { dataDir: env['XINQIAO_DATA_DIR'] }),
  });
  try {
    return await act(database);
  } finally {
    await database.close();
    lock?.release();
  }
}
