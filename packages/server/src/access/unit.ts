/** A unit as the contract has it. */
import type { OrganisationUnit } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Context } from '../app/handlers.ts';
import { reachedStudents } from './reach.ts';

/** A query of `units` with the columns of {@link toUnit}. Students are counted as far as the session reaches. */
export const selectUnits = ({ db, tenant, principal }: Context) => {
  const count = (column: 'class_path' | 'dormitory_path') => sql`(
    select count(*) from students
    where students.tenant_id = units.tenant_id
      and students.${sql.raw(column)} >= units.path
      and students.${sql.raw(column)} < left(units.path, -1) || '0'
      and ${reachedStudents(principal)}
  )`;
  return db
    .selectFrom('units')
    .select(['units.id', 'units.kind', 'units.name', 'units.parent_id', 'units.stage', 'units.path', 'units.position'])
    .select(
      sql<number>`case units.kind when 'dormitory' then ${count('dormitory_path')} else ${count('class_path')} end`.as(
        'student_count',
      ),
    )
    .where('units.tenant_id', '=', tenant);
};

interface Row {
  id: string;
  kind: OrganisationUnit['kind'];
  name: string;
  parent_id: string | null;
  stage: OrganisationUnit['stage'];
  student_count: number;
}

export const toUnit = (row: Row): OrganisationUnit => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  parentId: row.parent_id,
  stage: row.stage,
  studentCount: row.student_count,
});
