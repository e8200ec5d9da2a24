/** Corrections: asked for by the student, answered by psychology staff. */
import type { Correction } from '@xinqiao/contract/types';
import { type Selectable, sql, type SqlBool } from 'kysely';
import { reachedStudents } from '../access/reach.ts';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import type { Schema } from '../database/schema.ts';

export const toCorrection = (row: Selectable<Schema['clinical.corrections']>): Correction => ({
  id: row.id,
  studentId: row.student_id,
  about: row.about,
  wrong: row.wrong,
  right: row.right,
  requestedAt: timestamp(row.requested_at),
  state: row.state,
  answer: row.answer,
  answeredAt: timestampOrNull(row.answered_at),
});

const reached = ({ db, tenant, principal }: Context) =>
  db
    .selectFrom('students')
    .innerJoin('clinical.corrections as correction', join =>
      join.onRef('correction.tenant_id', '=', 'students.tenant_id').onRef('correction.student_id', '=', 'students.id'),
    )
    .selectAll('correction')
    .where('students.tenant_id', '=', tenant)
    .where(reachedStudents(principal));

export const handlers: ResourceHandlers<'corrections'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['instant', 'string']);
    const rows = await reached(context)
      .$if(query.state !== undefined, q => q.where('correction.state', '=', query.state!))
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(correction.requested_at, correction.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('correction.requested_at', 'desc')
      .orderBy('correction.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.requested_at, row.id], toCorrection);
  },

  async create({ db, tenant, now, principal }, { body }) {
    if (principal.studentId === null) throw notFound();
    const row = await db
      .insertInto('clinical.corrections')
      .values({
        tenant_id: tenant,
        id: newId(),
        student_id: principal.studentId,
        ...body,
        requested_at: now,
        state: 'open',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toCorrection(row);
  },

  async answer(context, { params, body }) {
    const { db, tenant, now, principal } = context;
    const found = await reached(context)
      .where('correction.id', '=', params.correctionId)
      .forUpdate('correction')
      .executeTakeFirst();
    if (!found) throw notFound();
    if (found.state !== 'open') throw new ProblemError('state-conflict', { detail: 'The request has been answered.' });
    const row = await db
      .updateTable('clinical.corrections')
      .set({ ...body, answered_at: now, answered_by: principal.userId })
      .where('tenant_id', '=', tenant)
      .where('id', '=', params.correctionId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toCorrection(row);
  },
};
