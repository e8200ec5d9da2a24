/**
 * The world in which the access matrix is asked: who there is, who stands where and what everybody has decided. Plain
 * facts, from which `world.ts` makes rows and `oracle.ts` works out what each caller may be told. People are invented.
 */
import type { Role } from '@xinqiao/contract/types';

export const NOW = new Date('2026-10-12T02:00:00.000Z');

export interface Unit {
  readonly id: string;
  readonly kind: 'district' | 'school' | 'college' | 'class' | 'dormitory';
  readonly parent: string | null;
}

const unit = (id: string, kind: Unit['kind'], parent: string | null): Unit => ({ id, kind, parent });

/** Ids that begin alike (`a1`, `a10`) are different units. */
export const units: readonly Unit[] = [
  unit('district', 'district', null),
  unit('s1', 'school', 'district'),
  unit('s2', 'school', 'district'),
  unit('a', 'college', 's1'),
  unit('b', 'college', 's1'),
  unit('x', 'college', 's2'),
  unit('a1', 'class', 'a'),
  unit('a10', 'class', 'a'),
  unit('b1', 'class', 'b'),
  unit('x1', 'class', 'x'),
  unit('r1', 'dormitory', 's1'),
  unit('r2', 'dormitory', 's1'),
];

/** The unit and all above it. */
export function above(id: string | null): string[] {
  const found = units.find(one => one.id === id);
  return found ? [...above(found.parent), found.id] : [];
}

/**
 * What holds of a student and every campaign. The first four are 15 years old and decide for themselves; the others are
 * 13, and it takes the child's assent and a guardian's consent.
 */
