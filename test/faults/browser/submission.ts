/** Handing in, from the page: once, whole, and never told to be there when it is not. */
import assert from 'node:assert/strict';
import { fault } from '../lib/fault.ts';
import { countOf, cutOff, stored } from '../lib/site.ts';
import { until } from '../lib/until.ts';
import { answering, device, drop, portal, SUBMISSIONS, WAITING } from './stage.ts';

export function submissionFaults(): void {
  fault(27, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await form.fill();
    await form.page.context().setOffline(true);
    await form.submit();
    await form.element.locator('.failure, .closing').first().waitFor();
    assert.equal(await form.element.locator('.closing').count(), 0);
    await form.page.context().setOffline(false);
    await form.submit();
    await form.receipt();
    assert.equal(await portal.submitted(student), 1);
    assert.equal(await stored(form.page), '');
  });

  fault(28, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await answering(context, student);
    await form.fill();
    await context.route(SUBMISSIONS, async route => {
      await route.fetch();
      await drop(route);
    });
    const attempts = new Set<string>();
    context.on('request', request => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/responses'))
        attempts.add((request.postDataJSON() as { attemptId: string }).attemptId);
    });
    await form.submit();
    await form.element.locator('.failure').waitFor();
    await context.unroute(SUBMISSIONS);
    const again = form.page.waitForRequest(request => request.url().endsWith('/v1/responses'));
    await form.submit();
    await again;
    assert.equal(attempts.size, 1);
    await form.receipt();
    assert.equal(await portal.submitted(student), 1);
  });

  fault(29, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await form.fill();
    let posts = 0;
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    portal.instead.set(student.user, async ({ url }) => {
      if (!url.endsWith('/v1/responses')) return undefined;
      posts++;
      await held;
      return undefined;
    });
    await form.element.locator('.review .bar .primary').dblclick();
    await until(() => posts > 0);
    // As long as another one could take: what is not sent is nothing that could be waited for.
    await form.page.evaluate(() => new Promise(resolve => setTimeout(resolve, 500)));
    release();
    await form.receipt();
    assert.deepEqual([posts, await portal.submitted(student)], [1, 1]);
  });

  fault(50, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    portal.instead.set(student.user, async request => {
      if (!request.url.endsWith('/v1/responses')) return cutOff(request);
      const response = await portal.service.app.fetch(request);
      const receipt = (await response.json()) as { digest: string };
      return Response.json({ ...receipt, digest: '0'.repeat(64) }, { status: response.status });
    });
    await form.choose(2, 3);
    await form.says(WAITING);
    await form.fill();
    await form.submit();
    await form.element.locator('.failure, .closing').first().waitFor();
    assert.equal(await countOf(form.page, 'snapshots'), 1);
    await form.element.locator('.failure', { hasText: '对不上' }).waitFor();
    assert.equal(Object.keys(await form.value()).length > 2, true);
  });

  fault(30, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await form.fill();
    await form.submit();
    await form.receipt();
    await form.page.goto(`${portal.url}/?user=${student.user}`);
    await form.page.goBack();
    await form.opened();
    assert.equal(await form.element.locator('.intro, input, .answers').count(), 0);
    assert.equal(await portal.submitted(student), 1);
  });
}
