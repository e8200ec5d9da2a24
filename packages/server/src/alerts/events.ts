/** The stream of what happens to alerts, from where the client was. */
import type { AlertEvent } from '@xinqiao/contract/types';
import { reachedUnit, type UnitNode } from '../access/reach.ts';
import { followEvents } from '../app/follow-events.ts';
import type { Context, StreamItem } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import { seenEvents, seesEvent } from './scope.ts';

const seen = ({ db, tenant, principal }: Context, unit: UnitNode) =>
  db
    .selectFrom('clinical.alert_events as event')
    .where('event.tenant_id', '=', tenant)
    .where(seenEvents(principal, unit));

async function newestSeen(context: Context, unit: UnitNode): Promise<number> {
  const row = await seen(context, unit)
    .select(query => query.fn.max<number | null>('event.id').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function seenAfter(context: Context, unit: UnitNode, position: number, limit: number): Promise<AlertEvent[]> {
  const rows = await seen(context, unit)
    .select(['event.id', 'event.type', 'event.alert_id', 'event.level', 'event.at'])
    .where('event.id', '>', position)
    .orderBy('event.id')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    id: `${row.id}`,
    type: row.type,
    alertId: row.alert_id,
    level: row.level,
    at: timestamp(row.at),
  }));
}

export async function openEvents(
  context: Context,
  unitId: string | undefined,
): Promise<(signal: AbortSignal) => AsyncIterable<StreamItem<AlertEvent>>> {
  const unit = await reachedUnit(context, unitId);
  return followEvents(context.request, {
    hub: context.hub,
    sees: event => seesEvent(context.principal, unit, event),
    newest: () => context.reading(db => newestSeen({ ...context, db }, unit)),
    after: (position, limit) => context.reading(db => seenAfter({ ...context, db }, unit, position, limit)),
  });
}
