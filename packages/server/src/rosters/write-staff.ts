/** Writes the staff of a roster, and the roles that each holds: exactly those of the roster, perhaps none any more. */
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Queries } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { endSessions } from './end-sessions.ts';
import type { RosterReport } from './report.ts';
import type { PlacedUnits } from './place-units.ts';
import type { RosterStaff } from './roster.ts';

export async function writeStaff(
  db: Queries,
  tenant: string,
  staff: readonly RosterStaff[],
  { byKey }: PlacedUnits,
  now: Date,
): Promise<RosterReport['staff']> {
  const counts = { new: 0, changed: 0, unchanged: 0 };
  const numbers = staff.map(({ number }) => number);
  const known = await db
    .selectFrom('people')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where(sql<boolean>`staff_number = any(${numbers}::text[])`)
    .execute();
  const byNumber = new Map(known.map(person => [person.staff_number, person]));
  const held = await db
    .selectFrom('role_assignments')
    .select(['person_id', 'role', 'unit_id'])
    .where('tenant_id', '=', tenant)
    .where(sql<boolean>`person_id = any(${known.map(({ id }) => id)}::text[])`)
    .execute();
  const rolesOf = new Map<string, string[]>();
  for (const { person_id, role, unit_id } of held) {
    rolesOf.set(person_id!, [...(rolesOf.get(person_id!) ?? []), JSON.stringify([role, unit_id])]);
  }

  const added: { id: string; staff_number: string; name: string; contact: string | null }[] = [];
  const renewed: { person: string; roles: Set<string> }[] = [];
  for (const { number, name, contact, roles } of staff) {
    const before = byNumber.get(number);
    if (!before && roles.length === 0) continue;
    const id = before?.id ?? newId();
    const given = new Set(roles.map(({ role, unitKey }) => JSON.stringify([role, byKey.get(unitKey)!.id])));
    const old = before ? (rolesOf.get(before.id) ?? []) : [];
    const keepsRoles = old.length === given.size && old.every(one => given.has(one));
    if (!before) {
      counts.new++;
      added.push({ id, staff_number: number, name, contact });
    } else if (keepsRoles && before.name === name && (contact === null || before.contact === contact)) {
      counts.unchanged++;
    } else {
      counts.changed++;
      await db
        .updateTable('people')
        .set({ name, contact: contact ?? before.contact })
        .where('tenant_id', '=', tenant)
        .where('id', '=', id)
        .execute();
    }
    if (!keepsRoles) renewed.push({ person: id, roles: given });
  }
  await insertRows(db, tenant, 'people', added);
  const persons = renewed.map(({ person }) => person);
  await sql`delete from role_assignments
    where tenant_id = ${tenant} and person_id = any(${persons}::text[])`.execute(db);
  await insertRows(
    db,
    tenant,
    'role_assignments',
    renewed.flatMap(({ person, roles }) =>
      [...roles].map(one => {
        const [role, unit_id] = JSON.parse(one) as [RosterStaff['roles'][number]['role'], string];
        return { id: newId(), person_id: person, student_id: null, role, unit_id };
      }),
    ),
  );
  await endSessions(db, tenant, now, 'people', 'staff_number', persons);
  return counts;
}
