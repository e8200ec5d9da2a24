/** The storage of the device under a form: held by another page, and with a copy in it that is older than the draft. */
import { expect, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { fill, inside, openSchool, until } from '../service.fixture.ts';
import { begin, choose, holdStorage, isWriting, onDevice, state } from './draft.fixture.ts';

const { clientOf, someone, open, service } = openSchool('draft-storage');

describe('the storage under a draft', function () {
  this.timeout(60_000);
  // The university is made with the first request.
  before(async function () {
    this.timeout(180_000);
    await service.session({ userId: 'X0001', role: 'psych-staff' });
  });
  beforeEach(() => setViewport({ width: 900, height: 900 }));

  it('is not waited for while another page holds it: answers are saved and handed in', async () => {
    const person = await someone();
    const form = await open(person);
    await begin(form);
    await choose(form, '1', 2);
    await until(() => state(form) === '已保存');
    const release = await holdStorage();
    try {
      await choose(form, '2', 1);
      await until(() => state(form) === '已保存');
      await choose(form, '3', 1);
      await until(() => state(form) === '已保存');
      inside(form, '.bar .quiet')!.click();
      await form.updateComplete;
      await fill(form);
      inside(form, '.bar .primary')!.click();
      await until(() => inside(form, '.closing'));
    } finally {
      release();
    }
  });

  it('does not keep a form from opening while another page holds it', async () => {
    const person = await someone();
    const release = await holdStorage();
    try {
      const form = await open(person);
      await begin(form);
      await choose(form, '1', 2);
      await until(() => state(form) === '已保存');
    } finally {
      release();
    }
  });

  it('keeps nothing that is older than what the service has, when it takes no more; and is tried again', async () => {
    let isCut = true;
    const form = await open(await someone(), async request => {
      if (isCut && isWriting(request)) throw new TypeError('Failed to fetch');
      return fetch(request);
    });
    await begin(form);
    await choose(form, '1', 2);
    await until(() => /等网络恢复/.test(state(form)));
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      await choose(form, '1', 3);
      await until(() => /还没有保存/.test(state(form)));
      isCut = false;
      await until(() => state(form) === '已保存');
      while ((await onDevice(form)).count > 0) await nextFrame();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    isCut = true;
    await choose(form, '2', 1);
    await until(() => /等网络恢复/.test(state(form)));
  });

  it('has no say over an answer that was changed elsewhere after the service had it', async () => {
    const person = await someone();
    let isGone = false;
    const form = await open(person, async request => {
      if (isGone) throw new TypeError('Failed to fetch');
      const response = await fetch(request);
      // The page goes away before it hears that its answer is saved.
      if (isWriting(request)) throw new TypeError('Failed to fetch');
      return response;
    });
    await begin(form);
    await choose(form, '1', 2);
    await choose(form, '2', 3);
    await until(() => /等网络恢复/.test(state(form)));
    isGone = true;
    form.remove();
    const phone = clientOf(person.userId);
    const { attemptId } = await phone.drafts.open(crypto.randomUUID(), {
      ...{ assignmentId: person.assignment.id, language: 'zh-CN', seed: 1 },
    });
    const { answers, timings, changes, position, revision } = await phone.drafts.get(attemptId);
    expect(answers).to.deep.equal({ '1': 2, '2': 3 });
    const changed = { answers: { ...answers, '1': 0 }, timings, changes: { ...changes, '1': 1 }, position };
    await phone.drafts.save(attemptId, changed, { ifMatch: revision });

    const again = await open(person);
    await until(() => inside(again, '.resumed'));
    expect(again.value).to.deep.equal({ '1': 0, '2': 3 });
    while ((await onDevice(again)).count > 0) await nextFrame();
    expect((await phone.drafts.get(attemptId)).answers).to.deep.equal({ '1': 0, '2': 3 });
  });
});
