/**
 * What is listed of students knows where its student is, as alerts do (0035), so that no list follows the student row by row: assignments and
 * why they are not done, delegations, broken glasses, requests for correction; and reasons of alerts, by their alert.
 */
import { type Kysely, sql } from 'kysely';

const tables = [
  'public.assignments',
  'public.campaign_reasons',
  'clinical.delegations',
  'clinical.break_glass',
  'clinical.corrections',
];
const followers = ['clinical.alerts', 'clinical.alert_events', ...tables];

const nameOf = (table: string): string => table.slice(table.indexOf('.') + 1);

/** Whatever a statement says of the place: a row that is made another's is where that one is. */
const placed = (table: string, by: string, columns: string) => `create trigger ${nameOf(table)}_placed
  before insert or update of ${columns}, class_path, dormitory_path on ${table} for each row execute function ${by}()`;

const statements = [
  ...tables.flatMap(table => [
    `alter table ${table} add column class_path text collate "C", add column dormitory_path text collate "C"`,
    `update ${table} as one set class_path = students.class_path, dormitory_path = students.dormitory_path
      from students where students.tenant_id = one.tenant_id and students.id = one.student_id`,
    `alter table ${table} alter column class_path set not null`,
    placed(table, 'clinical.place_by_student', 'student_id'),
    `analyze ${table}`,
  ]),

  // By the statement: a roster changes thousands in one.
  `create function clinical.follow_students() returns trigger language plpgsql as $$
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
  $$`,
  `drop trigger students_moved on students`,
  `drop function clinical.follow_student`,
  `create trigger students_moved after update on students referencing new table as came
    for each statement execute function clinical.follow_students()`,

  `alter table clinical.alert_reasons add column class_path text collate "C", add column dormitory_path text collate "C",
    add column escalated boolean`,
  `update clinical.alert_reasons as one
    set class_path = alerts.class_path, dormitory_path = alerts.dormitory_path, escalated = alerts.escalated_at is not null
    from clinical.alerts where alerts.tenant_id = one.tenant_id and alerts.id = one.alert_id`,
  `alter table clinical.alert_reasons alter column class_path set not null, alter column escalated set not null`,
  `create function clinical.place_by_alert() returns trigger language plpgsql as $$
  begin
    select class_path, dormitory_path, escalated_at is not null into new.class_path, new.dormitory_path, new.escalated
    from clinical.alerts where tenant_id = new.tenant_id and id = new.alert_id;
    return new;
  end
  $$`,
  placed('clinical.alert_reasons', 'clinical.place_by_alert', 'alert_id, escalated'),
  // As the owner: who submits escalates an alert, and has no right to change its reasons.
  `create function clinical.follow_alert() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    update clinical.alert_reasons
    set class_path = new.class_path, dormitory_path = new.dormitory_path, escalated = new.escalated_at is not null
    where tenant_id = new.tenant_id and alert_id = new.id;
    return null;
  end
  $$`,
  `create trigger alerts_moved after update of class_path, dormitory_path, escalated_at on clinical.alerts
    for each row when (
      (old.class_path, old.dormitory_path, old.escalated_at) is distinct from
      (new.class_path, new.dormitory_path, new.escalated_at)
    ) execute function clinical.follow_alert()`,
  `analyze clinical.alert_reasons`,
];

export const places = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
