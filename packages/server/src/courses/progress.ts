/** A student's progress in the compulsory course, or in what a school before university offers. */
import type { CourseProgress, Stage } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { reachedStudents } from '../access/reach.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { elementKinds, offeredCourses } from './offered.ts';
import { requirementOf } from './requirement.ts';
import { type CourseRecord, courseVerdict, elementsVerdict } from './verdict.ts';

async function readStudent({ db, tenant, principal }: Context, studentId: string) {
  const row = await selectStudentReference(db)
    .select(['students.stage', 'students.class_id', 'students.class_path'])
    .where('students.tenant_id', '=', tenant)
    .where('students.id', '=', studentId)
    .where(reachedStudents(principal))
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Of several enrolments the one that earned most, then the newest: `coverage.ts` has the same order. */
const readEnrolment = ({ db, tenant }: Context, studentId: string) =>
  db
    .selectFrom('course_enrolments as enrolment')
    .innerJoin('courses as course', join =>
      join.onRef('course.tenant_id', '=', 'enrolment.tenant_id').onRef('course.id', '=', 'enrolment.course_id'),
    )
    .selectAll('course')
    .select('enrolment.credits_earned')
    .where('enrolment.tenant_id', '=', tenant)
    .where('enrolment.student_id', '=', studentId)
    .where('course.kind', '=', 'compulsory')
    .orderBy(sql`coalesce(enrolment.credits_earned, 0)`, 'desc')
    .orderBy('course.term', 'desc')
    .orderBy('course.id')
    .executeTakeFirst();

async function readSessions({ db, tenant }: Context, studentId: string, courseIds: readonly string[]) {
  if (courseIds.length === 0) return [];
  return db
    .selectFrom('course_sessions as session')
    .leftJoin('attendance', join =>
      join
        .onRef('attendance.tenant_id', '=', 'session.tenant_id')
        .onRef('attendance.session_id', '=', 'session.id')
        .on('attendance.student_id', '=', studentId),
    )
    .selectAll('session')
    .select('attendance.status')
    .where('session.tenant_id', '=', tenant)
    .where('session.course_id', 'in', courseIds)
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .execute();
}
type SessionRow = Awaited<ReturnType<typeof readSessions>>[number];

/** A session that was held and isn't recorded yet counts as to come: nobody is absent before somebody has said so. */
const toSession = (row: SessionRow): CourseProgress['sessions'][number] => ({
  id: row.id,
  title: row.title,
  startsAt: timestamp(row.starts_at),
  hours: row.hours,
  place: row.place,
  attendance: row.status ?? 'to-come',
});

const hoursWith = (sessions: readonly SessionRow[], status: SessionRow['status']): number =>
  sessions.filter(session => session.status === status).reduce((sum, { hours }) => sum + hours, 0);

export async function progress(context: Context, studentId: string): Promise<CourseProgress> {
  const student = await readStudent(context, studentId);
  const requirement = requirementOf(student.stage, student.class_id);
  const base = { student: toStudentReference(student), requirement };
  if (requirement.credits === null) return { ...base, ...(await elementsProgress(context, student, requirement)) };

  const enrolment = await readEnrolment(context, studentId);
  const sessions = await readSessions(context, studentId, enrolment ? [enrolment.id] : []);
  const hoursAttended = hoursWith(sessions, 'attended');
  const record: CourseRecord | null = enrolment
    ? {
        credits: enrolment.credits,
        plannedHours: enrolment.planned_hours,
        creditsEarned: enrolment.credits_earned,
        hoursAttended,
        hoursToCome: hoursWith(sessions, null),
      }
    : null;
  return {
    ...base,
    course: enrolment
      ? {
          id: enrolment.id,
          title: enrolment.title,
          term: enrolment.term,
          teacher: enrolment.teacher,
          credits: enrolment.credits,
          plannedHours: enrolment.planned_hours,
        }
      : null,
    creditsEarned: enrolment?.credits_earned ?? 0,
    hoursAttended,
    hoursLeft: Math.max(0, (requirement.minHours ?? 0) - hoursAttended),
    sessions: sessions.map(toSession),
    elements: [],
    verdict: courseVerdict(requirement, record),
  };
}

async function elementsProgress(
  context: Context,
  student: { student_id: string; stage: Stage; class_path: string },
  requirement: CourseProgress['requirement'],
): Promise<Omit<CourseProgress, 'student' | 'requirement'>> {
  const courses = (await offeredCourses(context)).filter(course => course.isFor(student.stage, student.class_path));
  const sessions = await readSessions(
    context,
    student.student_id,
    courses.map(({ id }) => id),
  );
  const asked = elementKinds.filter(kind => requirement.elements.includes(kind));
  const elements = asked.map(element => {
    const ids = new Set(courses.filter(({ kind }) => kind === element).map(({ id }) => id));
    const held = sessions.filter(session => ids.has(session.course_id));
    return { element, offered: ids.size > 0, hoursAttended: hoursWith(held, 'attended') };
  });
  return {
    course: null,
    creditsEarned: 0,
    hoursAttended: hoursWith(sessions, 'attended'),
    hoursLeft: 0,
    sessions: sessions.map(toSession),
    elements,
    verdict:
      asked.length === 0
        ? courseVerdict(requirement, null)
        : elementsVerdict(requirement, new Set(courses.map(({ kind }) => kind))),
  };
}
