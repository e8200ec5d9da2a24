/**
 * `npm run fuzz`: looks for bad surprises longer than `npm test` has time for.
 *
 *   npm run fuzz -- validators --documents 1000000    the small validators and ajv judge as many documents
 *   npm run fuzz -- drafts --runs 50                  one form on two devices, with pages that crash and lines that fail
 *   npm run fuzz -- --requests 100000                 as many requests, made from the document, to the service on a port
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';

const NAMES = ['drafts', 'openapi', 'validators'];
const args = process.argv.slice(2);
const [name = '', ...rest] = args[0]?.startsWith('--') ? ['openapi', ...args] : args;
if (!NAMES.includes(name)) {
  console.error(`Say what to look at: npm run fuzz -- ${NAMES.join(' | ')}`);
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  ['--conditions=source', path.join(root, 'test/fuzz', name, 'run.ts'), ...rest],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
