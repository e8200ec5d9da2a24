/**
 * `npm run faults`: every fault of `test/faults`, on the embedded database and, where it is about the service, on a PostgreSQL
 * of its own; prints a table.
 *
 *   npm run faults -- --kills 100           kills the service and PostgreSQL under load as often (twice when left out)
 *   npm run faults -- --browser-kills 200   kills the browser after "saved" as often (5 times when left out)
 *   npm run faults -- --long                ten minutes of 503 last ten minutes
 *   npm run faults -- --only 44,45          these
 *
 * On two busy cores a kill of the browser takes 7 s, one of the service 10 to 25 s and one of PostgreSQL 5 s: with 100 and 200
 * of them and ten minutes of 503 about an hour and a half. `--only 15`, `--only 44` and `--only 51,52` are its parts.
 */
import { spawnSync } from 'node:child_process';
import { root } from './lib/root.mjs';

const args = ['--conditions=source', 'test/faults/run.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
