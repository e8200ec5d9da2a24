/** Break-glass: opened in an emergency, told to leaders, reviewed by somebody else. */
import { MAX_BREAK_GLASS_MINUTES } from '@xinqiao/contract';
import type { BreakGlassAccess, BreakGlassEvent } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { personOf } from '../access/people.ts';
import { isBelow, reachedStudents, reachedUnit, requireStudent, type UnitNode } from '../access/reach.ts';
import { isOpen } from '../access/relations.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import { newId } from '../app/digest.ts';
import { followEvents } from '../app/follow-events.ts';
import type { Context, ResourceHandlers, SessionPrincipal, StreamItem } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { checkRevision } from '../app/revision.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import { json } from '../database/tables/columns.ts';
import { type BreakGlassHubEvent, lockBreakGlass, selectEvents, toEvent, writeEvent } from './hub.ts';
import { whoIsTold } from './told.ts';

const MINUTE = 60 * 1000;
/** From the opening to the day by which somebody has reviewed it, in milliseconds. Our default. */
const REVIEW_WITHIN = 3 * 24 * 60 * MINUTE;

const reviewers: ReadonlySet<string> = new Set(['psych-staff', 'college-leader', 'school-leader']);

/** Of students within reach: reviewers see all, everybody the own ones. For queries with `broken`. */
const seen = (principal: SessionPrincipal, unit?: UnitNode) => {
  const reached = reachedStudents(principal, unit);
  return reviewers.has(principal.role) ? reached : sql<SqlBool>`(${reached} and broken.by_user = ${principal.userId})`;
};

const select = (context: Context) =>
  selectStudentReference(context.db)
    .innerJoin('clinical.break_glass as broken', join =>
      join.onRef('broken.tenant_id', '=', 'students.tenant_id').onRef('broken.student_id', '=', 'students.id'),
    )
    .selectAll('broken')
    .select(isOpen(context.now).as('is_open'))
    .where('broken.tenant_id', '=', context.tenant)
    .where(seen(context.principal));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toAccess = (row: Row): BreakGlassAccess => ({
  id: row.id,
  student: toStudentReference(row),
  by: { userId: row.by_user, name: row.by_name, role: row.by_role },
  reason: row.reason,
  openedAt: timestamp(row.opened_at),
  endsAt: timestamp(row.ends_at),
  endedAt: timestampOrNull(row.ended_at),
  state: row.is_open ? 'open' : 'over',
  told: row.told,
  reviewDueAt: timestamp(row.review_due_at),
  review: row.reviewed_at && {
    verdict: row.verdict!,
    note: row.review_note!,
    by: { userId: row.reviewed_by!, name: row.reviewed_by_name!, role: row.reviewed_by_role! },
    at: timestamp(row.reviewed_at),
  },
  revision: row.revision,
});

