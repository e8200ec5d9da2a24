/** What the hub of break-glass accesses reads: `app/event-hub.ts`. */
import type { BreakGlassEvent } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { EventHub, EventSource, Sequenced } from '../app/event-hub.ts';
import type { Context } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import type { Database, Queries } from '../database/database.ts';

const CHANNEL = 'xinqiao_break_glass_events';

/** An event with what decides who hears of it. */
interface HubEvent extends Sequenced {
  readonly event: BreakGlassEvent;
  readonly by: string;
  readonly classPath: string;
  readonly dormitoryPath: string | null;
}

export type BreakGlassHub = EventHub<HubEvent>;
export type BreakGlassHubEvent = HubEvent;

export const breakGlassEvents = (tenant: string): EventSource<HubEvent> => ({
  channel: CHANNEL,
  newest: database => newestEvent(database, tenant),
  after: (database, position, limit) => eventsAfter(database, tenant, position, limit),
});

async function newestEvent(database: Database, tenant: string): Promise<number> {
  const row = await database.kysely
    .selectFrom('clinical.break_glass_events')
    .select(query => query.fn.max<number | null>('id').as('newest'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function eventsAfter(database: Database, tenant: string, position: number, limit: number): Promise<HubEvent[]> {
  const rows = await selectEvents(database.kysely, tenant)
    .select(['students.class_path', 'students.dormitory_path'])
    .where('event.id', '>', position)
    .orderBy('event.id')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    event: toEvent(row),
    sequence: row.id,
    by: row.by_user,
    classPath: row.class_path,
    dormitoryPath: row.dormitory_path,
  }));
}

export const selectEvents = (db: Queries, tenant: string) =>
  db
    .selectFrom('clinical.break_glass_events as event')
    .innerJoin('clinical.break_glass as broken', join =>
      join.onRef('broken.tenant_id', '=', 'event.tenant_id').onRef('broken.id', '=', 'event.break_glass_id'),
    )
    .innerJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'event.tenant_id').onRef('students.id', '=', 'event.student_id'),
    )
    .select(['event.id', 'event.type', 'event.break_glass_id', 'event.at', 'broken.by_user'])
    .where('event.tenant_id', '=', tenant);

export const toEvent = (row: {
  id: number;
  type: BreakGlassEvent['type'];
  break_glass_id: string;
  at: Date;
}): BreakGlassEvent => ({
  id: `${row.id}`,
  type: row.type,
  breakGlassId: row.break_glass_id,
  at: timestamp(row.at),
});

/** Held until the commit, so that events become visible in the order of their ids; it also settles who opens first. */
export async function lockBreakGlass(db: Queries, tenant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`break-glass:${tenant}`}, 0))`.execute(db);
}

/** Writes the event and wakes who follows. The caller holds {@link lockBreakGlass}. */
export async function writeEvent(
  { db, tenant, now, breakGlassHub, afterCommit }: Context,
  type: BreakGlassEvent['type'],
  { id, student_id }: { id: string; student_id: string },
): Promise<void> {
  await db
    .insertInto('clinical.break_glass_events')
    .values({ tenant_id: tenant, break_glass_id: id, student_id, type, at: now })
    .execute();
  // Sent at the commit, to every process; it says nothing but that there is something.
  await sql`select pg_notify(${CHANNEL}, '')`.execute(db);
  afterCommit(() => breakGlassHub.wake());
}
