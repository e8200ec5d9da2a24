/** A student as other resources name one. */
import type { StudentReference } from '@xinqiao/contract/types';
import type { Queries } from '../database/database.ts';

/** A query of `students` with the columns of a reference; join to it what the resource needs. */
export const selectStudentReference = (db: Queries) =>
  db
    .selectFrom('students')
    .innerJoin('units as class', join =>
      join.onRef('class.tenant_id', '=', 'students.tenant_id').onRef('class.id', '=', 'students.class_id'),
    )
    .innerJoin('units as college', join =>
      join.onRef('college.tenant_id', '=', 'students.tenant_id').onRef('college.id', '=', 'students.college_id'),
    )
    .select([
      'students.id as student_id',
      'students.student_number',
      'students.name as student_name',
      'class.name as class_name',
      'college.name as college_name',
    ]);

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
