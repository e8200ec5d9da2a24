/** The storage of the device: full, denied, blocked, from another version, with something in it that should not be there. */
import assert from 'node:assert/strict';
import type { Page, Response } from 'playwright-core';
import { fault } from '../lib/fault.ts';
import { countOf, cutOff, Form, stored } from '../lib/site.ts';
import { until } from '../lib/until.ts';
import { answering, device, elsewhere, open, portal, SAVED, UNSAVED, WAITING } from './stage.ts';

/** What the service says to a page that opens a draft. */
interface Opened {
  readonly attemptId: string;
  readonly key: string;
  readonly boundTo: string;
}
const isOpening = (response: Response) => response.request().method() === 'PUT' && response.url().includes('/drafts/');
/** Opens the form, and tells what the service said. */
async function opening(open: () => Promise<Form>, page: Page): Promise<[Form, Opened]> {
  const [response, form] = await Promise.all([page.waitForResponse(isOpening), open()]);
  return [form, (await response.json()) as Opened];
}

export function storageFaults(): void {
  fault(21, async t => {
    const student = await portal.next();
    const context = await device(t);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: portal.url, quotaSize: 1 });
    await page.goto(portal.addressOf(student));
    const form = new Form(page);
    await form.begin();
    await form.choose(1, 2);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2 });
    portal.instead.set(student.user, cutOff);
    await form.choose(2, 3);
    // Nobody is told that it waits here.
    assert.match(await form.trouble(), new RegExp(UNSAVED));
    portal.instead.delete(student.user);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 3 });
  });

  fault(34, async t => {
    const student = await portal.next();
    const context = await device(t);
    const page = await context.newPage();
    await page.goto(portal.addressOf(student).replace('/?', '/frame?'));
    const form = new Form(page, 0, page.frameLocator('iframe'));
    await form.begin();
    const denied = await form.element.evaluate(() => {
      try {
        return String(indexedDB.open('anything'));
      } catch (error) {
        return (error as DOMException).name;
      }
    });
    assert.equal(denied, 'SecurityError');
    await form.choose(1, 2);
    await form.says(SAVED);
    portal.instead.set(student.user, cutOff);
    await form.choose(2, 3);
    await form.says(UNSAVED);
    portal.instead.delete(student.user);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 3 });
    await form.fill();
    await form.submit();
    await form.receipt();
    assert.equal(await portal.submitted(student), 1);
  });

  fault(33, async t => {
    const student = await portal.next();
    const context = await device(t);
    const address = portal.addressOf(student).replace(portal.url, portal.plainUrl);
    const form = await answering(context, student, address);
    const has = await form.page.evaluate(() => [isSecureContext, crypto.subtle as unknown]);
    assert.deepEqual(has, [false, undefined]);
    portal.instead.set(student.user, cutOff);
    await form.choose(2, 3);
    await form.says(WAITING);
    const trace = await stored(form.page);
    assert.notEqual(trace, '');
    assert.doesNotMatch(trace, new RegExp(`answers|timings|phq|${student.user}`));
    await form.page.goto('about:blank');
    portal.instead.delete(student.user);
    await form.page.goto(address);
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2, '2': 3 });
    await form.begin();
    await form.fill();
    await form.submit();
    await form.receipt();
    assert.equal(await stored(form.page), '');
  });

  fault(22, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await answering(context, student);
    portal.instead.set(student.user, cutOff);
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
    portal.instead.delete(student.user);
    await form.page.goto(portal.addressOf(student));
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
    assert.equal(await countOf(form.page, 'quarantine'), 1);
  });

  fault(36, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const context = await device(t);
    const form = await answering(context, one);
    // A newer version of the library in another page: it does not wait for this one.
    const newer = await elsewhere(context, one);
    const outcome = await newer.evaluate(
      () =>
        new Promise<string>(resolve => {
          const request = indexedDB.open('xinqiao-drafts', 9);
          request.onblocked = () => resolve('blocked');
          request.onsuccess = () => resolve('open');
        }),
    );
    assert.equal(outcome, 'open');
    await form.choose(2, 1);
    await form.says(SAVED);
    portal.instead.set(one.user, cutOff);
    await form.choose(3, 1);
    await form.says(UNSAVED);
    portal.instead.delete(one.user);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(one), { '1': 2, '2': 1, '3': 1 });

    // An upgrade in another page that never ends: the form does without the storage.
    const blocked = await device(t);
    const blocking = await elsewhere(blocked, other);
    await blocking.evaluate(
      () =>
        new Promise<void>(resolve => {
          const request = indexedDB.open('xinqiao-drafts', 1);
          request.onupgradeneeded = () => {
            const store = request.result.createObjectStore('snapshots');
            const goOn = () => {
              store.get('nothing').onsuccess = goOn;
            };
            goOn();
            resolve();
          };
        }),
    );
    // That the wait for the storage has an end is the thing itself: until then nothing is said that could be compared.
    await answering(blocked, other);
    assert.deepEqual(await portal.answersOf(other), { '1': 2 });
  });

  fault(23, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await answering(context, student);
    await form.page.close();
    const page = await elsewhere(context, student);
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

  fault(40, async t => {
    const one = await portal.next();
    const other = portal.another(one);
    const context = await device(t);
    const page = await context.newPage();
    const openForm = (student: typeof one) => async () => {
      await page.goto(portal.addressOf(student));
      return new Form(page);
    };
    const [, another] = await opening(openForm(other), page);
    await page.goto('about:blank');
    // The worst that a service could do: one key for both.
    const { kysely } = portal.service.database;
    const [form, opened] = await opening(openForm(one), page);
    await kysely
      .updateTable('clinical.drafts')
      .set({ key: opened.key })
      .where('attempt_id', '=', another.attemptId)
      .execute();
    portal.instead.set(one.user, cutOff);
    await form.begin();
    await form.choose(2, 3);
    await form.says(WAITING);
    await page.evaluate(
      boundTo =>
        new Promise<void>(resolve => {
          const request = indexedDB.open('xinqiao-drafts');
          request.onsuccess = () => {
            const transaction = request.result.transaction(['snapshots'], 'readwrite');
            const store = transaction.objectStore('snapshots');
            store.getAll().onsuccess = event =>
              store.put((event.target as IDBRequest<unknown[]>).result[0], `${boundTo}/elsewhere`);
            transaction.oncomplete = () => resolve();
          };
        }),
      another.boundTo,
    );
    await page.goto('about:blank');
    portal.instead.delete(one.user);
    const [wrong] = await opening(openForm(other), page);
    const taken = wrong.element.locator('.resumed');
    await until(async () => (await countOf(page, 'quarantine')) === 1 || (await taken.count()) > 0);
    assert.deepEqual(await wrong.value(), {});
    assert.equal(await countOf(page, 'quarantine'), 1);
    await wrong.begin();
    await wrong.choose(1, 1);
    await wrong.says(SAVED);
    assert.deepEqual(await wrong.value(), { '1': 1 });
    assert.deepEqual(await portal.answersOf(other), { '1': 1 });
    await page.goto(portal.addressOf(one));
    await wrong.resumed();
    assert.deepEqual(await wrong.value(), { '2': 3 });
  });

  fault(45, async t => {
    const student = await portal.next();
    const context = await device(t);
    const page = await context.newPage();
    const [form, { key, boundTo }] = await opening(async () => {
      await page.goto(portal.addressOf(student));
      return new Form(page);
    }, page);
    await form.begin();
    await form.choose(1, 2);
    await form.says(SAVED);
    await page.goto(`${portal.url}/?user=${student.user}`);
    await page.evaluate(
      async ([key, boundTo]) => {
        const bytesOf = (text: string) => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
        const imported = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt']);
        const base = { answers: { '1': 2 }, timings: {}, position: '1' };
        const content = { answers: { '1': 2, '2': 3, '3': { no: 'answer' } }, timings: { '2': -5 }, position: '2' };
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const how = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(boundTo) };
        const text = new TextEncoder().encode(JSON.stringify({ base, content }));
        const sealed = new Uint8Array([...iv, ...new Uint8Array(await crypto.subtle.encrypt(how, imported, text))]);
        await new Promise<void>(resolve => {
          const request = indexedDB.open('xinqiao-drafts');
          request.onsuccess = () => {
            const transaction = request.result.transaction(['snapshots'], 'readwrite');
            transaction.objectStore('snapshots').put(sealed, `${boundTo}/poison`);
            transaction.oncomplete = () => {
              request.result.close();
              resolve();
            };
          };
        });
      },
      [key, boundTo] as const,
    );
    await page.goto(portal.addressOf(student));
    await form.resumed();
    await form.begin();
    await form.choose(4, 1);
    assert.equal(await form.told(), SAVED);
    // What of the record can be saved is saved.
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 3, '4': 1 });
    assert.deepEqual(await form.value(), { '1': 2, '2': 3, '4': 1 });
    await until(async () => (await countOf(page, 'snapshots')) === 0);
    assert.equal(await countOf(page, 'quarantine'), 1);
  });
}
