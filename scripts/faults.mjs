/**
 * `npm run faults`: every fault of `test/faults`, on the embedded database and, where it is about the service, on a PostgreSQL
 * of its own; prints a table.
 *
 *   npm run faults -- --kills 100           kills the service and PostgreSQL under load as often (twice when left out)
 *   npm run faults -- --browser-kills 200   kills the browser after "saved" as often (5 times when left out)
 *   npm run faults -- --long                ten minutes of 503 last ten minutes
 *   npm run faults -- --only 44,45          these
 */
import { spawnSync } from 'node:child_process';
import { root } from './lib/root.mjs';

const args = ['--conditions=source', 'test/faults/run.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
