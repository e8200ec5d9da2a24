/** A browser that notices what a person would not see: errors, broken policies, requests to anybody else. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../scripts/browser.mjs';
import { until } from '../../faults/lib/until.ts';

const pictures = fileURLToPath(new URL('../../../test-results/portal/', import.meta.url));

/** Leaves a picture in test-results/portal/, to be looked at. */
export const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findBrowser(), args: browserArgs });

export interface Visit {
  readonly page: Page;
  /** Nothing went wrong so far that only a developer sees. */
  assertQuiet(): void;
  close(): Promise<void>;
}

/** A window of its own: no cookie is shared with another. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const { host } = new URL(url);
  const noise: string[] = [];
  context.on('request', request => {
    if (new URL(request.url()).host !== host) noise.push(`request to ${request.url()}`);
    if (/[?&](token|key|session)=/i.test(request.url())) noise.push(`credential in ${request.url()}`);
  });
  context.on('response', response => {
    if (response.status() >= 400) noise.push(`${response.status()} from ${response.url()}`);
  });
  // A violated Content-Security-Policy is an error on the console; so is a refused Trusted Types assignment.
  context.on('console', message => {
    if (['error', 'warning'].includes(message.type())) noise.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', error => noise.push(`uncaught: ${error.error().message}`));
  const page = await context.newPage();
  await page.goto(url);
  return {
    page,
    assertQuiet: () => assert.deepEqual(noise, []),
    close: () => context.close(),
  };
}

export type PersonId = 'student' | 'counsellor' | 'psychologist' | 'collegeLeader';

/** Signs in on the portal's first page, as a person does. */
export async function signIn(page: Page, person: PersonId): Promise<void> {
  await page.locator(`.people button[value="${person}"]`).click();
  await page.waitForURL(/\.html$/);
}

/** Waits until every element of ours shows its content. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('*')]
      .filter(({ localName }) => localName.startsWith('xq-') && localName !== 'xq-provider')
      .every(element => {
        const root = element.shadowRoot;
        return root !== null && root.querySelector('.loading') === null && !/^[\s…]*$/.test(root.textContent ?? '');
      }),
  );
}

/** How many students the badge in the header bar counts: 0 when it is quiet, `undefined` while it does not know. */
export const badgeCount = (page: Page): Promise<number | undefined> =>
  page.locator('xq-alert-badge [part="button"]').evaluate(button => {
    const text = button.textContent ?? '';
    const numbers = text.match(/\d+/g);
    if (numbers) return numbers.reduce((sum, number) => sum + Number(number), 0);
    return text.includes('暂无') ? 0 : undefined;
  });

/** The same once it knows. @throws when it never does */
export const knownBadgeCount = (page: Page): Promise<number | undefined> =>
  until(
    () => badgeCount(page),
    count => count !== undefined,
  );
