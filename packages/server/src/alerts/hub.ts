/** What the hub of alerts reads: `app/event-hub.ts`. */
import type { AlertEvent } from '@xinqiao/contract/types';
import type { EventHub, EventSource, Sequenced } from '../app/event-hub.ts';
import { timestamp } from '../app/time.ts';
import type { Database } from '../database/database.ts';

export const CHANNEL = 'xinqiao_alert_events';

/** An event with what decides who hears of it. */
export interface HubEvent extends Sequenced {
  readonly event: AlertEvent;
  readonly escalated: boolean;
  readonly classPath: string;
  readonly dormitoryPath: string | null;
}

export type AlertHub = EventHub<HubEvent>;

export const alertEvents = (tenant: string): EventSource<HubEvent> => ({
  channel: CHANNEL,
  newest: database => newestEvent(database, tenant),
  after: (database, position, limit) => eventsAfter(database, tenant, position, limit),
});

async function newestEvent(database: Database, tenant: string): Promise<number> {
  const row = await database.kysely
    .selectFrom('clinical.alert_events')
    .select(query => query.fn.max<number | null>('id').as('newest'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function eventsAfter(database: Database, tenant: string, position: number, limit: number): Promise<HubEvent[]> {
  const rows = await database.kysely
    .selectFrom('clinical.alert_events as event')
    .select([
      'event.id',
      'event.type',
      'event.alert_id',
      'event.level',
      'event.escalated',
      'event.at',
      'event.class_path',
      'event.dormitory_path',
    ])
    .where('event.tenant_id', '=', tenant)
    .where('event.id', '>', position)
    .orderBy('event.id')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    event: {
      id: `${row.id}`,
      type: row.type,
      alertId: row.alert_id,
      level: row.level,
      at: timestamp(row.at),
    },
    sequence: row.id,
    escalated: row.escalated,
    classPath: row.class_path,
    dormitoryPath: row.dormitory_path,
  }));
}
