/** A database as the service uses it: queries, notifications, and an end. */
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /**
   * On PGlite there is one connection: inside a transaction use the transaction alone, or the query waits for itself.
   */
  readonly kysely: Kysely<Schema>;
  /** Calls back for every notification of the channel, until the function it resolves to is called. */
  listen(channel: string, onNotification: (payload: string) => void): Promise<() => Promise<void>>;
  /** The whole data folder as a tar, for `openPGlite({ loadDataDir })`. PGlite only. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
}

/** The database itself or a transaction of it. */
export type Queries = Kysely<Schema> | Transaction<Schema>;

/** The tenant of a service that hosts one school. */
export const DEFAULT_TENANT = 'school';

// PostgreSQL's type ids.
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;

function toNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError('A number is beyond 2^53.');
  return value;
}

/** How values are read, the same on every engine; the engines' own defaults differ. */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: toNumber,
  [NUMERIC]: toNumber,
  [DATE]: text => text,
  [TIMESTAMPTZ]: text => new Date(text),
};
