/** `npm run storybook` serves the stories, `npm run storybook:build` writes them to storybook-static/. Without telemetry. */
import { spawn, spawnSync } from 'node:child_process';
import { root } from './lib/root.mjs';

const [mode = 'dev', ...rest] = process.argv.slice(2);
const args = {
  dev: ['dev', '--port', process.env.PORT ?? '6006', '--no-open', '--no-version-updates'],
  build: ['build', '--output-dir', 'storybook-static'],
}[mode];
if (!args) {
  console.error(`storybook.mjs knows dev and build, not ${mode}.`);
  process.exit(1);
}

// The database that the stories start from; of today, because the university follows the calendar.
const prepared = spawnSync(process.execPath, ['--conditions=source', 'stories/sandbox/prepare.ts'], {
  cwd: root,
  stdio: 'inherit',
});
if (prepared.status !== 0) process.exit(prepared.status ?? 1);

const child = spawn(
  process.execPath,
  ['node_modules/storybook/dist/bin/dispatcher.js', ...args, '--disable-telemetry', ...rest],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
  },
);
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
child.on('exit', code => process.exit(code ?? 1));
