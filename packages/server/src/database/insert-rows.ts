/** Writes many rows at once. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Queries } from './database.ts';
import type { Schema } from './schema.ts';

const BATCH = 4_000;

type Table = keyof Schema;
type OptionalKey<T extends Table> = {
  [K in keyof Insertable<Schema[T]>]-?: object extends Pick<Insertable<Schema[T]>, K> ? K : never;
}[keyof Insertable<Schema[T]>];
type All<T extends Table> = Omit<Selectable<Schema[T]>, 'tenant_id'>;

/** A row as it will be read: JSON columns hold values, not text. The tenant is added. */
export type Row<T extends Table> = Omit<All<T>, OptionalKey<T> & keyof All<T>> &
  Partial<Pick<All<T>, OptionalKey<T> & keyof All<T>>>;

/**
 * Inserts rows; every row has the keys of the first one. They go as one JSON parameter a batch, which the database
 * reads by the table's own types: ten times faster than a parameter a value.
 *
 * @returns how many there were.
 */
export async function insertRows<T extends Table>(
  db: Queries,
  tenant: string,
  table: T,
  rows: Iterable<Row<T>>,
): Promise<number> {
  let count = 0;
  let batch: Row<T>[] = [];
  const flush = async () => {
    const [first] = batch;
    if (!first) return;
    const columns = sql.join(Object.keys(first).map(name => sql.ref(name)));
    await sql`
      insert into ${sql.table(table)} (tenant_id, ${columns})
      select ${tenant}, ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(batch)}::json)
    `.execute(db);
    count += batch.length;
    batch = [];
  };
  for (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}
