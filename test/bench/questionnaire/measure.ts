/** What is measured of a page, in a Chromium of its own renderer process each time. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Site } from './build.ts';
import { type Bytes, type PageServer, weightOf } from './server.ts';
import { decider } from './form.ts';

/** Milliseconds without work after which a form counts as shown to its end. */
const QUIET = 300;
const PATIENCE = 60_000;
/** 1.6 Mbit/s with 150 ms to the server and back: what Lighthouse calls slow 4G. */
const SLOW_4G = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000, offline: false };
const THROTTLE = 4;

/** What one visit found: milliseconds of main-thread processor time where nothing else is said. */
export type Found = Partial<Record<Measure, number>>;
export type Measure = 'cold' | 'wall' | 'slow' | 'render' | 'answer' | 'skip' | 'click' | 'heap' | 'nodes';

interface Visit {
  page: Page;
  cdp: CDPSession;
  /** Seconds of tasks on the main thread, and bytes of the heap. */
  metrics: () => Promise<{ task: number; heap: number }>;
}

async function visit<T>(browser: Browser, blank: string, use: (visit: Visit) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    // The process of the site is there before the clock runs.
    await page.goto(blank);
    // Time that the processor gave the main thread: what else runs on the machine does not count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metrics = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const of = (name: string) => metrics.find(metric => metric.name === name)!.value;
      return { task: of('TaskDuration') * 1000, heap: of('JSHeapUsedSize') };
    };
    return await use({ page, cdp, metrics });
  } finally {
    await context.close();
  }
}

const interactive = (page: Page) =>
  page
    .waitForFunction(() => Number(document.documentElement.dataset.interactive) || 0)
    .then(value => value.jsonValue());

/** Waits until the main thread has had nothing to do for a while. */
async function settle({ page, metrics }: Visit): Promise<void> {
  let before = (await metrics()).task;
  for (let waited = 0; waited < 20; waited++) {
    await page.waitForTimeout(QUIET);
    const { task } = await metrics();
    if (task - before < 5) return;
    before = task;
  }
}

/** From navigation to the first question, painted and ready: processor time and, in `wall`, all time. */
export const measureCold = (browser: Browser, server: PageServer, site: Site, count: number): Promise<Found> =>
  visit(browser, server.urlOf(site, 'blank'), async ({ page, metrics }) => {
    const before = await metrics();
    await page.goto(server.urlOf(site, `?items=${count}`), { waitUntil: 'commit' });
    const wall = await interactive(page);
    return { cold: (await metrics()).task - before.task, wall };
  });

/** The same over slow 4G with a processor four times as slow: all time. */
export const measureSlow = (browser: Browser, server: PageServer, site: Site, count: number): Promise<Found> =>
  visit(browser, server.urlOf(site, 'blank'), async ({ page, cdp }) => {
    await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.goto(server.urlOf(site, `?items=${count}`), { waitUntil: 'commit' });
    return { slow: await interactive(page) };
  });

/** Items that decide about no other, near the beginning; and those that do. */
const PLAIN = [1, 2, 3, 4, 5, 6, 7];
const DECIDING = 8;

