/** Writes a roster: all of it or nothing. */
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import { writeEntry } from '../audit/record.ts';
import { isMeant, isOfAge } from '../campaigns/target.ts';
import { DEFAULT_TENANT, type Database, type Queries } from '../database/database.ts';
import { announceEnd } from '../embed-sessions/endings.ts';
import { lockRoster } from './lock.ts';
import { placeUnits } from './place-units.ts';
import type { ImportOptions, RosterReport } from './report.ts';
import type { Fault, Place, Roster } from './roster.ts';
import { settlePlaces } from './settle-places.ts';
import { Faults } from './sheet.ts';
import { writeStaff } from './write-staff.ts';
import { writeStudents } from './write-students.ts';

/** Faults that only the database shows. Nothing was written. */
export class RosterError extends Error {
  override readonly name = 'RosterError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(`The roster has ${faults.length} faults; nothing was written.`);
    this.faults = faults;
  }
}

/** What ends a rehearsal. */
class Rehearsed extends Error {}

/**
 * Students and staff are found by their numbers, units by id or name; what a roster doesn't say stays. Those whom a campaign
 * means since something of them or above them has changed get its questionnaires; whose roles change is signed out at once.
 *
 * @throws {RosterError} with every fault that was found; then nothing is written.
 */
export async function importRoster(
  database: Database,
  roster: Roster,
  options: ImportOptions = {},
): Promise<RosterReport> {
  const { dryRun = false } = options;
  if (roster.faults.length > 0) throw new RosterError(roster.faults);
  let report: RosterReport | undefined;
  try {
    await database.kysely.transaction().execute(async db => {
      report = await write(db, roster, options);
      if (dryRun) throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
  if (!dryRun) await settlePlaces(database, options.tenant ?? DEFAULT_TENANT);
  // Nobody else does it on PGlite, and without statistics the planner takes the tables for what they were.
  if (!dryRun) await sql`analyze`.execute(database.kysely);
  return report!;
}

async function write(db: Queries, roster: Roster, options: ImportOptions): Promise<RosterReport> {
  const { tenant = DEFAULT_TENANT, now = new Date(), dryRun = false } = options;
  await lockRoster(db, tenant);
  const faults = new Faults();
  onceOnly([...roster.students, ...roster.leavers], faults);
  onceOnly(roster.staff, faults);
  const units = await placeUnits(db, tenant, roster, faults);
  if (faults.all.length > 0) throw new RosterError(faults.all);

  const students = await writeStudents(db, tenant, roster, units, faults, { ...options, now });
  if (faults.all.length > 0) throw new RosterError(faults.all);
  const staff = await writeStaff(db, tenant, roster, units, faults, { ...options, now });
  if (faults.all.length > 0) throw new RosterError(faults.all);
  // Streams go by the places of their beginning.
  if (units.moved.length > 0) await announceEnd(db, 'all');
  const carried = await carriedAlong(db, tenant, units.moved);
  const assignments = await assign(db, tenant, [...new Set([...students.arrived, ...carried])], now);
  await record(db, tenant, now, students.touched);
  return { dryRun, units: units.counts, students: students.counts, staff, assignments };
}

function onceOnly(people: readonly { number: string; at: Place }[], faults: Faults): void {
  const lines = new Map<string, number>();
  for (const { number, at } of people) {
    const first = lines.get(number);
    if (first !== undefined) faults.add(at, null, 'repeated', `This number stands on line ${first} as well.`);
    else lines.set(number, at.line);
  }
}

/** Who has come below another unit with the own one. */
async function carriedAlong(db: Queries, tenant: string, moved: readonly string[]): Promise<string[]> {
  if (moved.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from students where tenant_id = ${tenant} and left_on is null and exists (
      select from units where units.tenant_id = ${tenant} and units.id = any(${moved}::text[])
        and starts_with(students.class_path, units.path)
    )
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** @returns how many were new. */
async function assign(db: Queries, tenant: string, students: readonly string[], now: Date): Promise<number> {
  if (students.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into assignments (tenant_id, id, campaign_id, student_id, instrument_id, instrument_version)
    select student.tenant_id, replace(gen_random_uuid()::text, '-', ''), campaign.id, student.id,
      part.instrument_id, part.instrument_version
    from students as student
    join campaigns as campaign on campaign.tenant_id = student.tenant_id and campaign.closes_at > ${now}
    join units as unit on unit.tenant_id = campaign.tenant_id and unit.id = campaign.unit_id
      and starts_with(student.class_path, unit.path)
    join campaign_instruments as part on part.tenant_id = campaign.tenant_id and part.campaign_id = campaign.id
    join instruments as instrument on instrument.tenant_id = part.tenant_id
      and instrument.id = part.instrument_id and instrument.version = part.instrument_version
    where student.tenant_id = ${tenant} and student.id = any(${students}::text[])
      and (campaign.target is null or (${isMeant} and ${isOfAge}))
    on conflict (tenant_id, student_id, campaign_id, instrument_id) do nothing
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** One entry holds so many students at most. */
const SUBJECTS = 1_000;

/** In the transaction of the import: whose record was written stands in the audit, what was written does not. */
async function record(db: Queries, tenant: string, now: Date, students: readonly string[]): Promise<void> {
  const request_id = newId();
  for (let start = 0; start < Math.max(students.length, 1); start += SUBJECTS) {
    await writeEntry(db, {
      ...{ tenant_id: tenant, at: now, actor: 'roster', operation: 'rosters.import', action: 'write', request_id },
      ...{ subjects: students.slice(start, start + SUBJECTS), classes: ['C1'], purpose: 'operation', outcome: 'done' },
    });
  }
}
