/**
 * `npm run access -- --pairs 10000`: how low roles are kept from clinical data, over as many pairs of worlds as asked for.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './lib/root.mjs';

const { values } = parseArgs({ options: { pairs: { type: 'string', default: '10000' } } });
if (!/^[1-9]\d*$/.test(values.pairs)) {
  console.error('--pairs is a number from 1.');
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  ['--conditions=source', '--test', 'packages/server/src/access/non-interference.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, XINQIAO_PAIRS: values.pairs } },
);
process.exit(status ?? 1);
