/** A PostgreSQL server as the service's database. */
import { Kysely, type LogEvent, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Database, parsers } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** Between attempts to listen again after the connection was lost, in milliseconds. */
const RECONNECT_DELAY = 1_000;
/** For making any connection, in milliseconds: a host that is gone may not even say so, and one that is back is asked anew. */
const CONNECT_TIMEOUT = 10_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[id]) || pg.types.getTypeParser(id, format as 'text'),
};

export interface PostgresOptions {
  /** Most connections at a time; 10 when left out. */
  connections?: number;
  /** Told of every statement; for measuring. */
  log?: (event: LogEvent) => void;
}

/**
 * What a server may be set to otherwise, and must not matter: how instants and days are written, which day it is, what a
 * statement sees of those that ran beside it, and in which schema tables are looked for, where one has the user's name.
 */
const NEEDED = {
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  default_transaction_isolation: 'read\\ committed',
  search_path: 'public',
};

/**
 * Compiling a plan pays in queries of seconds; ours take milliseconds, and policies make the planner think they take more: it
 * then compiled for half a second to read for fifteen milliseconds. A request has one process and takes none from others. A row
 * by an index is cheap: what lists ask for lies in memory, or on a disk without a head.
 */
const PREFERRED = {
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  // What was acknowledged is on the disk.
  synchronous_commit: 'on',
  // A machine that has gone without a word says no end of what it began: its locks, which others wait for, would stay for hours.
  idle_in_transaction_session_timeout: '60s',
};

const asOptions = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

/**
 * The last of a setting holds: `options` in the URL take the place of what is preferred. They are taken out of the text: a URL of pg
 * with a socket (`postgres://user@/database?host=/run`) is none to the platform.
 */
function connectionOptions(url: string): { connectionString: string; options: string } {
  const [given = ''] = /(?<=[?&])options=[^&]*/.exec(url) ?? [];
  const own = new URLSearchParams(given).get('options') ?? '';
  return {
    connectionString: given ? url.replace(given, '') : url,
    options: [asOptions(PREFERRED), own, asOptions(NEEDED)].join(' '),
  };
}

/**
 * How long a request waits for a connection when all are in use, in milliseconds: then it is told to come again, before
 * its client gives up.
 */
const PATIENCE = 800;

/** All connections are in use: PostgreSQL's own state for too many of them, which is answered as passing. */
class ConnectionsInUseError extends Error {
  override readonly name = 'ConnectionsInUseError';
  readonly code = '53300';
}

/**
 * A connection of the pool. The pool's own limit of time counts making a new connection too, which a slow network may need, and
 * is the longer one.
 *
 * @throws {ConnectionsInUseError} when none comes free in time.
 */
async function connectionOf(pool: pg.Pool, connections: number): Promise<pg.PoolClient> {
  const asked = pool.connect();
  if (pool.waitingCount === 0 || pool.totalCount < connections) return asked;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionsInUseError()), PATIENCE);
  });
  try {
    return await Promise.race([asked, tooLong]);
  } catch (error) {
    // It comes in the end, for nobody.
    asked.then(
      client => client.release(),
      () => {},
    );
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** `url` is `postgres://user:password@host:port/database`. Connects when it is first used. */
export function openPostgres(url: string, { connections = 10, log }: PostgresOptions = {}): Database {
  const pool = new pg.Pool({
    ...connectionOptions(url),
    ...{ max: connections, connectionTimeoutMillis: CONNECT_TIMEOUT, types },
  });
  // A connection that breaks is replaced, and its statement says so where there is one. Between two statements nobody hears it:
  // without a listener it would end the process, idle or in a transaction.
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  const bounded = {
    options: pool.options,
    connect: () => connectionOf(pool, connections),
    end: () => pool.end(),
  };
  const listeners = new Set<() => Promise<void>>();
  return {
    engine: 'postgres',
    kysely: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: bounded }), ...(log && { log }) }),
    async listen(channel, onNotification) {
      const { begun, stop } = keepListening(url, channel, onNotification);
      listeners.add(stop);
      await begun;
      return async () => {
        listeners.delete(stop);
        await stop();
      };
    },
    async close() {
      await Promise.all([...listeners].map(stop => stop()));
      await pool.end();
    },
  };
}

/**
 * Listens on a connection of its own, because a pooled one may be anybody's; one that is lost, or could not be had, is made
 * again until it is stopped. `begun` resolves after the first attempt, whatever came of it.
 */
function keepListening(
  url: string,
  channel: string,
  onNotification: (payload: string) => void,
): { begun: Promise<unknown>; stop: () => Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** @returns whether it listens. */
  const connect = async (): Promise<boolean> => {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT });
    // A connection may be told lost by its error and by its statement.
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      client = undefined;
      void next.end().catch(() => {});
      if (!isStopped) timer = setTimeout(() => void reconnect(), RECONNECT_DELAY);
    };
    next.on('error', lose);
    next.on('notification', message => onNotification(message.payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch {
      lose();
    }
    // Stopped while it connected: nobody else knows of it.
    if (isStopped) lose();
    if (isLost) return false;
    client = next;
    return true;
  };
  const reconnect = async () => {
    if (await connect()) onNotification('');
  };

  return {
    begun: connect(),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
