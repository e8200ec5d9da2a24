/** Staff and the roles they hold, and the students who hold one. Extensions are of the invented school's own exchange. */
import type { Role } from '@xinqiao/contract/types';
import { cast, type CastMember } from './cast.ts';
import { SCHOOL_ID, SCHOOL_NAME } from './colleges.ts';
import type { Dormitories } from './dormitories.ts';
import { groupBy } from './group.ts';
import { staffName } from './names.ts';
import { randomOf } from './random.ts';
import type { SeedClass, SeedStudent } from './students.ts';

/** Students of one 辅导员 (教育部令第43号: at least one for 200). */
const STUDENTS_A_COUNSELLOR = 200;

export interface SeedPerson {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly contact: string;
  readonly role: Role;
  /** Where the role is held. */
  readonly unitIds: string[];
}

export interface SeedStudentRole {
  readonly student: SeedStudent;
  readonly role: 'class-committee' | 'dorm-leader';
  readonly unitId: string;
}

const two = (value: number, digits = 2): string => String(value).padStart(digits, '0');

function person(number: string, role: Role, contact: string, unitIds: string[], member?: CastMember): SeedPerson {
  const name = member?.name ?? staffName(randomOf('staff', number));
  return { id: `p${number}`, number, name, contact, role, unitIds };
}

/** Full-time psychology staff a university must have: 1 for 4,000 students and 2 at least (教思政厅函〔2021〕10号 第11条). */
export const psychologyStaff = (students: number): number => Math.max(2, Math.ceil(students / 4000));

export function employ(classes: readonly SeedClass[]): SeedPerson[] {
  const colleges = [...groupBy(classes, one => one.college).entries()];
  const students = classes.reduce((sum, one) => sum + one.students.length, 0);
  const centre = Array.from({ length: psychologyStaff(students) }, (_, index) =>
    person(
      `X${two(index + 1, 4)}`,
      'psych-staff',
      `心理健康教育与咨询中心 ${101 + index}室 · 校内分机 ${8000 + index + 1}`,
      [SCHOOL_ID],
      index === 0 ? cast.psychologist : undefined,
    ),
  );
  const leaders = colleges.map(([college], index) =>
    person(
      `L${two(Number(college.code), 4)}`,
      'college-leader',
      `${college.building} 201室 · 校内分机 ${7000 + Number(college.code)}`,
      [college.id],
      index === 0 ? cast.collegeLeader : undefined,
    ),
  );
  const head = person(
    cast.schoolLeader.userId,
    'school-leader',
    `${SCHOOL_NAME} 行政楼 301室 · 校内分机 7000`,
    [SCHOOL_ID],
    cast.schoolLeader,
  );
  const operator = person(
    cast.operator.userId,
    'operator',
    '信息中心 101室 · 校内分机 7100',
    [SCHOOL_ID],
    cast.operator,
  );
  return [head, operator, ...leaders, ...centre, ...colleges.flatMap(([, ofCollege]) => counsellorsOf(ofCollege))];
}

/** Neighbouring classes go to one counsellor; the one of the demo has the senior student's class as well. */
function counsellorsOf(classes: readonly SeedClass[]): SeedPerson[] {
  const { college } = classes[0]!;
  const students = classes.reduce((sum, one) => sum + one.students.length, 0);
  const number = Math.min(classes.length, Math.max(1, Math.round(students / STUDENTS_A_COUNSELLOR)));
  const counsellors = Array.from({ length: number }, (_, index) =>
    person(
      `F${college.code}${two(index + 1, 3)}`,
      'counsellor',
      `${college.building} ${301 + index}室 · 校内分机 ${6000 + Number(college.code) * 100 + index}`,
      [],
      college.id === 'computing' && index === 0 ? cast.counsellor : undefined,
    ),
  );
  let before = 0;
  for (const one of classes) {
    const middle = before + one.students.length / 2;
    before += one.students.length;
    const hasSenior = one.students.some(student => student.number === cast.seniorStudent.userId);
    const index = hasSenior ? 0 : Math.min(number - 1, Math.floor((middle / students) * number));
    counsellors[index]!.unitIds.push(one.id);
  }
  return counsellors.filter(({ unitIds }) => unitIds.length > 0);
}

/** A 心理委员 for each class and a 寝室长 for each room; never the student of the demo where there is another. */
export function electStudents(classes: readonly SeedClass[], { rooms }: Dormitories): SeedStudentRole[] {
  const first = (students: readonly SeedStudent[]) =>
    students.find(student => student.number !== cast.student.userId) ?? students[0]!;
  const committee = classes.map(one => ({
    student: first(randomOf('committee', one.id).shuffled(one.students)),
    role: 'class-committee' as const,
    unitId: one.id,
  }));
  const leaders = rooms.map(room => ({
    student: first(room.students),
    role: 'dorm-leader' as const,
    unitId: room.id,
  }));
  return [...committee, ...leaders];
}
