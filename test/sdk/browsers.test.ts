/**
 * The client where it runs beside Node's main thread: in a page, in a module worker, in a worker thread of Node; without
 * what Chromium 86 lacks (`npm run chromium86` asks a real one); and with a wall clock that is wrong by a day.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { type Browser, chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import type { Outcome } from './browsers/journey.ts';
import { openSite, type Result, type Site, type Variant } from './browsers/site.ts';

let site: Site;
let browser: Browser;
const went = (outcome: Outcome, steps: number) => {
  assert.deepEqual(
    Object.entries(outcome).filter(([, how]) => how !== 'ok'),
    [],
  );
  assert.equal(Object.keys(outcome).length, steps);
};

before(async () => {
  const launched = findBrowser().then(executablePath => chromium.launch({ executablePath, args: browserArgs }));
  [site, browser] = await Promise.all([openSite(), launched]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function visit(variant: Variant): Promise<Result> {
  const page = await browser.newPage();
  const noise: string[] = [];
  page.on('pageerror', error => noise.push(String(error)));
  page.on('console', message => noise.push(message.text()));
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`The page told nothing. ${noise.join('\n')}`)), 120_000).unref();
  });
  await page.goto(`${site.url}/?${variant}`);
  const result = await Promise.race([site.result(variant), late]);
  await page.close();
  return result;
}

test('in a page and in a module worker without what Chromium 86 lacks', async () => {
  const { lacks, page, worker } = await visit('lacking');
  assert.equal(lacks, true, 'it was taken away');
  went(page, 7);
  went(worker, 5);
});

for (const [variant, hours] of [
  ['fast', 24],
  ['slow', -24],
] as const) {
  test(`in a page and in a module worker whose clock is ${variant} by a day`, async () => {
    const { clock, page, worker } = await visit(variant);
    assert.equal(Math.round((clock - Date.now()) / 3_600_000), hours, 'the clock is wrong');
    went(page, 7);
    went(worker, 5);
  });
}

test('in a worker thread of Node', async () => {
  const thread = new Worker(new URL('browsers/node-worker.ts', import.meta.url), {
    workerData: `${site.url}/api/node`,
    execArgv: ['--conditions=source'],
  });
  const outcome = await new Promise<Outcome>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  await thread.terminate();
  went(outcome, 5);
});
