/**
 * Tells event streams what happened, wherever in the service it was written.
 *
 * A table of events is the outbox: a commit wakes the hub (in this process by a call, in others by NOTIFY, and at the
 * latest by a slow poll), the hub reads what is new once, and every stream picks what it reaches.
 */
import type { Database } from '../database/database.ts';

/** How long an event written elsewhere may stay unseen when notifications fail, in milliseconds. */
const POLL_INTERVAL = 1_500;

/** Events read at a time. */
const BATCH = 1_000;

/** An event with its place in the order of the outbox. */
export interface Sequenced {
  readonly sequence: number;
}

/** The outbox that a hub reads. */
export interface EventSource<E extends Sequenced> {
  /** What PostgreSQL notifies of. */
  readonly channel: string;
  /** The newest event there is; 0 when there is none. */
  newest(database: Database): Promise<number>;
  /** Those after a position, in order, `limit` at most. */
  after(database: Database, position: number, limit: number): Promise<readonly E[]>;
}

export interface EventHub<E extends Sequenced> {
  /** Calls back for every event that is committed from now on, in order, until the function it gives is called. */
  subscribe(onEvent: (event: E) => void): Promise<() => void>;
  /** Something was committed. */
  wake(): void;
  /** Aborts when the service closes; streams end with it. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

export function createEventHub<E extends Sequenced>(database: Database, source: EventSource<E>): EventHub<E> {
  const subscribers = new Set<(event: E) => void>();
  const closing = new AbortController();
  /** Gives what stops it. There while anybody listens. */
  let started: Promise<() => Promise<void>> | undefined;
  let position = 0;
  let reading = false;
  let again = false;

  async function start(): Promise<() => Promise<void>> {
    position = Math.max(position, await source.newest(database));
    // Without notifications the poll still brings every event.
    const unlisten = await database.listen(source.channel, wake).catch(() => undefined);
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
        const events = await source.after(database, position, BATCH);
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
