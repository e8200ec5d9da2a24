/** Who is told of a broken glass. */
import type { PersonReference, Role } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';

/** In this order: the next ones are told where there is none of the ones before. */
const order = ['college-leader', 'school-leader', 'psych-staff'] as const satisfies Role[];

/**
 * Those of the first role in the order that somebody else than the opener holds above the student's class, the nearest to it.
 * Empty only in a school where nobody else could be told; the access then stands in the inbox of whoever comes.
 */
export async function whoIsTold({ db, tenant, principal }: Context, classPath: string): Promise<PersonReference[]> {
  const rows = await db
    .selectFrom('role_assignments as held')
    .innerJoin('people', join =>
      join.onRef('people.tenant_id', '=', 'held.tenant_id').onRef('people.id', '=', 'held.person_id'),
    )
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'held.tenant_id').onRef('units.id', '=', 'held.unit_id'),
    )
    .select(['held.role', 'people.staff_number', 'people.name', 'units.path'])
    .where('held.tenant_id', '=', tenant)
    .where('held.unit_id', 'in', classPath.split('/').slice(0, -1))
    .where('held.role', 'in', order)
    .where('people.staff_number', '!=', principal.userId)
    // The longer path is the nearer unit.
    .orderBy('units.path', 'desc')
    .orderBy('people.staff_number')
    .execute();
  const role = order.find(one => rows.some(row => row.role === one));
  const ofRole = rows.filter(row => row.role === role);
  return ofRole
    .filter(row => row.path === ofRole[0]!.path)
    .map(row => ({ userId: row.staff_number, name: row.name, role: row.role }));
}
