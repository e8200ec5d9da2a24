/** Which rows a relation opens, as conditions in SQL: the words that `rows/` is written in. */
import type { Schema } from '../database/schema.ts';
import { any, setting, settingList, type SettingName } from './settings.ts';

export type Table = keyof Schema;

/**
 * SQL of a condition on the rows of `table`, as it is called in a query of it alone; `whole` for those who reach the whole
 * school.
 */
export type Rows = (table: string, whole: boolean) => string;

export const everyRow: Rows = () => 'true';

/**
 * A condition that the statement has as well, in other words: by the name of a student, by a unit. The planner would multiply the
 * two and plan for a handful of rows, where it is one condition; of this comparison it thinks that nearly every row passes.
 */
const anyway = (condition: string): string => `case when ${condition} then 1 else 0 end <> 0`;

/** The own id, or one of the own children; of a setting another list. */
export const owned = (column: string, name: SettingName = 'own'): Rows => {
  const rows = anyway(any(column, settingList(name)));
  return () => rows;
};

/** What a relation with a case opens: the lists are made by the service, of what holds at this moment. */
export const listed = (column: string, name: SettingName): Rows => {
  const rows = any(column, settingList(name));
  return () => rows;
};

/** The path begins as one of these does. `^@` would copy each before it compares. */
const below = (path: string, units: SettingName): string => `${path} like any (${settingList(units)})`;

/**
 * Everything below the units in reach. Of students, and of what says where its student is. As one comparison a row: the range that
 * an index would take stands in the statement.
 */
export const reachedStudents: Rows = (_, whole) =>
  whole ? 'true' : anyway(`${below('class_path', 'within')} or ${below('dormitory_path', 'dormitories')}`);

/**
 * The row of `parent` that this one belongs to is seen. Not `exists`: the planner plans that twice each time it stands in
 * another, for one row and for many, and takes it for half of the rows where this is nearly all of them.
 */
export const following =
  (parent: Table, column: string): Rows =>
  (table, whole) =>
    whole ? 'true' : ofParent(parent, column)(table, whole);

/** The same where even who reaches the whole school does not see every row of `parent`. */
export const ofParent =
  (parent: Table, column: string, of: Rows = everyRow): Rows =>
  (table, whole) => {
    const further = of(table, whole);
    return `(
  select 1 from ${parent} as parent where parent.tenant_id = ${table}.tenant_id and parent.id = ${table}.${column}${further === 'true' ? '' : ` and parent.${further}`}) is not null`;
  };

/** Those whose student is seen. */
export const ofReach = following('students', 'student_id');

/** Rows with a student's id. */
export const aboutStudent = {
  self: owned('student_id'),
  child: owned('student_id'),
  subtree: ofReach,
  delegated: listed('student_id', 'delegated'),
  'break-glass': listed('student_id', 'broken'),
};

/** The same where the row says where its student is. */
export const placedByStudent = { ...aboutStudent, subtree: reachedStudents };

/** Of those in reach the ones of which the row says this. */
export const reachedIf =
  (condition: string): Rows =>
  (...of) =>
    `(${anyway(condition)} and ${reachedStudents(...of)})`;

/** As far as the campaign lets guardians know. */
export const releasedToGuardians: Rows = table => `(${any('student_id', settingList('own'))} and exists (
  select from assignments as asked
  join campaigns as campaign on campaign.tenant_id = asked.tenant_id and campaign.id = asked.campaign_id
  where asked.tenant_id = ${table}.tenant_id and asked.id = ${table}.assignment_id
    and campaign.guardian_feedback <> 'none'))`;

export const byPerson: Rows = () => `by_user = ${setting('person')}`;
export const ownDelegations: Rows = () => `to_user = ${setting('person')}`;
/** Of the entries of these students. */
export const summariesOf =
  (name: SettingName): Rows =>
  table =>
    `entry_id = any (select id from growth_entries as entry
  where entry.tenant_id = ${table}.tenant_id and ${any('entry.student_id', settingList(name))})`;
