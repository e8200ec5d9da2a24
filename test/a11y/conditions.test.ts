/**
 * Every state of the questionnaire, and the page that is locked, under the conditions people read it in: a narrow or enlarged page, larger text, wider
 * spacing, right to left, forced colours, without motion, and by its accessibility tree. On the built Storybook, as
 * `stories.test.ts`.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import * as conditions from './lib/conditions.ts';
import { serveFolder, type StaticServer } from './lib/serve-folder.ts';
import { folder, playStory, readStories } from './lib/stories.ts';

/** 500 questions say no more than 48. */
const LEFT_OUT = 'elements-questionnaire--very-long';
const LOCKED = 'elements-provider--locked';
const states = readStories().filter(
  ({ id, title }) => (title === 'Elements/Questionnaire' && id !== LEFT_OUT) || id === LOCKED,
);

/** States whose accessibility tree is kept as text. */
const KEPT = [
  'elements-questionnaire--intro',
  'elements-questionnaire--layout-one',
  'elements-questionnaire--layout-matrix',
  'elements-questionnaire--every-item-type',
  'elements-questionnaire--validation',
  'elements-questionnaire--critical-answer',
  'elements-questionnaire--review',
  'elements-questionnaire--not-sent',
  'elements-questionnaire--receipt-with-help',
  'elements-questionnaire--read-only',
  LOCKED,
];
/** `XINQIAO_ACCEPT=1` writes the trees anew; read the difference before you commit it. */
const accepts = process.env['XINQIAO_ACCEPT'] === '1';
const trees = new URL('./trees/', import.meta.url);

let server: StaticServer;
let browser: Browser;
before(async () => {
  server = await serveFolder(folder);
  const executablePath = process.env['CHROME_PATH'] ?? (await findBrowser());
  browser = await chromium.launch({ executablePath, args: browserArgs });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(width: number, height: number, look: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce', ...look });
  await page.goto(
    `${server.origin}/iframe.html?viewMode=docs&id=start-welcome--docs&globals=theme:light;locale:zh-CN;a11y.manual:!true`,
  );
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function show(page: Page, id: string): Promise<void> {
  const { error } = await page.evaluate(playStory, id);
  assert.equal(error, '');
}

it('has states', () => assert.ok(states.length >= 30, `${states.length} states`));

describe('320 px wide: a page of 1,280 px enlarged to 400 %', { concurrency: 1 }, () => {
  let page: Page;
  before(async () => {
    page = await open(320, 640);
  });
  after(() => page?.close());
  for (const { id, name } of states) {
    it(name, { timeout: 60_000 }, async () => {
      await show(page, id);
      assert.deepEqual(await page.evaluate(conditions.overflowing), [], 'nothing to scroll sideways');
      assert.deepEqual(await page.evaluate(conditions.small), [], 'nothing to touch under 44 px');
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, 'nothing moves');
      await page.evaluate(conditions.spaceText);
      assert.deepEqual(await page.evaluate(conditions.overflowing), [], 'nor with wider spacing of text');
      assert.deepEqual(await page.evaluate(conditions.clipped), [], 'nothing is cut off');
      await page.evaluate(conditions.turnAround);
      assert.deepEqual(await page.evaluate(conditions.overflowing), [], 'nor from right to left');
      assert.deepEqual(await page.evaluate(conditions.unturned), [], 'controls begin the line');
      await page.evaluate(conditions.turnBack);
    });
  }
});

describe('1,280 px wide', { concurrency: 1 }, () => {
  let page: Page;
  before(async () => {
    page = await open(1280, 900);
  });
  after(() => page?.close());
  for (const { id, name } of states) {
    it(name, { timeout: 60_000 }, async () => {
      await show(page, id);
      await page.evaluate(conditions.enlargeText);
      assert.deepEqual(
        await page.evaluate(conditions.overflowing),
        [],
        'nothing to scroll sideways with text of 200 %',
      );
      assert.deepEqual(await page.evaluate(conditions.clipped), [], 'nothing is cut off with text of 200 %');
      await page.evaluate(conditions.shrinkText);
    });
  }
});

describe('what assistive technology is told', { concurrency: 1 }, () => {
  let page: Page;
  before(async () => {
    page = await open(1280, 900);
  });
  after(() => page?.close());
  for (const id of KEPT) {
    const name = id.replace(/.*--/, '');
    it(name, { timeout: 60_000 }, async () => {
      await show(page, id);
      // An element that is nothing but its shadow (`display: contents`) is taken for hidden: it begins inside.
      const place = page.locator(id === LOCKED ? '.story .lock' : '.story');
      const tree = masked(`${await place.ariaSnapshot()}\n`);
      const file = new URL(`${name}.txt`, trees);
      if (accepts) {
        mkdirSync(trees, { recursive: true });
        writeFileSync(file, tree);
      }
      assert.equal(tree, readFileSync(file, 'utf8'));
    });
  }
});

describe('forced colours', { concurrency: 1 }, () => {
  let page: Page;
  before(async () => {
    page = await open(720, 900, { forcedColors: 'active' });
  });
  after(() => page?.close());
  for (const { id, name } of states) {
    it(name, { timeout: 60_000 }, async () => {
      await show(page, id);
      assert.deepEqual(await page.evaluate(conditions.edgeless), [], 'every button has an edge');
      const place = await page.evaluate(conditions.placeOfChosen);
      if (!place) return;
      const chosen = await page.screenshot({ clip: place });
      await page.evaluate(conditions.unchoose);
      assert.ok(!chosen.equals(await page.screenshot({ clip: place })), 'what is chosen looks different');
    });
  }
});

/** Days, codes and hours are other ones each time. */
function masked(tree: string): string {
  return tree
    .replace(/XQ-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'XQ-….-….')
    .replace(/(\d{4}年)?\d{1,2}月\d{1,2}日/g, '…月…日')
    .replace(/\d{1,2}:\d{2}/g, '…:…');
}
