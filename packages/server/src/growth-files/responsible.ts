/** Who is responsible for a student: those who hold a caring role at the class or above it, the nearest of each role. */
import type { Responsible } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';
import type { Queries } from '../database/database.ts';
import { asService } from '../database/roles.ts';
import { isStillOf } from '../embed-sessions/held.ts';

/** In the order in which a student would turn to them. */
const roles = [
  'counsellor',
  'homeroom-teacher',
  'psych-staff',
  'class-committee',
] as const satisfies Responsible['role'][];

/** People a role; a centre may have dozens, and nobody reads dozens. */
const MAX_OF_ROLE = 3;

/**
 * Read by the service: names and contacts are told, and no right comes with it to read whole rows of those in the class committee.
 *
 * @param classPath of a student whom the caller reaches.
 */
export const readResponsible = ({ db, tenant }: Context, classPath: string): Promise<Responsible[]> =>
  asService(db, service => select(service, tenant, classPath));

async function select(db: Queries, tenant: string, classPath: string): Promise<Responsible[]> {
  const rows = await db
    .selectFrom('role_assignments as held')
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'held.tenant_id').onRef('units.id', '=', 'held.unit_id'),
    )
    .leftJoin('people', join =>
      join.onRef('people.tenant_id', '=', 'held.tenant_id').onRef('people.id', '=', 'held.person_id'),
    )
    .leftJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'held.tenant_id').onRef('students.id', '=', 'held.student_id'),
    )
    .select(['held.role', 'units.path', 'people.name', 'people.contact', 'students.name as student_name'])
    .where('held.tenant_id', '=', tenant)
    .where('held.unit_id', 'in', classPath.split('/').slice(0, -1))
    .where('held.role', 'in', roles)
    .where(query => query.or([query('held.student_id', 'is', null), isStillOf]))
    // The longer path is the nearer unit.
    .orderBy('units.path', 'desc')
    .orderBy('held.id')
    .execute();
  return roles.flatMap(role => {
    const ofRole = rows.filter(row => row.role === role);
    return ofRole
      .filter(row => row.path === ofRole[0]?.path)
      .slice(0, MAX_OF_ROLE)
      .map(row => ({ role, name: row.name ?? row.student_name ?? '', contact: row.contact }));
  });
}
