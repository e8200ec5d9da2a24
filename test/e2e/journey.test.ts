/**
 * A student answers, a counsellor is told: the whole house, one storey high. Runs on the embedded database, or on the
 * PostgreSQL that `DATABASE_URL` names.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { badgeCount, knownBadgeCount, launch, open, picture, settled, signIn, type Visit } from './lib/browser.ts';
import { dataFolder, type Portal, startPortal } from './lib/portal.ts';

const PHQ9 = '患者健康问卷抑郁症状群量表';
const GAD7 = '广泛性焦虑量表';

const openAssignment = async (page: Page, title: string): Promise<void> => {
  await page.locator('xq-assignments .todo a', { hasText: title }).click();
  await page.waitForURL(/fill\.html/);
};

/** Answers every question that is shown, page by page, to the review. `choose` gives the option of a question, from 1. */
async function answer(page: Page, choose: (question: number) => number): Promise<void> {
  const form = page.locator('xq-questionnaire');
  await form.getByRole('button', { name: '开始', exact: true }).click();
  for (let asked = 0; !(await form.locator('[part="review"]').isVisible());) {
    const shown = form.locator('fieldset[part="question"]');
    const count = await shown.count();
    for (let index = 0; index < count; index++) {
      asked += 1;
      await shown.nth(index).getByRole('radio').nth(choose(asked)).check();
    }
    await form.locator('[part="navigation"] button[type="submit"]').click();
  }
}

