/** Makes sessions: finds where a person holds a role, and signs. */
import type { EmbedSession, Role } from '@xinqiao/contract/types';
import type { Context, KeyPrincipal } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import type { Queries } from '../database/database.ts';
import { isBelow, type UnitNode } from '../access/reach.ts';
import { ProblemError } from '../app/problem.ts';
import { currentGuardianships, studentRoles } from './authenticate.ts';

/** What signing needs of a context. */
type Signing = Pick<Context, 'db' | 'tenant' | 'now' | 'signer'>;

/** The session as the portal gets it, signed. `expiresIn` counts from now. */
export async function readSession(context: Signing, id: string): Promise<EmbedSession> {
  const { db, tenant, now, signer } = context;
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const left = Math.floor((row.expires_at.getTime() - now.getTime()) / 1000);
  return {
    id,
    token: await signer.sign({ id, createdAt: row.created_at, expiresAt: row.expires_at }),
    expiresAt: timestamp(row.expires_at),
    expiresIn: Math.max(1, left),
    userId: row.user_id,
    role: row.role,
    unitId: row.unit_id,
    components: row.components,
    origin: row.origin,
  };
}

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

/** @throws {ProblemError} 403 when the key may not serve pages of this origin; 422 when it is no origin. */
export function checkOrigin(origin: string, principal: KeyPrincipal): void {
  const errors = (code: string, detail: string) => ({ errors: [{ pointer: '/origin', code, detail }] });
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new ProblemError('invalid-request', errors('wrong-format', 'Is not an origin: scheme, host and port alone.'));
  }
  if (!principal.origins.includes(origin)) {
    throw new ProblemError('forbidden', errors('not-registered', 'Is not registered for this key.'));
  }
}
