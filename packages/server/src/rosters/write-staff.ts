/** Writes the staff of a roster, and the roles that each holds: of those that rosters give exactly what it says, perhaps none. */
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Queries } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { endSessions } from './end-sessions.ts';
import type { PlacedUnits } from './place-units.ts';
import type { ImportOptions, RosterReport } from './report.ts';
import type { Roster, RosterStaff } from './roster.ts';
import type { Faults } from './sheet.ts';
import { rosterRoles } from './words.ts';
import { MOST_LEAVERS } from './write-students.ts';

export async function writeStaff(
  db: Queries,
  tenant: string,
  { staff }: Pick<Roster, 'staff'>,
  { byKey }: PlacedUnits,
  faults: Faults,
  { isStaffComplete = false, allowsManyLeavers = false, now }: ImportOptions & { now: Date },
): Promise<RosterReport['staff']> {
  const counts = { new: 0, changed: 0, unchanged: 0, ended: 0, missing: 0 };
  if (isStaffComplete && staff.length === 0) {
    faults.add({ file: '', line: 1 }, null, 'missing-file', 'Nothing says who the staff are, whose roles would end.');
    return counts;
  }
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
    .where('person_id', 'is not', null)
    .where('role', 'in', rosterRoles)
    .execute();
  const rolesOf = new Map<string, string[]>();
  for (const { person_id, role, unit_id } of held) {
    rolesOf.set(person_id!, [...(rolesOf.get(person_id!) ?? []), JSON.stringify([role, unit_id])]);
  }

  const named = new Set(known.map(({ id }) => id));
  const missing = staff.length === 0 ? [] : [...rolesOf.keys()].filter(id => !named.has(id));
  counts.missing = missing.length;
  if (isStaffComplete) {
    if (missing.length > rolesOf.size * MOST_LEAVERS && !allowsManyLeavers) {
      const detail = `${missing.length} of ${rolesOf.size} staff would lose their roles.`;
      faults.add({ ...staff[0]!.at, line: 1 }, null, 'too-many-leavers', detail);
      return counts;
    }
    counts.ended = missing.length;
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
  const persons = [...renewed.map(({ person }) => person), ...(isStaffComplete ? missing : [])];
  await sql`delete from role_assignments
    where tenant_id = ${tenant} and person_id = any(${persons}::text[]) and role = any(${[...rosterRoles]}::text[])`.execute(
    db,
  );
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
