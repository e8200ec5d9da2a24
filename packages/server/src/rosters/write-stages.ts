/** The stages of growth files: a file goes on from school to school, and what a roster says of it stands there. */
import type { Stage } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { freshmenOf } from '../campaigns/target.ts';
import type { Queries } from '../database/database.ts';

/** A student who is in a stage from the first day of an academic year on. */
export interface Begun {
  readonly id: string;
  readonly stage: Stage;
  /** The calendar year in which the academic year begins. */
  readonly year: number;
}

interface Known {
  readonly id: string;
  readonly stage: Stage;
  readonly enrolment_year: number;
}

/**
 * The stage that somebody has come to: with another year of enrolment as of that, else as of the academic year that the roster was
 * written in or, from August on, for.
 */
export const nextStage = (before: Known, row: Known, now: Date): Begun[] => {
  if (before.stage === row.stage) return [];
  const year = before.enrolment_year === row.enrolment_year ? freshmenOf(now) : row.enrolment_year;
  return [{ id: row.id, stage: row.stage, year }];
};

/** To be called while it still stands when they had left. */
export async function reopenStages(db: Queries, tenant: string, returned: readonly string[]): Promise<void> {
  await sql`
    update growth_stages as ended set to_date = null from students
    where ended.tenant_id = ${tenant} and students.tenant_id = ${tenant} and students.id = ended.student_id
      and students.id = any(${returned}::text[]) and ended.to_date = greatest(students.left_on, ended.from_date)
  `.execute(db);
}

/** @param today the calendar day at the school, `YYYY-MM-DD` */
export async function endStages(db: Queries, tenant: string, today: string, leaving: readonly string[]): Promise<void> {
  await sql`
    update growth_stages set to_date = greatest(${today}::date, from_date)
    where tenant_id = ${tenant} and student_id = any(${leaving}::text[]) and to_date is null
  `.execute(db);
}

/** One that began no earlier than the next does was written wrong and is put right; any other has ended. */
export async function beginStages(db: Queries, tenant: string, begun: readonly Begun[]): Promise<void> {
  if (begun.length === 0) return;
  const next = sql`(select id, stage, make_date(year, 9, 1) as from_date
    from json_to_recordset(${JSON.stringify(begun)}::json) as one (id text, stage text, year int))`;
  const isOpen = sql`open.tenant_id = ${tenant} and open.student_id = next.id and open.to_date is null`;
  await sql`
    update growth_stages as open set stage = next.stage from ${next} as next
    where ${isOpen} and open.from_date >= next.from_date
  `.execute(db);
  await sql`
    update growth_stages as open set to_date = next.from_date - 1 from ${next} as next
    where ${isOpen} and open.from_date < next.from_date
  `.execute(db);
  await sql`
    insert into growth_stages (tenant_id, student_id, stage, school, from_date)
    select student.tenant_id, student.id, next.stage, school.name, next.from_date
    from ${next} as next
    join students as student on student.tenant_id = ${tenant} and student.id = next.id
    join (
      select class.id, above.name from units as class
      join units as above on above.tenant_id = class.tenant_id
        and above.id = any(string_to_array(class.path, '/')) and above.kind = 'school'
      where class.tenant_id = ${tenant} and class.kind = 'class'
    ) as school on school.id = student.class_id
    where not exists (select from growth_stages as open where ${isOpen})
    on conflict do nothing
  `.execute(db);
}
