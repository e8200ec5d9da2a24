import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { createAttemptId, XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqCampaignProgress } from './index.ts';

const SERVICE = 'reasons';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(progress: XqCampaignProgress, selector: string) =>
  progress.shadowRoot!.querySelector<E>(selector);
const all = <E extends Element = HTMLElement>(progress: XqCampaignProgress, selector: string) => [
  ...progress.shadowRoot!.querySelectorAll<E>(selector),
];

describe('the students who are still to answer', function () {
  this.timeout(60_000);
  let client: XinqiaoClient;
  let connection: Connection;
  let campaignId: string;

  before(async () => {
    ({ client, connection } = await clientOf(SERVICE, 'counsellor'));
    campaignId = (await client.campaigns.list({ status: 'open' })).data[0]!.id;
  });
  beforeEach(async () => {
    connection.broken = false;
    for await (const { student, reason } of client.campaigns.reasons(campaignId, { limit: 200 })) {
      if (reason) await client.campaigns.removeReason(campaignId, student.id);
    }
  });
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  async function begin(of = client, lang = 'zh-CN', id = campaignId) {
    const progress = await fixture<XqCampaignProgress>(
      html`<xq-campaign-progress lang=${lang} campaign-id=${id} .client=${of}></xq-campaign-progress>`,
    );
    await untilTrue(() => one(progress, '.steps') !== null);
    return progress;
  }
  async function open(lang = 'zh-CN') {
    const progress = await begin(client, lang);
    one(progress, '.to-answer .list')!.click();
    await untilTrue(() => one(progress, '.student') !== null);
    return progress;
  }
  const choose = (progress: XqCampaignProgress, at: number, value: string) => {
    const select = all<HTMLSelectElement>(progress, '.student select')[at]!;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    return select;
  };
  const said = (progress: XqCampaignProgress, at: number) =>
    words(all(progress, '.student')[at]!.querySelector('.said'));
  const recorded = async (at: number) => (await client.campaigns.reasons(campaignId, { limit: 30 })).data[at]?.reason;

  it('are not read before somebody asks for them, and go when the list is closed', async () => {
    const progress = await begin();
    expect(all(progress, '.student')).to.have.length(0);
    const button = one(progress, '.to-answer .list')!;
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    button.click();
    await untilTrue(() => one(progress, '.student') !== null);
    const { data, nextCursor } = await client.campaigns.reasons(campaignId, { limit: 30 });
    expect(all(progress, '.student label').map(label => words(label))).to.deep.equal(
      data.map(({ student }) => `${student.name}：没有提交的原因`),
    );
    expect(one(progress, '.more') === null).to.equal(nextCursor === null);
    await expect(progress).to.be.accessible();
    button.click();
    await progress.updateComplete;
    expect(all(progress, '.student')).to.have.length(0);
  });

  it('are given a reason that is saved at once, counted, and taken back the same way', async () => {
    const progress = await open();
    choose(progress, 0, 'leave');
    await progress.updateComplete;
    expect(said(progress, 0)).to.equal('正在保存…');
    await untilTrue(() => said(progress, 0) === '已保存');
    expect(await recorded(0)).to.equal('leave');
    await untilTrue(() => words(one(progress, '.reasons'))?.includes('请假 1 位') === true);
    expect(all(progress, '.student select')).to.not.have.length(0);
    choose(progress, 0, '');
    await untilTrue(() => one(progress, '.reasons') === null);
    expect(await recorded(0)).to.equal(null);
  });

  it('keep what was chosen when it could not be saved, and never say that it was', async () => {
    const progress = await open();
    connection.broken = true;
    const select = choose(progress, 1, 'away');
    await untilTrue(() => said(progress, 1)?.includes('没有保存成功') === true);
    expect(said(progress, 1)).to.not.include('已保存');
    expect(select.value).to.equal('away');
    await expect(progress).to.be.accessible();
    connection.broken = false;
    expect(await recorded(1)).to.equal(null);
    all(progress, '.student')[1]!.querySelector('button')!.focus();
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => said(progress, 1) === '已保存');
    expect(progress.shadowRoot!.activeElement, 'the button is gone').to.equal(select);
    expect(await recorded(1)).to.equal('away');
  });

  it('have the newest of several choices in a row, whichever answer comes first', async () => {
    const progress = await open();
    for (const value of ['suspended', 'leave', 'away', 'other']) choose(progress, 0, value);
    await untilTrue(() => said(progress, 0) === '已保存');
    expect(await recorded(0)).to.equal('other');
  });

  it('are asked no reason of once they have submitted', async () => {
    const { data } = await client.campaigns.list({ status: 'open' });
    // Of one short questionnaire.
    const { id, consent, instruments } = data.find(one => one.instruments.length === 1)!;
    const [toAnswer] = (await client.campaigns.reasons(id)).data;
    const progress = await begin(client, 'en', id);
    one(progress, '.to-answer .list')!.click();
    await untilTrue(() => one(progress, '.student') !== null);

    const service = testService(SERVICE);
    const fetchSession = () => service.session({ userId: toAnswer!.student.studentNumber, role: 'student' });
    const student = new XinqiaoClient({ baseUrl: service.baseUrl, fetchSession });
    await student.consents.decide({ campaignId: id, version: consent.version, decision: 'given' });
    const assignment = (await student.assignments.list()).data.find(({ campaignId: of }) => of === id)!;
    const { items } = await student.instruments.get(instruments[0]!.id, { version: instruments[0]!.version });
    const choices = items.filter(({ type }) => type === 'choice');
    const { instrumentId, instrumentVersion } = assignment;
    await student.responses.submit({
      ...{ attemptId: createAttemptId(), assignmentId: assignment.id, instrumentId, instrumentVersion },
      ...{ language: 'zh-CN', answers: Object.fromEntries(choices.map(item => [item.id, 0])) },
    });
    choose(progress, 0, 'leave');
    await untilTrue(() => said(progress, 0) === 'Has submitted meanwhile; no reason is needed.');
    expect(all(progress, '.student')[0]!.querySelector('select')).to.equal(null);
    await expect(progress).to.be.accessible();
  });

  it('are reached and given a reason by keyboard alone', async () => {
    const progress = await begin();
    one(progress, '.to-answer .list')!.focus();
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => one(progress, '.student') !== null);
    await sendKeys({ press: 'Tab' });
    const [select] = all<HTMLSelectElement>(progress, '.student select');
    expect(progress.shadowRoot!.activeElement).to.equal(select);
    await sendKeys({ press: 'ArrowDown' });
    await untilTrue(() => said(progress, 0) === '已保存');
    expect(await recorded(0)).to.equal('suspended');
    expect(progress.shadowRoot!.activeElement).to.equal(select);
  });

  it('are told when the list cannot be read, and can be asked for again', async () => {
    const progress = await begin();
    connection.broken = true;
    one(progress, '.to-answer .list')!.click();
    await untilTrue(() => one(progress, '.to-answer [role="alert"]') !== null);
    connection.broken = false;
    one(progress, '.to-answer .state button')!.click();
    await untilTrue(() => one(progress, '.student') !== null);
  });

  it('are read on a page at a time by whoever has many', async () => {
    const { client: centre } = await clientOf(SERVICE, 'psychologist');
    let large = '';
    for await (const { id } of centre.campaigns.list()) {
      if (!large && (await centre.campaigns.reasons(id, { limit: 30 })).nextCursor !== null) large = id;
    }
    expect(large).to.not.equal('');
    const progress = await begin(centre, 'zh-CN', large);
    one(progress, '.to-answer .list')!.click();
    await untilTrue(() => all(progress, '.student').length === 30);
    one(progress, '.to-answer .more')!.click();
    await untilTrue(() => all(progress, '.student').length > 30);
    expect(new Set(all(progress, '.student select').map(({ id }) => id)).size).to.equal(
      all(progress, '.student').length,
    );
  });

  it('are offered to nobody who sees counts alone', async () => {
    const { client: leader } = await clientOf(SERVICE, 'collegeLeader');
    const progress = await begin(leader);
    expect(one(progress, '.to-answer')).to.equal(null);
  });

  it('fit a phone in both languages', async () => {
    await setViewport({ width: 360, height: 640 });
    for (const lang of ['zh-CN', 'en']) {
      const progress = await open(lang);
      expect(document.documentElement.scrollWidth, lang).to.equal(360);
      await expect(progress).to.be.accessible();
      progress.remove();
    }
  });
});
