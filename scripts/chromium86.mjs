/**
 * `npm run chromium86`: the journey of test/sdk/browsers in a real Chromium 86, the oldest browser served. The first run
 * installs it into test/sdk/browsers/chromium86. Linux on x64 only; no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/root.mjs';

const folder = path.join(root, 'test/sdk/browsers/chromium86');
const run = (command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
if (!existsSync(path.join(folder, 'node_modules'))) {
  run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps'],
    folder,
  );
}
run(process.execPath, ['--conditions=source', 'test/sdk/browsers/chromium86.ts'], root);
