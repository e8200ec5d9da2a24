import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { XinqiaoClient } from '@xinqiao/sdk';
import '../provider/define.ts';
import type { XqProvider } from '../provider/index.ts';
import { clientOf, type Connection, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqCampaignEditor } from './index.ts';
import { contentOf, toLocal } from './model.ts';

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
    expect(editor.shadowRoot!.activeElement?.id).to.equal('errors');
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
    all('label')
      .find(label => words(label) === '不处理')!
      .click();
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
    expect(words(one('.facts'))).to.include('不处理');
    await expect(editor).to.be.accessible();
    press('提前结束…');
    await untilTrue(() => one('#yes') !== null);
    one('#yes')!.click();
    await untilTrue(() => words(one('.badge')) === '已结束');
    expect(editor.shadowRoot!.activeElement?.id).to.equal('title');
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
    const theirs = { ...contentOf(plan), title: { 'zh-CN': '别人的' } };
    await client.campaignPlans.update(plan.id, theirs, { ifMatch: plan.revision });
    type('f-title-zh-CN', '我的');
    press('保存草稿');
    await untilTrue(() => words(one('.error')).includes('别人刚刚保存过'));
    expect(one<HTMLInputElement>('#f-title-zh-CN')!.value).to.equal('我的');
    press('放弃我的修改');
    await untilTrue(() => one<HTMLInputElement>('#f-title-zh-CN')!.value === '别人的');
  });

  it('is walked with the keyboard alone, and the focus is never lost', async () => {
    const focused = () => editor.shadowRoot!.activeElement;
    const tabTo = async (isThere: (element: Element) => boolean) => {
      for (let steps = 0; steps < 80; steps++) {
        await sendKeys({ press: 'Tab' });
        if (focused() && isThere(focused()!)) return;
      }
      throw new Error('Tab does not lead there.');
    };
    one<HTMLElement>('.head .primary')!.focus();
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'title' && one('form') !== null);
    await tabTo(({ id }) => id === 'f-title-zh-CN');
    await sendKeys({ type: '2026' });
    await untilTrue(() => one('#f-instruments label') !== null);
    await tabTo(element => element.closest('#f-target-unitIds') !== null);
    await sendKeys({ press: 'Space' });
    await tabTo(element => element.getAttribute('name') === 'f-abandonedAttempts');
    await sendKeys({ press: 'ArrowDown' });
    await tabTo(({ id }) => id === 'publish');
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'question');
    await tabTo(element => words(element) === '取消');
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'publish');
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'question');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'errors');
    const plan = (await client.campaignPlans.list()).data.find(({ title }) => title['zh-CN'] === '2026')!;
    expect([plan.target.unitIds.length, plan.abandonedAttempts]).to.deep.equal([1, 'ignore']);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => focused()?.id === 'f-purpose-zh-CN');
  });

  it('asks for the size of a target once while the line is down, and never gives the size of another one', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-instruments label') !== null);
    one<HTMLInputElement>('#f-target-unitIds input')!.click();
    await untilTrue(() => /目前共 [1-9]/.test(words(one('[role="status"].muted'))));
    const whole = words(one('[role="status"].muted'));
    connection.asked.length = 0;
    connection.broken = true;
    all('label')
      .find(label => words(label) === '全体新生')!
      .click();
    await untilTrue(() => words(one('[role="status"].muted')).includes('没能统计'));
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(connection.asked.filter(url => url.includes('target')).length).to.equal(1);
    expect(words(one('[role="status"].muted'))).to.not.include(whole);
    expect(one('#f-instruments label'), 'the scales stay').to.not.equal(null);
    press('发布…');
    await untilTrue(() => one('#question') !== null);
    expect(words(one('#question')!.parentElement)).to.include('…');
    press('取消');
    connection.broken = false;
    await expect(editor).to.be.accessible();
    press('重试');
    await untilTrue(() => /目前共 [1-9]/.test(words(one('[role="status"].muted'))));
    expect(words(one('[role="status"].muted'))).to.not.equal(whole);
    expect(editor.shadowRoot!.activeElement?.textContent).to.include('目前共');
  });

  it('asks for no year of enrolment where grades are not what is chosen, and names none', async () => {
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    await fillIn();
    const rule = (label: string) =>
      all('label')
        .find(one => words(one) === label)!
        .click();
    rule('指定年级');
    await untilTrue(() => one('#f-target-enrolmentYears') !== null);
    type('f-target-enrolmentYears', '2026');
    type('f-target-enrolmentYears', '2026, 大二');
    rule('范围内全体学生');
    await editor.updateComplete;
    expect(one('#errors'), 'of a field that is not there').to.equal(null);
    press('发布…');
    await untilTrue(() => one('#yes') !== null);
    one('#yes')!.click();
    await untilTrue(() => words(one('.badge')) === '已发布，未开始');
    expect(words(one('.facts')))
      .to.include('范围内全体学生')
      .and.to.not.include('2026)');
  });

  it('leaves whoever could not publish at the button, and whoever could not read anew too', async () => {
    const focused = () => editor.shadowRoot!.activeElement;
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    type('f-title-zh-CN', '没有发布成的');
    press('保存草稿');
    await untilTrue(() => !editor.hasUnsavedChanges);
    press('发布…');
    await untilTrue(() => focused()?.id === 'question');
    connection.broken = true;
    one('#yes')!.focus();
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => words(one('.error')).includes('现在连不上网络'));
    await untilTrue(() => focused()?.id === 'publish');
    connection.broken = false;

    const plan = (await client.campaignPlans.list()).data.find(({ title }) => title['zh-CN'] === '没有发布成的')!;
    await client.campaignPlans.update(plan.id, contentOf(plan), { ifMatch: plan.revision });
    type('f-title-zh-CN', '我的');
    press('保存草稿');
    await untilTrue(() => words(one('.error')).includes('别人刚刚保存过'));
    connection.broken = true;
    const reload = all('button').find(one => words(one).includes('放弃我的修改'))!;
    reload.focus();
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => words(one('.error')).includes('现在连不上网络'));
    expect(words(focused()), 'the way to read anew stays').to.include('放弃我的修改');
    expect(one<HTMLInputElement>('#f-title-zh-CN')!.value).to.equal('我的');
    connection.broken = false;
    await sendKeys({ press: 'Enter' });
    await untilTrue(() => one<HTMLInputElement>('#f-title-zh-CN')!.value === '没有发布成的');
  });

  it('keeps the focus in the form when a reminder or a part of the consent is added or removed', async () => {
    const focused = () => editor.shadowRoot!.activeElement;
    const enter = async (label: string) => {
      all('button')
        .find(one => (one.getAttribute('aria-label') ?? words(one)) === label)!
        .focus();
      await sendKeys({ press: 'Enter' });
      await editor.updateComplete;
    };
    press('新建方案');
    await untilTrue(() => one('#f-title-zh-CN') !== null);
    await enter('增加一次提醒');
    expect(focused()?.id).to.equal('when-2');
    await enter('删除: 第 3 次提醒');
    expect(focused()?.id).to.equal('add-reminder');
    await enter('删除: 第 1 次提醒');
    expect(focused()?.id).to.equal('when-0');
    await enter('增加一条');
    expect(focused()?.id).to.equal('f-consent-points-1-title-zh-CN');
    await enter('删除第 2 条');
    expect(focused()?.id).to.equal('add-point');
    await enter('删除第 1 条');
    expect(focused()?.id).to.equal('add-point');
  });

  it('asks before the page is left only while something is unsaved', async () => {
    const guards = new Set<unknown>();
    const { addEventListener, removeEventListener } = window;
    const watch = (change: (type: string, listener: unknown) => void, call: typeof addEventListener) =>
      function (this: unknown, ...args: Parameters<typeof addEventListener>) {
        change(args[0], args[1]);
        call.apply(window, args);
      };
    window.addEventListener = watch((type, one) => type === 'beforeunload' && guards.add(one), addEventListener);
    window.removeEventListener = watch(
      (type, one) => type === 'beforeunload' && guards.delete(one),
      removeEventListener,
    );
    try {
      await begin();
      press('新建方案');
      await untilTrue(() => one('#f-title-zh-CN') !== null);
      expect(guards.size).to.equal(0);
      type('f-title-zh-CN', '问一次');
      await editor.updateComplete;
      expect(guards.size).to.equal(1);
      const parent = editor.parentElement!;
      editor.remove();
      expect(guards.size).to.equal(0);
      parent.append(editor);
      expect(guards.size).to.equal(1);
      press('保存草稿');
      await untilTrue(() => !editor.hasUnsavedChanges);
      await editor.updateComplete;
      expect(guards.size).to.equal(0);
    } finally {
      Object.assign(window, { addEventListener, removeEventListener });
    }
  });

  it('lists every plan, also where there is more than a page of them', async () => {
    const [plan] = (await client.campaignPlans.list({ limit: 1 })).data;
    const before = (await client.campaignPlans.list({ limit: 200 })).data.length;
    for (let more = 51 - before; more > 0; more--) await client.campaignPlans.copy(plan!.id);
    await begin();
    expect(all('.plans li').length).to.equal(51);
  });

  describe('whose page another one takes over', () => {
    const { baseUrl, session } = testService(SERVICE);
    const OTHERS = { colleague: { userId: 'X0002', role: 'psych-staff' }, counsellor: people.counsellor } as const;
    let provider: XqProvider;
    /** The token with which the next requests go. */
    let token: string | undefined;
    /** Holds back what is posted until it is called. */
    let release: (() => void) | undefined;

    const become = async (who: keyof typeof OTHERS) => {
      ({ token } = await session(OTHERS[who]));
    };
    const write = async () => {
      press('新建方案');
      await untilTrue(() => one('#f-title-zh-CN') !== null);
      type('f-title-zh-CN', '只给自己看的');
    };
    const isShown = () =>
      words(editor.shadowRoot!.querySelector('.card')).includes('只给自己看的') ||
      all('input, textarea').some(field => (field as HTMLInputElement).value.includes('只给自己看的'));

    beforeEach(async () => {
      token = release = undefined;
      const live = new XinqiaoClient({
        baseUrl,
        retry: 0,
        fetchSession: () => session(people.psychologist),
        fetch: async request => {
          if (request.method === 'POST' && release) await new Promise<void>(resolve => (release = resolve));
          if (token) request.headers.set('authorization', `Bearer ${token}`);
          return fetch(request);
        },
      });
      provider = await fixture<XqProvider>(
        html`<xq-provider .client=${live}><xq-campaign-editor lang="zh-CN"></xq-campaign-editor></xq-provider>`,
      );
      editor = provider.querySelector('xq-campaign-editor')!;
      await untilTrue(() => provider.me !== undefined && one('.plans') !== null);
    });

    it('keeps nothing of the first person when the token is of somebody else', async () => {
      await write();
      let saved = 0;
      editor.addEventListener('xq-plan-save', () => saved++);
      release = () => {};
      press('保存草稿');
      await untilTrue(() => words(one('[type="submit"]')) === '正在保存…');
      await become('colleague');
      await provider.refresh();
      await untilTrue(() => provider.me?.userId === 'X0002' && one('.plans') !== null);
      expect(isShown()).to.equal(false);
      expect(editor.hasUnsavedChanges).to.equal(false);
      release();
      release = undefined;
      press('新建方案');
      await untilTrue(() => one('#f-title-zh-CN') !== null);
      expect(isShown()).to.equal(false);
      expect(words(one('[type="submit"]'))).to.equal('保存草稿');
      expect(saved).to.equal(0);
    });

    it('keeps nothing of the first client when there is another', async () => {
      await write();
      provider.client = client;
      await untilTrue(() => one('.plans') !== null);
      expect(isShown()).to.equal(false);
      expect(editor.hasUnsavedChanges).to.equal(false);
    });

    it('keeps nothing when access has ended', async () => {
      await write();
      await become('counsellor');
      press('保存草稿');
      await untilTrue(() => words(one('.card')).includes('这里没有可以查看的内容'));
      expect(isShown()).to.equal(false);
      expect(editor.hasUnsavedChanges).to.equal(false);
    });
  });

  it('shows a counsellor nothing', async () => {
    const { client: counsellor } = await clientOf(SERVICE, 'counsellor');
    editor = await fixture<XqCampaignEditor>(
      html`<xq-campaign-editor lang="zh-CN" .client=${counsellor}></xq-campaign-editor>`,
    );
    await untilTrue(() => words(one('.card')).includes('这里没有可以查看的内容'));
  });
});
