/** `npm run storybook` serves the stories, `npm run storybook:build` writes them to storybook-static/. Without telemetry. */
import { spawn } from 'node:child_process';
import { root } from './lib/root.mjs';

const [mode = 'dev', ...rest] = process.argv.slice(2);
const args = {
  dev: ['dev', '--port', process.env.PORT ?? '6006', '--no-open'],
  build: ['build', '--output-dir', 'storybook-static'],
}[mode];
if (!args) {
  console.error(`storybook.mjs knows dev and build, not ${mode}.`);
  process.exit(1);
}

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
