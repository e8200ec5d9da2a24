/**
 * The real service inside the page: the same app and the same SQL on a database in memory, one for as long as the page
 * lives. Its clock starts when the database was written, so that what was open then is open now.
 */
import { XinqiaoClient } from '@xinqiao/sdk';
import { createTestService, type SessionOptions, type TestService } from '@xinqiao/server/testing';

let service: Promise<TestService> | undefined;

async function read(name: string): Promise<Response> {
  const response = await fetch(`sandbox/${name}`);
  if (!response.ok || !response.body) {
    throw new Error('The sandbox has no database: start the stories with `npm run storybook`.');
  }
  return response;
}

async function start(): Promise<TestService> {
  const [about, packed] = await Promise.all([read('university.json'), read('university.snapshot')]);
  const { now } = (await about.json()) as { now: string };
  const snapshot = await new Response(packed.body!.pipeThrough(new DecompressionStream('gzip'))).blob();
  const started = await createTestService({ snapshot });
  started.clock.set(new Date(now));
  return started;
}

/** The service of this page, started at first need. */
export const sandbox = (): Promise<TestService> => (service ??= start());

/** What stands between a client and the service; faults happen here and nowhere else. */
export type Network = (request: Request, deliver: (request: Request) => Promise<Response>) => Promise<Response>;

/** A client signed in as somebody, as a portal's page would have it. */
export function clientFor(session: SessionOptions, network: Network = (request, deliver) => deliver(request)) {
  return new XinqiaoClient({
    baseUrl: location.origin,
    fetchSession: async () => (await sandbox()).sessionFor(session),
    fetch: request => network(request, async it => (await sandbox()).app.fetch(it)),
    retry: 0,
  });
}

/** No network. */
export const offline: Network = () => Promise.reject(new TypeError('Failed to fetch'));
/** A service that fails. */
export const broken: Network = async () => new Response(null, { status: 500 });
/** A service that takes no token. */
export const signedOut: Network = async () => new Response(null, { status: 401 });
/** A service that never answers. */
export const silent: Network = request =>
  new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)));
