/** Opens an alert, or adds to the one that is open: a student has one at a time. */
import type { AlertEvent, AlertLevel } from '@xinqiao/contract/types';
import type { AlertProposal } from '@xinqiao/instruments';
import { sql } from 'kysely';
import { newId } from '../app/digest.ts';
import type { Context } from '../app/handlers.ts';
import type { Queries } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { CHANNEL } from './hub.ts';
import { isMoreUrgent, respondBy } from './policy.ts';

/** Without a hub, who follows hears of it by the notification alone. */
type Writing = Pick<Context, 'db' | 'tenant' | 'now'> & Partial<Pick<Context, 'hub' | 'afterCommit'>>;

/** What spoke: a response, the unfinished attempt at an assignment, or a person. */
type Speaker = { readonly responseId: string } | { readonly assignmentId: string } | null;

/**
 * Whoever writes an event holds this lock until the commit, so that events become visible in the order of their ids: a
 * reader that has seen one has seen all before it. It also settles who opens the alert when two responses come at once.
 */
export async function lockEvents(db: Queries, tenant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert-events:${tenant}`}, 0))`.execute(db);
}

interface EventOf {
  id: string;
  student_id: string;
  level: AlertLevel;
  escalated_at: Date | null;
}

/** Writes the event and wakes who follows. The caller holds {@link lockEvents}. */
export async function writeEvent(context: Writing, type: AlertEvent['type'], alert: EventOf): Promise<void> {
  const { db, tenant, now, hub } = context;
  await db
    .insertInto('clinical.alert_events')
    .values({
      tenant_id: tenant,
      alert_id: alert.id,
      student_id: alert.student_id,
      type,
      level: alert.level,
      escalated: alert.escalated_at !== null,
      at: now,
    })
    .execute();
  // Sent at the commit, to every process; it says nothing but that there is something.
  await sql`select pg_notify(${CHANNEL}, '')`.execute(db);
  context.afterCommit?.(() => hub?.wake());
}

/**
 * Takes up a proposal for a student. What it opens is itself proposed: a trained person confirms or lowers it.
 *
 * An open alert keeps the more urgent level and the earlier date. Reasons as urgent as the alert make it unacknowledged
 * again, because nobody has taken note of them; lesser ones don't. A level that rises is proposed again.
 */
export async function openOrMergeAlert(
  context: Writing,
  studentId: string,
  proposal: AlertProposal,
  speaker: Speaker,
): Promise<void> {
  const { db, tenant, now } = context;
  await lockEvents(db, tenant);
  const open = await db
    .selectFrom('clinical.alerts')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const due = respondBy(proposal.level, now);
  if (!open) {
    const alert = { id: newId(), student_id: studentId, level: proposal.level, escalated_at: null };
    await db
      .insertInto('clinical.alerts')
      .values({
        tenant_id: tenant,
        ...alert,
        level_status: 'proposed',
        state: 'found',
        opened_at: now,
        respond_by: due,
        revision: 1,
      })
      .execute();
    await addReasons(context, alert.id, proposal, speaker);
    await writeEvent(context, 'alert.opened', alert);
    return;
  }
  const rises = isMoreUrgent(proposal.level, open.level);
  const isLesser = isMoreUrgent(open.level, proposal.level);
  const level = rises ? proposal.level : open.level;
  await db
    .updateTable('clinical.alerts')
    .set({
      level,
      revision: open.revision + 1,
      ...(rises && { level_status: 'proposed' }),
      ...(!isLesser && { acknowledged_at: null, acknowledged_by: null }),
      ...(due < open.respond_by && { respond_by: due }),
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', open.id)
    .execute();
  await addReasons(context, open.id, proposal, speaker);
  await writeEvent(context, 'alert.updated', { ...open, level });
}

async function addReasons(
  { db, tenant, now }: Writing,
  alertId: string,
  proposal: AlertProposal,
  speaker: Speaker,
): Promise<void> {
  await db
    .insertInto('clinical.alert_reasons')
    .values(
      proposal.reasons.map((reason, position) => ({
        tenant_id: tenant,
        id: newId(),
        alert_id: alertId,
        response_id: speaker && 'responseId' in speaker ? speaker.responseId : null,
        assignment_id: speaker && 'assignmentId' in speaker ? speaker.assignmentId : null,
        position,
        code: reason.code,
        at: now,
        text: json(reason.text),
        detail: json(reason.detail),
        rule: reason.rule,
      })),
    )
    .execute();
}
