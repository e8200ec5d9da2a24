/**
 * Faults between a pupil and the page, in a real browser with the real service: what was shown as saved is not lost, and
 * nobody sees what another person wrote. Numbers go on from http.test.ts.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Route } from 'playwright-core';
import { launch } from '../e2e/lib/browser.ts';
import { Form, openPortal, type Portal, stored, type Student } from './lib/site.ts';

/** How often the browser is killed: 5 times, or as often as `FAULT_KILLS` says in a long run. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 5);
const SAVED = '已保存';
const WAITING = '等网络恢复';
const DRAFTS = '**/api/v1/drafts/*';
const SUBMISSIONS = '**/api/v1/responses';
const unsaved = (route: Route) => (route.request().method() === 'PATCH' ? route.abort() : route.fallback());

let portal: Portal;
let browser: Browser;
const contexts: BrowserContext[] = [];

/** A device: storage of its own. */
async function device(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'zh-CN' });
  context.setDefaultTimeout(40_000);
  contexts.push(context);
  return context;
}
async function open(context: BrowserContext, student: Student): Promise<Form> {
  const page = await context.newPage();
  await page.goto(portal.addressOf(student));
  return new Form(page);
}
/** A form that is begun, with the first question answered and saved. */
async function answering(student: Student, context?: BrowserContext): Promise<Form> {
  const form = await open(context ?? (await device()), student);
  await form.begin();
  await form.choose(1, 2);
  await form.says(SAVED);
  return form;
}

before(async () => {
  [browser, portal] = await Promise.all([launch(), openPortal()]);
});
afterEach(async () => {
  portal.isCutOff = false;
  for (const context of contexts.splice(0)) await context.close();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

describe('answers that were shown as saved', { timeout: 240_000 }, () => {
  test('14 the renderer crashes between two answers: both are there, the one the service has and the one it has not', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    portal.isCutOff = true;
    await form.choose(2, 3);
    await form.says(WAITING);
    const crashed = form.page.waitForEvent('crash');
    await form.page.goto('chrome://crash').catch(() => {});
    await crashed;
    portal.isCutOff = false;
    const again = await open(context, student);
    await again.resumed();
    assert.deepEqual(await again.value(), { '1': 2, '2': 3 });
  });

  test(`15 the browser is killed after "saved", ${KILLS} times`, async () => {
    const student = await portal.next();
    for (let times = 0; times < KILLS; times++) {
      const killed = await launch();
      const page = await killed.newPage({ viewport: { width: 1000, height: 900 }, locale: 'zh-CN' });
      page.setDefaultTimeout(40_000);
      await page.goto(portal.addressOf(student));
      const form = new Form(page);
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

  test('16 the page is loaded again: the answers are there, and the form goes on', async () => {
    const student = await portal.next();
    const form = await answering(student);
    await form.page.reload();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
  });

  test('17 the page is left while an answer is nowhere else: the person is asked first', async () => {
    const student = await portal.next();
    const context = await device();
    await context.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
    const form = await answering(student, context);
    await context.route(DRAFTS, unsaved);
    await form.choose(2, 1);
    await form.says('还没有保存');
    const asked = form.page.waitForEvent('dialog');
    await form.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await context.unroute(DRAFTS);
    await form.choose(3, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 1 });
  });

  test('18 two tabs: neither loses what the other one has', async () => {
    const student = await portal.next();
    const context = await device();
    const one = await answering(student, context);
    const other = await open(context, student);
    await other.resumed();
    await other.begin();
    await one.choose(2, 1);
    await one.says(SAVED);
    await other.choose(3, 2);
    await other.element.locator('[data-id="2"] input:checked').waitFor();
    await other.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 2 });
  });

  test('19 two devices: the second goes on with the attempt of the first, and both answers stand', async () => {
    const student = await portal.next();
    const one = await answering(student);
    const other = await answering(student);
    await one.choose(2, 1);
    await one.says(SAVED);
    await other.choose(3, 2);
    await other.element.locator('[data-id="2"] input:checked').waitFor();
    await other.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 2 });
  });

  test('20 the element is moved, and removed and put back: nothing is lost, and it goes on saving', async () => {
    const student = await portal.next();
    const form = await answering(student);
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

  test('21 the storage is full: the service has the answers, and nothing is said of the device', async () => {
    const student = await portal.next();
    const context = await device();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: portal.url, quotaSize: 1 });
    await page.goto(portal.addressOf(student));
    const form = new Form(page);
    await form.begin();
    await form.choose(1, 2);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2 });
  });

  test('22 a copy on the device that cannot be read is put aside, not taken and not thrown away', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    portal.isCutOff = true;
    await form.choose(2, 3);
    await form.says(WAITING);
    await form.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('xinqiao-drafts');
          request.onerror = () => reject(request.error!);
          request.onsuccess = () => {
            const transaction = request.result.transaction(['snapshots'], 'readwrite');
            transaction.objectStore('snapshots').openCursor().onsuccess = event => {
              const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
              if (!cursor) return;
              const record = cursor.value as Uint8Array;
              record[20]! ^= 1;
              cursor.update(record);
              cursor.continue();
            };
            transaction.oncomplete = () => resolve();
          };
        }),
    );
    await form.page.goto('about:blank');
    portal.isCutOff = false;
    await form.page.goto(portal.addressOf(student));
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
    const aside = await form.page.evaluate(
      () =>
        new Promise<number>(resolve => {
          const request = indexedDB.open('xinqiao-drafts');
          request.onsuccess = () => {
            const count = request.result.transaction(['quarantine']).objectStore('quarantine').count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
    assert.equal(aside, 1);
  });

  test('23 a newer version of the library was here and is gone again: the form goes on with what the service has', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    await form.page.goto(`${portal.url}/nothing`).catch(() => {});
    const page = await context.newPage();
    await page.goto(`${portal.url}/?user=${student.user}`);
    await page.evaluate(
      () =>
        new Promise<void>(resolve => {
          indexedDB.open('xinqiao-drafts', 9).onsuccess = () => resolve();
        }),
    );
    const again = await open(context, student);
    await again.resumed();
    await again.begin();
    await again.choose(2, 1);
    await again.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1 });
  });

  test('24 a captive portal answers everything with 200 and a page of its own: nothing counts as saved', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    await context.route('**/api/**', route =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Wi-Fi</title>' }),
    );
    await form.choose(2, 1);
    // A page where data was asked for is a log-in, whosever.
    await form.says('重新登录');
    await context.unroute('**/api/**');
    await form.choose(3, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 1 });
  });

  test("25 the device's clock is a day off, either way: it is saved and submitted all the same", async () => {
    for (const by of [-24, 24]) {
      const student = await portal.next();
      const context = await device();
      await context.addInitScript(hours => {
        const { now } = Date;
        Date.now = () => now() + hours * 3_600_000;
      }, by);
      const form = await answering(student, context);
      await form.fill();
      await form.submit();
      await form.element.locator('.receipt').waitFor();
      assert.equal(await portal.submitted(student), 1);
    }
  });

  test('26 consent is withdrawn in the middle: no more is taken, that is said, and the answers stay on the page', async () => {
    const student = await portal.next();
    const form = await answering(student);
    await student.decide('withdrawn');
    await form.choose(2, 1);
    await form.says('同意已经撤回');
    assert.deepEqual(await form.value(), { '1': 2, '2': 1 });
  });
});

