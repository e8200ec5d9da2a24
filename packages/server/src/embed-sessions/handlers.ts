/** Embed sessions: a secret key and a signed-in person in exchange for a short-lived token, or for a code for it. */
import type { ResourceHandlers } from '../app/handlers.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { createCode, useCode } from './codes.ts';
import { announceEnd, endSessions } from './endings.ts';
import { insertSession, readSession, wholeSeconds } from './sessions.ts';
import { SESSION_SECONDS } from './token.ts';

export const handlers: ResourceHandlers<'embedSessions'> = {
  async create(context, { body }) {
    return readSession(context, await insertSession(context, body));
  },

  async revoke({ db, tenant, now, principal }, { params }) {
    const revoked = await db
      .updateTable('sessions')
      .set(query => ({ revoked_at: query.fn.coalesce('revoked_at', query.val(now)) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', params.sessionId)
      .where('key_id', 'in', [...principal.keyIds])
      .returning('id')
      .executeTakeFirst();
    if (!revoked) throw notFound();
    await announceEnd(db, [revoked.id]);
    return undefined;
  },

  async revokeAll({ db, tenant, now, principal }, { body }) {
    await endSessions(db, { tenant, now, ended: { user: body.userId }, by: principal.keyIds });
    return undefined;
  },

  async renew(context, { params }) {
    const { db, tenant, now, principal } = context;
    if (params.sessionId !== principal.sessionId) throw notFound();
    const { renewable_until: end } = await db
      .selectFrom('sessions')
      .select('renewable_until')
      .where('tenant_id', '=', tenant)
      .where('id', '=', principal.sessionId)
      .executeTakeFirstOrThrow();
    if (!end || end <= now) {
      throw new ProblemError('forbidden', { detail: 'The portal has to be asked for a new session.' });
    }
    const wanted = wholeSeconds(now, SESSION_SECONDS);
    await db
      .updateTable('sessions')
      // Never shorter: another tab may have renewed it a moment ago.
      .set(query => ({ expires_at: query.fn('greatest', ['expires_at', query.val(wanted < end ? wanted : end)]) }))
      .where('tenant_id', '=', tenant)
      .where('id', '=', principal.sessionId)
      .execute();
    return readSession(context, principal.sessionId);
  },

  async createCode(context, { body }) {
    return createCode(context, await insertSession(context, body));
  },

  async exchange(context) {
    return readSession(context, await useCode(context));
  },
};
