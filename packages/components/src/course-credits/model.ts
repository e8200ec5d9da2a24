/** What a student's course shows: how far, what is left, what comes next, and why the verdict is what it is. */
import type { CourseProgress } from '@xinqiao/contract/types';

export type Session = CourseProgress['sessions'][number];
export type Reason = CourseProgress['verdict']['reasons'][number];

/** Sessions to come that are shown before all are asked for. */
export const FIRST_SESSIONS = 3;

export interface CourseView {
  /**
   * `course`: hours and credits; `elements`: the K-12 view, without hours to reach; `not-enrolled`: what to do;
   * `nothing`: nothing is asked at this stage.
   */
  kind: 'course' | 'elements' | 'not-enrolled' | 'nothing';
  /** Hours attended of the minimum, 0 to 1; more than 1 where more was attended. */
  share: number;
  /** Soonest first. */
  toCome: readonly Session[];
  /** Newest first: attended, absent, excused, and those whose record has yet to be made. */
  past: readonly Session[];
  /** Why the verdict is what it is, without what the line of hours says anyway. */
  reasons: readonly Reason[];
  /** More hours than usual are a remark, never a failure (原则上). */
  remarks: readonly Reason[];
}

const soonestFirst = (a: Session, b: Session) => Date.parse(a.startsAt) - Date.parse(b.startsAt);

function kindOf({ requirement, course, verdict, hoursAttended, elements }: CourseProgress): CourseView['kind'] {
  if (requirement.minHours === null) return elements.length > 0 ? 'elements' : 'nothing';
  return verdict.status === 'not-enrolled' || (course === null && hoursAttended === 0) ? 'not-enrolled' : 'course';
}

/** @param now a session that has begun is not one to come, also while nobody has recorded it yet. */
export function courseView(progress: CourseProgress, now: Date): CourseView {
  const { requirement, sessions, verdict, hoursAttended } = progress;
  const isToCome = (session: Session) => session.attendance === 'to-come' && new Date(session.startsAt) > now;
  const isRemark = ({ code }: Reason) => code === 'plan-above-usual';
  const isSaid = ({ code }: Reason) =>
    code === 'hours-left' ||
    code === 'hours-complete' ||
    // Of a course that is over, what is left and what is out of reach are the same.
    (code === 'hours-out-of-reach' && verdict.status === 'not-met');
  return {
    kind: kindOf(progress),
    share: requirement.minHours ? hoursAttended / requirement.minHours : 0,
    toCome: sessions.filter(isToCome).sort(soonestFirst),
    past: sessions
      .filter(session => !isToCome(session))
      .sort(soonestFirst)
      .reverse(),
    reasons: verdict.reasons.filter(reason => !isRemark(reason) && !isSaid(reason)),
    remarks: verdict.reasons.filter(isRemark),
  };
}
