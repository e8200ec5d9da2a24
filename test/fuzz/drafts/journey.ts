/** One form on two devices, with pages that come and go and lines that fail; in the end everything that was kept is there. */
import assert from 'node:assert/strict';
import type { XqDraftEvent } from '@xinqiao/components';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { countOf, type Portal, type Student } from '../../faults/lib/site.ts';
import { drop } from '../../faults/browser/stage.ts';
import { until } from '../../faults/lib/until.ts';
import { History } from './history.ts';
import { DEVICES, ITEMS, type Line, PAGES, type Step } from './plan.ts';

/** Milliseconds for which a page is waited for that may not come, and at most for an answer that is slow. */
const A_WHILE = 3_000;
const SLOW = 800;

interface Shown {
  state: string | undefined;
  value: Record<string, string>;
}
type Watched = Window & { draftState?: string };

/** What the page says of its answers, and the answers, in one moment. */
const look = (page: Page): Promise<Shown> =>
  page.evaluate(() => ({
    state: (window as Watched).draftState,
    value: { ...document.querySelector('xq-questionnaire')?.value } as Record<string, string>,
  }));

class Device {
  line: Line = 'good';
  readonly pages: (Page | undefined)[] = Array.from({ length: PAGES });
  readonly #context: BrowserContext;
  readonly #address: string;

  private constructor(context: BrowserContext, address: string) {
    this.#context = context;
    this.#address = address;
  }

  static async in(browser: Browser, address: string): Promise<Device> {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const device = new Device(context, address);
    await context.route('**/api/**', route => device.#lead(route));
    await context.addInitScript(() => {
      addEventListener('xq-draft', event => ((window as Watched).draftState = (event as XqDraftEvent).detail.state));
    });
    return device;
  }

  async #lead(route: Route): Promise<void> {
    const { line } = this;
    try {
      if (line === 'cut') return await drop(route);
      if (line === 'refused') return await route.fulfill({ status: 503 });
      if (line === 'slow') await new Promise(resolve => setTimeout(resolve, Math.random() * SLOW));
      if (line !== 'deaf') return await route.continue();
      await route.fetch();
      await drop(route);
    } catch {
      // Its page has gone, and the service hears of it or does not.
    }
  }

  async open(place: number): Promise<Page> {
    const page = (this.pages[place] ??= await this.#context.newPage());
    await page.goto(this.#address);
    return page;
  }

  async leave(place: number, how: 'close' | 'crash'): Promise<void> {
    const page = this.pages[place];
    this.pages[place] = undefined;
    if (how === 'crash') await page?.goto('chrome://crash', { timeout: A_WHILE }).catch(() => {});
    await page?.close();
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** To the questions, where there are any yet. */
async function begin(page: Page, timeout = A_WHILE): Promise<void> {
  const button = page.locator('xq-questionnaire').locator('.intro button.primary, .state button');
  const first = page.locator('xq-questionnaire').locator('[data-id]').first();
  await button.or(first).first().waitFor({ timeout });
  if (!(await first.isVisible())) await button.click({ timeout });
  await first.waitFor({ timeout });
}

export class Journey {
  readonly history = new History();
  readonly #devices: readonly Device[];
  readonly #portal: Portal;
  readonly #student: Student;

  private constructor(portal: Portal, student: Student, devices: readonly Device[]) {
    this.#portal = portal;
    this.#student = student;
    this.#devices = devices;
  }

  static async begin(portal: Portal, student: Student, browser: Browser): Promise<Journey> {
    const address = portal.addressOf(student);
    const devices = await Promise.all(Array.from({ length: DEVICES }, () => Device.in(browser, address)));
    return new Journey(portal, student, devices);
  }

  async take(step: Step): Promise<void> {
    if (step.act === 'wait') await new Promise(resolve => setTimeout(resolve, step.milliseconds));
    else if (step.act === 'line') this.#devices[step.device]!.line = step.line;
    else {
      const device = this.#devices[Math.floor(step.page / PAGES)]!;
      const place = step.page % PAGES;
      let page = device.pages[place];
      if (!page || step.act === 'reload') {
        page = await device.open(place);
        await begin(page).catch(() => {});
      }
      if (step.act === 'answer') await this.#answer(page, step.item);
      else if (page && step.act === 'move') {
        await page.evaluate(async () => {
          const form = document.querySelector('xq-questionnaire')!;
          const { parentElement } = form;
          form.remove();
          await new Promise(resolve => setTimeout(resolve, Math.random() < 0.5 ? 0 : 50));
          parentElement!.append(form);
        });
      } else if (step.act === 'close' || step.act === 'crash') await device.leave(place, step.act);
    }
    await this.#lookAround();
  }

  async #answer(page: Page, item: string): Promise<void> {
    const value = this.history.next(item);
    // In one moment: another device's answer may come in between.
    const shown = await page.evaluate(
      ([id, words]) => {
        const form = document.querySelector('xq-questionnaire')!;
        const input = form.shadowRoot!.querySelector<HTMLInputElement>(`[data-id="${id}"] :is(input, textarea)`);
        if (!input) return undefined;
        const before = form.value[id] as string | undefined;
        input.value = words;
        for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        return { before };
      },
      [item, value] as const,
    );
    if (shown) this.history.give(item, value, shown.before);
  }

  async #lookAround(): Promise<void> {
    for (const { pages } of this.#devices) {
      for (const page of pages) {
        const shown = page && (await look(page).catch(() => undefined));
        if (shown?.state === 'saved' || shown?.state === 'kept') this.history.keep(shown.value);
      }
    }
  }

  /** The lines are good again, and each device opens the form once more. */
  async end(): Promise<Record<string, unknown>> {
    await this.#lookAround();
    for (const device of this.#devices) {
      device.line = 'good';
      for (const place of device.pages.keys()) await device.leave(place, 'close');
    }
    for (const device of [...this.#devices, this.#devices[0]!]) {
      const page = await device.open(0);
      await begin(page, 30_000);
      await until(async () => (await look(page)).state === 'saved' && (await countOf(page, 'snapshots')) === 0);
    }
    const shown = (await look(this.#devices[0]!.pages[0]!)).value;
    const stands = (await this.#portal.answersOf(this.#student)) ?? {};
    assert.deepEqual(stands, shown, 'the form shows what the service has');
    this.history.judge(stands, ITEMS);
    return stands;
  }

  async close(): Promise<void> {
    for (const device of this.#devices) await device.close();
  }
}
