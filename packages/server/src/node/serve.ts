/** The service on a port. */
import { appendFile, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  type AppOptions,
  askedWithoutWording,
  createApp,
  type Database,
  migrate,
  registerLicensedTexts,
  type XinqiaoApp,
} from '../index.ts';
import { sql } from 'kysely';
import type { AuditKey } from '../audit/keys.ts';
import { keepSealing, sealAll } from '../audit/seal.ts';
import { DEFAULT_TENANT } from '../database/database.ts';
import { JUDGE_INTERVAL, judgeAbandoned } from '../drafts/abandoned.ts';
import { applyRetention, type RetentionReport } from '../retention/apply.ts';
import { settleLeftBehind } from '../rosters/settle-places.ts';
import { createHttpServer, type HttpLimits } from './http-server.ts';
import { readLicensedTexts } from './licensed-texts.ts';
import { openStorage, type StorageOptions } from './storage.ts';

/** Time between two runs of the retention job, in milliseconds. */
const RETENTION_INTERVAL = 60 * 60 * 1000;

/** Time between two looks for what an import has left where its students no longer are, in milliseconds. */
const SETTLING_INTERVAL = 60 * 60 * 1000;

/** How long requests on their way may take after the stop, in milliseconds. */
const GRACE = 10_000;

export interface AuditOptions {
  /** Milliseconds between two sealings; ten seconds when left out. */
  interval?: number;
  /** The file that gets every checkpoint as a line: on another machine's disk, best. */
  checkpoints?: string;
  /** Signs the checkpoints; a key in the database does when left out. */
  key?: AuditKey;
}

/** Between two sealings, in milliseconds. */
const SEAL_INTERVAL = 10_000;

export interface ServeOptions
  extends
    StorageOptions,
    Pick<
      AppOptions,
      'tenant' | 'clock' | 'signingSecret' | 'helpLines' | 'alertRules' | 'quality' | 'purposes' | 'onFailure'
    > {
  /** 8787 when left out; 0 for any free one. */
  port?: number;
  /** The address to listen on; only this machine when left out. */
  hostname?: string;
  /** How long requests may take to come. */
  limits?: HttpLimits;
  /** Attempts that were left are looked at where the campaign does not say otherwise, or nowhere; `propose` when left out. */
  abandonedAttempts?: 'propose' | 'ignore';
  /** Milliseconds between two looks at them; a minute when left out. */
  judgeInterval?: number;
  /** How the audit is sealed. */
  audit?: AuditOptions;
  /** Folder of wordings that the school holds a licence for; all of them are usable or the service doesn't start. */
  licensedTexts?: string;
  /** Fills a database that has no organisation yet. */
  populate?: (database: Database) => Promise<void>;
  /** A host's own routes, asked first; `undefined` leaves the request to the service. */
  routes?: (request: Request) => Promise<Response | undefined>;
  /** Stop on SIGTERM and SIGINT, and end the process with 0. True when left out. */
  signals?: boolean;
}

export interface RunningServer {
  /** e.g. `http://localhost:8787`. */
  readonly url: string;
  readonly port: number;
  readonly app: XinqiaoApp;
  readonly database: Database;
  /** Stops accepting, ends the streams, lets requests finish, closes the database and gives the folder back. */
  close(): Promise<void>;
}

async function populateOnce(database: Database, options: ServeOptions): Promise<void> {
  const { populate, tenant = DEFAULT_TENANT } = options;
  if (!populate) return;
  const fill = async () => {
    const unit = await database.kysely
      .selectFrom('units')
      .select('id')
      .where('tenant_id', '=', tenant)
      .executeTakeFirst();
    if (!unit) await populate(database);
  };
  if (database.engine === 'pglite') return fill();
  // Held on a connection of its own, so that two processes that start at once don't both fill.
  await database.kysely.connection().execute(async connection => {
    const key = sql`hashtextextended(${`populate:${tenant}`}, 0)`;
    await sql`select pg_advisory_lock(${key})`.execute(connection);
    try {
      await fill();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
  });
}

/**
 * Runs the retention job once on a database that no service has open, or on a PostgreSQL that one has.
 *
 * @throws when the folder of the embedded database is in use.
 */
export async function retention({
  tenant = DEFAULT_TENANT,
  dryRun = false,
  ...storage
}: Pick<ServeOptions, 'tenant' | 'databaseUrl' | 'dataDir'> & { dryRun?: boolean }): Promise<RetentionReport> {
  const { database, lock } = await openStorage(storage);
  try {
    await migrate(database, { tenant });
    return await applyRetention(database, { tenant, dryRun });
  } finally {
    await database.close();
    lock?.release();
  }
}

/**
 * Runs a job at the start and every `interval` milliseconds, one run at a time. What fails is reported under `code` and tried
 * again with the next.
 */
function keepRunning(job: () => Promise<unknown>, interval: number, code: string): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let waits = false;
  const run = () => {
    // A run that takes longer than the interval is not followed by a queue of them.
    if (waits) return;
    waits = true;
    running = running.then(async () => {
      waits = false;
      try {
        await job();
      } catch (error) {
        logFailure({ code, error: error instanceof Error ? error.name : typeof error });
      }
    });
  };
  run();
  const timer = setInterval(run, interval);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

const openApiFile = fileURLToPath(import.meta.resolve('@xinqiao/contract/openapi.json'));

async function openApi(request: Request): Promise<Response | undefined> {
  if (request.method !== 'GET' || new URL(request.url).pathname !== '/openapi.json') return undefined;
  return new Response(await readFile(openApiFile), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
  });
}

