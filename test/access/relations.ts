/** How a caller stands to a student, a unit, a campaign or a case, worked out from the facts of the world. */
import type { Role } from '@xinqiao/contract/types';
import {
  type AnyCase,
  breakGlasses,
  delegations,
  type DocumentKind,
  isNow,
  type Referral,
  referrals,
} from './cases.ts';
import { above, type Caller, callers, type Campaign, colleagues, further, type Student, students } from './facts.ts';

/** How the caller must stand to what is asked about. */
export type Relation =
  /** It is the caller's own. */
  | 'self'
  /** It is a child's, whose guardian the caller is now. */
  | 'child'
  /** It lies in the subtree of a unit where the caller holds the role. */
  | 'reach'
  /** In reach, and it was escalated to the caller. */
  | 'escalated'
  /** In reach, and the case is delegated to the caller now. */
  | 'delegated'
  /** In reach, and the caller has broken the glass for it, which is open now. */
  | 'broken'
  /** One or the other. */
  | 'case'
  /** In a referral that is open to the caller now. */
  | 'referred'
  /** It is about nobody. */
  | 'anyone';

/** Everything that it takes has been agreed to. */
export const mayAnswer = ({ state }: Student): boolean => state === 'given' || state === 'both';

export const studentWith = (id: string): Student | undefined => students.find(one => one.id === id);

export const isWithin = (unitIds: readonly string[], unitId: string | null): boolean =>
  above(unitId).some(id => unitIds.includes(id));

/** A partner of a hospital knows the unit by name and reaches nobody and nothing below it. */
export const isOfUnits = ({ role, unitIds }: Caller, unitId: string): boolean =>
  role === 'hospital-partner' ? unitIds.includes(unitId) : isWithin(unitIds, unitId);

/** Who belongs to a class below, or lives in the dormitory. */
const reaches = ({ role, unitIds }: Caller, student: Student): boolean =>
  role !== 'hospital-partner' &&
  (isWithin(unitIds, student.classId) || (student.dormitoryId !== null && unitIds.includes(student.dormitoryId)));

/** Whether somebody holds the role at the student's class or above it. */
const holds = (userId: string, role: Role, student: Student): boolean =>
  [...callers, ...further, ...colleagues.map(one => ({ ...one, unitIds: [one.unitId] }))].some(
    one => one.userId === userId && one.role === role && isWithin(one.unitIds, student.classId),
  );

const hasDelegated = (caller: Caller, student: Student): boolean =>
  delegations.some(one => one.studentId === student.id && isHeldBy(caller, one));

const hasBroken = (caller: Caller, student: Student): boolean =>
  reaches(caller, student) &&
  breakGlasses.some(
    one => one.studentId === student.id && one.by === caller.userId && one.byRole === caller.role && isNow(one),
  );

/** Its maker still may give it, and the partner still is one. */
const isOpenTo = (caller: Caller, one: Referral): boolean => {
  const student = studentWith(one.studentId)!;
  return (
    one.to === caller.userId &&
    isNow(one) &&
    holds(one.by, 'psych-staff', student) &&
    holds(one.to, 'hospital-partner', student)
  );
};

/** Gives the caller what it gives: now, while giver and delegate are what they were. */
const isHeldBy = (caller: Caller, one: AnyCase): boolean => {
  if (one.kind !== 'delegation' || one.to !== caller.userId || one.toRole !== caller.role || !isNow(one)) return false;
  const student = studentWith(one.studentId)!;
  return holds(one.by, 'psych-staff', student) && reaches(caller, student);
};

export function stands(caller: Caller, relation: Relation, student: Student): boolean {
  switch (relation) {
    case 'self':
      return caller.studentId === student.id;
    case 'child':
      return caller.childIds.includes(student.id);
    case 'reach':
      return reaches(caller, student);
    case 'escalated':
      return reaches(caller, student) && student.isEscalated;
    case 'delegated':
      return hasDelegated(caller, student);
    case 'broken':
      return hasBroken(caller, student);
    case 'case':
      return hasDelegated(caller, student) || hasBroken(caller, student);
    case 'referred':
      return referrals.some(one => one.studentId === student.id && isOpenTo(caller, one));
    case 'anyone':
      return true;
  }
}

/** Whether a document is in a bundle that is open to the caller. */
export const isNamed = (caller: Caller, kind: DocumentKind, id: string): boolean =>
  referrals.some(
    one => isOpenTo(caller, one) && one.documents.some(document => document.kind === kind && document.id === id),
  );

/** Whether the caller made, gave or opened it. */
export const isMadeBy = (caller: Caller, one: AnyCase): boolean => one.by === caller.userId;

const REVIEWERS: readonly (Role | null)[] = ['psych-staff', 'college-leader', 'school-leader'];

/**
 * Whether the caller is told that there is this one. Delegations: psychology staff of their students', the delegate of what is held.
 * Referrals: their maker, who has broken the glass, and the partner while it is open. Break-glass: reviewers of their students', others of
 * their own.
 */
export function knows(caller: Caller, one: AnyCase): boolean {
  const student = studentWith(one.studentId)!;
  switch (one.kind) {
    case 'delegation':
      return caller.role === 'psych-staff' ? reaches(caller, student) : isHeldBy(caller, one);
    case 'referral':
      if (caller.role === 'hospital-partner') return isOpenTo(caller, one);
      return reaches(caller, student) && (isMadeBy(caller, one) || hasBroken(caller, student));
    case 'breakGlass':
      return reaches(caller, student) && (REVIEWERS.includes(caller.role) || isMadeBy(caller, one));
  }
}

/** Whose subtree holds the caller, or the other way round: it asks, or will ask, somebody in reach. */
export const concerns = (caller: Caller, campaign: Campaign): boolean =>
  isWithin(caller.unitIds, campaign.unitId) || caller.unitIds.some(id => isWithin([campaign.unitId], id));
