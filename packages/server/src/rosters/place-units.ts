/** Finds the units of a roster in the tree that is there, and says what is new, renamed or moved. */
import { newId } from '../app/digest.ts';
import type { Queries } from '../database/database.ts';
import { insertRows } from '../database/insert-rows.ts';
import { sql } from 'kysely';
import type { Roster, RosterUnit } from './roster.ts';
import type { Faults } from './sheet.ts';

/** A unit of the roster with its place in the database. */
export interface PlacedUnit {
  readonly id: string;
  readonly kind: RosterUnit['kind'];
  readonly path: string;
  readonly parentId: string | null;
}

export interface PlacedUnits {
  readonly byKey: ReadonlyMap<string, PlacedUnit>;
  readonly counts: { new: number; renamed: number; moved: number };
  /** Ids of those that stand below another one now. */
  readonly moved: readonly string[];
}

interface Known {
  id: string;
  kind: RosterUnit['kind'];
  name: string;
  parent_id: string | null;
  path: string;
}

/**
 * A unit with an id is the unit of that id; one with a name alone is the one of that name and kind in the same place. The
 * topmost school of a spreadsheet is the school that is there, when there is exactly one.
 */
export async function placeUnits(db: Queries, tenant: string, roster: Roster, faults: Faults): Promise<PlacedUnits> {
  const known: Known[] = await db
    .selectFrom('units')
    .select(['id', 'kind', 'name', 'parent_id', 'path'])
    .where('tenant_id', '=', tenant)
    .execute();
  const byId = new Map(known.map(unit => [unit.id, unit]));
  const byName = new Map(known.map(unit => [nameKey(unit.parent_id, unit.kind, unit.name), unit]));
  const schools = known.filter(({ kind }) => kind === 'school');

  const byKey = new Map<string, PlacedUnit>();
  const added: (Known & { stage: RosterUnit['stage'] })[] = [];
  const renamed: Known[] = [];
  const moved: { id: string; parentId: string | null; to: string }[] = [];

  for (const unit of fromTheTop(roster, faults)) {
    const parent = unit.parent === null ? null : byKey.get(unit.parent);
    if (parent === undefined) continue; // its fault stands already
    const found =
      unit.id !== null
        ? byId.get(unit.id)
        : unit.parent === null && schools.length === 1
          ? schools[0]
          : byName.get(nameKey(parent?.id ?? null, unit.kind, unit.name));
    if (found && found.kind !== unit.kind) {
      faults.add(unit.at, null, 'contradicts', `The unit of this id is there already, as a ${found.kind}.`);
      continue;
    }
    const id = found?.id ?? unit.id ?? newId();
    // What stands on top of the roster stays where it is: a roster of one school doesn't know its district.
    const parentId = parent ? parent.id : (found?.parent_id ?? null);
    const path = parent ? `${parent.path}${id}/` : (found?.path ?? `${id}/`);
    byKey.set(unit.key, { id, kind: unit.kind, path, parentId });
    if (!found) added.push({ id, kind: unit.kind, name: unit.name, parent_id: parentId, path, stage: unit.stage });
    else {
      if (unit.id !== null && found.name !== unit.name) renamed.push({ ...found, name: unit.name });
      if (found.parent_id !== parentId) moved.push({ id, parentId, to: path });
    }
  }
  if (faults.all.length === 0) {
    await insertRows(db, tenant, 'units', added);
    for (const { id, name } of renamed) {
      await db.updateTable('units').set({ name }).where('tenant_id', '=', tenant).where('id', '=', id).execute();
    }
    for (const move of moved) await moveUnit(db, tenant, move);
    if (moved.length > 0) await readPaths(db, tenant, byKey);
  }
  return {
    byKey,
    counts: { new: added.length, renamed: renamed.length, moved: moved.length },
    moved: moved.map(({ id }) => id),
  };
}

/** Where everything is after the moves: what names nothing above it may stand below one of them. */
async function readPaths(db: Queries, tenant: string, byKey: Map<string, PlacedUnit>): Promise<void> {
  const units = await db.selectFrom('units').select(['id', 'path']).where('tenant_id', '=', tenant).execute();
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  for (const [key, unit] of byKey) byKey.set(key, { ...unit, path: paths.get(unit.id)! });
}

const nameKey = (parentId: string | null, kind: string, name: string): string => JSON.stringify([parentId, kind, name]);

/** Parents before children. Who has a parent that isn't there, or is under itself, is a fault. */
function* fromTheTop({ units }: Roster, faults: Faults): Generator<RosterUnit> {
  const done = new Set<string>();
  let waiting = [...units.values()];
  for (;;) {
    const ready = waiting.filter(({ parent }) => parent === null || done.has(parent));
    if (ready.length === 0) break;
    yield* ready;
    for (const { key } of ready) done.add(key);
    waiting = waiting.filter(({ key }) => !done.has(key));
  }
  for (const unit of waiting) {
    faults.add(unit.at, null, 'unknown-reference', 'The unit above it is missing, or it is above itself.');
  }
}

/**
 * Paths are repeated below a unit and at its students, so that a subtree is one index range. Where the unit is now is asked for:
 * a move before this one may have taken it along.
 */
async function moveUnit(
  db: Queries,
  tenant: string,
  { id, parentId, to }: { id: string; parentId: string | null; to: string },
): Promise<void> {
  const { path: from } = await db
    .updateTable('units')
    .set({ parent_id: parentId })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .returning('path')
    .executeTakeFirstOrThrow();
  for (const [table, column] of [
    ['units', 'path'],
    ['students', 'class_path'],
    ['students', 'dormitory_path'],
  ] as const) {
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${to} || substr(${sql.ref(column)}, ${from.length + 1})
      where tenant_id = ${tenant} and ${sql.ref(column)} like ${from.replaceAll(/[\\%_]/g, String.raw`\$&`)} || '%'
    `.execute(db);
  }
  // Those of a class that moves; the roster may say nothing of them.
  await db
    .updateTable('students')
    .set({ college_id: parentId ?? id })
    .where('tenant_id', '=', tenant)
    .where('class_id', '=', id)
    .execute();
}
