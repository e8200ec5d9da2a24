/** Who calls: a session by its token, a portal's back end by its secret key, a page by a one-time code. */
import type { CodePrincipal, KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import { sha256Hex } from '../app/digest.ts';
import { ProblemError } from '../app/problem.ts';
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { CODE_PREFIX, noCode } from './codes.ts';
import { currentGuardianships, stillHolds, studentRoles } from './held.ts';
import { AFTERLIFE, SESSION_SECONDS, type Signer } from './token.ts';

export const KEY_PREFIX = 'xq_sk_';

/** The last use of a key is noted once in this time, in milliseconds: a write for every call would be a price. */
const USE_PRECISION = 60_000;

/** Longest token: one that names fifty elements. */
const MAX_CREDENTIAL = 6_144;

/** The credential of `Authorization: Bearer …`. @throws {ProblemError} 401 when there is none. */
function bearer(request: Request): string {
  const [, credential] = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (credential !== undefined && credential.length <= MAX_CREDENTIAL) return credential;
  throw new ProblemError('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } });
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
  const token = await signer.verify(bearer(request), now);
  const { id, origin, components, features, keyId } = token;
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
    .innerJoin('secret_keys', join =>
      join.onRef('secret_keys.tenant_id', '=', 'sessions.tenant_id').onRef('secret_keys.id', '=', 'sessions.key_id'),
    )
    .innerJoin('signing_keys', join =>
      join
        .onRef('signing_keys.tenant_id', '=', 'sessions.tenant_id')
        .on('signing_keys.id', '=', keyId)
        .on('signing_keys.revoked_at', 'is', null),
    )
    .select([
      'sessions.user_id',
      'sessions.role',
      'sessions.unit_id',
      'sessions.reach',
      'sessions.origin',
      'sessions.created_at',
      'sessions.expires_at',
      'sessions.revoked_at',
      'secret_keys.revoked_at as key_revoked_at',
      'signing_keys.retired_at',
      'people.name as person_name',
      'guardians.name as guardian_name',
      'students.name as student_name',
      'students.id as student_id',
    ])
    .where('sessions.tenant_id', '=', tenant)
    .where('sessions.id', '=', id)
    .executeTakeFirst();
  if (!session || session.origin !== origin) throw new ProblemError('unauthenticated');
  const isSignedLate = session.retired_at !== null && now.getTime() - session.retired_at.getTime() > AFTERLIFE;
  if (session.revoked_at || session.key_revoked_at || session.expires_at <= now || isSignedLate) {
    throw new ProblemError('session-expired');
  }
  checkPage(request, origin);

  const units = await db
    .selectFrom('units')
    .select(['id', 'kind', 'path'])
    .select(({ ref }) => sql<boolean>`${ref('parent_id')} is null`.as('is_root'))
    .select(
      sql<number>`(
      select count(*) from units as root where root.tenant_id = ${tenant} and root.parent_id is null
    )`.as('roots'),
    )
    .where('tenant_id', '=', tenant)
    .where('id', 'in', [session.unit_id, ...session.reach])
    .execute();
  const unit = units.find(one => one.id === session.unit_id);
  if (!unit) throw new ProblemError('session-expired');
  // A partner of a hospital reaches the bundles of referrals and nothing of the school: `access/relations.ts`.
  const reach = session.role === 'hospital-partner' ? [] : units.filter(one => session.reach.includes(one.id));
  // A session that has been renewed outlives the check at its making: who has lost the role since has lost the session.
  const isRenewed = now.getTime() - session.created_at.getTime() > SESSION_SECONDS * 1000;
  if (isRenewed && !(await stillHolds({ userId: session.user_id, role: session.role, reach }, db, tenant, now))) {
    throw new ProblemError('session-expired');
  }
  const isStudent = studentRoles.has(session.role);
  const isGuardian = session.role === 'guardian';
  return {
    kind: 'session',
    sessionId: id,
    userId: session.user_id,
    name: (isStudent ? session.student_name : isGuardian ? session.guardian_name : session.person_name) ?? '',
    role: session.role,
    unit,
    reach,
    reachesAll: reach.length > 0 && reach.filter(one => one.is_root).length === unit.roots,
    studentId: isStudent ? session.student_id : null,
    childIds: isGuardian ? await childrenOf(db, tenant, session.user_id, now) : [],
    origin,
    components,
    features,
    signingKeyId: keyId,
    expiresAt: session.expires_at,
  };
}

/** Read with every request: a guardianship that has ended ends what the session reaches. */
async function childrenOf(db: Queries, tenant: string, userId: string, now: Date): Promise<string[]> {
  const rows = await currentGuardianships(db, tenant, userId, now).select('held.student_id').execute();
  return rows.map(row => row.student_id);
}

/** Another page than the session was made for can't use it. Whoever is no page sends no origin. */
function checkPage(request: Request, origin: string): void {
  const sent = request.headers.get('origin');
  if (sent !== null && sent !== origin) throw new ProblemError('session-foreign');
}

/**
 * Whether neither the session nor one of the keys behind it has been revoked since, and what it reaches is where it was: what is read for
 * long goes by the places of its beginning, and would miss what comes to a class that has moved.
 */
export async function isAlive(
  { sessionId, signingKeyId, reach }: Pick<SessionPrincipal, 'sessionId' | 'signingKeyId' | 'reach'>,
  db: Queries,
  tenant: string,
): Promise<boolean> {
  const session = await db
    .selectFrom('sessions')
    .innerJoin('secret_keys', join =>
      join.onRef('secret_keys.tenant_id', '=', 'sessions.tenant_id').onRef('secret_keys.id', '=', 'sessions.key_id'),
    )
    .innerJoin('signing_keys', join =>
      join.onRef('signing_keys.tenant_id', '=', 'sessions.tenant_id').on('signing_keys.id', '=', signingKeyId),
    )
    .select('sessions.id')
    .where('sessions.tenant_id', '=', tenant)
    .where('sessions.id', '=', sessionId)
    .where('sessions.revoked_at', 'is', null)
    .where('secret_keys.revoked_at', 'is', null)
    .where('signing_keys.revoked_at', 'is', null)
    .where(({ selectFrom }) =>
      selectFrom('units')
        .select(({ fn }) => sql<boolean>`${fn.countAll()} = ${reach.length}`.as('stand'))
        .where('tenant_id', '=', tenant)
        .where(({ or, and }) => or(reach.map(({ id, path }) => and({ id, path })))),
    )
    .executeTakeFirst();
  return session !== undefined;
}

const keyColumns = (db: Queries, tenant: string) =>
  db
    .selectFrom('secret_keys as key')
    .select([
      'key.id',
      'key.origins',
      'key.components',
      'key.last_used_at',
      sql<string[]>`array(
        select kin.id from secret_keys kin where kin.tenant_id = key.tenant_id and kin.family = key.family
      )`.as('kin'),
    ])
    .where('key.tenant_id', '=', tenant)
    .where('key.revoked_at', 'is', null);

interface KeyRow {
  id: string;
  origins: string[];
  components: string[] | null;
  kin: string[];
}

const principalOf = ({ id, origins, components, kin }: KeyRow): KeyPrincipal => ({
  kind: 'secret-key',
  keyId: id,
  keyIds: kin,
  origins,
  components,
});

/** @throws {ProblemError} 401 `unauthenticated` when there is no such key, or its time is over. */
export async function authenticateKey(request: Request, db: Queries, tenant: string, now: Date): Promise<KeyPrincipal> {
  const credential = bearer(request);
  const key = credential.startsWith(KEY_PREFIX)
    ? await keyColumns(db, tenant)
        .where('key.hash', '=', await sha256Hex(credential))
        .where(query => query.or([query('key.expires_at', 'is', null), query('key.expires_at', '>', now)]))
        .executeTakeFirst()
    : undefined;
  if (!key) throw new ProblemError('unauthenticated');
  const { last_used_at: used } = key;
  if (!used || now.getTime() - used.getTime() >= USE_PRECISION) {
    await db
      .updateTable('secret_keys')
      .set({ last_used_at: now })
      .where('tenant_id', '=', tenant)
      .where('id', '=', key.id)
      .execute();
  }
  return principalOf(key);
}

/**
 * A code that has been used is let in: its request may be the repeat of the one that used it, which the idempotency key
 * tells.
 *
 * @throws {ProblemError} 401: `session-foreign` from another page than it was made for, else `unauthenticated`.
 */
export async function authenticateCode(
  request: Request,
  db: Queries,
  tenant: string,
  now: Date,
): Promise<CodePrincipal> {
  const credential = bearer(request);
  const code = credential.startsWith(CODE_PREFIX)
    ? await db
        .selectFrom('session_codes as code')
        .innerJoin('sessions', join =>
          join.onRef('sessions.tenant_id', '=', 'code.tenant_id').onRef('sessions.id', '=', 'code.session_id'),
        )
        .select(['code.id', 'code.session_id', 'code.used_at', 'code.expires_at', 'sessions.origin', 'sessions.key_id'])
        .where('code.tenant_id', '=', tenant)
        .where('code.hash', '=', await sha256Hex(credential))
        .executeTakeFirst()
    : undefined;
  if (!code || (!code.used_at && code.expires_at <= now)) throw noCode();
  checkPage(request, code.origin);
  const key = await keyColumns(db, tenant).where('key.id', '=', code.key_id).executeTakeFirst();
  if (!key) throw noCode();
  return { ...principalOf(key), codeId: code.id, sessionId: code.session_id, origin: code.origin };
}
