/**
 * How far a unit and its direct children are covered. The database counts students by what the verdict depends on;
 * the verdict is asked once for each combination, so that it is decided in one place and in three queries.
 *
 * Carers, who see each student's progress, get the counts of those whom they reach. Leaders and district officers get a
 * part of the week's release of the whole tenant: `aggregates/release.ts`.
 */
import type { CourseCoverage, Stage } from '@xinqiao/contract/types';
import { type Expression, sql, type SqlBool } from 'kysely';
import { reachedStudents, type UnitNode } from '../access/reach.ts';
import { toUnit } from '../access/unit.ts';
import type { LeafCounts, ProtectedRow } from '../aggregates/protect.ts';
import { isProtected, type Release, released } from '../aggregates/release.ts';
import { exactRow, readUnits, type UnitRow } from '../aggregates/rows.ts';
import type { Context } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import { offeredCourses } from './offered.ts';
import { requirementOf } from './requirement.ts';
import { courseVerdict, elementsVerdict, type Verdict } from './verdict.ts';

/** In the order in which counts stand in a row. */
const STATUSES = ['met', 'on-track', 'at-risk', 'not-met', 'not-enrolled'] as const satisfies Verdict['status'][];

/** Students of a class alike in all that the verdict asks. */
interface Group {
  readonly classPath: string;
  readonly students: number;
  readonly status: Verdict['status'];
}

type Scope = Pick<Context, 'db' | 'tenant'>;

/** Student by student over indexes: as quick when the database has no statistics yet. */
async function universityGroups({ db, tenant }: Scope, whom: Expression<SqlBool>): Promise<Group[]> {
  const { rows } = await sql<{
    class_path: string;
    students: number;
    credits: number | null;
    planned_hours: number;
    credits_earned: number | null;
    attended: number;
    to_come: number;
  }>`
    select students.class_path, count(*) as students,
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
    where students.tenant_id = ${tenant} and students.stage = 'undergraduate' and students.left_on is null and ${whom}
    group by 1, 3, 4, 5, 6, 7
  `.execute(db);
  // The verdict doesn't depend on the unit.
  const requirement = requirementOf('undergraduate', '');
  return rows.map(row => {
    const record = row.credits !== null && {
      credits: row.credits,
      plannedHours: row.planned_hours,
      creditsEarned: row.credits_earned,
      hoursAttended: row.attended,
      hoursToCome: row.to_come,
    };
    const { status } = courseVerdict(requirement, record || null);
    return { classPath: row.class_path, students: row.students, status };
  });
}

/** Postgraduates are left out: nothing is asked of them. */
async function schoolGroups(scope: Scope, whom: Expression<SqlBool>): Promise<Group[]> {
  const { db, tenant } = scope;
  const rows = await db
    .selectFrom('students')
    .select(['students.stage', 'students.class_path'])
    .select(query => query.fn.countAll<number>().as('students'))
    .where('students.tenant_id', '=', tenant)
    .where('students.stage', 'not in', ['undergraduate', 'postgraduate'])
    .where('students.left_on', 'is', null)
    .where(whom)
    .groupBy(['students.stage', 'students.class_path'])
    .execute();
  if (rows.length === 0) return [];
  const courses = await offeredCourses(scope);
  return rows.map(({ stage, class_path, students }) => {
    const offered = courses.filter(course => course.isFor(stage, class_path)).map(({ kind }) => kind);
    const { status } = elementsVerdict(requirementOf(stage, ''), new Set(offered));
    return { classPath: class_path, students, status };
  });
}

/** Classes with students, each with its counts in the order of {@link STATUSES}. */
async function classesOf(scope: Scope, whom: Expression<SqlBool>): Promise<LeafCounts[]> {
  const classes = new Map<string, number[]>();
  for (const group of [...(await universityGroups(scope, whom)), ...(await schoolGroups(scope, whom))]) {
    const counts = classes.get(group.classPath) ?? STATUSES.map(() => 0);
    classes.set(group.classPath, counts);
    counts[STATUSES.indexOf(group.status)]! += group.students;
  }
  return [...classes].map(([path, counts]) => ({ path, counts }));
}

const toCoverage = (unit: UnitRow, { students, cells }: ProtectedRow): CourseCoverage['total'] => {
  const [met, onTrack, atRisk, notMet, notEnrolled] = cells;
  return {
    ...{ unit: toUnit(unit), students },
    ...{ met: met!, onTrack: onTrack!, atRisk: atRisk!, notMet: notMet!, notEnrolled: notEnrolled! },
  };
};

const release = (context: Context): Promise<Release> =>
  released(context, { about: 'courses.coverage', period: 'week', statuses: STATUSES.length }, scope =>
    classesOf(scope, sql<SqlBool>`true`),
  );

export async function coverage(context: Context, unit: UnitNode, stage: Stage): Promise<CourseCoverage> {
  const { own, children } = await readUnits(context, unit);
  const answer = (rowOf: (node: UnitRow) => ProtectedRow, total: ProtectedRow, asOf: Date): CourseCoverage => ({
    requirement: requirementOf(stage, unit.id),
    total: toCoverage(own, total),
    children: children.map(child => toCoverage(child, rowOf(child))),
    asOf: timestamp(asOf),
  });
  if (isProtected(context.principal)) {
    const { rowOf, totalOf, at } = await release(context);
    return answer(({ path }) => rowOf(path), totalOf(unit), at);
  }
  const classes = await classesOf(context, reachedStudents(context.principal, unit));
  const row = exactRow(classes, STATUSES.length);
  return answer(({ path }) => row(path), row(''), context.now);
}
