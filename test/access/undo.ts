/** Puts the tables back as they were, so that a write of one cell is not seen by the next. */
import { sql } from 'kysely';
import type { Database } from '../../packages/server/src/database/database.ts';

export interface Undo {
  restore(): Promise<void>;
  /** Tables that hold other rows than at first. */
  changes(): Promise<string[]>;
}

/** What is written beside what was asked for: keys of repeats, and aggregates that stay as they were told first. */
const APART =
  /^(sessions|session_codes|clinical\.idempotency_keys|migrations|migration_lock|secret_keys|aggregate_releases)$/;

export async function createUndo({ kysely }: Database): Promise<Undo> {
  const { rows } = await sql<{ name: string; copy: string; columns: string }>`
    select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as name,
      'kept.' || n.nspname || '_' || c.relname as copy,
      (select string_agg(quote_ident(attname), ', ') from pg_attribute a
        where a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'clinical') and c.relkind = 'r'
  `.execute(kysely);
  const tables = rows.filter(({ name }) => !APART.test(name));
  await sql`create schema kept`.execute(kysely);
  for (const { name, copy } of tables) await sql.raw(`create table ${copy} as table ${name}`).execute(kysely);

  const changed = async (): Promise<typeof tables> => {
    const parts = tables.map(
      ({ name, copy }, index) => `select ${index} as index where
        (select coalesce(sum(hashtextextended(t::text, 0)), 0) from ${name} t)
        is distinct from (select coalesce(sum(hashtextextended(t::text, 0)), 0) from ${copy} t)`,
    );
    const { rows: found } = await sql.raw<{ index: number }>(parts.join(' union all ')).execute(kysely);
    return found.map(({ index }) => tables[index]!);
  };
  return {
    async restore() {
      const different = await changed();
      await kysely.transaction().execute(async db => {
        // Rows that refer to each other are away for a moment.
        await sql`set local session_replication_role = replica`.execute(db);
        for (const { name, copy, columns } of different) {
          await sql.raw(`delete from ${name}`).execute(db);
          await sql
            .raw(`insert into ${name} (${columns}) overriding system value select ${columns} from ${copy}`)
            .execute(db);
        }
      });
    },
    changes: async () => (await changed()).map(({ name }) => name),
  };
}
