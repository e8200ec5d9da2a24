/** Opens and cancels erasures. */
import type { Erasure } from '@xinqiao/contract/types';
import type { Selectable } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Context } from '../app/handlers.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import type { Schema } from '../database/schema.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Days between the request and the erasure: time for devices that are offline to learn of it, and for the person to think
 * better of it. A default of this service; the guideline is 30 days at most (GB/T 35273-2020, 8.7).
 */
export const WAITING_DAYS = 7;

type Writing = Pick<Context, 'db' | 'tenant' | 'now'>;

export const toErasure = (row: Selectable<Schema['erasures']>): Erasure => ({
  id: row.id,
  campaignId: row.campaign_id,
  cause: row.cause,
  requestedAt: timestamp(row.requested_at),
  dueAt: timestamp(row.due_at),
  state: row.state,
  doneAt: timestampOrNull(row.done_at),
});

/** The erasure that is on its way for this scope, or a new one. */
export async function openErasure(
  { db, tenant, now }: Writing,
  studentId: string,
  campaignId: string | null,
  cause: Erasure['cause'],
): Promise<Erasure> {
  const row = {
    tenant_id: tenant,
    id: newId(),
    student_id: studentId,
    campaign_id: campaignId,
    cause,
    state: 'waiting' as const,
    requested_at: now,
    due_at: new Date(now.getTime() + WAITING_DAYS * DAY),
    done_at: null,
  };
  const inserted = await db
    .insertInto('erasures')
    .values(row)
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  const stored =
    inserted ??
    (await db
      .selectFrom('erasures')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('student_id', '=', studentId)
      .where('campaign_id', campaignId === null ? 'is' : '=', campaignId)
      .where('state', 'in', ['waiting', 'held'])
      .executeTakeFirstOrThrow());
  return toErasure(stored);
}

/** Consent holds again: what it covers is not erased. An erasure of everything spares it when it is due. */
export async function cancelErasure(
  { db, tenant, now }: Writing,
  studentId: string,
  campaignId: string,
): Promise<void> {
  await db
    .updateTable('erasures')
    .set({ state: 'cancelled', done_at: now })
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['waiting', 'held'])
    .execute();
}
