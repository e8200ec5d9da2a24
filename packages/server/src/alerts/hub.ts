/**
 * Tells event streams what happened, wherever in the service it was written.
 *
 * The table of events is the outbox: a commit wakes the hub (in this process by a call, in others by NOTIFY, and at the
 * latest by a slow poll), the hub reads what is new once, and every stream picks what it reaches.
 */
import type { AlertEvent } from '@xinqiao/contract/types';
import type { Database } from '../database/database.ts';
import { timestamp } from '../app/time.ts';

export const CHANNEL = 'xinqiao_alert_events';

/** How long an event written elsewhere may stay unseen when notifications fail, in milliseconds. */
const POLL_INTERVAL = 1_500;

/** Events read at a time. */
const BATCH = 1_000;

/** An event with what decides who hears of it. */
export interface HubEvent {
  readonly event: AlertEvent;
  readonly sequence: number;
  readonly escalated: boolean;
  readonly classPath: string;
  readonly dormitoryPath: string | null;
}

export interface EventHub {
  /** Calls back for every event that is committed from now on, in order, until the function it gives is called. */
  subscribe(onEvent: (event: HubEvent) => void): Promise<() => void>;
  /** Something was committed. */
  wake(): void;
  /** Aborts when the service closes; streams end with it. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

type Subscriber = (event: HubEvent) => void;

export function createEventHub(database: Database, tenant: string): EventHub {
  const subscribers = new Set<Subscriber>();
  const closing = new AbortController();
  /** Gives what stops it. There while anybody listens. */
  let started: Promise<() => Promise<void>> | undefined;
  let position = 0;
  let reading = false;
  let again = false;

  async function start(): Promise<() => Promise<void>> {
    position = Math.max(position, await newestEvent(database, tenant));
    // Without notifications the poll still brings every event.
    const unlisten = await database.listen(CHANNEL, wake).catch(() => undefined);
    const timer = setInterval(wake, POLL_INTERVAL);
    return async () => {
      clearInterval(timer);
      await unlisten?.().catch(() => {});
    };
  }

  async function stop(): Promise<void> {
    const running = started;
    started = undefined;
    const end = await running?.catch(() => undefined);
    await end?.();
  }

  function wake(): void {
    if (!started || closing.signal.aborted) return;
    again = true;
    if (!reading) void read();
  }

  async function read(): Promise<void> {
    reading = true;
    while (again && !closing.signal.aborted) {
      again = false;
      try {
        const events = await eventsAfter(database, tenant, position);
        again ||= events.length === BATCH;
        for (const event of events) {
          position = event.sequence;
          for (const subscriber of subscribers) subscriber(event);
        }
      } catch {
        // The database is away; the next poll asks again.
      }
    }
    reading = false;
  }

  return {
    closing: closing.signal,
    async subscribe(onEvent) {
      subscribers.add(onEvent);
      const leave = () => {
        if (subscribers.delete(onEvent) && subscribers.size === 0) void stop();
      };
      try {
        await (started ??= start());
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    wake,
    async close() {
      closing.abort();
      await stop();
      while (reading) await new Promise(resolve => setTimeout(resolve, 5));
    },
  };
}

async function newestEvent(database: Database, tenant: string): Promise<number> {
  const row = await database.kysely
    .selectFrom('clinical.alert_events')
    .select(query => query.fn.max<number | null>('id').as('newest'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function eventsAfter(database: Database, tenant: string, position: number): Promise<HubEvent[]> {
  const rows = await database.kysely
    .selectFrom('clinical.alert_events as event')
    .innerJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'event.tenant_id').onRef('students.id', '=', 'event.student_id'),
    )
    .select([
      'event.id',
      'event.type',
      'event.alert_id',
      'event.level',
      'event.escalated',
      'event.at',
      'students.class_path',
      'students.dormitory_path',
    ])
    .where('event.tenant_id', '=', tenant)
    .where('event.id', '>', position)
    .orderBy('event.id')
    .limit(BATCH)
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
