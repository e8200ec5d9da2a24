/**
 * A student who moves takes along what is listed of the student (0039), assignments first and alerts last: in the order in which
 * a submission holds them. In the other order each waited for the other, and the import of a roster or the submission failed.
 */
import { type Kysely, sql } from 'kysely';

const followers = [
  ...['public.assignments', 'public.campaign_reasons'],
  ...['clinical.delegations', 'clinical.break_glass', 'clinical.corrections'],
  ...['clinical.alert_events', 'clinical.alerts'],
];

const statement = `create or replace function clinical.follow_students() returns trigger language plpgsql as $$
  begin
    ${followers
      .map(
        table => `update ${table} as one set class_path = came.class_path, dormitory_path = came.dormitory_path
    from came where one.tenant_id = came.tenant_id and one.student_id = came.id
      and (one.class_path, one.dormitory_path) is distinct from (came.class_path, came.dormitory_path);`,
      )
      .join('\n    ')}
    return null;
  end
  $$`;

export const movesInOrder = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(statement).execute(db);
  },
};
