import { createAttemptId, NetworkError, XinqiaoClient } from '@xinqiao/sdk';
import type { Instrument } from '@xinqiao/contract/types';
import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { ContextProvider } from '@lit/context';
import { consentContext, type ConsentDecision } from '../core/contexts.ts';
import type { XqErrorEvent, XqQuestionnaire, XqSubmitEvent } from './index.ts';
import { all, fill, inside, openSchool, text, until, words } from './service.fixture.ts';

const { service, clientOf, someone, spare, open } = openSchool('questionnaire');
const submit = (form: XqQuestionnaire) => inside(form, '.bar .primary')!.click();
const settled = (form: XqQuestionnaire) => until(() => inside(form, '.closing, .failure'));

describe('xq-questionnaire with the service', function () {
  this.timeout(30_000);
  beforeEach(() => setViewport({ width: 900, height: 900 }));

  it('loads the form, submits it and shows the receipt with what was released', async () => {
    const form = await open(await someone());
    expect(text(form)).to.include('9 个问题');
    await expect(form).to.be.accessible();
    await fill(form, { 1: 2, 2: 3 });
    const receipts: XqSubmitEvent['detail'][] = [];
    form.addEventListener('xq-submit', event => receipts.push((event as XqSubmitEvent).detail));
    submit(form);
    submit(form);
    await settled(form);
    expect(receipts).to.have.length(1);
    expect(words(inside(form, '.receipt'))).to.include(receipts[0]!.receipt.receiptCode);
    expect(words(inside(form, '.feedback')))
      .to.include('轻度')
      .and.include('不是诊断');
    expect(inside(form, '.help-card')).to.equal(null);
    await expect(form).to.be.accessible();
  });

  it('sends a double click once', async () => {
    let posts = 0;
    const form = await open(await someone(), request => {
      if (request.url.endsWith('/v1/responses')) posts++;
      return fetch(request);
    });
    await fill(form);
    inside(form, '.bar .primary')!.dispatchEvent(new MouseEvent('click'));
    inside(form, '.bar .primary')!.dispatchEvent(new MouseEvent('click'));
    await settled(form);
    expect(posts).to.equal(1);
  });

  it('keeps the help lines from a critical answer to the receipt', async () => {
    const form = await open(await someone());
    await fill(form, { 9: 1 });
    expect(inside(form, '.review .help-card')).to.not.equal(null);
    submit(form);
    await settled(form);
    expect(words(inside(form, '.closing .help-card'))).to.include('12356');
  });

  it('sends how long each question took, so that psychology staff see when nobody can have read them', async () => {
    const person = await someone();
    const form = await open(person);
    await fill(form);
    submit(form);
    await settled(form);
    const staff = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session({ userId: 'X0001', role: 'psych-staff' }),
    });
    const { data } = await staff.responses.list({ studentId: person.assignment.studentId });
    const found = (name: string) => data[0]?.quality?.indices.find(({ id }) => id === name);
    expect(found('item-speed')).to.include({ status: 'flagged', value: 1 });
    expect(found('visible-time')).to.include({ status: 'flagged' });
    expect(found('answer-changes')).to.include({ status: 'unremarkable', value: 0 });
  });

  it('loses nothing while the service cannot be reached, and sends the same attempt when it can', async () => {
    const attempts: string[] = [];
    let reach: 'offline' | 'acknowledgement lost' | 'online' = 'offline';
    const form = await open(await someone(), async request => {
      if (!request.url.endsWith('/v1/responses')) return fetch(request);
      attempts.push(((await request.clone().json()) as { attemptId: string }).attemptId);
      if (reach === 'offline') throw new TypeError('Failed to fetch');
      const response = await fetch(request);
      if (reach === 'acknowledgement lost') throw new TypeError('Failed to fetch');
      return response;
    });
    const errors: unknown[] = [];
    form.addEventListener('xq-error', event => errors.push((event as XqErrorEvent).detail.error));
    await fill(form, { 1: 3 });
    const before = form.value;
    submit(form);
    await settled(form);
    expect(text(form)).to.include('还没有提交').and.include('现在连不上网络');
    expect(words(inside(form, '.bar .primary'))).to.equal('再试一次');
    expect(form.value).to.deep.equal(before);
    expect(NetworkError.is(errors[0])).to.equal(true);
    await expect(form).to.be.accessible();

    reach = 'acknowledgement lost';
    submit(form);
    await until(() => errors.length === 2);
    await form.updateComplete;
    reach = 'online';
    submit(form);
    await until(() => inside(form, '.closing'));
    expect(attempts).to.have.length(3);
    expect(new Set(attempts).size).to.equal(1);
  });

  it('keeps the form when the session has expired', async () => {
    let expired = true;
    const { userId, assignment } = await someone();
    const form = await open({ userId, assignment }, async request => {
      if (!expired || !request.url.endsWith('/v1/responses')) return fetch(request);
      const headers = new Headers(request.headers);
      headers.set('authorization', 'Bearer nobody');
      return fetch(new Request(request, { headers }));
    });
    await fill(form, { 2: 1 });
    submit(form);
    await settled(form);
    expect(text(form)).to.include('登录已经过期').and.include('你的回答都还在');
    expect(form.value['2']).to.equal(1);
    expired = false;
    submit(form);
    await until(() => inside(form, '.closing'));
  });

  it('brings what the service refuses to its question', async () => {
    // A definition that changed on the way stands for a newer server: the answer it allows is none here.
    const form = await open(await someone(), async request => {
      const response = await fetch(request);
      if (!request.url.includes('/v1/instruments/')) return response;
      const instrument = (await response.json()) as Instrument;
      instrument.responseSets![0]!.options[1]!.value = 7;
      return new Response(JSON.stringify(instrument), response);
    });
    await fill(form, { 2: 1 });
    expect(form.value['2']).to.equal(7);
    submit(form);
    await settled(form);
    expect(form.shadowRoot!.activeElement).to.equal(inside(form, '.summary'));
    expect(words(inside(form, '.summary a'))).to.include('第 2 题');
    expect(words(all(form, '.answers li')[1])).to.include('没有被接受');
    await expect(form).to.be.accessible();
    inside(form, '.summary a')!.click();
    await form.updateComplete;
    expect(inside(form, '[data-id="2"]')!.contains(form.shadowRoot!.activeElement)).to.equal(true);
    expect(words(inside(form, '[data-id="2"] .fault'))).to.include('没有被接受');
    expect(Object.keys(form.value)).to.have.length(9);
  });

  it('says that it was submitted before, and that the campaign is done', async () => {
    const person = await someone();
    const form = await open(person);
    await fill(form);
    const answers = form.value;
    const { assignment } = person;
    await clientOf(person.userId).responses.submit({
      attemptId: createAttemptId(),
      assignmentId: assignment.id,
      instrumentId: assignment.instrumentId,
      instrumentVersion: assignment.instrumentVersion,
      language: 'zh-CN',
      answers,
    });
    submit(form);
    await settled(form);
    expect(words(inside(form, '.failure'))).to.include('已经交过');
    expect(inside(form, '.bar .primary')).to.equal(null);
    const again = await open(person);
    expect(text(again)).to.include('这份问卷你已经交过了');
    await expect(again).to.be.accessible();
  });

  it('shows nothing of the form before consent, and loads it when the gate around it turns', async () => {
    const person = await someone({ consents: false });
    const { userId, assignment } = person;
    const asked: string[] = [];
    const client = clientOf(userId, request => {
      asked.push(new URL(request.url).pathname);
      return fetch(request);
    });
    const gate = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
    const provider = new ContextProvider(gate, {
      context: consentContext,
      initialValue: undefined as ConsentDecision | undefined,
    });
    const form = document.createElement('xq-questionnaire');
    Object.assign(form, { client, assignmentId: assignment.id });
    gate.append(form);
    await until(() => /等你同意之后/.test(form.shadowRoot!.textContent ?? ''));
    expect(asked.some(path => path.includes('/instruments/'))).to.equal(false);
    await expect(form).to.be.accessible();

    const campaign = await client.campaigns.get(assignment.campaignId);
    await client.consents.decide({ campaignId: campaign.id, version: campaign.consent.version, decision: 'given' });
    provider.setValue('given');
    await until(() => inside(form, '.intro'));
    await fill(form);
    provider.setValue('withdrawn');
    await form.updateComplete;
    expect(all(form, 'input, .answers, button')).to.have.length(0);
    spare.push(person);
  });

  it('has nothing to show for an assignment of somebody else, and offers to retry when offline', async () => {
    const [one, other] = [await someone(), await someone()];
    const foreign = await open({ userId: one.userId, assignment: other.assignment });
    expect(text(foreign)).to.include('没有可以查看的内容');
    await expect(foreign).to.be.accessible();

    const page = { status: 403, headers: { 'Content-Type': 'text/html' } };
    for (const refuse of [
      () => Promise.reject(new TypeError('Failed to fetch')),
      // A firewall knows nothing of who may see what.
      () => Promise.resolve(new Response('<!doctype html><title>您的访问被拦截</title>', page)),
    ]) {
      let online = false;
      const form = await open(one, request => (online ? fetch(request) : refuse()));
      expect(text(form)).to.include('连不上网络').and.include('12356');
      await expect(form).to.be.accessible();
      online = true;
      inside(form, '.state button')!.click();
      await until(() => inside(form, '.intro'));
    }
    spare.push(one, other);
  });

  it('forgets what one person wrote when another signs in', async () => {
    const one = await someone();
    const form = await open(one);
    await fill(form, { 1: 3 });
    const other = await someone();
    form.client = clientOf(other.userId);
    await until(() => /没有可以查看的内容/.test(text(form)));
    expect(form.value).to.deep.equal({});
    expect(all(form, 'input, .answers')).to.have.length(0);
  });
});
