/** Delegations of a case: given and revoked by psychology staff, read by who holds one. */
import { MAX_DELEGATION_DAYS } from '@xinqiao/contract';
import type { Delegation } from '@xinqiao/contract/types';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { responsiblePerson } from '../access/people.ts';
import { reachedStudents, requireStudent } from '../access/reach.ts';
import { delegationHolds, delegationStands } from '../access/relations.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { checkRevision } from '../app/revision.ts';
import { isStorable, timestamp, timestampOrNull } from '../app/time.ts';

const DAY = 24 * 60 * 60 * 1000;

const stateOf = (now: Date) => sql<Delegation['state']>`case
  when delegation.revoked_at is not null then 'revoked'
  when delegation.ends_at <= ${now} then 'ended'
  when not ${delegationStands} then 'lapsed'
  when delegation.starts_at > ${now} then 'planned'
  else 'active' end`;

/**
 * The same for `where`. What a row says by itself comes first, which an index finds; `is true`, so that people are asked for row
 * by row until the page is full, and not joined to all that there are.
 */
const isIn = (state: Delegation['state'], now: Date): RawBuilder<SqlBool> => {
  const runs = sql<SqlBool>`delegation.revoked_at is null and delegation.ends_at > ${now}`;
  return {
    revoked: sql<SqlBool>`delegation.revoked_at is not null`,
    ended: sql<SqlBool>`(delegation.revoked_at is null and delegation.ends_at <= ${now})`,
    lapsed: sql<SqlBool>`(${runs} and ${delegationStands} is not true)`,
    planned: sql<SqlBool>`(${runs} and delegation.starts_at > ${now} and ${delegationStands} is true)`,
    active: sql<SqlBool>`(${runs} and delegation.starts_at <= ${now} and ${delegationStands} is true)`,
  }[state];
};

/** Psychology staff see those of the students whom they reach; a delegate those that are held at this moment. */
const seen = ({ principal, now }: Context) => {
  const reached = reachedStudents(principal);
  if (principal.role === 'psych-staff') return reached;
  return sql<SqlBool>`(${reached} and delegation.to_user = ${principal.userId}
    and delegation.to_role = ${principal.role} and ${delegationHolds(now)})`;
};

const select = (context: Context) =>
  selectStudentReference(context.db)
    .innerJoin('clinical.delegations as delegation', join =>
      join.onRef('delegation.tenant_id', '=', 'students.tenant_id').onRef('delegation.student_id', '=', 'students.id'),
    )
    .selectAll('delegation')
    .select(stateOf(context.now).as('state'))
    .where('delegation.tenant_id', '=', context.tenant)
    .where(seen(context));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toDelegation = (row: Row): Delegation => ({
  id: row.id,
  student: toStudentReference(row),
  to: { userId: row.to_user, name: row.to_name, role: row.to_role },
  by: { userId: row.by_user, name: row.by_name, role: 'psych-staff' },
  classes: row.classes,
  purpose: row.purpose,
  note: row.note,
  from: timestamp(row.starts_at),
  until: timestamp(row.ends_at),
  state: row.state,
  givenAt: timestamp(row.given_at),
  revokedAt: timestampOrNull(row.revoked_at),
  revision: row.revision,
});

/** @throws {ProblemError} 404. */
export async function readDelegation(context: Context, id: string): Promise<Delegation> {
  const row = await select(context).where('delegation.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  context.headers.set('etag', `"${row.revision}"`);
  return toDelegation(row);
}

const refuse = (pointer: string, code: string, detail: string): ProblemError =>
  new ProblemError('invalid-request', { errors: [{ pointer, code, detail }] });

/** @throws {ProblemError} 422. */
function checkTime(now: Date, from: Date, until: Date): void {
  if (from < now) throw refuse('/from', 'out-of-range', 'Is in the past; leave it out to begin at once.');
  if (!isStorable(until)) throw refuse('/until', 'out-of-range', 'Is not within the years 1 to 9999.');
  if (until <= from) throw refuse('/until', 'out-of-range', 'Is not after the beginning.');
  if (until.getTime() > from.getTime() + MAX_DELEGATION_DAYS * DAY) {
    throw refuse('/until', 'out-of-range', `Is more than ${MAX_DELEGATION_DAYS} days after the beginning.`);
  }
}

export const handlers: ResourceHandlers<'delegations'> = {
  async list(context, { query }) {
    if (query.studentId !== undefined) await requireStudent(context, query.studentId);
    const after = readCursor(query, ['instant', 'string']);
    const rows = await select(context)
      .$if(query.studentId !== undefined, q => q.where('delegation.student_id', '=', query.studentId!))
      .$if(query.state !== undefined, q => q.where(isIn(query.state!, context.now)))
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(delegation.given_at, delegation.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('delegation.given_at', 'desc')
      .orderBy('delegation.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.given_at, row.id], toDelegation);
  },

  get: (context, { params }) => readDelegation(context, params.delegationId),

  async create(context, { body }) {
    const { db, tenant, now, principal } = context;
    await requireStudent(context, body.studentId);
    const from = body.from === undefined ? now : new Date(body.from);
    const until = new Date(body.until);
    checkTime(now, from, until);
    const to = await responsiblePerson(context, body.studentId, body.to);
    // The same for somebody who does not exist, and for a counsellor of other classes.
    if (!to) throw refuse('/to', 'not-responsible', "Does not hold this role for the student's class.");
    const id = newId();
    await db
      .insertInto('clinical.delegations')
      .values({
        tenant_id: tenant,
        id,
        student_id: body.studentId,
        to_user: to.userId,
        to_name: to.name,
        to_role: to.role,
        by_user: principal.userId,
        by_name: principal.name,
        classes: [...new Set(body.classes)],
        purpose: body.purpose,
        note: body.note,
        starts_at: from,
        ends_at: until,
        given_at: now,
      })
      .execute();
    return readDelegation(context, id);
  },

  async revoke(context, { params }) {
    const { db, tenant, now, principal, request } = context;
    const row = await select(context)
      .where('delegation.id', '=', params.delegationId)
      .forUpdate('delegation')
      .executeTakeFirst();
    if (!row) throw notFound();
    checkRevision(request, row.revision, 'The delegation');
    if (row.revoked_at === null && row.ends_at > now) {
      await db
        .updateTable('clinical.delegations')
        .set({ revoked_at: now, revoked_by: principal.userId, revision: row.revision + 1 })
        .where('tenant_id', '=', tenant)
        .where('id', '=', row.id)
        .execute();
    }
    return readDelegation(context, row.id);
  },
};
