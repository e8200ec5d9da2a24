/**
 * What judging attempts that were left needs: whether a campaign wants it, when answers last changed, what has been judged
 * already, and which reasons of an alert come from an attempt that was not submitted.
 */
import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table campaigns add column abandoned_attempts text not null default 'propose'
    check (abandoned_attempts in ('propose', 'ignore'))`,
  'alter table clinical.drafts add column answered_at timestamptz(3)',
  "update clinical.drafts set answered_at = saved_at where answers <> '{}'",
  'alter table clinical.drafts add column judged_at timestamptz(3)',
  `alter table clinical.drafts add column proposed_level text
    check (proposed_level in ('imminent', 'high', 'moderate', 'watch'))`,
  // Holds what waits, and nothing of the many that were looked at.
  `create index drafts_to_judge on clinical.drafts (tenant_id, answered_at)
    where judged_at is null or judged_at < answered_at`,
  `alter table clinical.alert_reasons add column assignment_id text collate "C"`,
  `alter table clinical.alert_reasons
    add foreign key (tenant_id, assignment_id) references assignments`,
];

export const abandonedAttempts = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
