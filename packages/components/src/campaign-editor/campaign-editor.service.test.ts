import { expect, fixture, html } from '@open-wc/testing';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, untilTrue } from '../testing/client.ts';
import './define.ts';
import type { XqCampaignEditor } from './index.ts';
import { toLocal } from './model.ts';

const SERVICE = 'campaign-editor';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const DAY = 24 * 60 * 60 * 1000;

describe('xq-campaign-editor with the service', function () {
  this.timeout(60_000);
  let client: XinqiaoClient;
  let connection: Connection;
  let editor: XqCampaignEditor;

  const one = <E extends Element = HTMLElement>(selector: string) => editor.shadowRoot!.querySelector<E>(selector);
  const all = (selector: string) => [...editor.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  const press = (label: string) => {
    const button = all('button').find(one => words(one).includes(label));
    if (!button) throw new Error(`No button ${label}: ${all('button').map(words).join(', ')}`);
    button.click();
  };
  const type = (id: string, value: string, event = 'input') => {
    const field = one<HTMLInputElement>(`#${id}`)!;
    field.value = value;
    field.dispatchEvent(new Event(event));
  };
  const begin = async () => {
    editor = await fixture<XqCampaignEditor>(
      html`<xq-campaign-editor lang="zh-CN" .client=${client}></xq-campaign-editor>`,
    );
    await untilTrue(() => one('.plans') !== null);
  };
  const fillIn = async () => {
    type('f-title-zh-CN', '2026级新生测评');
    type('f-purpose-zh-CN', '了解与支持');
    type('f-consent-title-zh-CN', '知情同意书');
    type('f-consent-summary-zh-CN', '自愿参加');
    type('f-consent-points-0-title-zh-CN', '谁能看到');
    type('f-consent-points-0-text-zh-CN', '心理中心');
    type('f-consent-contact-zh-CN', '心理中心');
    one<HTMLInputElement>('#f-target-unitIds input')!.click();
    await untilTrue(() => /目前共 [1-9]/.test(words(one('[role="status"].muted'))));
    all('#f-instruments label')
      .find(label => words(label).includes('GAD-7'))!
      .click();
    const at = (offset: number) => toLocal(new Date(Date.now() + offset * DAY).toISOString());
    type('f-opensAt', at(1), 'change');
    type('f-closesAt', at(20), 'change');
    await editor.updateComplete;
  };

  before(async () => {
    ({ client, connection } = await clientOf(SERVICE, 'psychologist'));
  });
  beforeEach(async () => {
    connection.broken = false;
    await begin();
  });

  it('says at each field what keeps a draft from being published, and keeps the draft', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    await expect(editor).to.be.accessible();
    type('f-title-zh-CN', '半成品');
    press('发布…');
    await untilTrue(() => one('#yes') !== null);
    one('#yes')!.click();
    await untilTrue(() => one('#errors') !== null);
    await editor.updateComplete;
    expect(editor.shadowRoot!.activeElement).to.equal(one('#errors'));
    expect(one('#f-purpose-zh-CN')!.getAttribute('aria-describedby')).to.equal('f-purpose-zh-CN-error');
    expect(words(one('#f-purpose-zh-CN-error'))).to.equal('请填写。');
    expect(words(one('#errors'))).to.include('量表');
    expect(one<HTMLInputElement>('#f-title-zh-CN')!.value).to.equal('半成品');
    one('#errors a')!.click();
    await editor.updateComplete;
    expect(editor.shadowRoot!.activeElement?.id).to.equal('f-purpose-zh-CN');
    const { data } = await client.campaignPlans.list();
    expect(data.find(({ title }) => title['zh-CN'] === '半成品')?.state).to.equal('draft');
    await expect(editor).to.be.accessible();
  });

  it('keeps what was typed when the network goes, and asks before it is lost', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    connection.broken = true;
    type('f-title-zh-CN', '没有保存的');
    press('保存草稿');
    await untilTrue(() => words(one('.error')).includes('现在连不上网络'));
    expect(one<HTMLInputElement>('#f-title-zh-CN')!.value).to.equal('没有保存的');
    expect(editor.hasUnsavedChanges).to.equal(true);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    press('全部方案');
    await untilTrue(() => words(one('#question')) === '修改还没有保存');
    press('取消');
    connection.broken = false;
    press('保存草稿');
    await untilTrue(() => !editor.hasUnsavedChanges);
    press('全部方案');
    await untilTrue(() => words(one('.plans')).includes('没有保存的'));
  });

  it('publishes a whole plan, then shows it as it stays, closes it and copies it to the next year', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    await fillIn();
    press('预览');
    await untilTrue(() => one('.preview') !== null);
    expect(words(one('.preview')))
      .to.include('自愿参加')
      .and.to.include('完全不会');
    await expect(editor).to.be.accessible();
    press('发布…');
    await untilTrue(() => one('#yes') !== null);
    one('#yes')!.click();
    await untilTrue(() => words(one('.badge')) === '已发布，未开始');
    expect(one('form')).to.equal(null);
    await expect(editor).to.be.accessible();
    press('提前结束…');
    await untilTrue(() => one('#yes') !== null);
    one('#yes')!.click();
    await untilTrue(() => words(one('.badge')) === '已结束');
    press('复制到下一学年');
    await untilTrue(() => one<HTMLInputElement>('#f-title-zh-CN')?.value === '2027级新生测评');
    expect(words(one('.badge'))).to.equal('草稿');
  });

  it('does not overwrite what somebody else has saved', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    type('f-title-zh-CN', '两个人');
    press('保存草稿');
    await untilTrue(() => !editor.hasUnsavedChanges);
    const plan = (await client.campaignPlans.list()).data.find(({ title }) => title['zh-CN'] === '两个人')!;
    const { target, instruments, opensAt, closesAt, consent, feedback, feedbackFrom, reminders, purpose } = plan;
    const theirs = { target, instruments, opensAt, closesAt, consent, feedback, feedbackFrom, reminders, purpose };
    await client.campaignPlans.update(plan.id, { ...theirs, title: { 'zh-CN': '别人的' } }, { ifMatch: plan.revision });
    type('f-title-zh-CN', '我的');
    press('保存草稿');
    await untilTrue(() => words(one('.error')).includes('别人刚刚保存过'));
    expect(one<HTMLInputElement>('#f-title-zh-CN')!.value).to.equal('我的');
    press('放弃我的修改');
    await untilTrue(() => one<HTMLInputElement>('#f-title-zh-CN')!.value === '别人的');
  });

  it('shows a counsellor nothing', async () => {
    const { client: counsellor } = await clientOf(SERVICE, 'counsellor');
    editor = await fixture<XqCampaignEditor>(
      html`<xq-campaign-editor lang="zh-CN" .client=${counsellor}></xq-campaign-editor>`,
    );
    await untilTrue(() => words(one('.card')).includes('这里没有可以查看的内容'));
  });
});