describe('a submission from the page', { timeout: 240_000 }, () => {
  test('27 there is no network when it is submitted: nothing is lost, and one press later it is there', async () => {
    const student = await portal.next();
    const form = await answering(student);
    await form.fill();
    await form.page.context().setOffline(true);
    await form.submit();
    await form.element.locator('.failure').waitFor();
    await form.page.context().setOffline(false);
    await form.submit();
    await form.element.locator('.receipt').waitFor();
    assert.equal(await portal.submitted(student), 1);
    assert.equal(await stored(form.page), '');
  });

  test('28 the acknowledgement is lost: pressed again, it is the same attempt, stored once', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    await form.fill();
    await context.route(SUBMISSIONS, async route => {
      await route.fetch();
      await route.abort();
    });
    await form.submit();
    await form.element.locator('.failure').waitFor();
    await context.unroute(SUBMISSIONS);
    await form.submit();
    await form.element.locator('.receipt').waitFor();
    assert.equal(await portal.submitted(student), 1);
  });

  test('29 a double click submits once', async () => {
    const student = await portal.next();
    const context = await device();
    const form = await answering(student, context);
    await form.fill();
    let posts = 0;
    await context.route(SUBMISSIONS, route => {
      posts++;
      return route.fallback();
    });
    await form.element.locator('.review .bar .primary').dblclick();
    await form.element.locator('.receipt').waitFor();
    assert.deepEqual([posts, await portal.submitted(student)], [1, 1]);
  });

  test('30 Back after it was submitted: the form does not open again, and shows no answer', async () => {
    const student = await portal.next();
    const form = await answering(student);
    await form.fill();
    await form.submit();
    await form.element.locator('.receipt').waitFor();
    await form.page.goto(`${portal.url}/?user=${student.user}`);
    await form.page.goBack();
    await form.element.locator('.closing, .state[part="state"]').first().waitFor();
    assert.equal(await form.element.locator('input, .answers').count(), 0);
    assert.equal(await portal.submitted(student), 1);
  });
});

describe('the next person', { timeout: 240_000 }, () => {
  test('31 at the same computer: no trace in the page, what readers of screens get, or the storage', async () => {
    const [one, other] = [await portal.next(), await portal.next()];
    const context = await device();
    const form = await answering(one, context);
    portal.isCutOff = true;
    await form.choose(2, 3);
    await form.says(WAITING);
    await form.page.goto('about:blank');
    portal.isCutOff = false;
    const next = await open(context, other);
    await next.begin();
    assert.deepEqual(await next.value(), {});
    assert.equal(await next.element.locator('input:checked').count(), 0);
    assert.doesNotMatch(await next.page.locator('body').ariaSnapshot(), /\[checked\]/);
    const trace = await stored(next.page);
    assert.notEqual(trace, '', 'the sealed copy waits for its student');
    assert.doesNotMatch(trace, new RegExp(`answers|timings|phq|${one.user}|${one.assignment}`));
    assert.deepEqual(await portal.answersOf(other), {});
    const back = await open(context, one);
    await back.resumed();
    assert.deepEqual(await back.value(), { '1': 2, '2': 3 });
  });

  test('32 a session of somebody else under a form that is open: it empties at once, and opens as that person', async () => {
    const [one, other] = [await portal.next(), await portal.next()];
    const form = await answering(one);
    await form.page.evaluate(user => {
      document.querySelector('xq-provider')!.sessionUrl = `/session?user=${user}`;
    }, other.user);
    await form.element.locator('input').first().waitFor({ state: 'detached' });
    assert.deepEqual(await form.value(), {});
    await form.element.evaluate((element, id) => {
      (element as HTMLElementTagNameMap['xq-questionnaire']).assignmentId = id;
    }, other.assignment);
    await form.begin();
    assert.deepEqual(await form.value(), {});
    await form.choose(1, 0);
    await form.says(SAVED);
    assert.deepEqual([await portal.answersOf(one), await portal.answersOf(other)], [{ '1': 2 }, { '1': 0 }]);
  });
});
