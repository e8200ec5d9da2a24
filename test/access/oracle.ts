/**
 * A second opinion on who may be told what, written from the table of roles and data classes and from the summaries of
 * the contract's operations. It knows nothing of how the service decides: nothing of `packages/server` is imported here.
 *
 * A new operation needs an entry, or this does not compile.
 */
import type { DataClass, Operations } from '@xinqiao/contract';
import type { Role } from '@xinqiao/contract/types';
import {
  above,
  asking,
  type Caller,
  type Campaign,
  campaigns,
  type ConsentState,
  hasErasure,
  idOf,
  plans,
  type Student,
  students,
  units,
} from './facts.ts';
import { type AnyCase, breakGlasses, cases, delegations, referrals } from './cases.ts';
import { concerns, isMadeBy, isOfUnits, knows, type Relation, stands, studentWith } from './relations.ts';

export type OperationName = {
  [R in keyof Operations & string]: `${R}.${keyof Operations[R] & string}`;
}[keyof Operations & string];

/** What an operation is asked about; `world.ts` has the ids of each. */
export type Kind =
  | 'none'
  | 'student'
  | 'response'
  | 'alert'
  | 'assignment'
  /** An assignment that was answered. */
  | 'answered'
  | 'correction'
  | 'unit'
  | 'campaign'
  | 'plan'
  | 'instrument'
  | 'user'
  | 'session'
  /** A code, by the person whose session it stands for. */
  | 'code'
  | 'draft'
  /** All students in reach, or one. */
  | 'students'
  | 'delegation'
  | 'referral'
  | 'breakGlass';

/** The table: what each role sees, beside public definitions (C0). */
export const sees: Readonly<Record<Role, readonly DataClass[]>> = {
  student: ['C1', 'C2', 'C4'],
  'dorm-leader': ['C1'],
  'class-committee': ['C1'],
  counsellor: ['C1', 'C2', 'C3'],
  'homeroom-teacher': ['C1', 'C2', 'C3'],
  'psych-staff': ['C1', 'C2', 'C3', 'C4', 'C5'],
  'college-leader': ['C3', 'C8'],
  'school-leader': ['C3', 'C8'],
  guardian: ['C1', 'C2', 'C4'],
  'district-officer': ['C8'],
  'hospital-partner': [],
  operator: ['C7'],
};

