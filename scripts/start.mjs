/**
 * `npm start`: builds the script of the elements when it is missing or older than its sources, then runs the demo portal.
 *
 *   npm start -- --students 500    arguments go on to examples/campus-portal/serve.ts
 *
 * Standard output belongs to the server, which prints one line when it is ready; everything else goes to standard error.
 */
import { spawn, spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/root.mjs';

const SCRIPT = 'packages/components/dist/xinqiao.js';
const SOURCES = [
  'packages/{contract,instruments,sdk,components}/{package.json,src/**/*.ts}',
  'package-lock.json',
  'rollup.config.mjs',
];

if (isOutdated(SCRIPT, SOURCES)) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--only', 'script'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

const server = spawn(
  process.execPath,
  ['--conditions=source', 'examples/campus-portal/serve.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => server.kill(name));
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

function isOutdated(target, sources) {
  const built = statSync(path.join(root, target), { throwIfNoEntry: false })?.mtimeMs;
  return (
    built === undefined ||
    globSync(sources, { cwd: root }).some(file => statSync(path.join(root, file)).mtimeMs > built)
  );
}
