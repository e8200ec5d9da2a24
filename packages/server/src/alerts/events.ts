/** The stream of what happens to alerts, from where the client was. */
import type { AlertEvent } from '@xinqiao/contract/types';
import { reachedUnit, type UnitNode } from '../access/reach.ts';
import type { Context, StreamItem } from '../app/handlers.ts';
import { ProblemError } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import type { HubEvent } from './hub.ts';
import { seenEvents, seesEvent } from './scope.ts';

/** Events read at a time. */
const BATCH = 500;
/** Events that may wait for a slow client; with more the stream ends, and the client resumes. */
const MAX_WAITING = 1_000;

/** The client's position; `undefined` when it has none. @throws {ProblemError} 400 when it is no position. */
function lastEventId(request: Request): number | undefined {
  const header = request.headers.get('last-event-id');
  if (header === null || header === '') return undefined;
  if (/^\d{1,15}$/.test(header)) return Number(header);
  throw new ProblemError('invalid-request', { status: 400, detail: 'Last-Event-ID is not an id of this stream.' });
}

const seen = ({ db, tenant, principal }: Context, unit: UnitNode) =>
  db
    .selectFrom('clinical.alert_events as event')
    .innerJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'event.tenant_id').onRef('students.id', '=', 'event.student_id'),
    )
    .where('event.tenant_id', '=', tenant)
    .where(seenEvents(principal, unit));

/** The newest event within reach; 0 when there is none. It tells nothing of what is out of reach. */
async function newestSeen(context: Context, unit: UnitNode): Promise<number> {
  const row = await seen(context, unit)
    .select(query => query.fn.max<number | null>('event.id').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}

async function seenAfter(context: Context, unit: UnitNode, position: number): Promise<AlertEvent[]> {
  const rows = await seen(context, unit)
    .select(['event.id', 'event.type', 'event.alert_id', 'event.level', 'event.at'])
    .where('event.id', '>', position)
    .orderBy('event.id')
    .limit(BATCH)
    .execute();
  return rows.map(row => ({
    id: `${row.id}`,
    type: row.type,
    alertId: row.alert_id,
    level: row.level,
    at: timestamp(row.at),
  }));
}

const toItem = (event: AlertEvent): StreamItem<AlertEvent> => ({ id: event.id, data: event });

/**
 * First what the client missed, then what happens. It begins with an event without data that holds the position, so
 * that a client that came without one can resume before anything has happened.
 */
export async function openEvents(
  context: Context,
  unitId: string | undefined,
): Promise<(signal: AbortSignal) => AsyncIterable<StreamItem<AlertEvent>>> {
  const unit = await reachedUnit(context, unitId);
  const last = lastEventId(context.request);
  return async function* (signal) {
    const waiting: HubEvent[] = [];
    let wake = () => {};
    const end = () => wake();
    // Subscribed before the past is read, so that nothing falls between the two.
    const unsubscribe = await context.hub.subscribe(event => {
      if (seesEvent(context.principal, unit, event)) waiting.push(event);
      wake();
    });
    signal.addEventListener('abort', end);
    try {
      const newest = await context.reading(db => newestSeen({ ...context, db }, unit));
      // An id from before the data were restored would hide all that comes.
      let position = Math.min(last ?? newest, newest);
      yield { id: `${position}` };
      for (let missed: AlertEvent[]; ;) {
        missed = await context.reading(db => seenAfter({ ...context, db }, unit, position));
        for (const event of missed) {
          if (signal.aborted) return;
          yield toItem(event);
          position = Number(event.id);
        }
        if (missed.length < BATCH) break;
      }
      while (!signal.aborted && waiting.length < MAX_WAITING) {
        const next = waiting.shift();
        if (next && next.sequence > position) {
          position = next.sequence;
          yield toItem(next.event);
        } else if (!next) {
          await new Promise<void>(resolve => (wake = resolve));
        }
      }
    } finally {
      signal.removeEventListener('abort', end);
      unsubscribe();
    }
  };
}
