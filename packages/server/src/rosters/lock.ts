/** One at a time: who writes a roster, and who gives something to all the students there are. */
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';

/**
 * Held until the commit, and taken before anything else: two imports at once would both find that somebody is new, and a campaign
 * that is published beside one would never ask who is.
 */
export async function lockRoster(db: Queries, tenant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster:${tenant}`}, 0))`.execute(db);
}
