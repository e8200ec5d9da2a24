/** The page and its browser: crashed, killed, left, shown twice. */
import assert from 'node:assert/strict';
import { getInstrument } from '@xinqiao/instruments/library';
import type { Dialog, Locator } from 'playwright-core';
import { fault } from '../lib/fault.ts';
import { countOf, cutOff, Form } from '../lib/site.ts';
import { until } from '../lib/until.ts';
import { answering, device, KILLS, launch, open, portal, SAVED, UNSAVED, WAITING, withhold } from './stage.ts';

/** One has answered the first question, and each another one now: the service has all three, and the second form what the first was told. */
async function bothStand(student: Awaited<ReturnType<typeof portal.next>>, one: Form, other: Form): Promise<void> {
  await one.choose(2, 1);
  await one.says(SAVED);
  await other.choose(3, 2);
  const answers = await until(
    () => portal.answersOf(student),
    answers => answers?.['3'] === 2,
  );
  assert.deepEqual(answers, { '1': 2, '2': 1, '3': 2 });
  await other.element.locator('[data-id="2"] input:checked').waitFor();
  await other.says(SAVED);
}

/** Words of the file of the help lines, and of no other. */
const NAME_OF_A_LINE = '全国统一心理援助热线';
/** Of the file with which drafts are saved. */
const NAME_OF_THE_STORAGE = 'xinqiao-drafts';
/** Of the file of the quick exit. */
const WORD_OF_THE_EXIT = '快速离开';
/** Words of the file with what comes after the questions. */
const WORD_OF_THE_REVIEW = '想找人说说话的时候';
/** Waits for numbers to call, and compares them. */
async function calls(inside: Locator, numbers: readonly string[]): Promise<void> {
  const links = inside.locator('a[href^="tel:"]');
  await links.first().waitFor();
  assert.deepEqual(await links.evaluateAll(all => all.map(one => one.getAttribute('href'))), numbers);
}