/** Rendering alone, memory, answers and clicks of one form. */
export const measureForm = (
  browser: Browser,
  server: PageServer,
  site: Site,
  count: number,
  answers: number,
): Promise<Found> =>
  visit(browser, server.urlOf(site, 'blank'), async one => {
    const { page, cdp, metrics } = one;
    await page.goto(server.urlOf(site), { waitUntil: 'load' });
    await page.waitForFunction(() => 'bench' in window);
    // Once with a single question: rendering is measured without what it takes to fetch and begin.
    await page.evaluate(() => window.bench.start(1));
    await settle(one);
    await page.evaluate(() => window.bench.clear());
    await settle(one);

    const begin = await metrics();
    await page.evaluate(items => window.bench.start(items), count);
    const last = decider(count) ? count - 1 : count;
    await page.waitForFunction(item => Boolean(window.bench.control(item, 0)), last);
    await settle(one);
    const render = (await metrics()).task - begin.task;
    await cdp.send('HeapProfiler.collectGarbage');
    const { heap } = await metrics();
    const nodes = await page.evaluate(countNodes);

    const press = async (pressed: [number, number][]) => {
      const before = await metrics();
      await page.evaluate(list => window.bench.answer(list), pressed);
      return ((await metrics()).task - before.task) / pressed.length;
    };
    const round = (option: number) => PLAIN.map((item): [number, number] => [item, (option + item) % 5]);
    await press(round(0)); // the first answers of a page warm it up
    const rounds = Array.from({ length: answers }, (_, option) => round(option + 1)).flat();
    const answer = await press(rounds);
    const deciding = Array.from({ length: 2 * answers }, (_, n): [number, number] => [DECIDING, n % 2 ? 0 : 4]);
    const skip = await press(deciding);

    await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    for (const item of [1, 2, 3, 4, 5, 6]) {
      const place = await page.evaluate(async item => {
        const control = window.bench.control(item, item % 2)!;
        control.scrollIntoView({ block: 'center' });
        await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const { x, y, width, height } = control.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, item);
      await page.mouse.click(place.x, place.y);
      await page.waitForFunction(clicks => window.bench.clicks.length >= clicks, item);
    }
    const clicks = await page.evaluate(() => window.bench.clicks);
    return { render, heap: heap / 1e6, nodes, answer, skip, click: median(clicks) };
  });

function countNodes(): number {
  const count = (root: Document | ShadowRoot): number => {
    const all = [...root.querySelectorAll('*')];
    return all.reduce((sum, { shadowRoot }) => sum + (shadowRoot ? count(shadowRoot) : 0), all.length);
  };
  return count(document);
}

/** What a page is like, looked at once. */
export interface Looked {
  /** Scripts and styles without which the first question does not come or is not styled. */
  needed: Bytes;
  /** Sites that break the policy show nothing, or fewer than they should. */
  violations: number;
  works: boolean;
  /** Style sheets that the element put into its host's page. */
  sheets: number;
  /** Presses of Tab from a question to the next. */
  tabStops: number;
  /** The score after answers to every question of nine. */
  total: string;
}

export async function look(browser: Browser, server: PageServer, site: Site): Promise<Looked> {
  const blank = server.urlOf(site, 'blank');
  const url = server.urlOf(site, '?items=9');
  server.asked();
  const { total, sheets, tabStops } = await visit(browser, blank, async one => {
    const { page } = one;
    await page.goto(url);
    await interactive(page);
    await settle(one);
    const sheets = await page.evaluate(
      () =>
        document.querySelectorAll('style').length +
        (document.adoptedStyleSheets?.length ?? 0) +
        document.querySelectorAll('link[rel=stylesheet]').length,
    );
    const linked = (site.html.match(/rel="stylesheet"/g) ?? []).length;
    const tabStops = await countTabStops(page);
    // The eighth answer has the ninth question asked.
    await page.evaluate(() => window.bench.answer([1, 2, 3, 4, 5, 6, 7, 8].map(item => [item, (item * 2 + 1) % 5])));
    await page.evaluate(() => window.bench.answer([[8, 3]]));
    await page.waitForFunction(() => Boolean(window.bench.control(9, 4)));
    await page.evaluate(() => window.bench.answer([[9, 4]]));
    await settle(one);
    const total = await page.evaluate(() => window.bench.total() ?? '');
    return { total, sheets: sheets - linked, tabStops };
  });
  const files = server.asked();
  const needed: Bytes = { gzip: 0, brotli: 0 };
  for (const file of files) {
    const code = site.files.get(file);
    if (!code || (/^page\.|\.css$/.test(file) ? false : !(await isNeeded(browser, server, site, file)))) continue;
    const { gzip, brotli } = weightOf(code);
    needed.gzip += gzip;
    needed.brotli += brotli;
  }
  const [violations, works] = await visit(browser, blank, async one => {
    const { page } = one;
    await page.goto(`${url}&csp=1`);
    const works = await page
      .waitForFunction(() => 'interactive' in document.documentElement.dataset, undefined, { timeout: 8000 })
      .then(
        () => true,
        () => false,
      );
    await settle(one);
    return [await page.evaluate(() => window.bench?.violations.length ?? 1), works] as const;
  });
  return { needed, violations, works, sheets, tabStops, total };
}

/** Whether the first question waits for a file, found out by never answering for it. */
const isNeeded = (browser: Browser, server: PageServer, site: Site, file: string): Promise<boolean> =>
  visit(browser, server.urlOf(site, 'blank'), async ({ page }) => {
    await page.route(`**/${file}`, () => undefined);
    await page.goto(server.urlOf(site, '?items=9'), { waitUntil: 'commit' });
    return page
      .waitForFunction(() => 'interactive' in document.documentElement.dataset, undefined, { timeout: 4000 })
      .then(
        () => false,
        () => true,
      );
  });

async function countTabStops(page: Page): Promise<number> {
  const here = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const options = [0, 1, 2, 3, 4];
      return (
        [1, 2, 3, 4, 5, 6].find(item => options.some(option => window.bench.control(item, option) === active)) ?? 0
      );
    });
  await page.evaluate(() => {
    window.bench.control(2, 0)!.focus();
  });
  for (let presses = 1; presses <= 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await here()) === 5) return presses / 3;
  }
  return NaN;
}

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
};
