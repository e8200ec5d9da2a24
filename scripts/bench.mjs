/**
 * `npm run bench -- instruments`: measures, and prints. No part of `npm test`: a number depends on the machine.
 *
 *   npm run bench -- instruments 50000    scores fifty thousand responses in a row instead of a million
 *
 *   npm run bench -- aggregates           how long it takes to decide which counts leaders may be told, and how many are left
 *
 *   npm run bench -- access --seconds 1   lists at a million rows with and without row-level security, a second for each
 *
 *   npm run bench -- audit 2000           two thousand writes of each kind with and without the audit instead of 600
 *
 *   npm run bench -- drafts 100           how soon an answer is on the device and with the service, a hundred of them
 *
 *   npm run bench -- sdk 3000             three thousand calls of each client in a round instead of 1,000
 *
 *   npm run bench -- roster 20000         a tenth of the students
 *
 *   npm run bench -- questionnaire --only DOM,Lit,xq    without the peers
 *
 * What is compared with is installed into test/bench/<name>/peers by the first run, never by `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/root.mjs';

const NAMES = ['access', 'aggregates', 'audit', 'drafts', 'instruments', 'questionnaire', 'roster', 'sdk'];
const [name = '', ...rest] = process.argv.slice(2);
if (!NAMES.includes(name)) {
  console.error(`Say what to measure: npm run bench -- ${NAMES.join(' | ')}`);
  process.exit(1);
}
const folder = path.join(root, 'test/bench', name);
const run = (command, args, options) => {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
};
const peers = path.join(folder, 'peers');
if (existsSync(peers) && !existsSync(path.join(peers, 'node_modules'))) {
  const args = ['install', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
  run('npm', args, { cwd: peers, shell: process.platform === 'win32' });
}
run(process.execPath, ['--conditions=source', path.join(folder, 'run.ts'), ...rest], { cwd: root });