describe('the journey', { timeout: 300_000 }, () => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof dataFolder>>;
  let portal: Portal;
  let student: Visit;
  let counsellor: Visit;
  /** What the badge counted before the student answered. */
  let atFirst: number;

  before(async () => {
    [browser, folder] = await Promise.all([launch(), dataFolder()]);
    portal = await startPortal(folder.path);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await folder?.remove();
  });

  it('begins with one line that names the address', () => {
    assert.equal(portal.lines.length, 1);
    assert.match(portal.lines[0]!, /ready at http:\/\/localhost:\d+$/);
  });

  it('shows the counsellor how many students need attention', async () => {
    counsellor = await open(browser, portal.url);
    await signIn(counsellor.page, 'counsellor');
    await settled(counsellor.page);
    const count = await knownBadgeCount(counsellor.page);
    assert.ok(count !== undefined);
    atFirst = count;
    counsellor.assertQuiet();
  });

  it('shows the student what there is to do, and nothing of a questionnaire before consent', async () => {
    student = await open(browser, portal.url);
    const { page } = student;
    await signIn(page, 'student');
    await settled(page);
    assert.equal(await page.locator('xq-assignments .todo a').count(), 2);
    await openAssignment(page, PHQ9);
    await page.locator('xq-consent #given').waitFor();
    assert.equal(await page.locator('xq-questionnaire').isVisible(), false);
    assert.equal(await page.locator('xq-questionnaire fieldset').count(), 0);
  });

  it('opens the questionnaire after consent, and offers help as soon as item 9 is answered', async () => {
    const { page } = student;
    await page.locator('xq-consent #given').click();
    // Nothing at all, except item 9: several days.
    const help = page.locator('xq-questionnaire [part="help-card"]');
    await answer(page, question => (question === 9 ? 1 : 0));
    await help.first().waitFor();
    assert.match(await help.first().innerText(), /12356/);
    await picture(page, 'journey-1-review');
  });

  it('tells the counsellor within two seconds of submitting, without a reload', async () => {
    const { page } = counsellor;
    // In the page itself: the moment at which the badge has changed, not the moment at which a test sees it.
    await page.locator('xq-alert-badge [part="button"]').evaluate(button => {
      const start = button.textContent;
      const root = button.getRootNode() as ShadowRoot;
      (window as any).told = new Promise<number>(resolve => {
        new MutationObserver(() => {
          const text = root.querySelector('[part="button"]')?.textContent;
          if (text !== start && /\d/.test(text ?? '')) resolve(Date.now());
        }).observe(root, { subtree: true, childList: true, characterData: true });
      });
      (window as any).sameDocument = true;
    });
    const submitted = await student.page
      .locator('xq-questionnaire')
      .getByRole('button', { name: '提交', exact: true })
      .evaluate((button: HTMLElement) => {
        button.click();
        return Date.now();
      });
    const told = await page.evaluate(
      () =>
        Promise.race([(window as any).told, new Promise(resolve => setTimeout(resolve, 20_000))]) as Promise<number>,
    );
    assert.ok(told, 'the badge changed');
    console.log(`# the counsellor's badge followed ${told - submitted} ms after the student submitted`);
    assert.equal(await badgeCount(page), atFirst + 1);
    assert.equal(await page.evaluate(() => (window as any).sameDocument), true);
    // The promise of the product, not a figure of this machine.
    assert.ok(told - submitted <= 2000, `${told - submitted} ms`);
    counsellor.assertQuiet();
  });

  it('gives the student a receipt, thanks and somebody to call, and never a diagnosis', async () => {
    const { page } = student;
    const receipt = page.locator('xq-questionnaire [part="receipt"]');
    await receipt.waitFor();
    const text = await receipt.innerText();
    assert.match(text, /XQ-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    assert.match(text, /谢谢你/);
    assert.match(await page.locator('xq-questionnaire [part="help-lines"]').first().innerText(), /12356/);
    assert.doesNotMatch(text, /确诊|患有|抑郁症患者|不合格/);
    await picture(page, 'journey-2-receipt');
    student.assertQuiet();
  });

  it('tells the counsellor who and why, without score or answer', async () => {
    const { page } = counsellor;
    await page.locator('xq-alert-badge [part="button"]').click();
    const panel = page.locator('xq-alert-badge').getByRole('dialog');
    await panel.getByRole('link', { name: /林知夏/ }).waitFor();
    const text = await panel.innerText();
    await picture(page, 'journey-3-badge');
    assert.doesNotMatch(text, /PHQ-?9|几天|总分|\d 分/);
    counsellor.assertQuiet();
  });

  it('can be walked by keyboard alone, on a narrow screen: withdraw, consent again, answer, submit', async () => {
    const { page } = student;
    /** Tabs on until the focus is on what is wanted, wherever in the page it is. */
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let step = 0; step < 120; step++) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate(() => {
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return (active?.textContent || (active as HTMLInputElement | null)?.type || '').replace(/\s+/g, ' ').trim();
        });
        if (wanted.test(name)) return;
      }
      throw new Error(`The focus never came to ${wanted}.`);
    };
    const form = page.locator('xq-questionnaire');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${portal.url}/student.html`);
    await settled(page);
    await tabTo(new RegExp(GAD7));
    await page.keyboard.press('Enter');
    await page.waitForURL(/fill\.html/);
    await form.getByRole('button', { name: '开始', exact: true }).waitFor();
    await tabTo(/^撤回同意$/);
    await page.keyboard.press('Enter');
    await tabTo(/^撤回$/);
    await page.keyboard.press('Enter');
    await page.getByText('你已撤回同意').waitFor();
    assert.equal(await form.isVisible(), false);
    await tabTo(/^再看看说明$/);
    await page.keyboard.press('Enter');
    await tabTo(/^我已阅读并同意$/);
    await page.keyboard.press('Enter');
    await form.getByRole('button', { name: '开始', exact: true }).waitFor();
    await tabTo(/^开始$/);
    await page.keyboard.press('Enter');
    while (!(await form.locator('[part="review"]').isVisible())) {
      const count = await form.locator('fieldset[part="question"]').count();
      await picture(page, 'journey-4-question');
      for (let index = 0; index < count; index++) {
        await tabTo(/^radio$/);
        await page.keyboard.press('Space');
      }
      await tabTo(/^(下一题|下一页|检查回答)$/);
      await page.keyboard.press('Enter');
    }
    await picture(page, 'journey-5-review');
    await tabTo(/^提交$/);
    await page.keyboard.press('Enter');
    await form.locator('[part="receipt"]').waitFor();
    await picture(page, 'journey-6-receipt');
    student.assertQuiet();
  });

  it('says so when nobody is signed in any more, leaves the page as it is, and goes on after a new sign-in', async () => {
    const { page } = student;
    await page.goto(`${portal.url}/student.html`);
    await settled(page);
    const headers = { origin: portal.url, 'content-type': 'application/x-www-form-urlencoded' };
    const inAnotherWindow = (person: string) =>
      page.context().request.post(`${portal.url}/portal/sign-in`, { headers, data: `person=${person}` });
    await inAnotherWindow('');
    // As if the session had run out: the next request needs a new one.
    await page.locator('xq-provider').evaluate(provider => provider.setAttribute('session-url', '/portal/session?'));
    await page.getByText('登录已过期').waitFor();
    assert.match(page.url(), /student\.html$/);
    await inAnotherWindow('student');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('登录已过期').waitFor({ state: 'hidden' });
    await settled(page);
    assert.equal(await page.locator('xq-assignments .done').isVisible(), true);
  });

  it('stops cleanly, and a second start finds what the first has stored', async () => {
    await Promise.all([student.close(), counsellor.close()]);
    assert.equal(await portal.stop(), 0);
    assert.equal(portal.lines.length, 1, 'one line, from start to stop');
    portal = await startPortal(folder.path);

    const again = await open(browser, portal.url);
    await signIn(again.page, 'student');
    await settled(again.page);
    assert.equal(await again.page.locator('xq-assignments .todo a').count(), 0);
    assert.match(await again.page.locator('xq-assignments .done').innerText(), new RegExp(PHQ9));
    again.assertQuiet();
    await again.close();

    const badge = await open(browser, portal.url);
    await signIn(badge.page, 'counsellor');
    await settled(badge.page);
    assert.equal(await knownBadgeCount(badge.page), atFirst + 1);
    badge.assertQuiet();
    await badge.close();
  });
});
