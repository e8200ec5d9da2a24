/** Students in classes: who studies what, since when. */
import { cast } from './cast.ts';
import { type CollegePlan, collegesFor, SCHOOL_ID } from './colleges.ts';
import { studentName } from './names.ts';
import { randomOf, share } from './random.ts';

/** The four school years in proportion, freshmen first. */
const YEARS = [26, 25, 25, 24];
const CLASS_SIZE = 35;

export interface SeedClass {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly college: CollegePlan;
  readonly collegePath: string;
  readonly enrolmentYear: number;
  /** Among the classes of the college: newest year first. */
  readonly position: number;
  readonly students: SeedStudent[];
}

export interface SeedStudent {
  readonly id: string;
  /** 学号 */
  readonly number: string;
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly birthDate: string;
  readonly class: SeedClass;
  dormitory: { readonly id: string; readonly path: string } | null;
}

/** Number of the place in a class at which a member of the cast stands. */
const CAST_PLACE = 0;

/**
 * The classes with their students, by college and year.
 *
 * @param count all students of the university.
 * @param year enrolment year of the freshmen.
 */
export function enrol(count: number, year: number): SeedClass[] {
  const colleges = collegesFor(count);
  const sizes = share(
    count,
    colleges.map(({ weight }) => weight),
  );
  return colleges.flatMap((college, index) => {
    const classes: SeedClass[] = [];
    share(sizes[index]!, YEARS).forEach((size, age) => {
      if (size > 0) classes.push(...classesOf(college, year - age, size, classes.length));
    });
    classes.forEach(one => castIn(one, year));
    return classes;
  });
}

/** One year of one college. 学号: year, college, serial number. */
function classesOf(college: CollegePlan, enrolmentYear: number, size: number, position: number): SeedClass[] {
  const number = Math.max(1, Math.round(size / CLASS_SIZE));
  const sizes = share(size, Array<number>(number).fill(1));
  const perMajor = share(
    number,
    college.majors.map(() => 1),
  );
  const names = perMajor.flatMap((many, major) =>
    Array.from({ length: many }, (_, serial) => {
      const two = String(serial + 1).padStart(2, '0');
      return `${college.majors[major]}${enrolmentYear % 100}${two}班`;
    }),
  );
  const collegePath = `${SCHOOL_ID}/${college.id}/`;
  let serial = 0;
  return sizes.map((students, index) => {
    const id = `${college.id}-${enrolmentYear}-${String(index + 1).padStart(2, '0')}`;
    const one: SeedClass = {
      id,
      name: names[index]!,
      path: `${collegePath}${id}/`,
      college,
      collegePath,
      enrolmentYear,
      position: position + index,
      students: [],
    };
    for (let place = 0; place < students; place++) one.students.push(makeStudent(one, ++serial));
    return one;
  });
}

function makeStudent(home: SeedClass, serial: number): SeedStudent {
  const number = `${home.enrolmentYear}${home.college.code}${String(serial).padStart(4, '0')}`;
  const random = randomOf('student', number);
  const gender = random.chance(home.college.women) ? 'female' : 'male';
  return {
    id: `s${number}`,
    number,
    name: studentName(random, gender),
    gender,
    birthDate: birthDate(home.enrolmentYear, random.weighted([6, 80, 14]), random.integer(0, 364)),
    class: home,
    dormitory: null,
  };
}

/** Most begin at 18: born from September on nineteen years before. `late` 0 is a year younger, 2 a year older. */
function birthDate(enrolmentYear: number, late: number, day: number): string {
  return new Date(Date.UTC(enrolmentYear - 18 - late, 8, 1 + day)).toISOString().slice(0, 10);
}

/** Puts the students of the demo into the first class of their college and year, each in the place of somebody. */
function castIn(home: SeedClass, year: number): void {
  if (home.college.id !== 'computing' || !home.id.endsWith('-01')) return;
  const member = home.enrolmentYear === year ? cast.student : cast.seniorStudent;
  if (home.enrolmentYear !== year && home.enrolmentYear !== year - 2) return;
  const gender = member === cast.student ? 'female' : 'male';
  home.students[CAST_PLACE] = {
    ...home.students[CAST_PLACE]!,
    id: `s${member.userId}`,
    number: member.userId,
    name: member.name,
    gender,
  };
}
