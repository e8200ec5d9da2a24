/**
 * `npm start`: builds the script of the elements when it is missing or older than its sources, then runs the demo portal.
 *
 *   npm start -- --students 500    arguments are those of examples/campus-portal/serve.ts
 *
 * Standard output belongs to the portal, which prints one line when it is ready; everything else goes to standard error.
 * The portal runs in this process, so that a signal reaches it once and its exit code is ours.
 */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { root } from './lib/root.mjs';

const SCRIPT = 'packages/components/dist/xinqiao.js';
const SOURCES = [
  'packages/{contract,instruments,sdk,components}/{package.json,src/**/*.ts}',
  'package-lock.json',
  'rollup.config.mjs',
];

if (isOutdated(SCRIPT, SOURCES)) {
  const args = ['scripts/build.mjs', '--only', 'script'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
process.chdir(root);
// What `node --conditions=source` does, for our own packages: nobody who starts this file has to know.
registerHooks({
  resolve(specifier, context, next) {
    const conditions = specifier.startsWith('@xinqiao/') ? [...context.conditions, 'source'] : context.conditions;
    return next(specifier, { ...context, conditions });
  },
});
if (process.env.npm_lifecycle_event === 'start') stopWithNpm();
await import('../examples/campus-portal/serve.ts');

function isOutdated(target, sources) {
  const built = statSync(path.join(root, target), { throwIfNoEntry: false })?.mtimeMs;
  return (
    built === undefined ||
    globSync(sources, { cwd: root }).some(file => statSync(path.join(root, file)).mtimeMs > built)
  );
}

/** npm passes SIGTERM to the shell between it and us, and that shell dies without passing it on: losing it is the signal. */
function stopWithNpm() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => clearInterval(watch));
}
