/**
 * The compulsory course 大学生心理健康教育: 2 credits, 16 weekly sessions of 2 hours, for each college in its students'
 * first year. This year's freshmen are in the middle of it; most of the others have met it; one college is behind.
 */
import { type Calendar, DAY, firstMonday, later } from './calendar.ts';
import { cast } from './cast.ts';
import { WEAK_COLLEGE } from './colleges.ts';
import { groupBy } from './group.ts';
import type { Row } from '../database/insert-rows.ts';
import { randomOf } from './random.ts';
import { staffName } from './names.ts';
import { termId } from '../growth-files/term.ts';
import type { SeedClass, SeedStudent } from './students.ts';

const CREDITS = 2;
const HOURS = 2;
/** 学时 of 45 minutes. */
const SESSION_LENGTH = HOURS * 45 * 60_000;
/** Results are in two weeks after the last session. */
const RESULTS_AFTER = 14 * DAY;

const topics: readonly (readonly [string, string])[] = [
  ['认识心理健康', 'What mental health is'],
  ['大学适应与生活', 'Settling in at university'],
  ['自我意识', 'Knowing oneself'],
  ['人格与成长', 'Personality and growth'],
  ['学习心理', 'Learning'],
  ['情绪管理（一）：觉察', 'Emotions 1: noticing'],
  ['情绪管理（二）：调节', 'Emotions 2: regulating'],
  ['人际交往', 'Getting along with others'],
  ['沟通与冲突', 'Communication and conflict'],
  ['恋爱与性心理', 'Love and sexuality'],
  ['压力与应对', 'Stress and coping'],
  ['挫折与复原力', 'Setbacks and resilience'],
  ['网络与生活', 'Life online'],
  ['生涯规划', 'Planning a career'],
  ['生命教育', 'The value of life'],
  ['求助与助人', 'Seeking and giving help'],
];

export interface SeedCourse {
  readonly course: Row<'courses'>;
  readonly sessions: readonly (Row<'course_sessions'> & { readonly starts_at: Date })[];
  readonly classes: readonly SeedClass[];
  readonly isFinished: boolean;
}

/** One course for each college and year. */
export function planCourses(classes: readonly SeedClass[], { term, today }: Calendar): SeedCourse[] {
  const groups = groupBy(classes, one => `psy-${one.college.id}-${one.enrolmentYear}`);
  return [...groups].map(([id, ofYear]) => {
    const { college, enrolmentYear } = ofYear[0]!;
    const code = Number(college.code);
    // Colleges share the week: Monday to Friday, afternoon or evening.
    const hour = code % 2 === 0 ? 19 : 14.5;
    const first = later(firstMonday(enrolmentYear, term), (code % 5) * DAY + hour * (DAY / 24));
    const sessions = topics.map(([zh, en], week) => ({
      id: `${id}-${String(week + 1).padStart(2, '0')}`,
      course_id: id,
      title: { 'zh-CN': zh, en },
      starts_at: later(first, week * 7 * DAY),
      hours: HOURS,
      place: `${college.building} ${101 + (code % 4)}阶梯教室`,
    }));
    return {
      classes: ofYear,
      sessions,
      isFinished: later(sessions.at(-1)!.starts_at, RESULTS_AFTER) < today,
      course: {
        id,
        kind: 'compulsory' as const,
        title: { 'zh-CN': '大学生心理健康教育', en: 'Mental Health for University Students' },
        unit_id: college.id,
        stage: 'undergraduate' as const,
        term: termId({ year: enrolmentYear, term }),
        teacher: staffName(randomOf('teacher', id)),
        credits: CREDITS,
        planned_hours: topics.length * HOURS,
      },
    };
  });
}

/** Shares of students by how they attend: all, one or two sessions missed, more; and those who never enrolled. */
const attending = {
  usual: { missing: [95, 3.5, 1.5], notEnrolled: 0.006 },
  weak: { missing: [72, 16, 12], notEnrolled: 0.2 },
};

/** Which of the sessions so far (or of all, when the course is over) the student missed; `null` when not enrolled. */
function missedBy(student: SeedStudent, held: number): ReadonlySet<number> | null {
  const isCast = student.number === cast.student.userId || student.number === cast.seniorStudent.userId;
  if (isCast) return new Set();
  const { missing, notEnrolled } = student.class.college.id === WEAK_COLLEGE ? attending.weak : attending.usual;
  const random = randomOf('course', student.id);
  if (random.chance(notEnrolled)) return null;
  const kind = random.weighted(missing);
  const number = kind === 0 ? 0 : kind === 1 ? random.integer(1, 2) : random.integer(3, 9);
  const weeks = random.shuffled(topics.map((_, week) => week));
  return new Set(weeks.slice(0, number).filter(week => week < held));
}

const heldAt = (course: SeedCourse, today: Date): SeedCourse['sessions'] =>
  course.sessions.filter(session => later(session.starts_at, SESSION_LENGTH) <= today);

export function* enrolments(courses: readonly SeedCourse[]): Generator<Row<'course_enrolments'>> {
  for (const { course, classes, sessions, isFinished } of courses) {
    for (const student of classes.flatMap(one => one.students)) {
      const missed = missedBy(student, sessions.length);
      if (!missed) continue;
      // What is missed and not made up costs the credits: the plan has no hour to spare.
      const credits = missed.size === 0 ? CREDITS : 0;
      yield { course_id: course.id, student_id: student.id, credits_earned: isFinished ? credits : null };
    }
  }
}

export function* attendance(courses: readonly SeedCourse[], { today }: Calendar): Generator<Row<'attendance'>> {
  for (const course of courses) {
    const held = heldAt(course, today);
    for (const student of course.classes.flatMap(one => one.students)) {
      const missed = missedBy(student, held.length);
      if (!missed) continue;
      const excuses = randomOf('excuse', student.id);
      for (const [week, session] of held.entries()) {
        const status = !missed.has(week) ? 'attended' : excuses.chance(0.4) ? 'excused' : 'absent';
        yield { session_id: session.id, student_id: student.id, status };
      }
    }
  }
}
