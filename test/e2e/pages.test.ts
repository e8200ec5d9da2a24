/**
 * Every page of the portal, wide and narrow, light and dark, in both languages: nothing runs over, nothing goes wrong,
 * axe finds nothing. The pictures are in test-results/portal/, to be looked at.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch, open, type PersonId, picture, settled, signIn } from './lib/browser.ts';
import { dataFolder, type Portal, startPortal } from './lib/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface PageToSee {
  name: string;
  person?: PersonId;
  /** How to get there from the person's first page. */
  go?: (page: Page) => Promise<void>;
}

const pagesToSee: readonly PageToSee[] = [
  { name: 'index' },
  { name: 'student', person: 'student' },
  {
    name: 'fill',
    person: 'student',
    go: async page => {
      await page.locator('xq-assignments a').first().click();
      await page.waitForURL(/fill\.html/);
    },
  },
  {
    name: 'my-data',
    person: 'student',
    go: async page => {
      await page.locator('.side a[href="/my-data.html"]').click();
      await page.waitForURL(/my-data\.html/);
    },
  },
  { name: 'counsellor', person: 'counsellor' },
  {
    name: 'growth',
    person: 'counsellor',
    go: async page => {
      await page.locator('.roster tbody a').first().click();
      await page.waitForURL(/growth\.html/);
    },
  },
  { name: 'centre', person: 'psychologist' },
  {
    name: 'own-result',
    person: 'student',
    go: async page => {
      await page.locator('xq-assignments ul.done a').first().click();
      await page.waitForURL(/result\.html/);
      await page.locator('xq-result-report article').waitFor();
    },
  },
  {
    name: 'result',
    person: 'psychologist',
    go: async page => {
      await page.locator('.side a[href="/result.html"]').click();
      await page.waitForURL(/result\.html/);
      await page.locator('xq-result-report article').waitFor();
    },
  },
  { name: 'leader', person: 'collegeLeader' },
];

/** What axe finds, in one line each. */
const violations = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { violations: found } = await (window as any).axe.run(document, {
      resultTypes: ['violations'],
    });
    return found.flatMap(({ id, nodes }: any) => nodes.map(({ target }: any) => `${id}: ${target.flat().join(' ')}`));
  });

/** Links to a place of the same page that is not there. */
const leadingNowhere = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a')]
      .filter(({ pathname, hash }) => pathname === location.pathname && hash !== '')
      .map(({ hash }) => hash)
      .filter(hash => document.querySelector(hash) === null),
  );

describe('the pages of the portal', { timeout: 600_000 }, () => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof dataFolder>>;
  let portal: Portal;

  before(async () => {
    [browser, folder] = await Promise.all([launch(), dataFolder()]);
    portal = await startPortal(folder.path);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await folder?.remove();
  });

  for (const { name, person, go } of pagesToSee) {
    // How a page looks is the same on a PostgreSQL: there it is seen whether it is filled, once.
    for (const width of process.env.DATABASE_URL ? [360] : [1280, 360]) {
      it(`${name} at ${width} px: quiet, within its width, accessible, in two themes and two languages`, async () => {
        const visit = await open(browser, portal.url, { viewport: { width, height: 900 } });
        const { page } = visit;
        if (person) await signIn(page, person);
        await settled(page);
        if (go) await go(page);
        await settled(page);
        assert.deepEqual(await leadingNowhere(page), []);
        await page.evaluate(axe);
        for (const [theme, lang] of [
          ['light', 'zh'],
          ['dark', 'zh'],
          ['dark', 'en'],
          ['light', 'en'],
        ] as const) {
          const root = page.locator('html');
          if ((await root.getAttribute('data-theme')) !== theme) await page.locator('[data-toggle="theme"]').click();
          if (!(await root.getAttribute('lang'))?.startsWith(lang)) await page.locator('[data-toggle="lang"]').click();
          await settled(page);
          const look = `${name} ${width} ${theme} ${lang}`;
          await picture(page, look.replaceAll(' ', '-'));
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(over <= 0, `${look} is ${over} px too wide`);
          assert.deepEqual(await violations(page), [], look);
        }
        // What was chosen in the header holds on the next page too.
        await page.reload();
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        visit.assertQuiet();
        await visit.close();
      });
    }
  }

  it('the portal’s own table: a page is added once however often it is asked for, and goes on for who is there now', async () => {
    const visit = await open(browser, portal.url);
    const { page } = visit;
    await signIn(page, 'counsellor');
    const rows = page.locator('.roster tbody tr');
    await rows.nth(11).waitFor();
    // Each answer takes as long as on a line of the campus.
    await page.route('**/v1/students*', async route => {
      await new Promise(resolve => setTimeout(resolve, 200));
      await route.continue();
    });
    const more = page.locator('.roster .pager button');
    await more.evaluate(button => {
      (button as HTMLButtonElement).click();
      (button as HTMLButtonElement).click();
    });
    await rows.nth(12).waitFor();
    await page.waitForTimeout(600);
    const numbers = await page.locator('.roster tbody tr td:first-child').allInnerTexts();
    assert.equal(new Set(numbers).size, numbers.length);

    // The page was locked and opened again: the provider has another client since.
    await page.evaluate(() => document.querySelector('xq-provider')!.lock());
    await page.locator('xq-provider [part="lock"]').waitFor();
    await page.evaluate(() => document.querySelector('xq-provider')!.unlock());
    await page.locator('.roster input[name="q"]').fill(numbers[3]!);
    await page.locator('.roster form button').click();
    await page.waitForFunction(() => document.querySelectorAll('.roster tbody tr').length === 1);

    await page.locator('.roster input[name="q"]').fill('没有这个人');
    await page.locator('.roster form button').click();
    const status = page.locator('.roster [role="status"]');
    await page.getByText('没有符合条件的学生').waitFor();
    assert.equal(await status.innerText(), '没有符合条件的学生');
    await page.locator('[data-toggle="lang"]').click();
    assert.equal(await status.innerText(), 'No students found');
    await visit.close();
  });
});
