/** How a draft ends: with its receipt, in front of somebody else, or when it is told to. */
import { createAttemptId, XinqiaoClient } from '@xinqiao/sdk';
import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { isForgotten } from '../../testing/memory.ts';
import type { XqErrorEvent, XqQuestionnaire } from '../index.ts';
import { all, fill, inside, openSchool, type Person, text, until } from '../service.fixture.ts';
import { begin, choose, holdStorage, isOpening, isWriting, onDevice, state } from './draft.fixture.ts';

const { clientOf, someone, open, service } = openSchool('draft-ends');

/** What the service has of a person's draft. */
const answersOf = async ({ userId, assignment }: Person) => {
  const draft = { assignmentId: assignment.id, language: 'zh-CN', seed: 0 };
  return (await clientOf(userId).drafts.open(createAttemptId(), draft)).answers;
};

describe('the end of a draft', function () {
  this.timeout(30_000);
  // The university is made with the first request.
  before(async function () {
    this.timeout(180_000);
    await service.session({ userId: 'X0001', role: 'psych-staff' });
  });
  beforeEach(() => setViewport({ width: 900, height: 900 }));

  it('submits under the id of the draft, without what skip logic hides', async () => {
    const ids: string[] = [];
    const form = await open(await someone(), async request => {
      if (request.method === 'PUT' && request.url.includes('/drafts/')) {
        const response = await fetch(request);
        ids.push(((await response.clone().json()) as { attemptId: string }).attemptId);
        return response;
      }
      if (request.url.endsWith('/v1/responses'))
        ids.push(((await request.clone().json()) as { attemptId: string }).attemptId);
      return fetch(request);
    });
    await until(() => ids.length === 1);
    await fill(form);
    await until(() => state(form) === '已保存');
    inside(form, '.bar .primary')!.click();
    await until(() => inside(form, '.closing'));
    expect(ids[1]).to.equal(ids[0]);
    while ((await onDevice(form)).count > 0) await nextFrame();
  });

  it('keeps everything when the receipt is of other answers', async () => {
    const form = await open(await someone(), async request => {
      if (isWriting(request)) throw new TypeError('Failed to fetch');
      const response = await fetch(request);
      if (!request.url.endsWith('/v1/responses') || !response.ok) return response;
      const receipt = (await response.json()) as { digest: string };
      return new Response(JSON.stringify({ ...receipt, digest: '0'.repeat(64) }), response);
    });
    const errors: unknown[] = [];
    form.addEventListener('xq-error', event => errors.push((event as XqErrorEvent).detail.error));
    await fill(form, { 1: 3 });
    await until(() => /等网络恢复/.test(state(form)));
    inside(form, '.bar .primary')!.click();
    await until(() => inside(form, '.failure'));
    expect(text(form)).to.include('对不上');
    expect(form.value['1']).to.equal(3);
    expect((await onDevice(form)).count).to.equal(1);
    expect(String(errors[0])).to.include('digest');
  });

  it('lets the next person see nothing when the client changes hands', async () => {
    const [one, other] = [await someone(), await someone()];
    const form = await open(one);
    await begin(form);
    await choose(form, '1', 3);
    await until(() => state(form) === '已保存');
    form.client = clientOf(other.userId);
    await form.updateComplete;
    expect(all(form, 'input')).to.have.length(0);
    expect(form.value).to.deep.equal({});
    form.assignmentId = other.assignment.id;
    await until(() => inside(form, '.intro'));
    await begin(form);
    expect(form.value).to.deep.equal({});
    await choose(form, '1', 0);
    await until(() => state(form) === '已保存');
    expect(form.value).to.deep.equal({ '1': 0 });
  });

  it('forgets in front of whoever the session has become, without a word of the page', async () => {
    const [one, other] = [await someone(), await someone()];
    let userId = one.userId;
    let renewed = false;
    const client = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session({ userId, role: 'student' }),
      fetch: request => {
        if (renewed || userId === one.userId) return fetch(request);
        renewed = true;
        return Promise.resolve(new Response(null, { status: 401 }));
      },
      retry: 0,
    });
    const form = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire lang="zh-CN" .client=${client} assignment-id=${one.assignment.id}></xq-questionnaire>`,
    );
    await until(() => inside(form, '.intro'));
    await begin(form);
    await choose(form, '1', 3);
    await until(() => state(form) === '已保存');
    userId = other.userId;
    await choose(form, '2', 3);
    await until(() => all(form, 'input').length === 0);
    expect(form.value).to.deep.equal({});
    await until(() => text(form).includes('没有可以查看的内容'));
    expect(form.value).to.deep.equal({});
  });

  it('begins again when it is told to forget, also where the service hears of it late and the device keeps nothing', async () => {
    const person = await someone();
    let isSlow = false;
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const form = await open(person, async request => {
        if (isSlow && isWriting(request)) await new Promise(resolve => setTimeout(resolve, 500));
        return fetch(request);
      });
      await begin(form);
      await choose(form, '1', 3);
      await until(() => state(form) === '已保存');
      isSlow = true;
      form.reset();
      await until(() => inside(form, '.intro'));
      await begin(form);
      await choose(form, '2', 1);
      await until(() => state(form) === '已保存');
      expect(form.value).to.deep.equal({ '2': 1 });
      expect(await answersOf(person)).to.deep.equal({ '2': 1 });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });

  it('is told to the service, when it is to forget, also while another page holds the storage of the device', async () => {
    const person = await someone();
    const form = await open(person);
    await begin(form);
    await choose(form, '1', 3);
    await until(() => state(form) === '已保存');
    const release = await holdStorage();
    try {
      await choose(form, '2', 1);
      // The copy on the device is about to go.
      await until(() => state(form) === '已保存');
      form.reset();
      while (Object.keys(await answersOf(person)).length > 0) await nextFrame();
      expect(form.value).to.deep.equal({});
    } finally {
      release();
    }
  });

  it('leaves nothing in the memory of a page that takes the form away for good', async () => {
    const person = await someone();
    const client = clientOf(person.userId);
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const gone = await (async () => {
      const form = document.createElement('xq-questionnaire');
      Object.assign(form, { client, assignmentId: person.assignment.id, lang: 'zh-CN' });
      place.append(form);
      await until(() => inside(form, '.intro'));
      await begin(form);
      await choose(form, '1', 3);
      await until(() => state(form) === '已保存');
      // As a page does it that puts it elsewhere, and then takes it away in the middle of being drawn.
      form.remove();
      place.append(form);
      form.requestUpdate();
      form.remove();
      return new WeakRef(form);
    })();
    expect(await isForgotten(gone)).to.equal(true);
    expect(await answersOf(person)).to.deep.equal({ '1': 3 });
  });

  it('asks for no draft while a form that nobody has answered in is off the page', async () => {
    const person = await someone();
    let asks = 0;
    const form = await open(person, async request => {
      if (!isOpening(request)) return fetch(request);
      asks++;
      throw new TypeError('Failed to fetch');
    });
    await until(() => asks > 0);
    const place = form.parentElement!;
    form.remove();
    const before = asks;
    // The first repeats come after one and after two seconds.
    await aTimeout(3_500);
    expect(asks - before, 'one may have been under way').to.be.at.most(1);
    place.append(form);
    await until(() => asks > before + 1);
  });
});
