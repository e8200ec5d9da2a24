/** Writes the organisation: units, students, staff and the roles that are held. */
import type { Queries } from '../database/database.ts';
import { SCHOOL_ID, SCHOOL_NAME } from './colleges.ts';
import type { Dormitories } from './dormitories.ts';
import { groupBy } from './group.ts';
import { insertRows, type Row } from '../database/insert-rows.ts';
import type { SeedPerson, SeedStudentRole } from './staff.ts';
import type { SeedClass } from './students.ts';

interface People {
  readonly classes: readonly SeedClass[];
  readonly dormitories: Dormitories;
  readonly staff: readonly SeedPerson[];
  readonly elected: readonly SeedStudentRole[];
}

export async function writePeople(db: Queries, tenant: string, people: People): Promise<void> {
  const { classes, staff, elected } = people;
  await insertRows(db, tenant, 'units', unitRows(people));
  await insertRows(db, tenant, 'students', studentRows(classes));
  await insertRows(
    db,
    tenant,
    'people',
    staff.map(({ id, number, name, contact }) => ({ id, staff_number: number, name, contact })),
  );
  await insertRows(db, tenant, 'role_assignments', roleRows(staff, elected));
}

function* unitRows({ classes, dormitories }: People): Generator<Row<'units'>> {
  const stage = 'undergraduate' as const;
  const school = { id: SCHOOL_ID, kind: 'school' as const, name: SCHOOL_NAME, parent_id: null, stage };
  yield { ...school, path: `${SCHOOL_ID}/`, position: 0 };
  const colleges = [...groupBy(classes, one => one.college).keys()];
  for (const [position, { id, name }] of colleges.entries()) {
    yield { id, kind: 'college', name, parent_id: SCHOOL_ID, stage, path: `${SCHOOL_ID}/${id}/`, position };
  }
  for (const { id, name, path, college, position } of classes) {
    yield { id, kind: 'class', name, parent_id: college.id, stage, path, position };
  }
  for (const { id, name, path, parentId, position } of [...dormitories.buildings, ...dormitories.rooms]) {
    yield { id, kind: 'dormitory', name, parent_id: parentId, stage, path, position };
  }
}

function* studentRows(classes: readonly SeedClass[]): Generator<Row<'students'>> {
  for (const one of classes) {
    for (const { id, number, name, gender, birthDate, dormitory } of one.students) {
      yield {
        id,
        student_number: number,
        name,
        gender,
        birth_date: birthDate,
        stage: 'undergraduate',
        enrolment_year: one.enrolmentYear,
        class_id: one.id,
        class_path: one.path,
        college_id: one.college.id,
        dormitory_id: dormitory?.id ?? null,
        dormitory_path: dormitory?.path ?? null,
      };
    }
  }
}

function* roleRows(
  staff: readonly SeedPerson[],
  elected: readonly SeedStudentRole[],
): Generator<Row<'role_assignments'>> {
  for (const { id, role, unitIds } of staff) {
    for (const unit of unitIds) yield { id: `${id}.${unit}`, person_id: id, student_id: null, role, unit_id: unit };
  }
  for (const { student, role, unitId } of elected) {
    yield { id: `${role}.${unitId}`, person_id: null, student_id: student.id, role, unit_id: unitId };
  }
}
