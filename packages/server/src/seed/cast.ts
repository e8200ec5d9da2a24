/**
 * The people of the demo. Their numbers are the same in every university that `seed` makes, whatever its size and year,
 * so that a portal can sign them in: pass `userId` and `role` to `embedSessions.create`. (Other students' numbers begin
 * with the year of enrolment, which changes.) Like everybody here they are invented.
 */
import type { Role } from '@xinqiao/contract/types';

export interface CastMember {
  /** 学号 of a student, 工号 of staff. */
  readonly userId: string;
  readonly role: Role;
  readonly name: string;
}

export const cast = {
  /** A freshman of 计算机学院: PHQ-9 and GAD-7 to do, consent not decided, PHQ-4 done, no alert. */
  student: { userId: '9900010001', role: 'student', name: '林知夏' },
  /** A third-year student of 计算机学院, of the same counsellor: a growth file over two stages with all kinds of entries. */
  seniorStudent: { userId: '9900010002', role: 'student', name: '陈思远' },
  /** 辅导员 of both. */
  counsellor: { userId: 'F01001', role: 'counsellor', name: '周敏' },
  /** Of the psychology centre (心理健康教育与咨询中心). */
  psychologist: { userId: 'X0001', role: 'psych-staff', name: '苏静言' },
  /** Of 计算机学院. */
  collegeLeader: { userId: 'L0001', role: 'college-leader', name: '何志远' },
  schoolLeader: { userId: 'L0000', role: 'school-leader', name: '梁文博' },
  /** Runs the service (信息中心); sees the audit and nobody's data. */
  operator: { userId: 'I0001', role: 'operator', name: '罗启明' },
} as const satisfies Record<string, CastMember>;
