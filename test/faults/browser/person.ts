/** The next person at the same computer: sees nothing of the one before, whichever way they came. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fault } from '../lib/fault.ts';
import { madeUp } from '../lib/form.ts';
import { cutOff, stored } from '../lib/site.ts';
import { until } from '../lib/until.ts';
import { answering, device, drop, launch, open, portal, SAVED, WAITING, withhold } from './stage.ts';

/** Of the file with which a page is locked. */
const WORD_OF_THE_LOCK = '有一会儿没有操作';

/** What is on the page for whoever looks at it or has it read to them. */
async function seesNothing(page: Page): Promise<void> {
  assert.equal(await page.locator('xq-questionnaire input').count(), 0);
  assert.doesNotMatch(await page.locator('body').ariaSnapshot(), /radio|\[checked\]/);
}

export function personFaults(): void {
  fault(31, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const context = await device(t);
    const form = await answering(context, one);
    portal.instead.set(one.user, cutOff);
    await form.choose(2, 3);
    await form.says(WAITING);
    await form.page.goto('about:blank');
    portal.instead.delete(one.user);
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

  fault(49, async t => {
    const secret = `told-${crypto.randomUUID()}`;
    const student = await portal.next({ instrument: madeUp('faults-words', 2) });
    const context = await device(t);
    const asked: { url: string; carries: boolean }[] = [];
    context.on('request', request => {
      const said = [request.url(), ...Object.values(request.headers())].join('\n');
      assert.doesNotMatch(said, new RegExp(secret));
      asked.push({ url: request.url(), carries: request.postData()?.includes(secret) ?? false });
    });
    const form = await answering(context, student);
    const words = form.element.locator('[data-id="words"]').locator('input, textarea');
    await words.fill(secret);
    await form.says(SAVED);
    const fields = await form.element.evaluate(element =>
      [...element.shadowRoot!.querySelectorAll('form, [data-id="words"] input, [data-id="words"] textarea')].map(
        field => field.getAttribute('autocomplete'),
      ),
    );
    assert.deepEqual(fields, ['off', 'off']);
    await form.fill();
    await form.submit();
    await form.receipt();
    const foreign = asked.filter(({ url }) => new URL(url).origin !== portal.url);
    assert.deepEqual(foreign, []);
    const carriers = new Set(asked.filter(({ carries }) => carries).map(({ url }) => new URL(url).pathname));
    assert.deepEqual(
      [...carriers].filter(path => !/^\/api\/v1\/(drafts\/[0-9a-f-]{36}|responses)$/.test(path)),
      [],
    );
    assert.ok(carriers.size === 2);
    assert.equal(await stored(form.page), '');
    assert.doesNotMatch(await form.page.evaluate(() => `${location.href}${document.title}`), new RegExp(secret));
  });

  fault(32, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const context = await device(t);
    const form = await answering(context, one);
    // Nobody can say who is there now.
    await context.route('**/api/**', drop);
    const left = await form.element.evaluate(async (element, user) => {
      const provider = document.querySelector('xq-provider')!;
      provider.sessionUrl = `/session?user=${user}`;
      await provider.updateComplete;
      const form = element as HTMLElementTagNameMap['xq-questionnaire'];
      await form.updateComplete;
      return [form.value, form.shadowRoot!.querySelectorAll('input').length];
    }, other.user);
    assert.deepEqual(left, [{}, 0]);
    await seesNothing(form.page);
    await context.unroute('**/api/**');
    await form.element.evaluate((element, id) => {
      (element as HTMLElementTagNameMap['xq-questionnaire']).assignmentId = id;
    }, other.assignment);
    await form.begin();
    assert.deepEqual(await form.value(), {});
    await form.choose(1, 0);
    await form.says(SAVED);
    assert.deepEqual([await portal.answersOf(one), await portal.answersOf(other)], [{ '1': 2 }, { '1': 0 }]);
  });

  fault(47, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const form = await answering(await device(t), one);
    const saves: string[] = [];
    portal.instead.set(other.user, async request => {
      if (request.method === 'PATCH') saves.push(await request.clone().text());
      return undefined;
    });
    portal.signedIn.set(one.user, other.user);
    await portal.revoke(one);
    await form.choose(2, 3);
    await form.emptied();
    await seesNothing(form.page);
    assert.deepEqual(await form.value(), {});
    // The session that came is another person's: not even a refusal is asked for in their name.
    assert.deepEqual(saves, []);
    assert.deepEqual([await portal.answersOf(one), await portal.answersOf(other)], [{ '1': 2 }, undefined]);
  });

  fault(38, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const browser = await launch({ keepsPages: true });
    t.after(() => browser.close());
    const form = await answering(await device(t, browser), one);
    await form.page.goto(`${portal.url}/?user=${other.user}`);
    portal.signedIn.set(one.user, other.user);
    await form.page.evaluate(() => history.back());
    const page = form.page.locator('html[data-restored-with]');
    await page.waitFor();
    // Not for a moment.
    assert.equal(await page.getAttribute('data-restored-with'), '0');
    await form.opened();
    assert.equal(await form.element.locator('.intro').count(), 0);
    await seesNothing(form.page);
    assert.deepEqual(await form.value(), {});
    assert.deepEqual(await portal.answersOf(one), { '1': 2 });
  });

  fault(46, async t => {
    const [one, other] = [await portal.next(), await portal.next()];
    const context = await device(t);
    await context.clock.install();
    const form = await answering(context, one, portal.addressOf(one, { lockAfter: 10 }));
    portal.instead.set(one.user, cutOff);
    await form.choose(2, 3);
    await form.says(WAITING);
    await context.clock.fastForward('09:00');
    assert.deepEqual(await form.value(), { '1': 2, '2': 3 });
    await context.clock.fastForward('01:05');
    // As soon as the time is over.
    await seesNothing(form.page);
    assert.deepEqual(await form.value(), {});
    const lock = form.page.locator('xq-provider [part="lock"]');
    await lock.waitFor();
    portal.instead.delete(one.user);
    // Whoever comes to the computer and is signed in gets nothing of it.
    portal.signedIn.set(one.user, other.user);
    await lock.locator('button').click();
    await form.opened();
    assert.equal(await form.element.locator('.intro').count(), 0);
    await seesNothing(form.page);
    portal.signedIn.delete(one.user);
    await form.page.reload();
    await form.resumed();
    await context.clock.fastForward('10:05');
    await lock.waitFor();
    await lock.locator('button').click();
    await form.resumed();
    await until(async () => (await portal.answersOf(one))?.['2'] === 3);
  });

  fault(54, async t => {
    const student = await portal.next();
    const context = await device(t);
    const file = await withhold(context, WORD_OF_THE_LOCK);
    const form = await answering(context, student);
    await until(() => file.asked > 0);
    const { asked } = file;
    await form.page.evaluate(() => document.querySelector('xq-provider')!.lock());
    // Not for the first time either when the lock asks for it.
    await until(() => file.asked > asked);
    await file.release();
    const lock = form.page.locator('xq-provider [part="lock"]');
    await lock.waitFor();
    await seesNothing(form.page);
    assert.deepEqual(await form.value(), {});
    await lock.locator('button').click();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
  });
}
