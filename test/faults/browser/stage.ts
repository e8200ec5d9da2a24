/** What the faults in a browser share: the portal, the browser, and for each fault a device of its own. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Route } from 'playwright-core';
import { browserArgs, findBrowser } from '../../../scripts/browser.mjs';
import { Form, openPortal, PLAIN_HOST, type Portal, type Student } from '../lib/site.ts';
import { PATIENCE } from '../lib/until.ts';

export const SAVED = '已保存';
export const WAITING = '等网络恢复';
export const UNSAVED = '还没有保存';
export const SIGN_IN = '重新登录';
export const SUBMISSIONS = '**/api/v1/responses';

/** How often the browser is killed: 5 times, or as often as `npm run faults -- --browser-kills` says. */
export const KILLS = Number(process.env['XINQIAO_BROWSER_KILLS'] ?? 5);
/** In a long run the ten minutes of 503 pass; else they are told to the page. */
export const IS_LONG = process.env['XINQIAO_LONG'] !== undefined;
/** Milliseconds in which all of it is over, in a long run too. */
export const LIMIT = 900_000 + KILLS * 30_000 + (IS_LONG ? 900_000 : 0);

const looks: BrowserContextOptions = { viewport: { width: 1000, height: 900 }, locale: 'zh-CN' };

export let portal: Portal;
let browser: Browser;

/** @param options `keepsPages`: with the back/forward cache, which Playwright switches off */
export const launch = async ({ keepsPages = false } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: await findBrowser(),
    args: [...browserArgs, `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`],
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  });

export async function openStage(): Promise<void> {
  // One after the other: a browser is not left behind by a portal that does not open.
  browser = await launch();
  portal = await openPortal();
}
export async function closeStage(): Promise<void> {
  await browser?.close();
  await portal?.close();
}

/** The request does not arrive. Where its page, or the route, has gone meanwhile there is nothing to keep from arriving. */
export const drop = (route: Route): Promise<void> => route.abort().catch(() => {});

/** Keeps the file with this text from arriving until it is released; `asked` counts how often it was asked for. */
export async function withhold(context: BrowserContext, text: string) {
  const file = { asked: 0, release: () => context.unroute('**/*.js') };
  await context.route('**/*.js', async route => {
    const response = await route.fetch();
    if (!(await response.text()).includes(text)) return route.fulfill({ response });
    file.asked++;
    await drop(route);
  });
  return file;
}

/** A device: storage of its own, in this browser or in one that is launched for it. */
export async function device(t: TestContext, on: Browser = browser): Promise<BrowserContext> {
  const context = await on.newContext(looks);
  context.setDefaultTimeout(PATIENCE);
  const unheard: string[] = [];
  context.on('weberror', error => unheard.push(String(error.error())));
  t.after(async () => {
    await context.close();
    assert.deepEqual(unheard, [], 'what fails is heard by somebody');
  });
  return context;
}
export async function open(
  context: BrowserContext,
  student: Student,
  address: string = portal.addressOf(student),
): Promise<Form> {
  const page = await context.newPage();
  await page.goto(address);
  return new Form(page);
}
/** A form that is begun, with the first question answered and saved. */
export async function answering(context: BrowserContext, student: Student, address?: string): Promise<Form> {
  const form = await open(context, student, address);
  await form.begin();
  await form.choose(1, 2);
  await form.says(SAVED);
  return form;
}
/** A page of the portal without a form. */
export async function elsewhere(context: BrowserContext, student: Student) {
  const page = await context.newPage();
  await page.goto(`${portal.url}/?user=${student.user}`);
  return page;
}