const listen = (server: Server, port: number, hostname: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/**
 * Listens, opens the database, brings it up to date and fills it when it is empty. Requests wait until all is there.
 *
 * @throws when the folder is in use, the database can't be reached, or the port is taken; nothing is left open.
 */
export async function serve(options: ServeOptions = {}): Promise<RunningServer> {
  const {
    port = 8787,
    hostname = '127.0.0.1',
    tenant = DEFAULT_TENANT,
    routes,
    licensedTexts,
    limits,
    signals = true,
  } = options;
  let open!: (answer: (request: Request) => Promise<Response>) => void;
  const ready = new Promise<(request: Request) => Promise<Response>>(resolve => (open = resolve));
  const server = createHttpServer(async request => (await ready)(request), limits);
  // Before the database: that a port is taken is said at once, not after a university has been made.
  const listening = await listen(server, port, hostname);
  let release = async () => {};
  try {
    const { database, lock } = await openStorage(options);
    release = async () => {
      await database.close();
      lock?.release();
    };
    await migrate(database, { tenant });
    await registerLicensedTexts(database, licensedTexts === undefined ? [] : await readLicensedTexts(licensedTexts), {
      tenant,
    });
    await populateOnce(database, options);
    for (const asked of await askedWithoutWording(database, { tenant })) logFailure({ code: 'no-wording', ...asked });
    // Nothing tidies the embedded database while it runs, and plans follow the statistics.
    if (database.engine === 'pglite') await sql`vacuum analyze`.execute(database.kysely);
    const { clock, signingSecret, helpLines, alertRules, quality, purposes, onFailure = logFailure } = options;
    const app = createApp({
      database,
      tenant,
      onFailure,
      ...(clock && { clock }),
      ...(signingSecret && { signingSecret }),
      ...(helpLines && { helpLines }),
      ...(alertRules && { alertRules }),
      ...(quality && { quality }),
      ...(purposes && { purposes }),
    });
    const stopSealing = sealing(database, options);
    open(async request => (await routes?.(request)) ?? (await openApi(request)) ?? app.fetch(request));
    const now = clock ?? (() => new Date());
    const endRetention = keepRunning(
      () => applyRetention(database, { tenant, now: now() }),
      RETENTION_INTERVAL,
      'retention-failed',
    );
    const endSettling = keepRunning(() => settleLeftBehind(database, tenant), SETTLING_INTERVAL, 'places-not-settled');
    const { abandonedAttempts = 'propose', judgeInterval = JUDGE_INTERVAL } = options;
    const judge = () => judgeAbandoned(database, { tenant, now: now(), ...(alertRules && { alertRules }) });
    const endJudging =
      abandonedAttempts === 'propose'
        ? keepRunning(judge, judgeInterval, 'abandoned-attempts-failed')
        : () => Promise.resolve();
    const close = once(async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      await app.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(timer);
      await endRetention();
      await endSettling();
      await endJudging();
      await stopSealing();
      await release();
    });
    if (signals) stopOnSignals(close);
    const name = hostname === '127.0.0.1' || hostname === '0.0.0.0' ? 'localhost' : hostname;
    return { url: `http://${name}:${listening}`, port: listening, app, database, close };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await release().catch(() => {});
    throw error;
  }
}

/** Seals from now on, and once more at the end. */
function sealing(database: Database, options: ServeOptions): () => Promise<void> {
  const { tenant = DEFAULT_TENANT, clock = () => new Date(), audit = {} } = options;
  const { interval = SEAL_INTERVAL, checkpoints, key } = audit;
  const seal = () =>
    sealAll(database, { tenant, clock, key }, async checkpoint => {
      if (checkpoints !== undefined) await appendFile(checkpoints, `${checkpoint}\n`);
    });
  return keepSealing(seal, interval, error => {
    logFailure({ code: 'not-sealed', error: error instanceof Error ? error.name : typeof error });
  });
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

/** A second signal ends the process at once. */
function stopOnSignals(close: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function logFailure(report: object): void {
  process.stderr.write(`${JSON.stringify(report)}\n`);
}
