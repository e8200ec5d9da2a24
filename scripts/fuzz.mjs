/**
 * `npm run fuzz -- validators`: looks for bad surprises longer than `npm test` has time for.
 *
 *   npm run fuzz -- validators --documents 1000000    the small validators and ajv judge as many documents
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/root.mjs';

const NAMES = ['validators'];
const [name = '', ...rest] = process.argv.slice(2);
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
