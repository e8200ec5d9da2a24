/** What becomes of the answers while they are given, with the real service and the real storage of the browser. */
import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { XqDraftEvent, XqQuestionnaire } from '../index.ts';
import { all, type Fetch, inside, openSchool, until, words } from '../service.fixture.ts';
import { begin, choose, isOpening, leaves, onDevice, state } from './draft.fixture.ts';

const { clientOf, someone, open, service, spare } = openSchool('drafts');
describe('the draft of xq-questionnaire', function () {
  this.timeout(30_000);
  // The university is made with the first request.
  before(async function () {
    this.timeout(180_000);
    await service.session({ userId: 'X0001', role: 'psych-staff' });
  });
  beforeEach(() => setViewport({ width: 900, height: 900 }));

  it('says "saved" when the service has the answers, and leaves nothing on the device', async () => {
    const person = await someone();
    const form = await open(person);
    const told: XqDraftEvent['detail'][] = [];
    form.addEventListener('xq-draft', event => told.push((event as XqDraftEvent).detail));
    await begin(form);
    await choose(form, '1', 2);
    await until(() => state(form) === '已保存');
    expect(told.at(-1)).to.deep.equal({ state: 'saved' });
    expect(leaves()).to.equal(false);
    while ((await onDevice(form)).count > 0) await nextFrame();
    await expect(form).to.be.accessible();

    const elsewhere = await open(person);
    await until(() => inside(elsewhere, '.resumed'));
    expect(elsewhere.value).to.deep.equal({ '1': 2 });
    expect(words(inside(elsewhere, 'button.primary'))).to.equal('继续填写');
    await expect(elsewhere).to.be.accessible();
  });

  it('goes on at the question that was shown last, one question at a time', async () => {
    await setViewport({ width: 400, height: 800 });
    const person = await someone();
    const form = await open(person);
    await begin(form);
    for (const item of ['1', '2', '3']) {
      await choose(form, item, 1);
      inside(form, '.bar .primary')!.click();
      await form.updateComplete;
    }
    await until(() => state(form) === '已保存');
    form.remove();
    const again = await open(person);
    await until(() => inside(again, '.resumed'));
    await begin(again);
    expect(words(inside(again, '.where'))).to.include('第 4 题');
  });

  it('goes on at the first question without an answer, wherever the form was left', async () => {
    await setViewport({ width: 400, height: 800 });
    const person = await someone();
    const { attemptId, revision } = await clientOf(person.userId).drafts.open(crypto.randomUUID(), {
      ...{ assignmentId: person.assignment.id, language: 'zh-CN', seed: 1 },
    });
    const left = { answers: { '1': 1, '2': 1, '4': 1, '5': 1 }, timings: {}, position: '5' };
    await clientOf(person.userId).drafts.save(attemptId, left, { ifMatch: revision });
    const form = await open(person);
    await until(() => inside(form, '.resumed'));
    await begin(form);
    expect(words(inside(form, '.where'))).to.include('第 3 题');
  });

  it('keeps a cry for help in view when the form goes on', async () => {
    const person = await someone();
    const form = await open(person);
    await begin(form);
    await choose(form, '9', 1);
    await until(() => state(form) === '已保存');
    form.remove();
    const again = await open(person);
    await until(() => inside(again, '.resumed'));
    expect(all(again, '.intro .help-card').map(words).join(), 'before the form goes on').to.include('12356');
    await expect(again).to.be.accessible();
    await begin(again);
    expect(words(inside(again, '.help-card'))).to.include('12356');
  });

  it('says that the device has the answers while the service is away, sealed, and goes on by itself', async () => {
    const person = await someone();
    let away = false;
    let failed = 0;
    const form = await open(person, request => {
      if (!away) return fetch(request);
      failed++;
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await begin(form);
    await choose(form, '1', 1);
    await until(() => state(form) === '已保存');
    away = true;
    await choose(form, '2', 3);
    await until(() => failed > 0 && /等网络恢复/.test(state(form)));
    const { count, text: stored } = await onDevice(form);
    expect(count).to.equal(1);
    expect(stored).not.to.match(/answers|"2"|phq/);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(leaves(), 'the device has it').to.equal(false);
    expect(words(inside(form, '[role="status"]'))).to.include('等网络恢复');
    await expect(form).to.be.accessible();
    away = false;
    window.dispatchEvent(new Event('online'));
    await until(() => state(form) === '已保存');
    expect(words(inside(form, '[role="status"]'))).to.equal('已保存');
    while ((await onDevice(form)).count > 0) await nextFrame();
  });

  it('says that nothing is saved where there is neither storage nor network, and asks before it is left', async () => {
    const indexed = Object.getOwnPropertyDescriptor(window, 'indexedDB')!;
    Object.defineProperty(window, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    try {
      let away = false;
      const form = await open(await someone(), request =>
        away ? Promise.reject(new TypeError('Failed to fetch')) : fetch(request),
      );
      await begin(form);
      await choose(form, '1', 1);
      await until(() => state(form) === '已保存');
      away = true;
      await choose(form, '2', 1);
      await until(() => /还没有保存/.test(state(form)));
      expect(leaves()).to.equal(true);
      form.remove();
    } finally {
      Object.defineProperty(window, 'indexedDB', indexed);
    }
  });

  it('keeps the form when the session has expired, and goes on after the log-in', async () => {
    let expired = false;
    const form = await open(await someone(), request => {
      if (!expired) return fetch(request);
      const headers = new Headers(request.headers);
      headers.set('authorization', 'Bearer nobody');
      return fetch(new Request(request, { headers }));
    });
    await begin(form);
    await choose(form, '1', 1);
    await until(() => state(form) === '已保存');
    expired = true;
    await choose(form, '2', 2);
    await until(() => /重新登录/.test(state(form)));
    expect(form.value).to.deep.equal({ '1': 1, '2': 2 });
    await expect(form).to.be.accessible();
    expired = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => state(form) === '已保存');
  });

  it('says when nothing is taken any more, and keeps the answers on the page', async () => {
    const person = await someone();
    const form = await open(person);
    await begin(form);
    await choose(form, '1', 1);
    await until(() => state(form) === '已保存');
    const client = clientOf(person.userId);
    const campaign = await client.campaigns.get(person.assignment.campaignId);
    const decide = (decision: 'withdrawn' | 'given') =>
      client.consents.decide({ campaignId: campaign.id, version: campaign.consent.version, decision });
    await decide('withdrawn');
    await choose(form, '2', 2);
    await until(() => /不再保存/.test(state(form)));
    expect(state(form)).to.include('撤回');
    expect(form.value).to.deep.equal({ '1': 1, '2': 2 });
    expect(leaves()).to.equal(false);
    await expect(form).to.be.accessible();
  });

  it('goes on by itself when it was something before the service that took nothing', async () => {
    let isUpdating = true;
    const page = () => new Response('<html>We are updating', { status: 404, headers: { 'Content-Type': 'text/html' } });
    const form = await open(await someone(), async request =>
      isUpdating && request.url.includes('/v1/drafts/') ? page() : fetch(request),
    );
    await begin(form);
    await choose(form, '1', 2);
    await until(() => /还没有保存/.test(state(form)));
    isUpdating = false;
    await until(() => state(form) === '已保存');
    isUpdating = true;
    await choose(form, '2', 1);
    await until(() => /等网络恢复/.test(state(form)));
    isUpdating = false;
    await until(() => state(form) === '已保存');
  });

  it('carries answers that were given before the draft was there', async () => {
    const person = await someone();
    const first = await open(person);
    await begin(first);
    await choose(first, '1', 3);
    await until(() => state(first) === '已保存');
    first.remove();
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    const form = await open(person, async request => {
      if (request.method === 'PUT') await held;
      return fetch(request);
    });
    await begin(form);
    await choose(form, '2', 2);
    release();
    await until(() => state(form) === '已保存');
    expect(form.value).to.deep.equal({ '1': 3, '2': 2 });
  });

  it('asks in the order that was drawn where it was begun, and moves nobody who has begun here', async () => {
    const person = await someone();
    const shuffled = async (seed: string, fetch?: Fetch) => {
      const form = document.createElement('xq-questionnaire');
      Object.assign(form, { client: clientOf(person.userId, fetch), assignmentId: person.assignment.id });
      for (const [name, value] of Object.entries({ lang: 'zh-CN', layout: 'one', shuffle: 'items', seed }))
        form.setAttribute(name, value);
      (await fixture<HTMLElement>(html`<div></div>`)).append(form);
      await until(() => inside(form, '.intro'));
      await begin(form);
      return form;
    };
    const shown = (form: XqQuestionnaire) => inside(form, '.item')!.dataset['id']!;
    // As a page may have it that takes a number of its own for a seed.
    const first = await shuffled('20261128001');
    await choose(first, shown(first), 1);
    await until(() => state(first) === '已保存');
    first.remove();
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    let opened = 0;
    const form = await shuffled('4', async request => {
      if (!isOpening(request)) return fetch(request);
      await held;
      opened++;
      return fetch(request);
    });
    for (let answered = 0; answered < 3; answered++) {
      await choose(form, shown(form), 2);
      inside(form, '.bar .primary')!.click();
      await form.updateComplete;
    }
    const here = shown(form);
    release();
    await until(() => state(form) === '已保存');
    expect(shown(form)).to.equal(here);
    expect(form.shadowRoot!.activeElement!.closest<HTMLElement>('.item')!.dataset['id']).to.equal(here);
    expect(Object.keys(form.value)).to.have.length.within(3, 4);
    // Another draft is opened when the service has forgotten this one: then the person is as new.
    form.reset();
    await until(() => opened === 2);
    spare.push(person);
  });

  it('brings what another device answered, and moves neither the focus nor the page', async () => {
    const person = await someone();
    let opened = 0;
    const counting = async (request: Request) => {
      const response = await fetch(request);
      if (request.method === 'PUT') opened++;
      return response;
    };
    const [one, other] = [await open(person, counting), await open(person, counting)];
    await until(() => opened === 2);
    await begin(one);
    await begin(other);
    await choose(one, '1', 1);
    await until(() => state(one) === '已保存');
    await choose(other, '2', 2);
    const focused = inside<HTMLInputElement>(other, '[data-id="2"] input:checked')!;
    focused.focus();
    await until(() => other.value['1'] === 1 && state(other) === '已保存');
    expect(other.shadowRoot!.activeElement === focused).to.equal(true);
    expect(inside(other, '.resumed') !== null).to.equal(true);
    await choose(one, '3', 3);
    await until(() => one.value['2'] === 2 && state(one) === '已保存');
    expect(one.value).to.deep.equal({ '1': 1, '2': 2, '3': 3 });
  });
});
