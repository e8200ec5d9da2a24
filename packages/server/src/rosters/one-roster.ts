/**
 * OneRoster 1.2, CSV binding, as bulk files (1EdTech, https://www.imsglobal.org/spec/oneroster/v1p2/bind/csv/): orgs, users,
 * classes, enrollments, demographics, and roles where staff have any.
 *
 * - `orgs`: `district`, `school`; a `department` is a college. Other types lie above what the service knows.
 * - `classes` of the type `homeroom` are classes (行政班); scheduled ones are courses and not read.
 * - `enrollments`: a student's homeroom; its primary teacher is the class's 班主任.
 * - `roles`: `principal` is a school leader. All else that gives a right is written as an extension, `ext:psych-staff`,
 *   `ext:counsellor`, `ext:college-leader`: a right to see results is never guessed from a word such as `counselor`.
 * - `users`: the student or staff number is `identifier`, else `username`. `metadata.enrolmentYear` holds the 入学年份.
 */
import type { Role, Stage } from '@xinqiao/contract/types';
import type { Place, Roster, RosterLeaver, RosterStaff, RosterStudent, RosterUnit } from './roster.ts';
import { halfWidth, ID, NOT_A_NUMBER } from './person-numbers.ts';
import { type Columns, Faults, type NamedFile, readSheet, type SheetRow } from './sheet.ts';
import { genders, stageOfGrade } from './words.ts';

const record = { sourcedId: { names: ['sourcedId'], required: true }, status: { names: ['status'] } };

const columns = {
  orgs: {
    ...record,
    name: { names: ['name'], required: true },
    type: { names: ['type'], required: true },
    parent: { names: ['parentSourcedId'] },
  },
  users: {
    ...record,
    username: { names: ['username'], required: true },
    identifier: { names: ['identifier'] },
    givenName: { names: ['givenName'], required: true },
    familyName: { names: ['familyName'], required: true },
    grades: { names: ['grades'] },
    phone: { names: ['phone'] },
    year: { names: ['metadata.enrolmentYear'] },
  },
  roles: {
    ...record,
    user: { names: ['userSourcedId'], required: true },
    role: { names: ['role'], required: true },
    org: { names: ['orgSourcedId'], required: true },
    begins: { names: ['beginDate'] },
    ends: { names: ['endDate'] },
  },
  classes: {
    ...record,
    title: { names: ['title'], required: true },
    classType: { names: ['classType'], required: true },
    school: { names: ['schoolSourcedId'], required: true },
  },
  enrollments: {
    ...record,
    class: { names: ['classSourcedId'], required: true },
    user: { names: ['userSourcedId'], required: true },
    role: { names: ['role'], required: true },
    primary: { names: ['primary'] },
  },
  demographics: {
    ...record,
    birthDate: { names: ['birthDate'], required: true },
    sex: { names: ['sex'] },
  },
} as const satisfies Record<string, Columns<string>>;

type FileName = keyof typeof columns;
const needed: readonly FileName[] = ['orgs', 'users', 'classes', 'enrollments', 'demographics'];

const kinds: Readonly<Record<string, 'district' | 'school' | 'college'>> = {
  district: 'district',
  school: 'school',
  department: 'college',
};

const rolesOf: Readonly<Record<string, Role>> = {
  principal: 'school-leader',
  'ext:school-leader': 'school-leader',
  'ext:college-leader': 'college-leader',
  'ext:psych-staff': 'psych-staff',
  'ext:counsellor': 'counsellor',
  'ext:homeroom-teacher': 'homeroom-teacher',
};

/** Whether the files are named as OneRoster names them. */
export const isOneRoster = (files: readonly NamedFile[]): boolean => files.some(({ name }) => name === 'manifest.csv');

type Row<F extends FileName> = SheetRow<keyof (typeof columns)[F] & string>;

/** Rows of a file by their `sourcedId`; what is to be deleted is marked, not left out. */
interface Entry<F extends FileName> {
  readonly row: Row<F>;
  readonly id: string;
  readonly isDeleted: boolean;
}

/** Of a role. Who teaches a class has other days, those of the term: somebody is in charge of it in the holidays too. */
const isToCome = (row: Row<'roles'>, today: string) => today < (row.text('begins') ?? '');
/** On `endDate` it does not hold any more. */
const isOver = (row: Row<'roles'>, today: string) => today >= (row.text('ends') ?? '9');

