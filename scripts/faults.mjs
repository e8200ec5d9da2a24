/**
 * `npm run faults -- --kills 100`: the faults of `test/faults` on the embedded database and on a PostgreSQL of their own,
 * killing the service and PostgreSQL under load as often as asked for (`npm test`: twice).
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './lib/root.mjs';
import { findPostgres, startPostgres } from './postgres.mjs';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' } } });
if (!/^[1-9]\d*$/.test(values.kills)) {
  console.error('--kills is a number from 1.');
  process.exit(1);
}
const { DATABASE_URL, ...env } = { ...process.env, XINQIAO_KILLS: values.kills };
const run = more =>
  spawnSync(process.execPath, ['--conditions=source', '--test', 'test/faults/killed.test.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...more },
  }).status ?? 1;

const bin = await findPostgres({ install: true });
let failed = run({});
if (bin) {
  const server = await startPostgres(bin, ['faults']);
  failed ||= run({ DATABASE_URL: server.urlOf('faults') });
  await server.stop();
} else {
  console.log('There is no PostgreSQL on this machine: left out.');
}
process.exit(failed);