export const CONSENT_STATES = ['none', 'given', 'refused', 'withdrawn', 'both', 'alone', 'unassented'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

const CHILDREN: readonly ConsentState[] = ['both', 'alone', 'unassented'];

export interface Student {
  readonly id: string;
  readonly classId: string;
  readonly dormitoryId: string | null;
  readonly state: ConsentState;
  readonly birthDate: string;
  readonly isChild: boolean;
  /** Has answered two questionnaires: consent was there at the time. */
  readonly hasAnswered: boolean;
  /** There is an alert for everybody; a leader is told of these. */
  readonly isEscalated: boolean;
}

/** Something of them is being erased, or has been. */
export const hasErasure = ({ id, state }: Student): boolean => state === 'withdrawn' || id === 'a1-alone';

const inRoom1 = new Set(['a1-given', 'a1-none', 'a10-given', 'b1-given']);

/** Out of the own class: none, in force, taken back. */
const FURTHER: readonly ConsentState[] = ['none', 'given', 'withdrawn'];

/** Every relation to the staff of class a1 and college a × states of consent: every one of them in the own class. */
export const students: readonly Student[] = ['a1', 'a10', 'b1', 'x1'].flatMap(classId =>
  (classId === 'a1' ? CONSENT_STATES : FURTHER).map(state => {
    const id = `${classId}-${state}`;
    const isChild = CHILDREN.includes(state);
    return {
      ...{ id, classId, state, isChild },
      birthDate: isChild ? '2013-05-05' : '2011-05-05',
      dormitoryId: classId === 'x1' ? null : inRoom1.has(id) ? 'r1' : 'r2',
      hasAnswered: ['given', 'withdrawn', 'both'].includes(state),
      isEscalated: state === 'given',
    };
  }),
);

/** Lives in another tenant of the same database, which is otherwise a twin of this one. */
export const FOREIGN_STUDENT = 'zoe';
/** Lives nowhere. */
export const NOBODY = 'nobody';
/** Part of every name of the other tenant: never told here. */
export const FOREIGN_MARK = '外校';

export interface Campaign {
  readonly id: string;
  readonly unitId: string;
  readonly instrumentId: string;
  /** What of the result the student, and a guardian, is told. */
  readonly feedback: 'none' | 'level' | 'score';
  readonly guardianFeedback: 'none' | 'level' | 'score';
  readonly isAnswered: boolean;
}

export const campaigns: readonly Campaign[] = [
  {
    ...{ id: 'scored', unitId: 'district', instrumentId: 'k6', isAnswered: true },
    ...{ feedback: 'score', guardianFeedback: 'none' },
  },
  {
    ...{ id: 'silent', unitId: 'district', instrumentId: 'phq4', isAnswered: true },
    ...{ feedback: 'none', guardianFeedback: 'score' },
  },
  {
    ...{ id: 'asked', unitId: 'district', instrumentId: 'gad7', isAnswered: false },
    ...{ feedback: 'level', guardianFeedback: 'none' },
  },
  // Ask nobody: what a campaign's own unit decides can be seen by them.
  {
    ...{ id: 'of-b', unitId: 'b', instrumentId: 'k6', isAnswered: false },
    ...{ feedback: 'none', guardianFeedback: 'none' },
  },
  {
    ...{ id: 'of-s2', unitId: 's2', instrumentId: 'k6', isAnswered: false },
    ...{ feedback: 'none', guardianFeedback: 'none' },
  },
];

export interface Plan {
  readonly id: string;
  /** Whose students it means. */
  readonly unitId: string;
}

/** Drafts of campaigns. */
export const plans: readonly Plan[] = [
  { id: 'plan-of-s1', unitId: 's1' },
  { id: 'plan-of-a', unitId: 'a' },
  { id: 'plan-of-s2', unitId: 's2' },
];

/** Campaigns that ask every student. */
export const asking = campaigns.filter(one => one.unitId === 'district');

export interface Caller {
  readonly id: string;
  /** Null for a portal's secret key and for somebody without any credential. */
  readonly role: Role | null;
  readonly userId: string;
  /** Where the role is held. */
  readonly unitIds: readonly string[];
  readonly studentId: string | null;
  readonly childIds: readonly string[];
}

const caller = (role: Role | null, more: Partial<Caller>): Caller => ({
  id: role ?? 'nobody',
  userId: `t-${role}`,
  unitIds: [],
  studentId: null,
  childIds: [],
  ...more,
  role,
});

const pupil = (studentId: string, role: Role, unitIds: string[], id: string): Caller =>
  caller(role, { id, studentId, unitIds, userId: `n-${studentId}` });

export const GUARDIAN = 'guardian';
/** In force; and two that are not: one that has ended and one that has not begun. */
export const childrenOfGuardian = ['a1-given', 'a1-both', 'a1-alone', 'a1-unassented'] as const;
export const formerChild = 'a10-given';
export const futureChild = 'a1-none';

/** Every role, the student's own in every state of consent, a portal's key, and nobody. */
export const callers: readonly Caller[] = [
  ...CONSENT_STATES.map(state => pupil(`a1-${state}`, 'student', ['a1'], `student ${state}`)),
  pupil('a1-none', 'class-committee', ['a1'], 'class-committee'),
  pupil('b1-given', 'dorm-leader', ['r1'], 'dorm-leader'),
  caller('counsellor', { unitIds: ['a1'] }),
  caller('homeroom-teacher', { unitIds: ['a1'] }),
  caller('psych-staff', { unitIds: ['s1'] }),
  caller('college-leader', { unitIds: ['a'] }),
  caller('school-leader', { unitIds: ['s1'] }),
  caller('guardian', { userId: 'g-guardian', childIds: childrenOfGuardian, unitIds: ['a1'] }),
  caller('district-officer', { unitIds: ['district'] }),
  caller('hospital-partner', { unitIds: ['s1'] }),
  caller('operator', { unitIds: ['district'] }),
  caller(null, { id: 'embed key' }),
  caller(null, { id: 'no credential' }),
];

/** Hold a role and ask nothing: those whose referrals and break-glass are not the callers' own. */
export const colleagues = [
  { userId: 't-colleague', role: 'psych-staff', unitId: 's1' },
  { userId: 't-clinic', role: 'hospital-partner', unitId: 's1' },
  { userId: 't-afar', role: 'counsellor', unitId: 'x1' },
] as const satisfies readonly { userId: string; role: Role; unitId: string }[];

const held = (role: Role, unitId: string): Caller =>
  caller(role, { id: `${role} of ${unitId}`, userId: `t-${role}-${unitId}`, unitIds: [unitId] });

/**
 * For the second wall alone, which is another one for whoever reaches the whole school: every role that is held below is held
 * here at the root, and the other way round.
 */
export const further: readonly Caller[] = [
  ...(['counsellor', 'homeroom-teacher', 'psych-staff', 'college-leader', 'school-leader'] as const).map(role =>
    held(role, 'district'),
  ),
  pupil('x1-none', 'class-committee', ['district'], 'class-committee of district'),
  pupil('x1-none', 'dorm-leader', ['district'], 'dorm-leader of district'),
  held('district-officer', 's1'),
  held('operator', 's1'),
];

/** Its session was made with another portal's key. */
export const ELSEWHERE = 'n-elsewhere';

export const idOf = {
  response: (student: string, campaign: string) => `response.${student}.${campaign}`,
  alert: (student: string) => `alert.${student}`,
  /** A UUID. */
  draft: (student: string) => {
    const number = [...students.map(({ id }) => id), FOREIGN_STUDENT, NOBODY].indexOf(student);
    return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  },
  erasure: (student: string) => `erasure.${student}`,
  correction: (student: string) => `correction.${student}`,
  /** Of an entry of the growth file, and of what staff wrote to it. */
  entry: (student: string) => `entry.${student}`,
  assignment: (student: string, { id, instrumentId }: Campaign) => `${student}.${id}.${instrumentId}`,
};
