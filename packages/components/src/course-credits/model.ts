/** What a student's course shows: how far, what is left, what comes next, and why the verdict is what it is. */
import type { CourseProgress } from '@xinqiao/contract/types';

export type Session = CourseProgress['sessions'][number];
export type Reason = CourseProgress['verdict']['reasons'][number];

/** Sessions to come that are shown before all are asked for. */
export const FIRST_SESSIONS = 3;

export interface CourseView {
  /** `course`: hours and credits; `elements`: the K-12 view, without hours to reach; `not-enrolled`: what to do. */
  kind: 'course' | 'elements' | 'not-enrolled';
  /** Hours attended of the minimum, 0 to 1; more than 1 where more was attended. */
  share: number;
  /** Soonest first. */
  toCome: readonly Session[];
  /** Newest first: attended, absent and excused. */
  past: readonly Session[];
  /** Why the verdict is what it is, without what the line of hours says anyway. */
  reasons: readonly Reason[];
  /** More hours than usual are a remark, never a failure (原则上). */
  remarks: readonly Reason[];
}

const soonestFirst = (a: Session, b: Session) => Date.parse(a.startsAt) - Date.parse(b.startsAt);

export function courseView(progress: CourseProgress): CourseView {
  const { requirement, course, sessions, verdict, hoursAttended, hoursLeft } = progress;
  const minimum = requirement.minHours;
  const toCome = sessions.filter(({ attendance }) => attendance === 'to-come').sort(soonestFirst);
  const hoursToCome = toCome.reduce((sum, { hours }) => sum + hours, 0);
  const isRemark = ({ code }: Reason) => code === 'plan-above-usual';
  const isSaid = ({ code }: Reason) => code === 'hours-left' || code === 'hours-complete';
  return {
    kind:
      minimum === null
        ? 'elements'
        : verdict.status === 'not-enrolled' || (course === null && hoursAttended === 0)
          ? 'not-enrolled'
          : 'course',
    share: minimum ? hoursAttended / minimum : 0,
    toCome,
    past: sessions
      .filter(({ attendance }) => attendance !== 'to-come')
      .sort(soonestFirst)
      .reverse(),
    // The gap that remains even when nothing more is missed is what somebody can act on.
    reasons: verdict.reasons
      .filter(reason => !isRemark(reason) && !isSaid(reason))
      .map(reason =>
        reason.code === 'hours-out-of-reach' ? { ...reason, value: Math.max(hoursLeft - hoursToCome, 0) } : reason,
      ),
    remarks: verdict.reasons.filter(isRemark),
  };
}
