/** Staff by number and role. */
import type { PersonReference, Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Context, SessionPrincipal } from '../app/handlers.ts';
import { holdsRole } from './relations.ts';

/** Who acts, as other resources name a person. */
export const personOf = ({ userId, name, role }: SessionPrincipal): PersonReference => ({ userId, name, role });

/** The person who holds the role at the student's class or above it; `undefined` when nobody of this number does. */
export async function responsiblePerson(
  { db, tenant }: Context,
  studentId: string,
  { userId, role }: { userId: string; role: Role },
): Promise<PersonReference | undefined> {
  const row = await db
    .selectFrom('students')
    .innerJoin('people', 'people.tenant_id', 'students.tenant_id')
    .select('people.name')
    .where('students.tenant_id', '=', tenant)
    .where('students.id', '=', studentId)
    .where('people.staff_number', '=', userId)
    .where(holdsRole(sql`${userId}`, sql`${role}`))
    .executeTakeFirst();
  return row && { userId, name: row.name, role };
}
