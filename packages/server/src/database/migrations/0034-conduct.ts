/** The order in which a response was asked; how a draft was filled in so far. All of it may be absent. */
import { type Kysely, sql } from 'kysely';

const statements = [
  'alter table clinical.responses add column seed bigint, add column shuffle jsonb',
  'alter table clinical.drafts add column changes jsonb, add column visible_time bigint',
];

export const conduct = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
