/** Writes the students of a roster: who is new, has changed, has left or has come back. */
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import { localDate } from '../app/time.ts';
import type { Queries } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { endSessions } from './end-sessions.ts';
import type { ImportOptions, RosterReport } from './report.ts';
import type { PlacedUnits } from './place-units.ts';
import type { Roster } from './roster.ts';
import type { Faults } from './sheet.ts';
import { type Begun, beginStages, endStages, nextStage, reopenStages } from './write-stages.ts';

/** Of the students who are here, or of the staff, the share that may leave with one import. A cut file would let whole classes leave. */
export const MOST_LEAVERS = 0.1;

/** By which a campaign tells whom it means, and which of its instruments fit the age. */
const DECIDING = ['class_id', 'stage', 'enrolment_year', 'birth_date'] as const;

export interface WrittenStudents {
  readonly counts: RosterReport['students'];
  /** Ids of who is new, has come back, is in another class now, or of another year, stage or age than was known. */
  readonly arrived: readonly string[];
  /** Ids of everybody whose record was written. */
  readonly touched: readonly string[];
}

export async function writeStudents(
  db: Queries,
  tenant: string,
  { students, leavers }: Pick<Roster, 'students' | 'leavers'>,
  { byKey }: PlacedUnits,
  faults: Faults,
  { isComplete = false, allowsManyLeavers = false, now }: ImportOptions & { now: Date },
): Promise<WrittenStudents> {
  const known = await db.selectFrom('students').selectAll().where('tenant_id', '=', tenant).execute();
  const byNumber = new Map(known.map(student => [student.student_number, student]));
  const counts = { new: 0, changed: 0, moved: 0, unchanged: 0, left: 0, returned: 0, missing: 0 };
  const arrived: string[] = [];
  const added: Omit<(typeof known)[number], 'tenant_id'>[] = [];
  const changed: Omit<(typeof known)[number], 'tenant_id'>[] = [];
  const today = localDate(now);
  const leaving: string[] = [];
  const returned: string[] = [];
  const begun: Begun[] = [];
  const placed: string[] = [];
  const leave = (student: (typeof known)[number] | undefined) => {
    if (student?.left_on === null) leaving.push(student.id);
  };

  const roomOf = (unitKey: string) => {
    const { id, path } = byKey.get(unitKey)!;
    return { dormitory_id: id, dormitory_path: path };
  };
  const named = new Set(leavers.map(({ number }) => number));
  for (const { number } of leavers) leave(byNumber.get(number));
  for (const student of students) {
    named.add(student.number);
    const before = byNumber.get(student.number);
    const home = byKey.get(student.classKey)!;
    const { dormitoryKey } = student;
    // Not said: what is known stays.
    const room = dormitoryKey === undefined ? before : dormitoryKey === null ? undefined : roomOf(dormitoryKey);
    const row = {
      id: before?.id ?? newId(),
      student_number: student.number,
      name: student.name,
      gender: student.gender ?? before?.gender ?? ('unspecified' as const),
      birth_date: student.birthDate,
      stage: student.stage,
      enrolment_year: student.enrolmentYear,
      class_id: home.id,
      class_path: home.path,
      // A class that stands below no college belongs to what it stands below: the school, or a grade.
      college_id: home.parentId ?? home.id,
      dormitory_id: room?.dormitory_id ?? null,
      dormitory_path: room?.dormitory_path ?? null,
      left_on: null,
    };
    if (!before) {
      counts.new++;
      added.push(row);
      arrived.push(row.id);
      begun.push({ id: row.id, stage: row.stage, year: row.enrolment_year });
      continue;
    }
    const isSame = Object.entries(row).every(([column, value]) => before[column as keyof typeof row] === value);
    if (isSame) {
      counts.unchanged++;
      continue;
    }
    counts.changed++;
    changed.push(row);
    if (before.left_on !== null) returned.push(row.id);
    begun.push(...nextStage(before, row, now));
    if (before.class_id !== row.class_id) counts.moved++;
    if (before.class_path !== row.class_path || before.dormitory_path !== row.dormitory_path) placed.push(row.id);
    if (before.left_on !== null || DECIDING.some(column => before[column] !== row[column])) arrived.push(row.id);
  }
  for (const student of known) {
    if (named.has(student.student_number) || student.left_on !== null) continue;
    counts.missing++;
    if (isComplete) leave(student);
  }
  counts.returned = returned.length;
  counts.left = leaving.length;
  const here = known.filter(({ left_on }) => left_on === null).length;
  if (leaving.length > here * MOST_LEAVERS && !allowsManyLeavers) {
    const at = (students[0] ?? leavers[0])?.at ?? { file: '', line: 1 };
    faults.add({ ...at, line: 1 }, null, 'too-many-leavers', `${leaving.length} of ${here} students would leave.`);
    return { counts, arrived: [], touched: [] };
  }

  await insertRows(db, tenant, 'students', added);
  await reopenStages(db, tenant, returned);
  for (let start = 0; start < changed.length; start += 4_000) {
    const rows = JSON.stringify(changed.slice(start, start + 4_000));
    await sql`
      update students set
        name = new.name, gender = new.gender, birth_date = new.birth_date, stage = new.stage,
        enrolment_year = new.enrolment_year, class_id = new.class_id, class_path = new.class_path,
        college_id = new.college_id, dormitory_id = new.dormitory_id, dormitory_path = new.dormitory_path,
        left_on = null
      from json_populate_recordset(null::students, ${rows}::json) as new
      where students.tenant_id = ${tenant} and students.id = new.id
    `.execute(db);
  }
  await sql`update students set left_on = ${today}
    where tenant_id = ${tenant} and id = any(${leaving}::text[])`.execute(db);
  // Nobody else is signed out for another room, perhaps in the middle of a form.
  const officers = await db
    .selectFrom('role_assignments')
    .select('student_id')
    .where('tenant_id', '=', tenant)
    .where(sql<boolean>`student_id = any(${placed}::text[])`)
    .execute();
  const ended = [...leaving, ...officers.map(({ student_id }) => student_id!)];
  await endSessions(db, tenant, now, 'students', 'student_number', ended);
  // Taken for as small as it was, the table would be read once for every class.
  if (added.length > 0) await sql`analyze students, units`.execute(db);
  await endStages(db, tenant, today, leaving);
  await beginStages(db, tenant, begun);
  return { counts, arrived, touched: [...added, ...changed].map(({ id }) => id).concat(leaving) };
}
