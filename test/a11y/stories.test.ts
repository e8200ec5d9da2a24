/**
 * Every story renders, its play function succeeds, axe finds nothing, and no error reaches the console. Works on the
 * built Storybook (`npm run storybook:build`), which is opened once for each look; stories are switched inside the page.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { serveFolder, type StaticServer } from './lib/serve-folder.ts';
import { axeScript, lookWithAxe } from './lib/axe.ts';
import { folder, playStory, readStories } from './lib/stories.ts';

/** Both languages, two themes and two widths, each together with the other once; and elements in the theme of most contrast. */
const looks = [
  { theme: 'light', locale: 'zh-CN', width: 1280, of: '' },
  { theme: 'dark', locale: 'en', width: 360, of: '' },
  { theme: 'high-contrast', locale: 'zh-CN', width: 360, of: 'Elements/' },
] as const;

const stories = readStories();
let server: StaticServer;

before(async () => {
  server = await serveFolder(folder);
});
after(() => server?.close());

it('has stories', () => {
  assert.ok(stories.length >= 100, `${stories.length} stories`);
});

describe('each look, side by side', { concurrency: 2 }, () => {
  for (const { theme, locale, width, of } of looks) {
    describe(`${theme}, ${locale}, ${width} px`, { concurrency: 1 }, () => {
      // A process of its own for each look, or they would share a core.
      let browser: Browser;
      let page: Page;
      /** Since the last story ended. */
      let errors: string[] = [];
      const foreign = new Set<string>();

      before(async () => {
        browser = await chromium.launch({
          executablePath: process.env['CHROME_PATH'] ?? (await findBrowser()),
          args: browserArgs,
        });
        page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
        page.on('console', message => {
          if (message.type() === 'error') errors.push(message.text());
        });
        page.on('pageerror', error => errors.push(String(error.stack ?? error)));
        page.on('request', request => {
          const { protocol, origin } = new URL(request.url());
          if (protocol.startsWith('http') && origin !== server.origin) foreign.add(request.url());
        });
        await page.goto(
          `${server.origin}/iframe.html?viewMode=docs&id=start-welcome--docs&globals=theme:${theme};locale:${locale};a11y.manual:!true`,
        );
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.addScriptTag(axeScript);
      });
      after(() => browser?.close());

      for (const { id, title, name } of stories.filter(({ title }) => title.startsWith(of))) {
        it(`${title} / ${name}`, { timeout: 60_000 }, async () => {
          errors = [];
          const { status, error } = await page.evaluate(playStory, id);
          assert.equal(error, '', error);
          assert.deepEqual(await lookWithAxe(page, theme), []);
          assert.equal(status, 'success');
          assert.deepEqual(errors, []);
        });
      }

      it('asks no other host for anything', () => {
        assert.deepEqual([...foreign], []);
      });
    });
  }
});
