/**
 * Alerts and their events know the class and the dormitory of their student, as these are now: whoever is in charge of a unit
 * counts its alerts by an index, and no alert has to look for its student first. Triggers keep them: nothing that writes can
 * forget it, and a student who moves takes the alerts along.
 */
import { type Kysely, sql } from 'kysely';

const tables = ['alerts', 'alert_events'];

const statements = [
  `create function clinical.place_by_student() returns trigger language plpgsql as $$
  begin
    select class_path, dormitory_path into new.class_path, new.dormitory_path
    from public.students where tenant_id = new.tenant_id and id = new.student_id;
    return new;
  end
  $$`,
  ...tables.flatMap(table => [
    `alter table clinical.${table} add column class_path text, add column dormitory_path text`,
    `update clinical.${table} as one set class_path = students.class_path, dormitory_path = students.dormitory_path
      from students where students.tenant_id = one.tenant_id and students.id = one.student_id`,
    `alter table clinical.${table} alter column class_path set not null`,
    // Whatever a statement says of the place: a row that is made another student's is where that one is.
    `create trigger ${table}_placed before insert or update of student_id, class_path, dormitory_path on clinical.${table}
      for each row execute function clinical.place_by_student()`,
  ]),
  `create function clinical.follow_student() returns trigger language plpgsql as $$
  begin
    ${tables
      .map(
        table => `update clinical.${table} set class_path = new.class_path, dormitory_path = new.dormitory_path
      where tenant_id = new.tenant_id and student_id = new.id;`,
      )
      .join('\n    ')}
    return null;
  end
  $$`,
  `create trigger students_moved after update of class_path, dormitory_path on students
    for each row when (old.class_path is distinct from new.class_path or old.dormitory_path is distinct from new.dormitory_path)
    execute function clinical.follow_student()`,
  // Counted from these alone; one student has one open alert, which the other index sees to.
  `create index alerts_in_reach on clinical.alerts (tenant_id, class_path)
    include (dormitory_path, level, acknowledged_at, escalated_at) where closed_at is null`,
  `drop index clinical.alerts_open`,
  `create unique index alerts_open on clinical.alerts (tenant_id, student_id) where closed_at is null`,
  `create index alerts_by_student on clinical.alerts (tenant_id, student_id)`,
  `create index alert_events_in_reach on clinical.alert_events (tenant_id, class_path, id)
    include (dormitory_path, escalated)`,
  // The planner has to know what stands in the new columns.
  ...tables.map(table => `analyze clinical.${table}`),
];

export const alertsInReach = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
