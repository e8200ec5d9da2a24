/** The journey in a real Chromium 86. On Linux for x64 only, with the libraries that any Chromium needs (NSS). */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { openSite } from './site.ts';

const packed = new URL('chromium86/node_modules/chrome-aws-lambda/bin/chromium.br', import.meta.url);
const folder = await mkdtemp(path.join(tmpdir(), 'xinqiao-chromium86-'));
const program = path.join(folder, 'chromium');
await writeFile(program, await promisify(brotliDecompress)(await readFile(packed)), { mode: 0o755 });

const site = await openSite();
const browser = spawn(
  program,
  // A page that is asked for by `--remote-debugging-port` stays open until it is done.
  [
    '--headless',
    '--no-sandbox',
    '--single-process',
    '--no-zygote',
    '--disable-gpu',
    '--remote-debugging-port=0',
    site.url,
  ],
  { env: { ...process.env, HOME: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
);
let said = '';
browser.stderr.on('data', chunk => (said += chunk));
const late = new Promise<undefined>(resolve => setTimeout(resolve, 180_000, undefined).unref());
const result = await Promise.race([site.result(''), late]);
browser.kill('SIGKILL');
await site.close();
await rm(folder, { recursive: true, force: true });

if (!result) throw new Error(`The page told nothing within three minutes.\n${said.slice(-4_000)}`);
console.log(result.browser);
let failed = result.browser.includes('Chrome/86.') ? 0 : 1;
for (const place of ['page', 'worker'] as const) {
  for (const [step, how] of Object.entries(result[place])) {
    if (how !== 'ok') failed++;
    console.log(`${how === 'ok' ? '✔' : '✖'} ${place}: ${step}${how === 'ok' ? '' : `\n${how}`}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
