/**
 * The demo portal: what a school's own back end does, and beside it, on the same port, the service itself.
 *
 *   node --conditions=source examples/campus-portal/serve.ts [--students N]
 *
 *   PORT (8787) · HOST (127.0.0.1) · XINQIAO_DATA_DIR (.xinqiao/data) · DATABASE_URL (else the embedded database)
 *   XINQIAO_SECRET_KEY (else kept in the data folder) · XINQIAO_ORIGINS (further origins of the pages, comma-separated)
 */
import { parseArgs } from 'node:util';
import { createSecretKey, serve } from '@xinqiao/server/node';
import { seed } from '@xinqiao/server/seed';
import { createPortal, type Portal } from './back-end/portal.ts';
import { keepSecretKey } from './back-end/secret-key.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { students: { type: 'string' } } });
  const students = Number(values.students ?? 6000);
  if (!Number.isInteger(students) || students < 30) throw new Error('--students takes a whole number from 30 up.');
  const { env } = process;
  const port = Number(env['PORT'] || 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT is a number from 0 to 65535.');
  const dataDir = env['XINQIAO_DATA_DIR'] || '.xinqiao/data';

  // The portal needs the service to be there, and the service asks the portal first for its routes.
  let portal: Portal | undefined;
  const server = await serve({
    port,
    dataDir,
    ...(env['HOST'] && { hostname: env['HOST'] }),
    ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
    populate: async database => {
      process.stderr.write(`First start: making a synthetic university of ${students} students …\n`);
      await seed(database, { students });
    },
    routes: async request => portal?.(request),
  });
  const origins = [
    server.url,
    `http://127.0.0.1:${server.port}`,
    ...(env['XINQIAO_ORIGINS'] ?? '').split(/[\s,]+/).filter(origin => origin !== ''),
  ];
  const secretKey = env['XINQIAO_SECRET_KEY'] || (await keepSecretKey(dataDir));
  await createSecretKey(server.database, { key: secretKey, origins });
  portal = createPortal({ secretKey, origins, service: { url: server.url, fetch: server.app.fetch } });
  process.stdout.write(`Xinqiao is ready at ${server.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
