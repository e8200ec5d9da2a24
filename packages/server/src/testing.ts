/**
 * A whole service for tests and stories: the real app on a database in memory, with a small university in it. Runs in
 * Node and in a browser.
 */
import './app/jitless.ts';
import { COMMON_FEATURES, operations } from '@xinqiao/contract';
import type { EmbedSession, EmbedSessionRequest } from '@xinqiao/contract/types';
import { type AppOptions, createApp, type XinqiaoApp } from './app/create-app.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { createSecretKey } from './embed-sessions/secret-keys.ts';
import { copied, dumpOf, openEmptyPGlite, openSnapshot } from './database/snapshots.ts';

/** Time that a test moves. */
export interface TestClock {
  now(): Date;
  set(at: Date): void;
  /** In milliseconds. */
  advance(by: number): void;
}

export type SessionOptions = Pick<EmbedSessionRequest, 'userId' | 'role'> & Partial<EmbedSessionRequest>;

export interface CallOptions {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export interface TestService {
  readonly app: XinqiaoApp;
  readonly database: Database;
  readonly secretKey: string;
  /** Registered for the key; sessions are made for it. */
  readonly origin: string;
  readonly clock: TestClock;
  /**
   * A session, as the portal's back end would get it, for every feature unless `features` says which. A member of the
   * seed's `cast` can be passed as it is.
   */
  sessionFor(options: SessionOptions): Promise<EmbedSession>;
  /** Calls the app with a session's token, or with any other credential. */
  call(
    credential: EmbedSession | string | undefined,
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Response>;
  close(): Promise<void>;
}

export interface Content {
  /** Its name: what has the same is made once a process. */
  key: string;
  fill: (database: Database, now: Date) => Promise<void>;
  /** Made from files of this package and those below it alone: other processes may read what this one has made. */
  isOurs?: true;
}

export interface TestServiceOptions extends Partial<
  Pick<AppOptions, 'helpLines' | 'alertRules' | 'quality' | 'purposes' | 'basePath' | 'onFailure'>
> {
  /** Students of the synthetic university; 60 when left out. */
  students?: number;
  /** Where the clock stands still until a test moves it; when left out it starts at the real time and runs. */
  now?: Date;
  origin?: string;
  /** Another content than the synthetic university. */
  content?: Content;
  /** An empty database of another kind than PGlite in memory. */
  openDatabase?: () => Promise<Database>;
  /** A snapshot made by `Database.dump()`, which then is the content. */
  snapshot?: Blob;
}

const TEST_KEY = 'xq_sk_test_0123456789abcdefghijklmn';
const TEST_ORIGIN = 'https://portal.example.edu.cn';

/** Contents that have been made, so that each is made once a process. */
const snapshots = new Map<string, Promise<Blob>>();

/** Makes a service of its own: nothing that one test does is seen by another. */
export async function createTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { now = new Date(), origin = TEST_ORIGIN, basePath = '' } = options;
  const database = await openContent(options, now);
  await createSecretKey(database, { origins: [origin], key: TEST_KEY });
  const clock = createClock(now, options.now === undefined);
  const app = createApp({
    database,
    clock: clock.now,
    basePath,
    ...(options.helpLines && { helpLines: options.helpLines }),
    ...(options.alertRules && { alertRules: options.alertRules }),
    ...(options.quality && { quality: options.quality }),
    ...(options.purposes && { purposes: options.purposes }),
    ...(options.onFailure && { onFailure: options.onFailure }),
  });

  const call: TestService['call'] = (credential, method, path, { body, headers, signal } = {}) => {
    const token = typeof credential === 'object' ? credential.token : credential;
    return app.fetch(
      new Request(`http://localhost${basePath}${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': newKey() }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      }),
    );
  };

  return {
    app,
    database,
    secretKey: TEST_KEY,
    origin,
    clock,
    call,
    async sessionFor(asked) {
      const { components = ['xq-provider'], features = allFeatures, origin: page = origin, ...given } = asked;
      // A member of the cast has a name, which the service doesn't ask for.
      const { name, ...who } = given as typeof given & { name?: string };
      const body = { ...who, components, features, origin: page };
      const response = await call(TEST_KEY, 'POST', '/v1/embed-sessions', { body });
      if (!response.ok) throw new Error(`No session: ${await response.text()}`);
      return (await response.json()) as EmbedSession;
    },
    async close() {
      await app.close();
      await database.close();
    },
  };
}

const allFeatures = Object.keys(operations).filter(name => !COMMON_FEATURES.includes(name));

const newKey = (): string => Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-');

function createClock(start: Date, isRunning: boolean): TestClock {
  let offset = start.getTime();
  const began = Date.now();
  const elapsed = () => (isRunning ? Date.now() - began : 0);
  return {
    now: () => new Date(offset + elapsed()),
    set: date => {
      offset = date.getTime() - elapsed();
    },
    advance: by => {
      offset += by;
    },
  };
}

async function openContent(options: TestServiceOptions, now: Date): Promise<Database> {
  const { openDatabase, students = 60, snapshot } = options;
  if (snapshot) return openSnapshot(snapshot);
  const content = options.content ?? university(students);
  if (openDatabase) {
    const database = await openDatabase();
    await migrate(database);
    await content.fill(database, now);
    return database;
  }
  // The university follows the calendar: another day may be another term, and what is due in an hour is due.
  const key = `${content.key} ${now.toISOString().slice(0, 13)}`;
  let blob = snapshots.get(key);
  if (!blob) {
    const make = () => makeSnapshot(content, now);
    blob = content.isOurs ? copied(key, make) : make();
    snapshots.set(key, blob);
  }
  return openSnapshot(await blob);
}

async function makeSnapshot(content: Content, now: Date): Promise<Blob> {
  const database = await openEmptyPGlite();
  await migrate(database);
  await content.fill(database, now);
  return dumpOf(database);
}

const university = (students: number): Content => ({
  key: `university of ${students}`,
  isOurs: true,
  fill: async (database, today) => {
    const { seed } = await import('./seed/index.ts');
    await seed(database, { students, today });
  },
});
