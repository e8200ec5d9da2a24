/**
 * The plain spreadsheets that schools keep: one of students (学号, 姓名, …, 学院, 班级, 宿舍) and one of staff (工号, 姓名,
 * 角色, 负责单位). Units have no ids here: they are named by where they stand, `学院 / 班级`.
 */
import type { OrganisationUnit } from '@xinqiao/contract/types';
import type { Role, Stage } from '@xinqiao/contract/types';
import type { Place, Roster, RosterStaff, RosterStudent, RosterUnit } from './roster.ts';
import { type Columns, Faults, type NamedFile, readSheet } from './sheet.ts';
import { genders, staffRoles, stages } from './words.ts';

export const studentColumns = {
  number: { names: ['学号', 'student number'], required: true },
  name: { names: ['姓名', 'name'], required: true },
  birthDate: { names: ['出生日期', '出生年月日', 'birth date'], required: true },
  college: { names: ['学院', '院系', '院（系）', '年级部', 'college'], required: true },
  className: { names: ['班级', '班级名称', '行政班', 'class'], required: true },
  gender: { names: ['性别', 'gender'] },
  stage: { names: ['学段', '培养层次', 'stage'] },
  year: { names: ['入学年份', '年级', '入学年级', 'enrolment year'] },
  building: { names: ['宿舍楼', '楼栋', 'building'] },
  room: { names: ['宿舍', '寝室', '宿舍号', '寝室号', 'room'] },
} as const satisfies Columns<string>;

export const staffColumns = {
  number: { names: ['工号', '教工号', '职工号', 'staff number'], required: true },
  name: { names: ['姓名', 'name'], required: true },
  role: { names: ['角色', '岗位', 'role'], required: true },
  units: { names: ['负责单位', '所带班级', '所在单位', '单位', 'units'], required: true },
  contact: { names: ['联系方式', '办公电话', '电话', 'contact'] },
} as const satisfies Columns<string>;

export interface SpreadsheetSettings {
  /** The topmost unit, which a spreadsheet of one school does not name. */
  readonly school: string;
  /** Where a sheet has no 学段. */
  readonly stage?: Stage | undefined;
  /** The calendar day at the school, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What the whole school is called in a sheet of staff. */
const WHOLE_SCHOOL = new Set(['全校', '学校', 'school']);
export const SCHOOL_KEY = '';

/** Reads the sheets of students and those of staff; several of a kind are read as one. */
export function readSpreadsheets(
  students: readonly NamedFile[],
  staff: readonly NamedFile[],
  settings: SpreadsheetSettings,
): Roster {
  const faults = new Faults();
  const units = new Units(settings, students[0]?.name ?? staff[0]?.name ?? '');
  const readStudents = students.flatMap(file => studentsOf(file, settings, units, faults));
  const readStaff = staff.flatMap(file => staffOf(file, units, faults));
  return { units: units.all, students: readStudents, leavers: [], staff: merge(readStaff), faults: faults.all };
}

/** Units by the way to them; the same way twice is the same unit. */
class Units {
  readonly all = new Map<string, RosterUnit>();
  /** Keys of the units of a name, to find what a sheet of staff means. */
  readonly byName = new Map<string, Set<string>>();

  constructor({ school, stage }: SpreadsheetSettings, file: string) {
    const at = { file, line: 1 };
    this.all.set(SCHOOL_KEY, {
      key: SCHOOL_KEY,
      id: null,
      kind: 'school',
      name: school,
      parent: null,
      stage: stage ?? null,
      at,
    });
  }

