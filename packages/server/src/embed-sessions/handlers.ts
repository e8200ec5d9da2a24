/** Embed sessions: a secret key and a signed-in person in exchange for a short-lived token. */
import type { ResourceHandlers } from '../app/handlers.ts';
import { newId } from '../app/digest.ts';
import { notFound } from '../app/problem.ts';
import { checkOrigin, notHeld, readSession, scopeOf, unitsOfRole } from './sessions.ts';
import { SESSION_SECONDS } from './token.ts';

/** How long the record of a session is kept after its end, in milliseconds. */
const SESSION_RETENTION = 24 * 60 * 60 * 1000;

export const handlers: ResourceHandlers<'embedSessions'> = {
  async create(context, { body }) {
    const { db, tenant, now, principal } = context;
    checkOrigin(body.origin, principal);
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
    if (body.unitId !== undefined && (!narrower || body.role === 'student' || body.role === 'guardian'))
      throw notHeld();
    const scope = scopeOf(held, narrower);

    await db
      .deleteFrom('sessions')
      .where('tenant_id', '=', tenant)
      .where('expires_at', '<', new Date(now.getTime() - SESSION_RETENTION))
      .execute();
    const id = newId();
    // Whole seconds, because the token holds no others.
    const createdAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
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
        origin: body.origin,
        created_at: createdAt,
        expires_at: new Date(createdAt.getTime() + SESSION_SECONDS * 1000),
      })
      .execute();
    return readSession(context, id);
  },

  async revoke({ db, tenant, now, principal }, { params }) {
    const revoked = await db
      .updateTable('sessions')
      .set(query => ({ revoked_at: query.fn.coalesce('revoked_at', query.val(now)) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', params.sessionId)
      .where('key_id', '=', principal.keyId)
      .returning('id')
      .executeTakeFirst();
    if (!revoked) throw notFound();
    return undefined;
  },
};
