/** The service, the network and the clock: away, slow, wrong, or of another mind since the form was opened. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { fault } from '../lib/fault.ts';
import { madeUp } from '../lib/form.ts';
import { answering, device, IS_LONG, open, portal, SAVED, SIGN_IN, WAITING } from './stage.ts';

const MINUTE = 60_000;

export function serviceFaults(): void {
  fault(24, async t => {
    const student = await portal.next();
    const context = await device(t);
    const form = await answering(context, student);
    await context.route('**/api/**', route =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Wi-Fi</title>' }),
    );
    await form.choose(2, 1);
    // A page where data was asked for is a log-in, whosever.
    await form.says(SIGN_IN);
    await context.unroute('**/api/**');
    await form.choose(3, 1);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 1 });
  });

  fault(44, async t => {
    const student = await portal.next();
    const context = await device(t);
    if (!IS_LONG) await context.clock.install();
    const form = await answering(context, student);
    let asked = 0;
    portal.instead.set(student.user, ({ method }) => {
      if (method !== 'PATCH') return undefined;
      asked++;
      return new Response(null, { status: 503, headers: { 'Retry-After': '1' } });
    });
    await form.choose(2, 1);
    const passed = async (minutes: number, isEnough: () => boolean | Promise<boolean> = () => false) => {
      // In steps, so that what is sent in one of them is answered in it.
      for (let step = 0; step < minutes * 12 && !(await isEnough()); step++) {
        if (IS_LONG) await wait(MINUTE / 12);
        else {
          await context.clock.runFor(MINUTE / 12);
          await wait(20);
        }
      }
    };
    await passed(1);
    await form.says(WAITING);
    await form.choose(3, 2);
    await passed(9);
    await form.says(WAITING);
    assert.deepEqual(await portal.answersOf(student), { '1': 2 });
    // 25 tries of three requests each; where time goes by in steps, a request takes one.
    assert.ok(asked > 10 && asked < (IS_LONG ? 76 : 60), `asked ${asked} times in ten minutes`);
    portal.instead.delete(student.user);
    const isSaved = async () => Object.keys((await portal.answersOf(student)) ?? {}).length === 3;
    await passed(2, isSaved);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 2 });
  });

  fault(25, async t => {
    for (const by of [-24, 24]) {
      const student = await portal.next();
      const context = await device(t);
      await context.addInitScript(hours => {
        const { now } = Date;
        Date.now = () => now() + hours * 3_600_000;
      }, by);
      let sessions = 0;
      context.on('request', request => (sessions += new URL(request.url()).pathname === '/session' ? 1 : 0));
      const form = await answering(context, student);
      await form.fill();
      await form.submit();
      await form.receipt();
      assert.equal(await portal.submitted(student), 1);
      // Nobody is signed in again and again because of a clock.
      assert.equal(sessions, 1);
    }
  });

  fault(42, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    portal.signedIn.set(student.user, undefined);
    await portal.revoke(student);
    await form.choose(2, 1);
    assert.match(await form.told(), new RegExp(SIGN_IN));
    await form.choose(3, 1);
    assert.deepEqual(await form.value(), { '1': 2, '2': 1, '3': 1 });
    assert.deepEqual(await portal.answersOf(student), { '1': 2 });
    portal.signedIn.delete(student.user);
    await form.says(SAVED);
    assert.deepEqual(await portal.answersOf(student), { '1': 2, '2': 1, '3': 1 });
  });

  fault(43, async t => {
    const student = await portal.next({ apart: true });
    const form = await answering(await device(t), student);
    await portal.service.database.kysely
      .updateTable('campaigns')
      .set({ closes_at: portal.service.clock.now() })
      .where('id', '=', student.campaign)
      .execute();
    const told = form.nextSave();
    await form.choose(2, 1);
    assert.equal(await told, 409);
    await form.says('测评已经结束');
    assert.deepEqual(await form.value(), { '1': 2, '2': 1 });
    assert.deepEqual(await portal.answersOf(student), { '1': 2 });
  });

  fault(26, async t => {
    const student = await portal.next();
    const form = await answering(await device(t), student);
    await student.decide('withdrawn');
    const told = form.nextSave();
    await form.choose(2, 1);
    assert.equal(await told, 410);
    await form.says('同意已经撤回');
    assert.deepEqual(await form.value(), { '1': 2, '2': 1 });
    assert.equal((await portal.answersOf(student))?.['2'], undefined);
  });

  fault(39, async t => {
    const begun = madeUp('faults-versions', 6);
    const student = await portal.next({ instrument: begun });
    const form = await answering(await device(t), student);
    const newer = { ...begun, version: '99.0.0', items: begun.items.slice(2) };
    const { kysely } = portal.service.database;
    const { tenant_id } = await kysely.selectFrom('tenants').select('id as tenant_id').executeTakeFirstOrThrow();
    await kysely
      .insertInto('instruments')
      .values({
        ...{ tenant_id, id: newer.id, version: newer.version, registered_at: new Date() },
        definition: JSON.stringify(newer) as never,
      })
      .execute();
    await form.page.reload();
    await form.resumed();
    assert.deepEqual(await form.value(), { '1': 2 });
    await form.begin();
    assert.equal(await form.element.locator('.choice-item').count(), 6);
    await form.fill();
    await form.submit();
    await form.receipt();
    const responses = await kysely
      .selectFrom('clinical.responses')
      .select('instrument_version as version')
      .where('assignment_id', '=', student.assignment)
      .execute();
    assert.deepEqual(responses, [{ version: begun.version }]);
  });
}

/** What ends the tokens of everybody else as well: with nothing beside it. */
export function clockFaults(): void {
  fault(41, async t => {
    const student = await portal.next({ instrument: madeUp('faults-50', 50) });
    const form = await open(await device(t), student);
    await form.begin();
    await form.element.evaluate(element => {
      for (const item of [...element.shadowRoot!.querySelectorAll('.choice-item')].slice(0, 44))
        item.querySelector('input')!.click();
      element.shadowRoot!.querySelector('form')!.dataset['same'] = '';
    });
    await form.says(SAVED);
    let refused = 0;
    form.page.on('response', response => (refused += response.status() === 401 ? 1 : 0));
    portal.service.clock.advance(11 * MINUTE);
    for (let item = 45; item <= 50; item++) await form.choose(item, 1);
    assert.equal(await form.told(), SAVED);
    const answers = await form.value();
    assert.equal(Object.keys(answers).length, 50);
    assert.deepEqual(await portal.answersOf(student), answers);
    assert.equal(await form.element.locator('form[data-same]').count(), 1);
    assert.equal(refused, 1);
  });
}
