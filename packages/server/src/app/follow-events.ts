/** A stream of events from where the client was: what it missed, then what happens. */
import type { EventHub, Sequenced } from './event-hub.ts';
import type { StreamItem } from './handlers.ts';
import { ProblemError } from './problem.ts';

/** Events read at a time. */
const BATCH = 500;
/** Events that may wait for a slow client; with more the stream ends, and the client resumes. */
const MAX_WAITING = 1_000;

/** What a session reaches of a hub's events. */
export interface Feed<E extends Sequenced & { readonly event: T }, T extends { id: string }> {
  readonly hub: EventHub<E>;
  /** Whether an event that has just happened is within reach. */
  sees(event: E): boolean;
  /** The newest event within reach; 0 when there is none. It tells nothing of what is out of reach. */
  newest(): Promise<number>;
  /** Those within reach after a position, in order, `limit` at most. */
  after(position: number, limit: number): Promise<T[]>;
}

/** The client's position; `undefined` when it has none. @throws {ProblemError} 400 when it is no position. */
function lastEventId(request: Request): number | undefined {
  const header = request.headers.get('last-event-id');
  if (header === null || header === '') return undefined;
  if (/^\d{1,15}$/.test(header)) return Number(header);
  throw new ProblemError('invalid-request', { status: 400, detail: 'Last-Event-ID is not an id of this stream.' });
}

const toItem = <T extends { id: string }>(event: T): StreamItem<T> => ({ id: event.id, data: event });

/**
 * First what the client missed, then what happens. It begins with an event without data that holds the position, so
 * that a client that came without one can resume before anything has happened.
 *
 * @throws {ProblemError} 400 when `Last-Event-ID` is no position.
 */
export function followEvents<E extends Sequenced & { readonly event: T }, T extends { id: string }>(
  request: Request,
  { hub, sees, newest, after }: Feed<E, T>,
): (signal: AbortSignal) => AsyncIterable<StreamItem<T>> {
  const last = lastEventId(request);
  return async function* (signal) {
    const waiting: E[] = [];
    let wake = () => {};
    const end = () => wake();
    // Subscribed before the past is read, so that nothing falls between the two.
    const unsubscribe = await hub.subscribe(event => {
      if (sees(event)) waiting.push(event);
      wake();
    });
    signal.addEventListener('abort', end);
    try {
      const now = await newest();
      // An id from before the data were restored would hide all that comes.
      let position = Math.min(last ?? now, now);
      yield { id: `${position}` };
      for (let missed: T[]; ;) {
        missed = await after(position, BATCH);
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
