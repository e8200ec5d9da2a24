/**
 * Whether a student meets what the notice asks. Pure, and the only place that decides it: a student's progress and the
 * coverage of a unit both ask here.
 *
 * That a student has met the course only with all the hours of the minimum attended and the credits earned is our
 * reading; the notice says how large the course has to be (2 credits, 32 to 36 hours, 原则上).
 */
import type { CourseProgress, CourseRequirement } from '@xinqiao/contract/types';

export type Verdict = CourseProgress['verdict'];
type Reason = Verdict['reasons'][number];
export type Element = CourseProgress['elements'][number]['element'];

/** A student's enrolment in the compulsory course. */
export interface CourseRecord {
  /** Credits the course gives. */
  readonly credits: number;
  readonly plannedHours: number;
  /** Null until the course is over for the student. */
  readonly creditsEarned: number | null;
  readonly hoursAttended: number;
  /** Hours of sessions without a record: to come, or held and not yet recorded. */
  readonly hoursToCome: number;
}

const reason = (code: Reason['code'], value: number | null): Reason => ({ code, value });

/**
 * The verdict on the compulsory course.
 *
 * - `met`: the hours of the minimum are attended and the credits earned.
 * - `on-track`: the course goes on, and both can still be reached.
 * - `at-risk`: the course goes on, and one can't be reached any more without a change.
 * - `not-met`: the course is over and one is missing.
 *
 * More hours than usual are a remark (`plan-above-usual`), never a failure.
 *
 * @param record null when the student isn't enrolled.
 */
export function courseVerdict(requirement: CourseRequirement, record: CourseRecord | null): Verdict {
  const { credits, minHours, maxHours } = requirement;
  if (credits === null || minHours === null) return { status: 'met', reasons: [] };
  if (!record) return { status: 'not-enrolled', reasons: [reason('not-enrolled', null)] };
  const hours = hoursReason(record, minHours);
  const credit = creditsReason(record, credits);
  const plan = planReason(record, minHours, maxHours);
  const reasons = [hours, credit, ...(plan ? [plan] : [])];
  if (hours.code === 'hours-complete' && credit.code === 'credits-earned') return { status: 'met', reasons };
  if (record.creditsEarned !== null) return { status: 'not-met', reasons };
  const isBlocked = reasons.some(
    ({ code }) => code === 'hours-out-of-reach' || code === 'credits-short' || code === 'plan-below-minimum',
  );
  return { status: isBlocked ? 'at-risk' : 'on-track', reasons };
}

/** With the hours attended, those left, or those that will be short at best. */
function hoursReason({ hoursAttended, hoursToCome, creditsEarned }: CourseRecord, minHours: number): Reason {
  if (hoursAttended >= minHours) return reason('hours-complete', hoursAttended);
  const atBest = creditsEarned === null ? hoursAttended + hoursToCome : hoursAttended;
  return atBest >= minHours
    ? reason('hours-left', minHours - hoursAttended)
    : reason('hours-out-of-reach', minHours - atBest);
}

/** With the credits earned, those to be earned, or those that will be short at best. */
function creditsReason({ credits, creditsEarned }: CourseRecord, required: number): Reason {
  if (creditsEarned !== null && creditsEarned >= required) return reason('credits-earned', creditsEarned);
  const atBest = creditsEarned ?? credits;
  return atBest >= required ? reason('credits-pending', required) : reason('credits-short', required - atBest);
}

function planReason({ plannedHours }: CourseRecord, minHours: number, maxHours: number | null): Reason | undefined {
  if (plannedHours < minHours) return reason('plan-below-minimum', plannedHours);
  if (maxHours !== null && plannedHours > maxHours) return reason('plan-above-usual', plannedHours);
  return undefined;
}

/**
 * The verdict for a school before university: met when everything that the notice names is offered to the student's
 * class. The value of the reason is the number of elements offered, or missing.
 */
export function elementsVerdict({ elements }: CourseRequirement, offered: ReadonlySet<Element>): Verdict {
  const missing = elements.filter(element => !offered.has(element as Element)).length;
  return missing === 0
    ? { status: 'met', reasons: [reason('elements-complete', elements.length)] }
    : { status: 'not-met', reasons: [reason('element-missing', missing)] };
}
