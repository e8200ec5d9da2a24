/**
 * The client where it runs beside Node's main thread: in a page, in a module worker, in a worker thread of Node; and without
 * what Chromium 86 lacks. `npm run chromium86` asks a real one.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import type { Outcome } from './browsers/journey.ts';
import { openSite, type Result, type Site } from './browsers/site.ts';

let site: Site;
let result: Result;
const went = (outcome: Outcome, steps: number) => {
  assert.deepEqual(
    Object.entries(outcome).filter(([, how]) => how !== 'ok'),
    [],
  );
  assert.equal(Object.keys(outcome).length, steps);
};

before(async () => {
  site = await openSite();
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  try {
    const page = await browser.newPage();
    const noise: string[] = [];
    page.on('pageerror', error => noise.push(String(error)));
    page.on('console', message => noise.push(message.text()));
    await page.goto(`${site.url}/?lacking`);
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`The page told nothing. ${noise.join('\n')}`)), 120_000).unref();
    });
    result = await Promise.race([site.result, late]);
  } finally {
    await browser.close();
  }
});
after(() => site?.close());

test('in a page without what Chromium 86 lacks', () => {
  assert.equal(result.lacks, true, 'it was taken away');
  went(result.page, 7);
});

test('in a module worker without it', () => went(result.worker, 5));

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
