/**
 * Every story renders, its play function succeeds, axe finds nothing, and no error reaches the console. Works on the
 * built Storybook (`npm run storybook:build`), which is opened once for each look; stories are switched inside the page.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { serveFolder, type StaticServer } from './lib/serve-folder.ts';

const folder = new URL('../../storybook-static/', import.meta.url);

interface IndexEntry {
  id: string;
  type: 'story' | 'docs';
  title: string;
  name: string;
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** How a story ended, as Storybook tells it. */
interface Finished {
  status: 'success' | 'error';
  error: string;
  /** `undefined` when axe has not run. */
  violations: Violation[] | undefined;
}

/** Both languages, two themes and two widths, each together with the other once. */
const looks = [
  { theme: 'light', locale: 'zh-CN', width: 1280 },
  { theme: 'dark', locale: 'en', width: 360 },
] as const;

function readStories(): IndexEntry[] {
  const index = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as {
    entries: Record<string, IndexEntry>;
  };
  return Object.values(index.entries).filter(({ type }) => type === 'story');
}

/** Shows one story and waits until it has played and axe has looked at it. Runs in the page. */
function playStory(storyId: string): Promise<Finished> {
  type Channel = {
    emit(event: string, payload: unknown): void;
    on(event: string, listener: (payload: any) => void): void;
    off(event: string, listener: (payload: any) => void): void;
  };
  const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise(resolve => {
    const errors: string[] = [];
    const note = (error: { message?: string; description?: string } | string) =>
      errors.push(typeof error === 'string' ? error : (error.message ?? error.description ?? JSON.stringify(error)));
    const failures = ['storyThrewException', 'storyErrored', 'storyMissing', 'playFunctionThrewException'];
    const finish = (status: Finished['status'], violations: Violation[] | undefined) => {
      for (const name of failures) channel.off(name, note);
      channel.off('storyFinished', onFinished);
      resolve({ status, error: errors.join('\n'), violations });
    };
    const onFinished = (event: {
      storyId: string;
      status: Finished['status'];
      reporters: { type: string; result?: { violations?: Violation[] } }[];
    }) => {
      if (event.storyId !== storyId) return;
      finish(event.status, event.reporters.find(({ type }) => type === 'a11y')?.result?.violations);
    };
    for (const name of failures) channel.on(name, note);
    channel.on('storyFinished', onFinished);
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  });
}

const inWords = (violations: readonly Violation[]): string =>
  violations
    .map(({ id, help, nodes }) =>
      [`${id}: ${help}`, ...nodes.map(node => `  ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`)].join(
        '\n',
      ),
    )
    .join('\n');

const stories = readStories();
let server: StaticServer;

before(async () => {
  server = await serveFolder(folder);
});
after(() => server?.close());

it('has stories', () => {
  assert.ok(stories.length >= 100, `${stories.length} stories`);
});

describe('each look, side by side', { concurrency: looks.length }, () => {
  for (const { theme, locale, width } of looks) {
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
          `${server.origin}/iframe.html?viewMode=docs&id=start-welcome--docs&globals=theme:${theme};locale:${locale}`,
        );
        await page.getByRole('heading', { level: 1 }).waitFor();
      });
      after(() => browser?.close());

      for (const { id, title, name } of stories) {
        it(`${title} / ${name}`, { timeout: 60_000 }, async () => {
          errors = [];
          const { status, error, violations } = await page.evaluate(playStory, id);
          assert.equal(error, '', error);
          assert.ok(violations, 'axe has not run');
          assert.equal(inWords(violations), '');
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
