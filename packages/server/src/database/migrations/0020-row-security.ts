/**
 * Indexes that serve the conditions of row-level security, which itself is made anew with every start
 * (`row-security.ts`): what decides whether a student is seen stands in the index, and events are found by their student.
 */
import { type Kysely, sql } from 'kysely';

export const rowSecurity = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`drop index students_by_class`.execute(db);
    await sql`create index students_by_class on students (tenant_id, class_path) include (dormitory_path)`.execute(db);
    await sql`create index alert_events_by_student on clinical.alert_events (tenant_id, student_id, id)`.execute(db);
  },
};