/**
 * @param today the calendar day at the school, `YYYY-MM-DD`.
 * @param stage where a student has no grade that tells it.
 */
export function readOneRoster(files: readonly NamedFile[], today: string, stage?: Stage): Roster {
  const faults = new Faults();
  const read = <F extends FileName>(name: F): Entry<F>[] => {
    const file = files.find(one => one.name === `${name}.csv`);
    if (!file) {
      if (needed.includes(name)) {
        faults.add({ file: `${name}.csv`, line: 1 }, null, 'missing-file', 'OneRoster bulk files need it.');
      }
      return [];
    }
    // The compiler doesn't follow which columns belong to which file.
    const own = columns[name] as Columns<string>;
    return idsOf(readSheet(file, own, faults) as unknown as Row<F>[], faults);
  };

  const units = new Map<string, RosterUnit>();
  const orgs = read('orgs').filter(({ isDeleted }) => !isDeleted);
  for (const { id, row } of orgs) {
    const kind = kinds[row.required('type')?.toLowerCase() ?? ''];
    const name = row.required('name');
    if (!kind || !name) continue;
    units.set(id, { key: id, id, kind, name, parent: row.text('parent') ?? null, stage: null, at: row.at });
  }
  // Above a district stand orgs that the service doesn't know.
  const known = new Set(orgs.map(({ id }) => id));
  for (const { id, row } of orgs) {
    const unit = units.get(id);
    if (!unit || unit.parent === null || units.has(unit.parent)) continue;
    if (!known.has(unit.parent)) row.fault('parent', 'unknown-reference', 'No org of orgs.csv has this sourcedId.');
    units.set(id, { ...unit, parent: null });
  }
  for (const { id, row, isDeleted } of read('classes')) {
    if (isDeleted || row.required('classType')?.toLowerCase() !== 'homeroom') continue;
    const parent = row.required('school');
    const name = row.required('title');
    if (parent && !units.has(parent))
      row.fault('school', 'unknown-reference', 'No org of orgs.csv has this sourcedId.');
    if (units.has(id)) row.fault('sourcedId', 'repeated', 'An org has this sourcedId.');
    if (parent && name) units.set(id, { key: id, id, kind: 'class', name, parent, stage: null, at: row.at });
  }

  const homes = new Map<string, { classKey: string; at: Place }>();
  const rights = new Map<string, { role: Role; unitKey: string }[]>();
  const give = (user: string, role: Role, unitKey: string) =>
    rights.set(user, [...(rights.get(user) ?? []), { role, unitKey }]);
  /** Of whom it says that a right has ended; what else they hold stands in it as well. */
  const deprived = new Set<string>();
  /** Who is a student, or was. */
  const everStudents = new Set<string>();
  for (const { row, isDeleted } of read('enrollments')) {
    const unit = units.get(row.required('class') ?? '');
    const user = row.required('user');
    const role = row.required('role')?.toLowerCase();
    const isPrimary = role === 'teacher' && row.text('primary')?.toLowerCase() === 'true';
    if (isDeleted && isPrimary && user) deprived.add(user);
    if (role === 'student' && user) everStudents.add(user);
    if (isDeleted || !user || unit?.kind !== 'class') continue;
    if (role === 'student') {
      if (homes.has(user)) row.fault('class', 'contradicts', 'This student has two homerooms.');
      homes.set(user, { classKey: unit.key, at: row.at });
    } else if (isPrimary) {
      give(user, 'homeroom-teacher', unit.key);
    }
  }
  const students = new Set<string>();
  for (const { row, isDeleted } of read('roles')) {
    const user = row.required('user');
    const role = row.required('role')?.toLowerCase() ?? '';
    const org = row.required('org');
    const ours = rolesOf[role];
    const hasEnded = isDeleted || isOver(row, today);
    if (hasEnded && ours && user) deprived.add(user);
    if (role === 'student' && user) everStudents.add(user);
    if (isDeleted || !user || !org) continue;
    if (role === 'student') students.add(user);
    if (!ours || hasEnded || isToCome(row, today)) continue;
    if (units.has(org)) give(user, ours, org);
    else row.fault('org', 'unknown-reference', 'No org of orgs.csv has this sourcedId.');
  }

  const born = new Map(read('demographics').map(entry => [entry.id, entry.row]));
  const people = read('users').flatMap(entry => {
    const { row, id } = entry;
    const text = row.text('identifier') ?? row.required('username');
    const number = text && halfWidth(text);
    const family = row.text('familyName') ?? '';
    const given = row.text('givenName') ?? '';
    const name = nameOf(family, given);
    if (name === '') row.fault('givenName', 'required', 'It must be filled in.');
    return number === undefined || name === '' ? [] : [{ ...entry, id, number, name }];
  });

  const here = people.filter(({ isDeleted }) => !isDeleted);
  const numbers = new Set(here.map(({ number }) => number));
  const gone = [
    ...new Map(people.filter(({ number }) => !numbers.has(number)).map(person => [person.number, person])).values(),
  ];
  const leavers = gone
    .filter(({ id }) => everStudents.has(id))
    .map(({ number, row }): RosterLeaver => ({ number, at: row.at }));

  const readStudents = here.flatMap((person): RosterStudent[] => {
    const { id, row, number, name } = person;
    const home = homes.get(id);
    if (!home) {
      if (students.has(id)) row.fault('sourcedId', 'unknown-reference', 'This student has no homeroom.');
      return [];
    }
    const before = faults.all.length;
    checkNumber(row, number);
    const birth = born.get(id);
    if (!birth) row.fault('sourcedId', 'unknown-reference', 'demographics.csv has nothing of this student.');
    const birthDate = birth?.birthDate('birthDate', today);
    const sex = birth?.text('sex');
    const gender = sex === undefined ? undefined : birth?.oneOf('sex', genders, sex);
    const ofGrade = stageOfGrade(row.text('grades')?.split(',')[0]?.trim() ?? '') ?? stage;
    if (!ofGrade) row.fault('grades', 'unknown-value', 'No stage of schooling follows from it: name one.');
    const year = Number(row.text('year') ?? /^(\d{4})/.exec(number)?.[1]);
    if (!(Number.isInteger(year) && year >= 1990 && year <= 2100)) {
      row.fault('year', 'not-a-year', 'A year of four digits.');
    }
    if (faults.all.length > before) return [];
    return [
      {
        ...{ number, name, gender, birthDate: birthDate!, stage: ofGrade!, enrolmentYear: year },
        ...{ classKey: home.classKey, dormitoryKey: undefined, at: row.at },
      },
    ];
  });
  // Who has left may have been of the staff as well: then they have no right any more.
  const staff = [...here.filter(({ id }) => (rights.has(id) || deprived.has(id)) && !homes.has(id)), ...gone].map(
    ({ id, row, number, name, isDeleted }): RosterStaff => {
      const roles = isDeleted ? [] : (rights.get(id) ?? []);
      if (roles.length > 0) checkNumber(row, number);
      return { number, name, contact: row.text('phone') ?? null, roles, at: row.at };
    },
  );
  return { units, students: readStudents, leavers, staff, faults: faults.all };
}

