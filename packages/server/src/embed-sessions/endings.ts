/**
 * Sessions that end before their time. Every request asks for its session's row; a stream that is open is told, in
 * whichever process it runs, and asks again.
 */
import { sql } from 'kysely';
import type { Database, Queries } from '../database/database.ts';

const CHANNEL = 'xinqiao_session_ends';

/** Ids named in one notification, which holds 8,000 bytes; more of them mean everybody. */
const MAX_NAMED = 100;

/** Tells the streams of these sessions, or all streams, once the transaction is kept. */
export async function announceEnd(db: Queries, sessionIds: readonly string[] | 'all'): Promise<void> {
  if (sessionIds.length === 0) return;
  const named = sessionIds === 'all' || sessionIds.length > MAX_NAMED ? '' : sessionIds.join(',');
  await sql`select pg_notify(${CHANNEL}, ${named})`.execute(db);
}

/** Whom to end. */
export type Ended = { readonly session: string } | { readonly user: string } | { readonly keys: readonly string[] };

/**
 * Ends sessions that still last, at once.
 *
 * @param by only those made with one of these keys; with any key when left out.
 * @returns how many there were.
 */
export async function endSessions(
  db: Queries,
  { tenant, now, ended, by }: { tenant: string; now: Date; ended: Ended; by?: readonly string[] },
): Promise<number> {
  let query = db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('tenant_id', '=', tenant)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id');
  if ('session' in ended) query = query.where('id', '=', ended.session);
  if ('user' in ended) query = query.where('user_id', '=', ended.user);
  if ('keys' in ended) query = query.where('key_id', 'in', [...ended.keys]);
  if (by) query = query.where('key_id', 'in', [...by]);
  const ids = (await query.execute()).map(({ id }) => id);
  await announceEnd(db, ids);
  return ids.length;
}

/** Whom the ends of sessions concern. */
export interface SessionEnds {
  /** Calls back whenever the session may have ended, until the function it gives is called. */
  watch(sessionId: string, onDoubt: () => void): () => void;
}

/** Listens while anybody watches. */
export function createSessionEnds(database: Database): SessionEnds {
  const watchers = new Set<{ sessionId: string; onDoubt: () => void }>();
  let listening: Promise<() => Promise<void>> | undefined;

  const tell = (payload: string) => {
    // Nothing named: everybody, or the connection was lost for a while.
    const ids = payload === '' ? undefined : new Set(payload.split(','));
    for (const { sessionId, onDoubt } of watchers) if (!ids || ids.has(sessionId)) onDoubt();
  };
  const start = () => {
    const mine = database.listen(CHANNEL, tell);
    // Without notifications the heartbeat still asks; the next watcher tries again.
    mine.catch(() => {
      if (listening === mine) listening = undefined;
    });
    return mine;
  };
  const stop = () => {
    const mine = listening;
    listening = undefined;
    mine?.then(unlisten => unlisten()).catch(() => {});
  };

  return {
    watch(sessionId, onDoubt) {
      const watcher = { sessionId, onDoubt };
      watchers.add(watcher);
      listening ??= start();
      // What ended before anybody listened.
      listening.then(onDoubt, () => {});
      return () => {
        if (watchers.delete(watcher) && watchers.size === 0) stop();
      };
    },
  };
}
