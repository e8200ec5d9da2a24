/** The school: its units, its staff with the roles they hold, and its students. Nothing here says how anybody is. */
import type { OrganisationUnit, Role, Stage, Student } from '@xinqiao/contract/types';
import type { Generated } from 'kysely';
import type { Instant, Nullable } from './columns.ts';

export interface Tenants {
  id: string;
  name: string;
  created_at: Instant;
}

export interface Units {
  tenant_id: string;
  id: string;
  kind: OrganisationUnit['kind'];
  name: string;
  parent_id: Nullable<string>;
  stage: Nullable<Stage>;
  /** Ids from the root to this unit, each followed by a slash: `school/college/class/`. */
  path: string;
  /** Among siblings, from 0. */
  position: Generated<number>;
  /** Directly in it: a class or a dormitory. Kept by the database. */
  student_count: Generated<number>;
}

export interface People {
  tenant_id: string;
  id: string;
  /** 工号; what a portal names as `userId`. */
  staff_number: string;
  name: string;
  contact: Nullable<string>;
}

export interface RoleAssignments {
  tenant_id: string;
  id: string;
  /** Either a member of staff or a student (class committee, dormitory leader). */
  person_id: Nullable<string>;
  student_id: Nullable<string>;
  role: Role;
  unit_id: string;
}

export interface Students {
  tenant_id: string;
  id: string;
  /** 学号; what a portal names as `userId`. */
  student_number: string;
  name: string;
  gender: Student['gender'];
  birth_date: string;
  stage: Stage;
  enrolment_year: number;
  class_id: string;
  /** Path of the class and of the dormitory, repeated here so that a subtree is one index range. */
  class_path: string;
  college_id: string;
  dormitory_id: Nullable<string>;
  dormitory_path: Nullable<string>;
  /** The day the student left the school; retention counts from it. */
  left_on: Nullable<string>;
}
