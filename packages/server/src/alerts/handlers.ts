/** Alerts: who needs follow-up, most urgent first. */
import type { Alert, AlertLevel, AlertSummary } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { reachedUnit, type UnitNode } from '../access/reach.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { checkRevision } from '../app/revision.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import { openEvents } from './events.ts';
import { lockEvents, writeEvent } from './open.ts';
import { levels } from './policy.ts';
import { seenAlerts, seenEvents } from './scope.ts';

interface ReasonRow {
  code: string;
  at: string;
  text: Alert['reasons'][number]['text'];
  detail: Alert['reasons'][number]['detail'] | null;
  rule: string | null;
}

/** 1 for the most urgent. */
const rank = sql<number>`array_position(${sql.lit(`{${levels.join(',')}}`)}::text[], alert.level)`;

const select = (context: Context, unit?: UnitNode) =>
  selectStudentReference(context.db)
    .innerJoin('clinical.alerts as alert', join =>
      join.onRef('alert.tenant_id', '=', 'students.tenant_id').onRef('alert.student_id', '=', 'students.id'),
    )
    .selectAll('alert')
    .select(rank.as('rank'))
    .select(
      // The detail is not even read for who may not see answers.
      sql<ReasonRow[]>`(
        select coalesce(json_agg(
          json_build_object('code', code, 'at', at, 'text', text, ${
            context.classes.has('C5') ? sql`'detail', detail, 'rule', rule` : sql`'detail', null, 'rule', null`
          })
          order by at desc, position
        ), '[]')
        from clinical.alert_reasons as reason
        where reason.tenant_id = alert.tenant_id and reason.alert_id = alert.id
      )`.as('reasons'),
    )
    .where('alert.tenant_id', '=', context.tenant)
    .where(seenAlerts(context.principal, unit));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toAlert = (row: Row): Alert => ({
  id: row.id,
  student: toStudentReference(row),
  level: row.level,
  levelStatus: row.level_status,
  state: row.state,
  reasons: row.reasons.map(({ code, at, text, detail, rule }) => ({
    code,
    at: timestamp(new Date(at)),
    text,
    ...(detail && { detail }),
    ...(rule && { rule }),
  })),
  openedAt: timestamp(row.opened_at),
  respondBy: timestamp(row.respond_by),
  acknowledgedAt: timestampOrNull(row.acknowledged_at),
  acknowledgedBy: row.acknowledged_by,
  revision: row.revision,
});

async function readAlert(context: Context, alertId: string): Promise<Alert> {
  const row = await select(context).where('alert.id', '=', alertId).executeTakeFirst();
  if (!row) throw notFound();
  context.headers.set('etag', `"${row.revision}"`);
  return toAlert(row);
}

const none = (): AlertSummary['open'] => ({ imminent: 0, high: 0, moderate: 0, watch: 0 });

interface CountRow {
  level: AlertLevel | null;
  open: number;
  unacknowledged: number;
  event_id: number;
}

async function summarise(context: Context, unit: UnitNode): Promise<AlertSummary> {
  const { db, tenant, principal, now } = context;
  // One statement, one snapshot: the counts include exactly the events up to the position.
  const { rows } = await sql<CountRow>`
    with counts as (
      select alert.level, count(*) as open, count(*) filter (where alert.acknowledged_at is null) as unacknowledged
      from clinical.alerts as alert
      where alert.tenant_id = ${tenant} and alert.closed_at is null and ${seenAlerts(principal, unit)}
      group by alert.level
    ), newest as (
      -- From the newest back: the whole school's is the first that is looked at.
      select coalesce((select event.id
      from clinical.alert_events as event
      where event.tenant_id = ${tenant} and ${seenEvents(principal, unit)}
      order by event.id desc limit 1), 0) as event_id
    )
    select counts.level, counts.open, counts.unacknowledged, newest.event_id from newest left join counts on true
  `.execute(db);
  const open = none();
  const unacknowledged = none();
  for (const row of rows) {
    if (row.level === null) continue;
    open[row.level] = row.open;
    unacknowledged[row.level] = row.unacknowledged;
  }
  return { unitId: unit.id, open, unacknowledged, asOf: timestamp(now), eventId: `${rows[0]?.event_id ?? 0}` };
}

export const handlers: ResourceHandlers<'alerts'> = {
  async list(context, { query }) {
    const unit = await reachedUnit(context, query.unitId);
    const after = readCursor(query, ['integer', 'instant', 'string']);
    const rows = await select(context, unit)
      .where('alert.closed_at', 'is', null)
      .$if(query.level !== undefined, q => q.where('alert.level', '=', query.level!))
      .$if(query.acknowledged !== undefined, q =>
        q.where('alert.acknowledged_at', query.acknowledged === 'true' ? 'is not' : 'is', null),
      )
      .$if(after !== undefined, q =>
        q.where(
          sql<SqlBool>`(${rank}, alert.respond_by, alert.id)
            > (${after![0]}::int, ${after![1]}::timestamptz, ${after![2]})`,
        ),
      )
      .orderBy('rank')
      .orderBy('alert.respond_by')
      .orderBy('alert.id')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.rank, row.respond_by, row.id], toAlert);
  },

  summary: async (context, { query }) => summarise(context, await reachedUnit(context, query.unitId)),

  get: (context, { params }) => readAlert(context, params.alertId),

  async acknowledge(context, { params }) {
    const { db, tenant, now, principal, request } = context;
    await lockEvents(db, tenant);
    const row = await select(context).where('alert.id', '=', params.alertId).executeTakeFirst();
    if (!row) throw notFound();
    checkRevision(request, row.revision, 'The alert');
    if (row.closed_at) throw new ProblemError('state-conflict', { detail: 'The alert is closed.' });
    // Who comes second changes nothing: the first name stays.
    if (row.acknowledged_at === null) {
      await db
        .updateTable('clinical.alerts')
        .set({ acknowledged_at: now, acknowledged_by: principal.name, revision: row.revision + 1 })
        .where('tenant_id', '=', tenant)
        .where('id', '=', row.id)
        .execute();
      await writeEvent(context, 'alert.acknowledged', row);
    }
    return readAlert(context, row.id);
  },

  events: (context, { query }) => openEvents(context, query.unitId),
};
