/** The words of Chinese school administration, and those of OneRoster, for what the service names in its own. */
import type { Role, Stage, Student } from '@xinqiao/contract/types';

export const genders: Readonly<Record<string, Student['gender']>> = {
  女: 'female',
  男: 'male',
  未说明: 'unspecified',
  未说明的性别: 'unspecified',
  未知的性别: 'unspecified',
  // OneRoster 1.2, demographics.csv.
  female: 'female',
  male: 'male',
  unspecified: 'unspecified',
  other: 'unspecified',
  // GB/T 2261.1, which JY/T 1001 uses: 0 not known, 1 male, 2 female, 9 not stated.
  '0': 'unspecified',
  '1': 'male',
  '2': 'female',
  '9': 'unspecified',
};

export const stages: Readonly<Record<string, Stage>> = {
  小学: 'upper-primary',
  小学高年级: 'upper-primary',
  初中: 'junior-secondary',
  高中: 'senior-secondary',
  中职: 'secondary-vocational',
  专科: 'undergraduate',
  高职: 'undergraduate',
  本科: 'undergraduate',
  本专科: 'undergraduate',
  研究生: 'postgraduate',
  硕士: 'postgraduate',
  硕士研究生: 'postgraduate',
  博士: 'postgraduate',
  博士研究生: 'postgraduate',
};

/** 培养层次 by grade, as K-12 systems write `grades`: years of schooling 4 to 12, or IB-like codes of OneRoster's CEDS list. */
export function stageOfGrade(grade: string): Stage | undefined {
  const year = Number(grade);
  if (!Number.isInteger(year)) return undefined;
  if (year >= 4 && year <= 6) return 'upper-primary';
  if (year >= 7 && year <= 9) return 'junior-secondary';
  if (year >= 10 && year <= 12) return 'senior-secondary';
  return undefined;
}

/** Roles that a roster may give. An operator is named by the operator of the service, and students' roles by their college. */
export const staffRoles: Readonly<Record<string, Role>> = {
  辅导员: 'counsellor',
  班主任: 'homeroom-teacher',
  心理教师: 'psych-staff',
  心理老师: 'psych-staff',
  专职心理教师: 'psych-staff',
  心理中心: 'psych-staff',
  院系领导: 'college-leader',
  学院领导: 'college-leader',
  学校领导: 'school-leader',
};

export const rosterRoles: readonly Role[] = [...new Set(Object.values(staffRoles))];
