/** Who calls: a session by its token, or a portal's back end by its secret key. */
import type { KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import { sha256Hex } from '../app/digest.ts';
import { ProblemError } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';
import type { Signer } from './token.ts';

export const KEY_PREFIX = 'xq_sk_';

/** The credential of `Authorization: Bearer …`. @throws {ProblemError} 401 when there is none. */
function bearer(request: Request): string {
  const match = /^Bearer +([\x21-\x7e]{1,4096})$/i.exec(request.headers.get('authorization') ?? '');
  if (!match?.[1]) {
    throw new ProblemError('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } });
  }
  return match[1];
}

/**
 * The session that the request's token names.
 *
 * @throws {ProblemError} 401: `session-expired` after its time or when it was revoked, `session-foreign` from another
 * page than it was made for, else `unauthenticated`.
 */
export async function authenticateSession(
  request: Request,
  db: Queries,
  tenant: string,
  signer: Signer,
  now: Date,
): Promise<SessionPrincipal> {
  const id = await signer.verify(bearer(request), now);
  const session = await db
    .selectFrom('sessions')
    .leftJoin('people', join =>
      join.onRef('people.tenant_id', '=', 'sessions.tenant_id').onRef('people.staff_number', '=', 'sessions.user_id'),
    )
    .leftJoin('students', join =>
      join
        .onRef('students.tenant_id', '=', 'sessions.tenant_id')
        .onRef('students.student_number', '=', 'sessions.user_id'),
    )
    .leftJoin('guardians', join =>
      join
        .onRef('guardians.tenant_id', '=', 'sessions.tenant_id')
        .onRef('guardians.user_number', '=', 'sessions.user_id'),
    )
    .select([
      'sessions.user_id',
      'sessions.role',
      'sessions.unit_id',
      'sessions.reach',
      'sessions.components',
      'sessions.origin',
      'sessions.expires_at',
      'sessions.revoked_at',
      'people.name as person_name',
      'guardians.name as guardian_name',
      'students.name as student_name',
      'students.id as student_id',
    ])
    .where('sessions.tenant_id', '=', tenant)
    .where('sessions.id', '=', id)
    .executeTakeFirst();
  if (!session) throw new ProblemError('unauthenticated');
  if (session.revoked_at || session.expires_at <= now) throw new ProblemError('session-expired');
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== session.origin) throw new ProblemError('session-foreign');

  const units = await db
    .selectFrom('units')
    .select(['id', 'kind', 'path'])
    .where('tenant_id', '=', tenant)
    .where('id', 'in', [session.unit_id, ...session.reach])
    .execute();
  const unit = units.find(one => one.id === session.unit_id);
  if (!unit) throw new ProblemError('session-expired');
  const isStudent = studentRoles.has(session.role);
  const isGuardian = session.role === 'guardian';
  return {
    kind: 'session',
    sessionId: id,
    userId: session.user_id,
    name: (isStudent ? session.student_name : isGuardian ? session.guardian_name : session.person_name) ?? '',
    role: session.role,
    unit,
    reach: units.filter(one => session.reach.includes(one.id)),
    studentId: isStudent ? session.student_id : null,
    childIds: isGuardian ? await childrenOf(db, tenant, session.user_id, now) : [],
    origin: session.origin,
    components: session.components,
    expiresAt: session.expires_at,
  };
}

/** Read with every request: a guardianship that has ended ends what the session reaches. */
async function childrenOf(db: Queries, tenant: string, userId: string, now: Date): Promise<string[]> {
  const rows = await currentGuardianships(db, tenant, userId, now).select('held.student_id').execute();
  return rows.map(row => row.student_id);
}

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

/** Whether the session has not been revoked since. */
export async function isAlive(sessionId: string, db: Queries, tenant: string): Promise<boolean> {
  const session = await db
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return session !== undefined;
}

/** Roles that students hold; guardians are of their own; all others are held by staff. */
export const studentRoles: ReadonlySet<string> = new Set(['student', 'dorm-leader', 'class-committee']);

/** @throws {ProblemError} 401 `unauthenticated` when there is no such key. */
export async function authenticateKey(request: Request, db: Queries, tenant: string): Promise<KeyPrincipal> {
  const credential = bearer(request);
  const key = credential.startsWith(KEY_PREFIX)
    ? await db
        .selectFrom('secret_keys')
        .select(['id', 'origins'])
        .where('tenant_id', '=', tenant)
        .where('hash', '=', await sha256Hex(credential))
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
    : undefined;
  if (!key) throw new ProblemError('unauthenticated');
  return { kind: 'secret-key', keyId: key.id, origins: key.origins };
}
