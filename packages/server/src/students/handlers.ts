/** The roster. */
import type { Student } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { reachedStudents, reachedUnit, type UnitNode } from '../access/reach.ts';
import { selectStudentReference, unitName } from '../access/student-reference.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { halfWidth } from '../rosters/person-numbers.ts';

const select = ({ db, tenant, principal }: Context, unit?: UnitNode) =>
  selectStudentReference(db)
    .select([
      'students.gender',
      'students.birth_date',
      'students.stage',
      'students.enrolment_year',
      'students.class_id',
      'students.college_id',
      'students.dormitory_id',
    ])
    .select(unitName('dormitory_id').$castTo<string | null>().as('dormitory_name'))
    .where('students.tenant_id', '=', tenant)
    .where(reachedStudents(principal, unit));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toStudent = (row: Row): Student => ({
  id: row.student_id,
  studentNumber: row.student_number,
  name: row.student_name,
  gender: row.gender,
  birthDate: row.birth_date,
  stage: row.stage,
  enrolmentYear: row.enrolment_year,
  classId: row.class_id,
  className: row.class_name,
  collegeId: row.college_id,
  collegeName: row.college_name,
  dormitoryId: row.dormitory_id,
  dormitoryName: row.dormitory_name,
});

export const handlers: ResourceHandlers<'students'> = {
  /** By student number. */
  async list(context, { query }) {
    const unit = query.unitId === undefined ? undefined : await reachedUnit(context, query.unitId);
    const after = readCursor(query, ['string']);
    // As a roster writes names and numbers.
    const prefix = query.q?.normalize('NFC').trim();
    const rows = await select(context, unit)
      .$if(prefix !== undefined, q =>
        q.where(
          sql<SqlBool>`(starts_with(students.name, ${prefix}) or starts_with(students.student_number, ${halfWidth(prefix!)}))`,
        ),
      )
      .$if(after !== undefined, q => q.where('students.student_number', '>', after![0]))
      .orderBy('students.student_number')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.student_number], toStudent);
  },

  async get(context, { params }) {
    const row = await select(context).where('students.id', '=', params.studentId).executeTakeFirst();
    if (!row) throw notFound();
    return toStudent(row);
  },
};
