/**
 * How far a unit and its direct children are covered. The database counts students by what the verdict depends on;
 * the verdict is asked once for each combination, so that it is decided in one place and in three queries.
 */
import type { CourseCoverage, Stage } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { reachedStudents, reachedUnits, type UnitNode } from '../access/reach.ts';
import { selectUnits, toUnit } from '../access/unit.ts';
import type { Context } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import { offeredCourses } from './offered.ts';
import { requirementOf } from './requirement.ts';
import { courseVerdict, elementsVerdict, type Verdict } from './verdict.ts';

type Counts = Omit<CourseCoverage['total'], 'unit'>;

const none = (): Counts => ({ students: 0, enrolled: 0, met: 0, onTrack: 0, atRisk: 0, notMet: 0, notEnrolled: 0 });

const countOf: Readonly<Record<Verdict['status'], keyof Counts>> = {
  met: 'met',
  'on-track': 'onTrack',
  'at-risk': 'atRisk',
  'not-met': 'notMet',
  'not-enrolled': 'notEnrolled',
};

/** Students alike in all that the verdict asks. */
interface Group {
  /** Id of the child that they belong to; empty where there is none. */
  readonly child: string;
  readonly students: number;
  readonly isEnrolled: boolean;
  readonly status: Verdict['status'];
}

/** The part of a path that names the child of `unit`: of `school/college/class/` below `school/` the second. */
const childId = (unit: UnitNode) =>
  unit.kind === 'dormitory'
    ? sql<string>`''`
    : sql<string>`split_part(students.class_path, '/', ${sql.lit(unit.path.split('/').length)})`;

/** Student by student over indexes: as quick when the database has no statistics yet. */
async function universityGroups({ db, tenant, principal }: Context, unit: UnitNode): Promise<Group[]> {
  const { rows } = await sql<{
    child: string;
    students: number;
    credits: number | null;
    planned_hours: number;
    credits_earned: number | null;
    attended: number;
    to_come: number;
  }>`
    select ${childId(unit)} as child, count(*) as students,
      enrolled.credits, enrolled.planned_hours, enrolled.credits_earned, hours.attended, hours.to_come
    from students
    left join lateral (
      select enrolment.course_id, enrolment.credits_earned, course.credits, course.planned_hours
      from course_enrolments as enrolment
      join courses as course on course.tenant_id = enrolment.tenant_id and course.id = enrolment.course_id
      where enrolment.tenant_id = students.tenant_id
        and enrolment.student_id = students.id
        and course.kind = 'compulsory'
      order by coalesce(enrolment.credits_earned, 0) desc, course.term desc, course.id
      limit 1
    ) as enrolled on true
    left join lateral (
      select coalesce(sum(session.hours) filter (where attendance.status = 'attended'), 0) as attended,
        coalesce(sum(session.hours) filter (where attendance.status is null), 0) as to_come
      from course_sessions as session
      left join attendance
        on attendance.tenant_id = session.tenant_id
        and attendance.session_id = session.id
        and attendance.student_id = students.id
      where session.tenant_id = students.tenant_id and session.course_id = enrolled.course_id
    ) as hours on true
    where students.tenant_id = ${tenant} and students.stage = 'undergraduate' and ${reachedStudents(principal, unit)}
    group by 1, 3, 4, 5, 6, 7
  `.execute(db);
  const requirement = requirementOf('undergraduate', unit.id);
  return rows.map(row => {
    const record = row.credits !== null && {
      credits: row.credits,
      plannedHours: row.planned_hours,
      creditsEarned: row.credits_earned,
      hoursAttended: row.attended,
      hoursToCome: row.to_come,
    };
    const { status } = courseVerdict(requirement, record || null);
    return { child: row.child, students: row.students, isEnrolled: row.credits !== null, status };
  });
}

/** Postgraduates are left out: nothing is asked of them. */
async function schoolGroups(context: Context, unit: UnitNode): Promise<Group[]> {
  const { db, tenant, principal } = context;
  const rows = await db
    .selectFrom('students')
    .select(['students.stage', 'students.class_path', childId(unit).as('child')])
    .select(query => query.fn.countAll<number>().as('students'))
    .where('students.tenant_id', '=', tenant)
    .where('students.stage', 'not in', ['undergraduate', 'postgraduate'])
    .where(reachedStudents(principal, unit))
    .groupBy(['students.stage', 'students.class_path'])
    .execute();
  if (rows.length === 0) return [];
  const courses = await offeredCourses(context);
  return rows.map(({ child, stage, class_path, students }) => {
    const offered = courses.filter(course => course.isFor(stage, class_path)).map(({ kind }) => kind);
    const { status } = elementsVerdict(requirementOf(stage, unit.id), new Set(offered));
    return { child, students, isEnrolled: offered.length > 0, status };
  });
}

function sumOf(groups: readonly Group[]): Counts {
  const counts = none();
  for (const { students, isEnrolled, status } of groups) {
    counts.students += students;
    if (isEnrolled) counts.enrolled += students;
    counts[countOf[status]] += students;
  }
  return counts;
}

/** The unit and, below it, colleges and classes; dormitories stand beside them and hold the same students again. */
async function readUnits(context: Context, unit: UnitNode) {
  const rows = await selectUnits(context)
    .where(query => query.or([query('units.id', '=', unit.id), query('units.parent_id', '=', unit.id)]))
    .where(query => query.or([query('units.id', '=', unit.id), query('units.kind', '!=', 'dormitory')]))
    .where(reachedUnits(context.principal))
    .orderBy('units.position')
    .orderBy('units.id')
    .execute();
  const own = rows.find(({ id }) => id === unit.id)!;
  return { own: toUnit(own), children: rows.filter(({ id }) => id !== unit.id).map(toUnit) };
}

export async function coverage(context: Context, unit: UnitNode, stage: Stage): Promise<CourseCoverage> {
  const { own, children } = await readUnits(context, unit);
  const groups = [...(await universityGroups(context, unit)), ...(await schoolGroups(context, unit))];
  return {
    requirement: requirementOf(stage, unit.id),
    total: { unit: own, ...sumOf(groups) },
    children: children.map(child => ({ unit: child, ...sumOf(groups.filter(group => group.child === child.id)) })),
    asOf: timestamp(context.now),
  };
}
