/** The service on Node: a port, a data folder or a PostgreSQL server. */
export { createSecretKey } from '../index.ts';
export { lockData } from './data-lock.ts';
export type { DataLock } from './data-lock.ts';
export { openPostgres } from './postgres.ts';
export type { PostgresOptions } from './postgres.ts';
export { serve } from './serve.ts';
export type { RunningServer, ServeOptions } from './serve.ts';
