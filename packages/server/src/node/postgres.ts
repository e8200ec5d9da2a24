/** A PostgreSQL server as the service's database. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Database, parsers } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** Between attempts to listen again after the connection was lost, in milliseconds. */
const RECONNECT_DELAY = 1_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[id]) || pg.types.getTypeParser(id, format as 'text'),
};

export interface PostgresOptions {
  /** Most connections at a time; 10 when left out. */
  connections?: number;
}

/** `url` is `postgres://user:password@host:port/database`. Connects when it is first used. */
export function openPostgres(url: string, { connections = 10 }: PostgresOptions = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, types });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  const listeners = new Set<() => Promise<void>>();
  return {
    engine: 'postgres',
    kysely: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
    async listen(channel, onNotification) {
      const stop = await keepListening(url, channel, onNotification);
      listeners.add(stop);
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

/** Listens on a connection of its own, because a pooled one may be anybody's; a lost one is made again. */
async function keepListening(
  url: string,
  channel: string,
  onNotification: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    const lose = () => {
      if (client === next) client = undefined;
      void next.end().catch(() => {});
      if (isStopped) return;
      clearTimeout(timer);
      timer = setTimeout(() => void connect().then(() => onNotification(''), lose), RECONNECT_DELAY);
    };
    next.on('error', lose);
    next.on('notification', message => onNotification(message.payload ?? ''));
    await next.connect();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
  };

  await connect();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