  take(parent: string, kind: OrganisationUnit['kind'], name: string, stage: Stage | null, at: Place): string {
    const key = `${parent}/${kind}:${name}`;
    if (!this.all.has(key)) {
      this.all.set(key, { key, id: null, kind, name, parent, stage, at });
      const keys = this.byName.get(name) ?? new Set();
      this.byName.set(name, keys.add(key));
    }
    return key;
  }
}

function studentsOf(file: NamedFile, settings: SpreadsheetSettings, units: Units, faults: Faults): RosterStudent[] {
  return readSheet(file, studentColumns, faults).flatMap(row => {
    const before = faults.all.length;
    const number = row.personNumber('number');
    const name = row.required('name');
    const birthDate = row.birthDate('birthDate', settings.today);
    const college = row.required('college');
    const className = row.required('className');
    const genderText = row.text('gender');
    const gender = genderText === undefined ? undefined : row.oneOf('gender', genders, genderText);
    const stageText = row.text('stage');
    const stage = stageText === undefined ? settings.stage : row.oneOf('stage', stages, stageText);
    if (stage === undefined && stageText === undefined) row.fault('stage', 'required', 'It must be filled in.');
    const year = yearOf(row.text('year'), number);
    if (year === undefined) row.fault('year', 'not-a-year', 'A year is written 2026 or 2026级.');
    const building = row.text('building');
    const room = row.text('room');
    if (building !== undefined && room === undefined) row.fault('room', 'required', 'A building is named and no room.');
    if (faults.all.length > before) return [];
    const classKey = units.take(
      units.take(SCHOOL_KEY, 'college', college!, null, row.at),
      'class',
      className!,
      stage!,
      row.at,
    );
    const house = building === undefined ? SCHOOL_KEY : units.take(SCHOOL_KEY, 'dormitory', building, null, row.at);
    const without = row.has('room') ? null : undefined;
    const dormitoryKey = room === undefined ? without : units.take(house, 'dormitory', room, null, row.at);
    return {
      ...{ number: number!, name: name!, birthDate: birthDate!, gender, stage: stage! },
      ...{ enrolmentYear: year!, classKey, dormitoryKey, at: row.at },
    };
  });
}

/** 2026, 2026级; where the column is empty the year that most student numbers begin with. */
function yearOf(text: string | undefined, number: string | undefined): number | undefined {
  const digits = (text === undefined ? /^(\d{4})/.exec(number ?? '') : /^(\d{4})(?:年|级|届)?$/.exec(text))?.[1];
  const year = Number(digits);
  return year >= 1990 && year <= 2100 ? year : undefined;
}

function staffOf(file: NamedFile, units: Units, faults: Faults): RosterStaff[] {
  return readSheet(file, staffColumns, faults).flatMap(row => {
    const before = faults.all.length;
    const number = row.personNumber('number');
    const name = row.required('name');
    const role = row.oneOf<Role>('role', staffRoles);
    const named = row.required('units')?.split(/[、;；,，|]/) ?? [];
    const unitKeys = named
      .map(one => one.trim())
      .filter(one => one !== '')
      .map(one => keyOf(one, units));
    if (unitKeys.includes(undefined)) {
      row.fault('units', 'unknown-reference', 'A unit that is named here stands in no sheet of students.');
    }
    if (unitKeys.includes(null)) {
      row.fault('units', 'contradicts', 'Several units have this name: write 学院/班级.');
    }
    const contact = row.text('contact') ?? null;
    if (faults.all.length > before) return [];
    return {
      ...{ number: number!, name: name!, contact, at: row.at },
      roles: (unitKeys as string[]).map(unitKey => ({ role: role!, unitKey })),
    };
  });
}

/** @returns undefined when there is none, null when there are several. */
function keyOf(name: string, units: Units): string | undefined | null {
  if (WHOLE_SCHOOL.has(name.toLowerCase())) return SCHOOL_KEY;
  const steps = name.split('/').map(step => step.trim());
  const last = steps.at(-1)!;
  const keys = [...(units.byName.get(last) ?? [])].filter(key => {
    let parent = units.all.get(key)?.parent;
    for (const step of steps.slice(0, -1).reverse()) {
      const unit = units.all.get(parent ?? '');
      if (unit?.name !== step) return false;
      parent = unit.parent;
    }
    return true;
  });
  return keys.length > 1 ? null : keys[0];
}

/** Somebody who stands on several lines holds the roles of all of them. */
function merge(staff: readonly RosterStaff[]): RosterStaff[] {
  const byNumber = new Map<string, RosterStaff>();
  for (const one of staff) {
    const before = byNumber.get(one.number);
    byNumber.set(one.number, before ? { ...before, roles: [...before.roles, ...one.roles] } : one);
  }
  return [...byNumber.values()];
}
