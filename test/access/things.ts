/** What rows of the database are about, and how a caller stands to it. */
import type { Role } from '@xinqiao/contract/types';
import { type AnyCase, breakGlasses, delegations, type DocumentKind, referrals } from './cases.ts';
import {
  asking,
  type Caller,
  callers,
  campaigns,
  childrenOfGuardian,
  ELSEWHERE,
  formerChild,
  further,
  futureChild,
  GUARDIAN,
  hasErasure,
  idOf,
  type Student,
  students,
} from './facts.ts';
import { isMadeBy, isNamed, knows, mayAnswer, type Relation, stands, studentWith } from './relations.ts';

/** How a caller stands to a row. */
export type RowRelation =
  | Relation
  /** The caller is who made it. */
  | 'made'
  /** Made by the caller, of a student in reach. */
  | 'made in reach'
  /** Made by somebody else, of a student in reach. */
  | "another's in reach"
  /** Given to the caller, at whatever time. */
  | 'given'
  /** Made by the caller, or of a student for whom the caller has broken the glass. */
  | 'made or broken'
  /** In a bundle that is open to the caller. */
  | 'named'
  /** A child's, and its campaign tells guardians something. */
  | 'released'
  /** A session of the caller, or one that was made with the caller's key. */
  | 'own session'
  /** A campaign that asks the student, or a child. */
  | 'asked';
export type Roles = Partial<Record<Role | 'embed key', RowRelation>>;

/** What a row is about. */
export interface Thing {
  readonly id: string;
  /** Undefined where it is about none. */
  readonly student?: Student;
  readonly stands: (caller: Caller, relation: RowRelation) => boolean;
}

const byStudent =
  (student: Student) =>
  (caller: Caller, relation: RowRelation): boolean =>
    stands(caller, relation as Relation, student);

const thingOf = (student: Student): Thing => ({ id: student.id, student, stands: byStudent(student) });

/** What may be in a bundle. */
const document = (kind: DocumentKind, id: string, student: Student): Thing => ({
  ...{ id, student },
  stands: (caller, relation) =>
    relation === 'named' ? isNamed(caller, kind, id) : stands(caller, relation as Relation, student),
});

function caseThing(one: AnyCase): Thing {
  const student = studentWith(one.studentId)!;
  return {
    ...{ id: one.id, student },
    stands(caller, relation) {
      const isInReach = stands(caller, 'reach', student);
      switch (relation) {
        case 'made':
          return isMadeBy(caller, one);
        case 'made in reach':
          return isInReach && isMadeBy(caller, one);
        case "another's in reach":
          return isInReach && !isMadeBy(caller, one);
        case 'given':
          return one.kind !== 'breakGlass' && one.to === caller.userId;
        case 'made or broken':
          return isMadeBy(caller, one) || stands(caller, 'broken', student);
        case 'named':
          return one.kind === 'referral' && knows(caller, one);
        default:
          return stands(caller, relation as Relation, student);
      }
    },
  };
}

export const everybody: readonly Thing[] = students.map(thingOf);
/** Those of whom there is such a row. */
const those = (has: (student: Student) => boolean): readonly Thing[] => students.filter(has).map(thingOf);
export const decided = those(({ state }) => state !== 'none');
export const drafting = those(mayAnswer);
export const erasing = those(hasErasure);

export const answered: readonly Thing[] = students
  .filter(one => one.hasAnswered)
  .flatMap(student =>
    campaigns
      .filter(one => one.isAnswered)
      .map(({ id, guardianFeedback }): Thing => {
        const it = document('response', idOf.response(student.id, id), student);
        return {
          ...it,
          stands: (caller, relation) =>
            relation === 'released'
              ? guardianFeedback !== 'none' && stands(caller, 'child', student)
              : it.stands(caller, relation),
        };
      }),
  );
export const alerts: readonly Thing[] = students.map(one => document('alert', idOf.alert(one.id), one));
export const summaries: readonly Thing[] = students.map(one => document('growth-summary', idOf.entry(one.id), one));

export const delegated: readonly Thing[] = delegations.map(caseThing);
export const referred: readonly Thing[] = referrals.map(caseThing);
export const broken: readonly Thing[] = breakGlasses.map(caseThing);

/** Sessions, by whose they are; and of codes. */
export const sessions: readonly Thing[] = [
  ...new Set([...callers, ...further].filter(one => one.role !== null).map(one => one.userId)),
  ELSEWHERE,
].map((id): Thing => ({
  id,
  stands: ({ role, userId }) => (role === null ? id !== ELSEWHERE : id === userId),
}));

const everOfGuardian: readonly string[] = [...childrenOfGuardian, formerChild, futureChild];
/** The guardian who calls, and the one whom every student has. */
export const guardians: readonly Thing[] = [GUARDIAN, 'other'].map(id => ({
  id,
  stands({ studentId }, relation) {
    if (relation === 'self') return id !== GUARDIAN || everOfGuardian.includes(studentId!);
    return relation === 'anyone' || id === GUARDIAN;
  },
}));

export const everyCampaign: readonly Thing[] = campaigns.map(campaign => ({
  id: campaign.id,
  stands: (_, relation) => relation === 'anyone' || asking.includes(campaign),
}));
