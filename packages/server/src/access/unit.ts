/** A unit as the contract has it. */
import type { OrganisationUnit } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Context, SessionPrincipal } from '../app/handlers.ts';
import { inSubtree, isOfOneself, reachedStudents, type UnitNode } from './reach.ts';

const isDormitory = ({ kind }: UnitNode): boolean => kind === 'dormitory';

/** Students of `units`, one by one. */
const countOfStudents = (principal: SessionPrincipal) => {
  const inUnit = (column: 'class_path' | 'dormitory_path') => sql`(
    select count(*) from students
    where students.tenant_id = units.tenant_id
      and students.${sql.raw(column)} >= units.path
      and students.${sql.raw(column)} < left(units.path, -1) || '0'
      and ${reachedStudents(principal)}
  )`;
  return sql<number>`case units.kind when 'dormitory' then ${inUnit('dormitory_path')} else ${inUnit('class_path')} end`;
};

/** The same from the units below, each of which knows its own: no student is in two classes, or in two dormitories. */
const countOfUnits = ({ reach }: SessionPrincipal) => sql<number>`(
  select coalesce(sum(member.student_count), 0)::int from units as member
  where member.tenant_id = units.tenant_id and member.path >= units.path and member.path < left(units.path, -1) || '0'
    and (member.kind = 'dormitory') = ${reach.every(isDormitory) ? sql`true` : sql`(units.kind = 'dormitory')`}
    and (${sql.join(
      reach.map(unit => inSubtree('member.path', unit)),
      sql` or `,
    )})
)`;

/** Whoever reaches classes and dormitories reaches some students by both. */
const reachesByUnits = ({ reach }: SessionPrincipal): boolean =>
  reach.length > 0 && (reach.every(isDormitory) || !reach.some(isDormitory));

/** A query of `units` with the columns of {@link toUnit}. Students are counted as far as the session reaches. */
export const selectUnits = ({ db, tenant, principal }: Context) => {
  const count = reachesByUnits(principal) && !isOfOneself(principal) ? countOfUnits : countOfStudents;
  return db
    .selectFrom('units')
    .select(['units.id', 'units.kind', 'units.name', 'units.parent_id', 'units.stage', 'units.path', 'units.position'])
    .select(count(principal).as('student_count'))
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
