/** What a response's answers look like beside their score, and which rule gave a reason. Both clinical; both may be absent. */
import { type Kysely, sql } from 'kysely';

export const responseQuality = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table clinical.responses add column quality jsonb`.execute(db);
    await sql`alter table clinical.alert_reasons add column rule text`.execute(db);
  },
};