/** @throws {ProblemError} 404. */
export async function readAccess(context: Context, id: string): Promise<BreakGlassAccess> {
  const row = await select(context).where('broken.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  context.headers.set('etag', `"${row.revision}"`);
  return toAccess(row);
}

/** For an update: the row as it is, which nobody else changes until the commit. */
async function toUpdate(context: Context, id: string): Promise<Row> {
  await lockBreakGlass(context.db, context.tenant);
  const row = await select(context).where('broken.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** @throws {ProblemError} 409 when the person has it open already. */
async function refuseSecond({ db, tenant, principal, now }: Context, studentId: string): Promise<void> {
  const open = await db
    .selectFrom('clinical.break_glass as broken')
    .select('broken.id')
    .where('broken.tenant_id', '=', tenant)
    .where('broken.student_id', '=', studentId)
    .where('broken.by_user', '=', principal.userId)
    .where('broken.by_role', '=', principal.role)
    .where(isOpen(now))
    .executeTakeFirst();
  if (open) throw new ProblemError('state-conflict', { detail: 'It is open already; its time is not prolonged.' });
}

const holds = (unit: UnitNode, { classPath, dormitoryPath }: BreakGlassHubEvent): boolean =>
  isBelow(unit.kind === 'dormitory' ? (dormitoryPath ?? '') : classPath, [unit]);

async function openEvents(
  context: Context,
  unitId: string | undefined,
): Promise<(signal: AbortSignal) => AsyncIterable<StreamItem<BreakGlassEvent>>> {
  const { tenant, principal, breakGlassHub } = context;
  const unit = await reachedUnit(context, unitId);
  const isSeen = seen(principal, unit);
  return followEvents(context.request, {
    hub: breakGlassHub,
    sees: event =>
      (reviewers.has(principal.role) || event.by === principal.userId) &&
      holds(unit, event) &&
      principal.reach.some(root => holds(root, event)),
    newest: () =>
      context.reading(async db => {
        const newest = await selectEvents(db, tenant)
          .where(isSeen)
          .clearSelect()
          .select(query => query.fn.max<number | null>('event.id').as('newest'))
          .executeTakeFirst();
        return newest?.newest ?? 0;
      }),
    after: (position, limit) =>
      context.reading(async db => {
        const rows = await selectEvents(db, tenant)
          .where(isSeen)
          .where('event.id', '>', position)
          .orderBy('event.id')
          .limit(limit)
          .execute();
        return rows.map(toEvent);
      }),
  });
}

export const handlers: ResourceHandlers<'breakGlass'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['instant', 'string']);
    const rows = await select(context)
      .$if(query.state === 'open', q => q.where(isOpen(context.now)))
      .$if(query.state === 'unreviewed', q => q.where('broken.reviewed_at', 'is', null))
      .$if(query.state === 'reviewed', q => q.where('broken.reviewed_at', 'is not', null))
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(broken.opened_at, broken.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('broken.opened_at', 'desc')
      .orderBy('broken.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.opened_at, row.id], toAccess);
  },

  events: (context, { query }) => openEvents(context, query.unitId),

  get: (context, { params }) => readAccess(context, params.breakGlassId),

  async create(context, { body }) {
    const { db, tenant, now, principal } = context;
    await requireStudent(context, body.studentId);
    await lockBreakGlass(db, tenant);
    await refuseSecond(context, body.studentId);
    const { class_path } = await db
      .selectFrom('students')
      .select('class_path')
      .where('tenant_id', '=', tenant)
      .where('id', '=', body.studentId)
      .executeTakeFirstOrThrow();
    const { userId, name, role } = personOf(principal);
    const row = {
      tenant_id: tenant,
      id: newId(),
      student_id: body.studentId,
      by_user: userId,
      by_name: name,
      by_role: role,
      reason: body.reason,
      opened_at: now,
      ends_at: new Date(now.getTime() + (body.minutes ?? MAX_BREAK_GLASS_MINUTES) * MINUTE),
      told: json(await whoIsTold(context, class_path)),
      review_due_at: new Date(now.getTime() + REVIEW_WITHIN),
    };
    await db.insertInto('clinical.break_glass').values(row).execute();
    await writeEvent(context, 'break-glass.opened', row);
    return readAccess(context, row.id);
  },

  async end(context, { params }) {
    const { db, tenant, now, principal, request } = context;
    const row = await toUpdate(context, params.breakGlassId);
    if (row.by_user !== principal.userId) {
      throw new ProblemError('forbidden', { detail: 'It is ended by who opened it; a review ends it too.' });
    }
    checkRevision(request, row.revision, 'The access');
    if (row.is_open) {
      await db
        .updateTable('clinical.break_glass')
        .set({ ended_at: now, revision: row.revision + 1 })
        .where('tenant_id', '=', tenant)
        .where('id', '=', row.id)
        .execute();
      await writeEvent(context, 'break-glass.ended', row);
    }
    return readAccess(context, row.id);
  },

  async review(context, { params, body }) {
    const { db, tenant, now, principal, request } = context;
    const row = await toUpdate(context, params.breakGlassId);
    // By the person, not by the role: who opened it as a counsellor is the same one as a leader.
    if (row.by_user === principal.userId) {
      throw new ProblemError('forbidden', { detail: 'Nobody reviews what they have opened themselves.' });
    }
    checkRevision(request, row.revision, 'The access');
    if (row.reviewed_at) throw new ProblemError('state-conflict', { detail: 'It has been reviewed.' });
    await db
      .updateTable('clinical.break_glass')
      .set({
        reviewed_at: now,
        reviewed_by: principal.userId,
        reviewed_by_name: principal.name,
        reviewed_by_role: principal.role,
        verdict: body.verdict,
        review_note: body.note,
        revision: row.revision + 1,
        ...(row.is_open && body.verdict === 'not-justified' && { ended_at: now }),
      })
      .where('tenant_id', '=', tenant)
      .where('id', '=', row.id)
      .execute();
    await writeEvent(context, 'break-glass.reviewed', row);
    return readAccess(context, row.id);
  },
};
