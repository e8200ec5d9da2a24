/** How a caller stands to a student, a unit or a campaign, worked out from the facts of the world. */
import { above, type Caller, type Campaign, type Student, students } from './facts.ts';

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
  /** It is about nobody. */
  | 'anyone';

/** Everything that it takes has been agreed to. */
export const mayAnswer = ({ state }: Student): boolean => state === 'given' || state === 'both';

export const studentWith = (id: string): Student | undefined => students.find(one => one.id === id);

export const isWithin = (unitIds: readonly string[], unitId: string | null): boolean =>
  above(unitId).some(id => unitIds.includes(id));

/** A dormitory's leader reaches who lives there; everybody else who belongs to a class below. */
const reaches = (caller: Caller, student: Student): boolean =>
  isWithin(caller.unitIds, caller.role === 'dorm-leader' ? student.dormitoryId : student.classId);

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
    case 'anyone':
      return true;
  }
}

/** Whose subtree holds the caller, or the other way round: it asks, or will ask, somebody in reach. */
export const concerns = (caller: Caller, campaign: Campaign): boolean =>
  isWithin(caller.unitIds, campaign.unitId) || caller.unitIds.some(id => isWithin([campaign.unitId], id));
