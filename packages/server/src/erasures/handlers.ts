/** Erasures: asked for by the student; done by the retention job. */
import { sql, type SqlBool } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { openErasure, toErasure } from './open.ts';

/** Takes back what the student gave, so that nothing more is collected from this moment on. */
async function withdrawAll({ db, tenant, now }: Context, studentId: string, campaignId: string | null): Promise<void> {
  const given = await db
    .selectFrom('consents')
    .distinctOn('campaign_id')
    .select(['campaign_id', 'version', 'decision'])
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('given_by', '=', 'student')
    .$if(campaignId !== null, query => query.where('campaign_id', '=', campaignId!))
    .orderBy('campaign_id')
    .orderBy('sequence', 'desc')
    .execute();
  const rows = given
    .filter(({ decision }) => decision === 'given')
    .map(({ campaign_id, version }) => ({
      tenant_id: tenant,
      id: newId(),
      campaign_id,
      student_id: studentId,
      version,
      decision: 'withdrawn' as const,
      decided_at: now,
    }));
  if (rows.length > 0) await db.insertInto('consents').values(rows).execute();
}

export const handlers: ResourceHandlers<'erasures'> = {
  async list({ db, tenant, principal }, { query }) {
    const after = readCursor(query, ['instant', 'string']);
    const rows = await db
      .selectFrom('erasures')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('student_id', '=', principal.studentId)
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(requested_at, id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.requested_at, row.id], toErasure);
  },

  async create(context, { body }) {
    const { db, tenant, principal } = context;
    const { studentId } = principal;
    if (studentId === null) throw notFound();
    const { campaignId } = body;
    if (campaignId !== null) {
      const asked = await db
        .selectFrom('assignments')
        .select('id')
        .where('tenant_id', '=', tenant)
        .where('student_id', '=', studentId)
        .where('campaign_id', '=', campaignId)
        .executeTakeFirst();
      if (!asked) throw notFound();
    }
    await withdrawAll(context, studentId, campaignId);
    return openErasure(context, studentId, campaignId, 'request');
  },
};
