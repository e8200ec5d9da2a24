/**
 * Indexes for lists of many students. Whether a student is in reach stands in an index beside the id, so that what follows
 * students looks at no row of theirs; alerts stand in the order of the list, those that are open with what is counted of them.
 */
import { type Kysely, sql } from 'kysely';

/** What the list is sorted by, in the same words. */
const urgency = `array_position('{imminent,high,moderate,watch}'::text[], level)`;

const statements = [
  `create unique index students_reach on students (tenant_id, id) include (class_path, dormitory_path)`,
  `create index erasures_by_student on erasures (tenant_id, student_id, requested_at desc, id desc)`,
  `drop index clinical.alerts_open`,
  `create unique index alerts_open on clinical.alerts (tenant_id, student_id)
    include (level, acknowledged_at, escalated_at) where closed_at is null`,
  // Leaders have a list of their own, of what was escalated to them.
  `create index alerts_by_urgency on clinical.alerts (tenant_id, ${urgency}, respond_by, id) where closed_at is null`,
  `create index alerts_escalated on clinical.alerts (tenant_id, ${urgency}, respond_by, id)
    where closed_at is null and escalated_at is not null`,
  `create index delegations_by_end on clinical.delegations (tenant_id, ends_at) where revoked_at is null`,
];

export const wideLists = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
