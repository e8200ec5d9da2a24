/** Plans made before a plan said what is done about attempts that were left have what their campaigns have: the default. */
import { type Kysely, sql } from 'kysely';

export const plansAbandonedAttempts = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      update campaign_plans set content = content || '{"abandonedAttempts": "propose"}'
      where not content ? 'abandonedAttempts'
    `.execute(db);
  },
};
