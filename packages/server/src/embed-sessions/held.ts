/** Where a person holds a role, and what a session of the role may reach of it. */
import type { Role } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { isBelow, type UnitNode } from '../access/reach.ts';
import { ProblemError } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';

/** Roles that students hold; guardians are of their own; all others are held by staff. */
export const studentRoles: ReadonlySet<string> = new Set(['student', 'dorm-leader', 'class-committee']);

/**
 * In a query with `students` and `units`: an office in a class or a dormitory is held by who is in it. No roster says who holds one, so
 * that it would stay with a student who has moved or left.
 */
export const isStillOf = sql<SqlBool>`(students.left_on is null
  and (starts_with(students.class_path, units.path) or starts_with(students.dormitory_path, units.path)))`;

export const currentGuardianships = (db: Queries, tenant: string, userId: string, now: Date) =>
  db
    .selectFrom('guardians')
    .innerJoin('guardianships as held', join =>
      join.onRef('held.tenant_id', '=', 'guardians.tenant_id').onRef('held.guardian_id', '=', 'guardians.id'),
    )
    .where('guardians.tenant_id', '=', tenant)
    .where('guardians.user_number', '=', userId)
    .where('held.since', '<=', now)
    .where(query => query.or([query('held.until', 'is', null), query('held.until', '>', now)]));

/** Units where the person with this 学号 or 工号 holds the role; none when there is no such person. */
export async function unitsOfRole(
  db: Queries,
  tenant: string,
  userId: string,
  role: Role,
  now: Date,
): Promise<UnitNode[]> {
  if (role === 'guardian') {
    // The classes of the children name the session; whom it reaches are the children alone.
    return currentGuardianships(db, tenant, userId, now)
      .innerJoin('students', join =>
        join.onRef('students.tenant_id', '=', 'held.tenant_id').onRef('students.id', '=', 'held.student_id'),
      )
      .innerJoin('units', join =>
        join.onRef('units.tenant_id', '=', 'students.tenant_id').onRef('units.id', '=', 'students.class_id'),
      )
      .select(['units.id', 'units.kind', 'units.path'])
      .distinct()
      .orderBy('units.path')
      .execute();
  }
  if (role === 'student') {
    return db
      .selectFrom('students')
      .innerJoin('units', join =>
        join.onRef('units.tenant_id', '=', 'students.tenant_id').onRef('units.id', '=', 'students.class_id'),
      )
      .select(['units.id', 'units.kind', 'units.path'])
      .where('students.tenant_id', '=', tenant)
      .where('students.student_number', '=', userId)
      .execute();
  }
  const held = db
    .selectFrom('role_assignments as held')
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'held.tenant_id').onRef('units.id', '=', 'held.unit_id'),
    )
    .select(['units.id', 'units.kind', 'units.path'])
    .where('held.tenant_id', '=', tenant)
    .where('held.role', '=', role)
    .orderBy('units.path');
  return studentRoles.has(role)
    ? held
        .innerJoin('students', join =>
          join.onRef('students.tenant_id', '=', 'held.tenant_id').onRef('students.id', '=', 'held.student_id'),
        )
        .where('students.student_number', '=', userId)
        .where(isStillOf)
        .execute()
    : held
        .innerJoin('people', join =>
          join.onRef('people.tenant_id', '=', 'held.tenant_id').onRef('people.id', '=', 'held.person_id'),
        )
        .where('people.staff_number', '=', userId)
        .execute();
}

export interface Scope {
  /** Names the session: the one unit, or the lowest above all. */
  readonly unitId: string;
  /** Bound it. */
  readonly reach: readonly string[];
}

/**
 * The scope of a session of somebody who holds a role at `held`, narrowed to `narrower` when that is given.
 *
 * @throws {ProblemError} 403 when the role isn't held, or not above `narrower`.
 */
export function scopeOf(held: readonly UnitNode[], narrower: UnitNode | undefined): Scope {
  const [first] = held;
  if (!first) throw notHeld();
  if (narrower) {
    if (!isBelow(narrower.path, held)) throw notHeld();
    return { unitId: narrower.id, reach: [narrower.id] };
  }
  const shared = first.path
    .split('/')
    .filter(id => id !== '')
    .filter((_, depth, ids) => {
      const ancestor = `${ids.slice(0, depth + 1).join('/')}/`;
      return held.every(unit => unit.path.startsWith(ancestor));
    });
  const unitId = shared.at(-1);
  if (unitId === undefined) throw notHeld();
  return { unitId, reach: held.map(unit => unit.id) };
}

/** The same for a person who doesn't exist, one who doesn't hold the role, and a unit that isn't theirs. */
export const notHeld = (): ProblemError =>
  new ProblemError('forbidden', { detail: 'The person does not hold this role there.' });

/** Whether the person still holds the role at all of these units, or above them. */
export async function stillHolds(
  session: { readonly userId: string; readonly role: Role; readonly reach: readonly UnitNode[] },
  db: Queries,
  tenant: string,
  now: Date,
): Promise<boolean> {
  const held = await unitsOfRole(db, tenant, session.userId, session.role, now);
  return session.reach.every(unit => isBelow(unit.path, held));
}
