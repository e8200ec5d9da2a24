/** A student as other resources name one. */
import type { StudentReference } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';

/** The name of the student's unit, looked up for the rows of the page alone: a join would read every unit first. */
export const unitName = (column: 'class_id' | 'college_id' | 'dormitory_id') => sql<string>`(
  select named.name from units as named where named.tenant_id = students.tenant_id and named.id = ${sql.ref(`students.${column}`)}
)`;

/** A query of `students` with the columns of a reference; join to it what the resource needs. */
export const selectStudentReference = (db: Queries) =>
  db
    .selectFrom('students')
    .select(['students.id as student_id', 'students.student_number', 'students.name as student_name'])
    .select([unitName('class_id').as('class_name'), unitName('college_id').as('college_name')]);

interface Row {
  student_id: string;
  student_number: string;
  student_name: string;
  class_name: string;
  college_name: string;
}

export const toStudentReference = (row: Row): StudentReference => ({
  id: row.student_id,
  studentNumber: row.student_number,
  name: row.student_name,
  className: row.class_name,
  collegeName: row.college_name,
});
