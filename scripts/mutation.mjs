/**
 * `npm run mutation -- instruments`: alters the scoring code line by line and counts what the tests notice.
 *
 *   npm run mutation -- instruments --mutate packages/instruments/src/score.ts    one file
 *   npm run mutation -- access --only guards    alters the policy of access cell by cell: test/mutation/access/run.ts
 *   npm run mutation -- faults    takes away what guards against each fault of test/faults: test/mutation/faults/run.ts
 *
 * Prints what survived and the score. Takes about an hour on two cores; no part of `npm test`. Stryker is installed
 * into test/mutation/<name>/peers by the first run, never by `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/root.mjs';

const NAMES = ['access', 'faults', 'instruments'];
const [name = '', ...rest] = process.argv.slice(2);
if (!NAMES.includes(name)) {
  console.error(`Say what to alter: npm run mutation -- ${NAMES.join(' | ')}`);
  process.exit(1);
}
const folder = path.join(root, 'test/mutation', name);
const run = (command, args, options) => {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
};
// What is altered there is data of a running service, or the code that one process is given.
if (name !== 'instruments') {
  run(process.execPath, ['--conditions=source', path.join(folder, 'run.ts'), ...rest], { cwd: root });
  process.exit(0);
}
const peers = path.join(folder, 'peers');
const stryker = path.join(peers, 'node_modules/@stryker-mutator/core/bin/stryker.js');
if (!existsSync(stryker)) {
  const args = ['install', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', args, { cwd: peers, shell: process.platform === 'win32' });
}
// What Stryker starts as `node` is the one that runs this.
const env = { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}` };
run(process.execPath, [stryker, 'run', path.join(folder, 'stryker.config.mjs'), ...rest], { cwd: root, env });
