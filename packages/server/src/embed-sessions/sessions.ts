/** Makes sessions: checks what the portal asks for, stores it, signs. */
import { COMMON_FEATURES, type BodyOf, featuresOfComponents, type Operations, operations } from '@xinqiao/contract';
import type { EmbedSession } from '@xinqiao/contract/types';
import type { Context, KeyPrincipal } from '../app/handlers.ts';
import { newId } from '../app/digest.ts';
import { ProblemError } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { notHeld, scopeOf, unitsOfRole } from './held.ts';
import { SESSION_SECONDS } from './token.ts';

/** How long the record of a session is kept after its end, in milliseconds. */
const SESSION_RETENTION = 24 * 60 * 60 * 1000;

/** What signing needs of a context. */
type Signing = Pick<Context, 'db' | 'tenant' | 'now' | 'signer'>;

const secondsUntil = (at: Date, now: Date) => Math.floor((at.getTime() - now.getTime()) / 1000);

/** The session as the portal gets it, signed. `expiresIn` counts from now. */
export async function readSession(context: Signing, id: string): Promise<EmbedSession> {
  const { db, tenant, now, signer } = context;
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { components, features, origin, created_at: createdAt, expires_at: expiresAt } = row;
  return {
    id,
    token: await signer.sign({ id, createdAt, expiresAt, origin, components, features }),
    expiresAt: timestamp(expiresAt),
    expiresIn: Math.max(1, secondsUntil(expiresAt, now)),
    userId: row.user_id,
    role: row.role,
    unitId: row.unit_id,
    components,
    features,
    renewableFor: row.renewable_until ? Math.max(0, secondsUntil(row.renewable_until, now)) : 0,
    origin,
  };
}

/** Whole seconds, because a token holds no others. */
export const wholeSeconds = (at: Date, more = 0): Date => new Date((Math.floor(at.getTime() / 1000) + more) * 1000);

/**
 * Stores the session that the portal asks for.
 *
 * @returns its id.
 * @throws {ProblemError} 403 when the person doesn't hold the role there, or the key isn't for this; 422 when the origin
 * or a feature is none.
 */
export async function insertSession(
  { db, tenant, now, principal }: Context<'secret-key'>,
  body: BodyOf<Operations['embedSessions']['create']>,
): Promise<string> {
  checkOrigin(body.origin, principal);
  checkComponents(body.components, principal);
  const features = featuresOf(body, principal);
  const held = await unitsOfRole(db, tenant, body.userId, body.role, now);
  const narrower =
    body.unitId === undefined
      ? undefined
      : await db
          .selectFrom('units')
          .select(['id', 'kind', 'path'])
          .where('tenant_id', '=', tenant)
          .where('id', '=', body.unitId)
          .executeTakeFirst();
  // Narrowing is for staff: a student reaches the student, whatever the unit.
  if (body.unitId !== undefined && (!narrower || body.role === 'student' || body.role === 'guardian')) throw notHeld();
  const scope = scopeOf(held, narrower);

  await db
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant)
    .where('id', 'in', query =>
      query
        .selectFrom('sessions as old')
        .select('old.id')
        .where('old.tenant_id', '=', tenant)
        .where('old.expires_at', '<', new Date(now.getTime() - SESSION_RETENTION))
        // Nobody waits for another who signs in.
        .forUpdate()
        .skipLocked(),
    )
    .execute();
  const id = newId();
  await db
    .insertInto('sessions')
    .values({
      tenant_id: tenant,
      id,
      key_id: principal.keyId,
      user_id: body.userId,
      role: body.role,
      unit_id: scope.unitId,
      reach: [...scope.reach],
      components: body.components,
      features,
      origin: body.origin,
      created_at: wholeSeconds(now),
      expires_at: wholeSeconds(now, SESSION_SECONDS),
      renewable_until: body.renewableFor ? wholeSeconds(now, body.renewableFor) : null,
    })
    .execute();
  return id;
}

/** @throws {ProblemError} 403 when the key may not serve pages of this origin; 422 when it is no origin. */
function checkOrigin(origin: string, principal: KeyPrincipal): void {
  const errors = (code: string, detail: string) => ({ errors: [{ pointer: '/origin', code, detail }] });
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new ProblemError('invalid-request', errors('wrong-format', 'Is not an origin: scheme, host and port alone.'));
  }
  if (!principal.origins.includes(origin)) {
    throw new ProblemError('forbidden', errors('not-registered', 'Is not registered for this key.'));
  }
}

const notForKey = (pointers: readonly string[]) =>
  new ProblemError('forbidden', {
    errors: pointers.map(pointer => ({ pointer, code: 'not-registered', detail: 'Is not what this key is for.' })),
  });

const pointersWhere = (path: string, values: readonly string[], isWrong: (value: string) => boolean): string[] =>
  values.flatMap((value, index) => (isWrong(value) ? [`${path}/${index}`] : []));

function checkComponents(components: readonly string[], { components: allowed }: KeyPrincipal): void {
  const wrong = pointersWhere('/components', components, tag => allowed !== null && !allowed.includes(tag));
  if (wrong.length > 0) throw notForKey(wrong);
}

/** What the elements need, and what is asked for beside; sorted. */
function featuresOf(
  { components, features: more = [] }: BodyOf<Operations['embedSessions']['create']>,
  { components: allowed }: KeyPrincipal,
): string[] {
  const isFeature = (name: string) => Object.hasOwn(operations, name) && !COMMON_FEATURES.includes(name);
  const unknown = pointersWhere('/features', more, name => !isFeature(name));
  if (unknown.length > 0) {
    const detail = 'Is not a resource that a session can call.';
    throw new ProblemError('invalid-request', {
      errors: unknown.map(pointer => ({ pointer, code: 'unknown-value', detail })),
    });
  }
  const ofKey = allowed && featuresOfComponents(allowed);
  const wrong = pointersWhere('/features', more, name => ofKey !== null && !ofKey.includes(name));
  if (wrong.length > 0) throw notForKey(wrong);
  return [...new Set([...featuresOfComponents(components), ...more])].sort();
}