export function pageFaults(): void {
  fault(14, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await answering(context, student);
    portal.instead.set(student.user, cutOff);
    const refused = form.nextSave();
    await form.choose(2, 3);
    assert.equal(await refused, 502);
    // Before the service was asked.
    assert.equal(await countOf(form.page, 'snapshots'), 1);
    await form.says(WAITING);
    const crashed = form.page.waitForEvent('crash');
    await form.page.goto('chrome://crash').catch(() => {});
    await crashed;
    portal.instead.delete(student.user);
    const again = await open(context, student);
    await again.resumed();
    assert.deepEqual(await again.value(), { '1': 2, '2': 3 });
  });

  fault(15, async t => {
    const student = await portal.next();
    for (let times = 0; times < KILLS; times++) {
      const killed = await launch();
      const form = await open(await device(t, killed), student);
      if (times > 0) await form.resumed();
      await form.begin();
      await form.choose((times % 7) + 1, (times % 3) + 1);
      await form.says(SAVED);
      const shown = await form.value();
      const gone = new Promise(resolve => killed.once('disconnected', resolve));
      await (await killed.newBrowserCDPSession()).send('Browser.crash').catch(() => {});
      await gone;
      assert.deepEqual(await portal.answersOf(student), shown);
    }
  });

  fault(16, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await form.page.reload();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
  });

  fault(17, async t => {
    const student = await portal.next();
    const context = await device(t);
    await context.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
    const form = await answering(context, student);
    portal.instead.set(student.user, cutOff);
    await form.choose(2, 1);
    await form.says(UNSAVED);
    const asked = new Promise<Dialog | undefined>(resolve => {
      form.page.once('dialog', resolve);
      form.page.once('close', () => resolve(undefined));
    });
    await form.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog?.type(), 'beforeunload');
    await dialog!.dismiss();
    portal.instead.delete(student.user);
    await form.choose(3, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 1 });
  });

  fault(37, async t => {
    const student = await portal.next();
    const browser = await launch({ keepsPages: true });
    t.after(() => browser.close());
    const form = await answering(await device(t, browser), student);
    portal.instead.set(student.user, cutOff);
    await form.choose(2, 3);
    await form.says(WAITING);
    await form.page.goto(`${portal.url}/?user=${student.user}`);
    portal.instead.delete(student.user);
    await form.page.evaluate(() => history.back());
    await form.page.locator('html[data-restored-with]').waitFor();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2, '2': 3 });
    await form.begin();
    await form.choose(3, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 3, '3': 1 });
  });

  fault(18, async t => {
    const student = await portal.next();
    const context = await device(t);
    const one = await answering(context, student);
    const other = await open(context, student);
    await other.resumed();
    await other.begin();
    await bothStand(student, one, other);
  });

  fault(19, async t => {
    const student = await portal.next();
    const one = await answering(await device(t), student);
    const other = await answering(await device(t), student);
    await bothStand(student, one, other);
  });

  fault(35, async t => {
    const student = await portal.next();
    const context = await device(t);
    const one = await open(context, student, portal.addressOf(student, { forms: 2 }));
    const other = new Form(one.page, 1);
    await one.begin();
    await one.choose(1, 2);
    await one.says(SAVED);
    await other.begin();
    await other.choose(2, 1);
    await other.element.locator('[data-id="1"] input:checked').waitFor();
    await other.says(SAVED);
    portal.instead.set(student.user, cutOff);
    await one.choose(3, 1);
    await other.choose(4, 2);
    await one.says(WAITING);
    await other.says(WAITING);
    await one.page.goto('about:blank');
    portal.instead.delete(student.user);
    const again = await open(context, student);
    await again.resumed();
    assert.deepEqual(await again.value(), { '1': 2, '2': 1, '3': 1, '4': 2 });
    await again.begin();
    await again.fill();
    await again.submit();
    await again.receipt();
    assert.equal(await portal.submitted(student), 1);
  });

  fault(20, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await form.element.evaluate(element => {
      const { parentElement } = element;
      const elsewhere = parentElement!.appendChild(document.createElement('div'));
      elsewhere.append(element);
      element.remove();
      parentElement!.prepend(element);
    });
    assert.deepEqual(await form.value(), { '1': 2 });
    await form.choose(4, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '4': 1 });
  });

  fault(48, async t => {
    const student = await portal.next({ instrument: getInstrument('phq9')! });
    const context = await device(t);
    const ofTheSchool = ['tel:12356', 'tel:12355', 'tel:120', 'tel:110'];
    const file = await withhold(context, NAME_OF_A_LINE);
    const form = await answering(context, student);
    await form.choose(9, 1);
    await calls(form.element.locator('[data-id="9"]'), ofTheSchool);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '9': 1 });
    await form.page.reload();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2, '9': 1 });
    await form.begin();
    await calls(form.element.locator('[data-id="9"]'), ofTheSchool);
    await form.fill(1);
    await calls(form.element.locator('.review'), ofTheSchool);
    await form.submit();
    await form.receipt();
    await calls(form.element.locator('.closing'), ofTheSchool);
    assert.equal(await portal.submitted(student), 1);
    assert.ok(file.asked > 0);

    // Another form, which does not open.
    const other = await portal.next();
    portal.instead.set(other.user, () => new Response(null, { status: 500 }));
    const closed = await open(context, other);
    await calls(closed.element.locator('.state:not(.loading)'), ['tel:12356']);
    portal.instead.delete(other.user);
  });

  fault(53, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await open(context, student, 'about:blank');
    const file = await withhold(context, WORD_OF_THE_REVIEW);
    await form.page.goto(portal.addressOf(student));
    await form.begin();
    await form.choose(1, 2);
    await until(() => file.asked > 0);
    await file.release();
    await form.choose(2, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1 });
    await form.fill();
    await form.submit();
    await form.receipt();
    assert.equal(await portal.submitted(student), 1);
  });

  fault(55, async t => {
    const student = await portal.next();
    const context = await device(t);
    const file = await withhold(context, WORD_OF_THE_EXIT);
    const form = await answering(context, student);
    await form.element.evaluate(element => element.setAttribute('quick-exit', ''));
    await until(() => file.asked > 0);
    await file.release();
    await form.choose(2, 1);
    await form.element.locator('[part="exit"]').waitFor();
    for (let press = 0; press < 3; press++) await form.page.keyboard.press('Escape');
    await form.page.waitForURL('about:blank');
    await until(async () => (await portal.answersOf(student))?.['2'] === 1);
  });

  fault(56, async t => {
    const student = await portal.next();
    const context = await device(t);
    const file = await withhold(context, NAME_OF_THE_STORAGE);
    const form = await open(context, student);
    await form.begin();
    await form.fill();
    const leaves = await form.page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
    assert.equal(leaves, false);
    await form.submit();
    await form.receipt();
    assert.ok(file.asked > 0);
    assert.equal(await portal.submitted(student), 1);
  });
}
