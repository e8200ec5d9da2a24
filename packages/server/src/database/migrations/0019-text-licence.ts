/** Under which licence of the school the wording stood that somebody answered; null for wording that ships. */
import { type Kysely, sql } from 'kysely';

export const textLicence = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table clinical.responses add column text_licence jsonb`.execute(db);
  },
};