export interface Rule {
  readonly about: Kind;
  /** Who may ask, and about whom. Everybody else is refused, whatever is asked about. */
  readonly roles: Partial<Record<Role, Relation>>;
  /** Classes that this operation gives beyond the table, and why. */
  readonly also?: readonly DataClass[];
  /** Who stands to the student in a relation with a time is shown what it adds. */
  readonly inCase?: true;
  /** What the rows of the answer are about: exactly these. */
  readonly rows?: (caller: Caller, target: string | null) => readonly string[];
  /** What happens besides, when the caller stands right. */
  readonly further?: (caller: Caller, target: string | null) => Refusal | undefined;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** What a delegation and break-glass add: the scores; for a leader, who sees no student otherwise, with whose they are. */
export const addedInCase: Partial<Record<Role, readonly DataClass[]>> = {
  counsellor: ['C4'],
  'homeroom-teacher': ['C4'],
  'college-leader': ['C1', 'C4'],
  'school-leader': ['C1', 'C4'],
};

const staff = { counsellor: 'reach', 'homeroom-teacher': 'reach', 'psych-staff': 'reach' } as const;
const leaders = { 'college-leader': 'escalated', 'school-leader': 'escalated' } as const;
const everyone: Readonly<Record<Role, Relation>> = Object.fromEntries(
  Object.keys(sees).map(role => [role, 'anyone']),
) as Record<Role, Relation>;
const everywhere: Readonly<Record<Role, Relation>> = Object.fromEntries(
  Object.keys(sees).map(role => [role, 'reach']),
) as Record<Role, Relation>;

const isBelow = (student: Student, unitId: string): boolean =>
  [...above(student.classId), ...above(student.dormitoryId)].includes(unitId);

/** All whom the rule lets the caller be told of, below a unit when one is named. */
const reached =
  (roles: Rule['roles'], id: (student: Student) => string = student => student.id) =>
  (caller: Caller, unitId: string | null): string[] =>
    students
      .filter(student => stands(caller, roles[caller.role!]!, student))
      .filter(student => unitId === null || isBelow(student, unitId))
      .map(id);

const roster = {
  student: 'self',
  guardian: 'child',
  'dorm-leader': 'reach',
  'class-committee': 'reach',
  ...staff,
} as const;
const followUp = { ...staff, ...leaders } as const;
/** A campaign is for those whom it asks, and for those who follow what comes of it. */
const asksOrFollows = {
  student: 'reach',
  guardian: 'reach',
  ...staff,
  'college-leader': 'reach',
  'school-leader': 'reach',
  'district-officer': 'reach',
} as const satisfies Rule['roles'];
const planners = { 'psych-staff': 'reach' } as const;
const file = { student: 'self', guardian: 'child', ...staff } as const;
const inEmergency = { 'college-leader': 'broken', 'school-leader': 'broken' } as const;
/** Results of a student: psychology staff's; others come to them by a relation with a time, and without one there are none. */
const results = { counsellor: 'case', 'homeroom-teacher': 'case', 'psych-staff': 'reach', ...inEmergency } as const;
/** Who acts in a crisis at night. */
const openers = { ...staff, 'college-leader': 'reach', 'school-leader': 'reach' } as const;
const reviewers = { 'psych-staff': 'reach', 'college-leader': 'reach', 'school-leader': 'reach' } as const;

/** What is told of results: a campaign's policy for the student and for guardians; everything to staff who see results at all. */
function releases(role: Role, campaign: Campaign): boolean {
  if (role !== 'student' && role !== 'guardian') return true;
  return (role === 'guardian' ? campaign.guardianFeedback : campaign.feedback) === 'score';
}

const forbidden: Refusal = { status: 403, code: 'forbidden' };
const conflict: Refusal = { status: 409, code: 'state-conflict' };
const caseWith = (id: string): AnyCase => cases.find(one => one.id === id)!;

/** Cases that the caller is told of, of one student when one is named. */
const known =
  (all: readonly AnyCase[]) =>
  (caller: Caller, studentId: string | null): string[] =>
    all.filter(one => knows(caller, one) && (studentId === null || one.studentId === studentId)).map(one => one.id);

const consentMissing: Refusal = { status: 403, code: 'consent-required' };
/** Whether anything is taken. What is sent after a withdrawal, such as from a queue, is gone for good. */
const collection: Readonly<Record<ConsentState, Refusal | undefined>> = {
  none: consentMissing,
  given: undefined,
  refused: consentMissing,
  withdrawn: { status: 410, code: 'gone' },
  both: undefined,
  alone: consentMissing,
  unassented: consentMissing,
};

export const oracle: Readonly<Record<OperationName, Rule>> = {
  'me.get': { about: 'none', roles: everyone, also: ['C1'] }, // about oneself

  // How many students a unit has (C1) names nobody.
  'organisationUnits.list': {
    about: 'unit',
    roles: everywhere,
    also: ['C1'],
    rows: (caller, parent) =>
      units.filter(one => isOfUnits(caller, one.id) && (parent === null || one.parent === parent)).map(one => one.id),
  },
  'organisationUnits.get': { about: 'unit', roles: everywhere, also: ['C1'] },

  'students.list': { about: 'unit', roles: roster, rows: reached(roster) },
  'students.get': { about: 'student', roles: roster },

  'instruments.list': { about: 'none', roles: everyone },
  'instruments.get': { about: 'instrument', roles: everyone },
  'campaigns.list': {
    about: 'none',
    roles: asksOrFollows,
    rows: caller => campaigns.filter(one => concerns(caller, one)).map(one => one.id),
  },
  'campaigns.get': { about: 'campaign', roles: asksOrFollows },

  // By unit, of a campaign that asks everybody in reach; staff who see each of them are told nothing new by the sum.
  'campaigns.progress': {
    about: 'campaign',
    roles: { ...staff, 'college-leader': 'reach', 'school-leader': 'reach', 'district-officer': 'reach' },
    also: ['C1', 'C8'],
  },

  // Who has done it and who has not (C1), and nothing of why but what the school has in its books.
  'campaigns.reasons': {
    about: 'campaign',
    roles: staff,
    rows: (caller, id) =>
      asking
        .filter(one => one.id === id)
        .flatMap(one => reached(staff)(caller, null).filter(who => !(one.isAnswered && studentWith(who)!.hasAnswered))),
  },
  // In a campaign that nobody has answered yet.
  'campaigns.setReason': { about: 'student', roles: staff },
  'campaigns.removeReason': { about: 'student', roles: staff },

  // Prepared by the centre, and seen by nobody else before students are asked. With it stands who saved it last.
  'campaignPlans.list': {
    about: 'none',
    roles: planners,
    rows: caller => plans.filter(one => isOfUnits(caller, one.unitId)).map(one => one.id),
  },
  'campaignPlans.target': { about: 'unit', roles: planners, also: ['C8'] },
  'campaignPlans.get': { about: 'plan', roles: planners },
  'campaignPlans.create': { about: 'none', roles: planners },
  'campaignPlans.update': { about: 'plan', roles: planners },
  'campaignPlans.publish': { about: 'plan', roles: planners },
  // Of a draft there is nothing to close.
  'campaignPlans.close': { about: 'plan', roles: planners, further: () => conflict },
  'campaignPlans.copy': { about: 'plan', roles: planners },

  'assignments.list': {
    about: 'none',
    roles: { student: 'self' },
    rows: ({ studentId }) => asking.map(one => idOf.assignment(studentId!, one)),
  },
  'assignments.get': { about: 'assignment', roles: { student: 'self' } },
  // What it tells of the result is what was released.
  'assignments.receipt': { about: 'answered', roles: { student: 'self' } },
  'consents.list': {
    about: 'none',
    roles: { student: 'self', guardian: 'child' },
    rows: reachedWithDecision,
  },
  'consents.decide': {
    about: 'student',
    roles: { student: 'self', guardian: 'child' },
    // From the 14th birthday nobody decides in the student's place.
    further: (caller, id) => (caller.role === 'guardian' && !studentWith(id!)?.isChild ? conflict : undefined),
  },

  'responses.submit': {
    about: 'assignment',
    roles: { student: 'self' },
    further: ({ studentId }) => collection[studentWith(studentId!)!.state],
  },
  // What somebody is still answering is nobody else's, psychology staff's neither.
  'drafts.open': {
    about: 'assignment',
    roles: { student: 'self' },
    also: ['C5'],
    further: ({ studentId }) => collection[studentWith(studentId!)!.state],
  },
  'drafts.get': { about: 'draft', roles: { student: 'self' }, also: ['C5'] },
  'drafts.save': { about: 'draft', roles: { student: 'self' }, also: ['C5'] },
  'responses.list': {
    about: 'student',
    roles: results,
    inCase: true,
    rows: (_, id) =>
      studentWith(id!)?.hasAnswered
        ? campaigns.filter(one => one.isAnswered).map(one => idOf.response(id!, one.id))
        : [],
  },
  'responses.get': { about: 'response', roles: results, inCase: true },

  'alerts.list': { about: 'unit', roles: followUp, rows: reached(followUp, ({ id }) => idOf.alert(id)), also: ['C1'] },
  'alerts.summary': { about: 'unit', roles: followUp },
  'alerts.events': { about: 'unit', roles: followUp, rows: reached(followUp, ({ id }) => idOf.alert(id)) },
  'alerts.get': { about: 'alert', roles: followUp, also: ['C1'] },
  // To take note is for those who do the first response.
  'alerts.acknowledge': { about: 'alert', roles: staff },

  // Carers see the file without levels.
  'growthFiles.get': { about: 'student', roles: { ...file, ...inEmergency }, inCase: true },
  'growthFiles.trends': {
    about: 'student',
    roles: { student: 'self', guardian: 'child', ...results },
    inCase: true,
    rows: ({ role }, id) =>
      studentWith(id!)?.hasAnswered
        ? campaigns.filter(one => one.isAnswered && releases(role!, one)).map(one => one.instrumentId)
        : [],
  },

  'courses.requirement': { about: 'unit', roles: everywhere },
  'courses.progress': { about: 'student', roles: file },
  'courses.coverage': {
    about: 'unit',
    // Staff who see everybody's course in reach (C2) are told nothing new by its sum.
    roles: { ...staff, 'college-leader': 'reach', 'school-leader': 'reach', 'district-officer': 'reach' },
    also: ['C1', 'C8'], // how many students, and as of when
  },

  'accessLog.list': { about: 'none', roles: { student: 'self' }, also: ['C7'] }, // the own one
  'audit.list': { about: 'none', roles: { operator: 'anyone' } },
  'myData.get': { about: 'none', roles: { student: 'self' } },
  'myData.copy': { about: 'none', roles: { student: 'self' }, also: ['C5'] }, // one's own answers
  'corrections.list': {
    about: 'none',
    roles: { student: 'self', 'psych-staff': 'reach' },
    rows: reached({ student: 'self', 'psych-staff': 'reach' }, ({ id }) => idOf.correction(id)),
  },
  'corrections.create': { about: 'none', roles: { student: 'self' } },
  'corrections.answer': { about: 'correction', roles: { 'psych-staff': 'reach' } },
  'erasures.list': {
    about: 'none',
    roles: { student: 'self' },
    rows: ({ studentId }) => (hasErasure(studentWith(studentId!)!) ? [idOf.erasure(studentId!)] : []),
  },
  'erasures.create': { about: 'campaign', roles: { student: 'self' } },

  // Of whom, to whom and by whom, by name.
  'delegations.list': { about: 'students', roles: staff, rows: known(delegations) },
  'delegations.get': { about: 'delegation', roles: staff },
  'delegations.create': {
    about: 'student',
    roles: { 'psych-staff': 'reach' },
    // The counsellor whom the matrix names has class a1.
    further: (_, id) => (studentWith(id!)!.classId === 'a1' ? undefined : { status: 422, code: 'invalid-request' }),
  },
  'delegations.revoke': { about: 'delegation', roles: { 'psych-staff': 'reach' } },

  // C6 of own cases and supervision. A partner is given what the bundle holds, and nothing else.
  'referrals.list': {
    about: 'students',
    // A partner's list holds nothing of whoever was not referred.
    roles: { 'psych-staff': 'reach', 'hospital-partner': 'anyone' },
    also: ['C1', 'C6'],
    rows: (caller, id) => {
      const all = known(referrals)(caller, id);
      if (caller.role === 'hospital-partner' || id !== null) return all;
      // Of all students one's own: those of colleagues are looked for by the student.
      return all.filter(one =>
        isMadeBy(
          caller,
          referrals.find(two => two.id === one)!,
        ),
      );
    },
  },
  'referrals.get': {
    about: 'referral',
    roles: { 'psych-staff': 'reach', 'hospital-partner': 'reach' },
    also: ['C1', 'C6'],
  },
  'referrals.bundle': {
    about: 'referral',
    roles: { 'psych-staff': 'reach', 'hospital-partner': 'reach' },
    also: ['C1', 'C3', 'C4', 'C5', 'C6'],
  },
  'referrals.create': { about: 'student', roles: { 'psych-staff': 'reach' }, also: ['C6'] },
  'referrals.revoke': {
    about: 'referral',
    roles: { 'psych-staff': 'reach' },
    also: ['C6'],
    further: (caller, id) => (isMadeBy(caller, caseWith(id!)) ? undefined : forbidden),
  },

  // Leaders are told whose glass was broken, by whom and why.
  'breakGlass.list': { about: 'none', roles: openers, also: ['C1'], rows: known(breakGlasses) },
  'breakGlass.events': {
    about: 'unit',
    roles: openers,
    rows: (caller, unitId) =>
      breakGlasses
        .filter(one => knows(caller, one))
        .filter(one => unitId === null || isBelow(studentWith(one.studentId)!, unitId))
        .map(one => one.id),
  },
  'breakGlass.get': { about: 'breakGlass', roles: openers, also: ['C1'] },
  'breakGlass.create': {
    about: 'student',
    roles: openers,
    also: ['C1'],
    // Its time is not prolonged.
    further: (caller, id) => (stands(caller, 'broken', studentWith(id!)!) ? conflict : undefined),
  },
  'breakGlass.end': {
    about: 'breakGlass',
    roles: openers,
    also: ['C1'],
    further: (caller, id) => (isMadeBy(caller, caseWith(id!)) ? undefined : forbidden),
  },
  'breakGlass.review': {
    about: 'breakGlass',
    roles: reviewers,
    also: ['C1'],
    further: (caller, id) => {
      if (isMadeBy(caller, caseWith(id!))) return forbidden;
      return breakGlasses.find(one => one.id === id)!.isReviewed ? conflict : undefined;
    },
  },

  'embedSessions.create': { about: 'user', roles: {} },
  'embedSessions.revoke': { about: 'session', roles: {} },
  // Of nobody alone: the sessions that ask would end.
  'embedSessions.revokeAll': { about: 'none', roles: {} },
  'embedSessions.createCode': { about: 'user', roles: {} },
  // Whoever has the code has it from the portal. It is neither a session nor a key.
  'embedSessions.exchange': { about: 'code', roles: {} },
  // Nobody's but the very session's that asks.
  'embedSessions.renew': { about: 'session', roles: everyone },
};

/** Students who have said something, or for whom a guardian has. */
function reachedWithDecision(caller: Caller): string[] {
  return reached({ student: 'self', guardian: 'child' })(caller, null).filter(id => studentWith(id)!.state !== 'none');
}