/** Of who is brought: others may be in the files, a parent by an address, of whom nothing is read. */
const checkNumber = (row: Row<'users'>, number: string): void => {
  if (!ID.test(number)) row.fault(row.text('identifier') ? 'identifier' : 'username', 'not-an-id', NOT_A_NUMBER);
};

/** Chinese names are written without a space between, family name first. */
const nameOf = (family: string, given: string): string =>
  /^[\p{Script=Han}·]*$/u.test(family + given) ? family + given : `${given} ${family}`.trim();

function idsOf<F extends FileName>(rows: readonly Row<F>[], faults: Faults): Entry<F>[] {
  const seen = new Set<string>();
  return (rows as readonly SheetRow<'sourcedId' | 'status'>[]).flatMap(row => {
    const before = faults.all.length;
    const id = row.required('sourcedId');
    if (id !== undefined && !ID.test(id)) row.fault('sourcedId', 'not-an-id', 'Letters, digits and . _ -, at most 64.');
    if (id !== undefined && seen.has(id)) row.fault('sourcedId', 'repeated', 'This sourcedId stands twice.');
    if (id === undefined || faults.all.length > before) return [];
    seen.add(id);
    return [{ row: row as unknown as Row<F>, id, isDeleted: row.text('status')?.toLowerCase() === 'tobedeleted' }];
  });
}
