import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import './define.ts';
import { alertsFixture, quietSummaryFixture, seenSummaryFixture, summaryFixture } from './alert-badge.fixture.ts';
import type { XqAlertBadge, XqAlertAcknowledgeEvent, XqAlertOpenEvent } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const inside = <E extends Element = HTMLElement>(badge: XqAlertBadge, selector: string) =>
  badge.shadowRoot!.querySelector<E>(selector);
const button = (badge: XqAlertBadge) => inside<HTMLButtonElement>(badge, '.badge > button')!;
const panel = (badge: XqAlertBadge) => inside(badge, '.panel');

async function withData(data = summaryFixture(), alerts = alertsFixture()): Promise<XqAlertBadge> {
  return fixture(html`<xq-alert-badge lang="zh-CN" .data=${data} .alerts=${alerts}></xq-alert-badge>`);
}

describe('xq-alert-badge', () => {
  afterEach(() => setViewport({ width: 1200, height: 800 }));

  it('says each level with a word, a shape and a count', async () => {
    const badge = await withData();
    expect(words(button(badge))).to.equal('需要关心的同学 紧急 1重点 2一般 4留意 9');
    expect(button(badge).querySelectorAll('svg.level-shape')).to.have.length(4);
    await expect(badge).to.be.accessible();
  });

  it('is quiet when there is nothing to do', async () => {
    const badge = await withData(quietSummaryFixture(), []);
    expect(words(button(badge))).to.equal('暂无需要跟进的同学');
    button(badge).click();
    await badge.updateComplete;
    expect(words(panel(badge))).to.include('有新的情况会自动出现在这里');
    await expect(badge).to.be.accessible();
  });

  it('tells that all is noted while students are being followed up', async () => {
    const badge = await withData(seenSummaryFixture(), []);
    button(badge).click();
    await badge.updateComplete;
    expect(words(panel(badge))).to.include('都已知晓，5 位同学正在跟进中');
    expect(words(panel(badge)), 'five need it').to.not.include('暂无需要跟进的同学');
    expect(words(button(badge))).to.equal('都已知晓，5 位同学正在跟进中。');
  });

  it('counts all open alerts when asked to', async () => {
    const badge = await withData();
    badge.allOpen = true;
    await badge.updateComplete;
    expect(words(button(badge))).to.include('留意 14');
  });

  it('never shows 0 for a count that it does not know', async () => {
    const badge = await fixture<XqAlertBadge>(html`<xq-alert-badge></xq-alert-badge>`);
    expect(words(button(badge))).to.not.match(/[0-9]/);
    expect(words(button(badge))).to.include('正在加载');
    await expect(badge).to.be.accessible();
  });

  it('announces an increase once, and says nothing when the count falls', async () => {
    const badge = await withData(summaryFixture({ high: 2 }));
    const status = inside(badge, '[role="status"]')!;
    expect(words(status)).to.equal('');
    badge.data = summaryFixture({ high: 3 });
    await badge.updateComplete;
    expect(words(status)).to.equal('新增 1 位需要关心的同学，现在共 3 位');
    badge.data = summaryFixture({ high: 1 });
    await badge.updateComplete;
    expect(words(status)).to.equal('新增 1 位需要关心的同学，现在共 3 位');
  });

  it('says it again when one is noted and the next one comes, though the numbers are the same', async () => {
    const badge = await withData(summaryFixture({ high: 2 }));
    const status = badge.shadowRoot!.querySelector('[role="status"]')!;
    const show = async (high: number) => {
      badge.data = summaryFixture({ high });
      await badge.updateComplete;
    };
    await show(3);
    await show(2);
    const before = status.textContent;
    await show(3);
    expect(words(status)).to.equal('新增 1 位需要关心的同学，现在共 3 位');
    expect(status.textContent, 'a reader of screens speaks of changes alone').to.not.equal(before);
  });

  it('lists who, why, by when and on whose word, the next thing first', async () => {
    const badge = await withData();
    await badge.show();
    const rows = [...panel(badge)!.querySelectorAll('li.alert')];
    expect(rows).to.have.length(6);
    expect(words(rows[0])).to.include('先做这一件');
    expect(words(rows[0])).to.include('请现在就联系');
    expect(words(rows[0])).to.include('已由专业人员确认');
    expect(words(rows[1])).to.include('阿依古丽·买买提艾力');
    expect(words(rows[1])).to.include('生物科学与技术(卓越农林人才教育培养计划)2601班');
    expect(words(rows[1])).to.include('PHQ-9 第 9 题：几天');
    expect(words(rows[1])).to.include('建议，待专业人员确认');
    expect(words(rows[5])).to.include('张敏已知晓');
    expect(panel(badge)!.querySelectorAll('.next')).to.have.length(1);
    await expect(badge).to.be.accessible();
  });

  it('speaks English where the page does', async () => {
    const badge = await withData();
    badge.lang = 'en';
    await aTimeout(0);
    await badge.show();
    expect(words(panel(badge))).to.include('Get in touch now');
    expect(words(panel(badge))).to.not.match(/[联系关心]/);
    await expect(badge).to.be.accessible();
  });

  it('works by keyboard alone: opens, walks to the first name and button, closes and gives the focus back', async () => {
    const badge = await withData();
    await sendKeys({ press: 'Tab' });
    expect(badge.shadowRoot!.activeElement).to.equal(button(badge));
    await sendKeys({ press: 'Enter' });
    await badge.updateComplete;
    await aTimeout(0);
    expect(badge.shadowRoot!.activeElement).to.equal(panel(badge));
    expect(button(badge).getAttribute('aria-expanded')).to.equal('true');
    await sendKeys({ press: 'Tab' });
    expect(badge.shadowRoot!.activeElement?.getAttribute('aria-label')).to.equal('关闭');
    await sendKeys({ press: 'Tab' });
    expect(words(badge.shadowRoot!.activeElement)).to.equal('林晓雨');
    await sendKeys({ press: 'Tab' });
    const acknowledged = oneEvent(badge, 'xq-alert-acknowledge') as Promise<XqAlertAcknowledgeEvent>;
    await sendKeys({ press: 'Enter' });
    expect((await acknowledged).detail.alert.id).to.equal('a1');
    await sendKeys({ press: 'Escape' });
    await badge.updateComplete;
    expect(panel(badge)).to.equal(null);
    expect(badge.shadowRoot!.activeElement).to.equal(button(badge));
  });

  it('closes when somebody presses elsewhere or walks on', async () => {
    const badge = await withData();
    const other = document.createElement('button');
    badge.after(other);
    await badge.show();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    expect(badge.open).to.equal(false);
    await badge.show();
    panel(badge)!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    expect(badge.open).to.equal(true);
    other.focus();
    expect(badge.open).to.equal(false);
  });

  it('links to the file, and lets the host open it in its own way', async () => {
    const badge = await withData();
    badge.hrefTemplate = 'growth.html?student={studentId}';
    await badge.show();
    const link = panel(badge)!.querySelector<HTMLAnchorElement>('.name a')!;
    expect(link.getAttribute('href')).to.equal('growth.html?student=1');
    let opened: XqAlertOpenEvent | undefined;
    badge.addEventListener('xq-alert-open', event => {
      opened = event as XqAlertOpenEvent;
      event.preventDefault();
    });
    const click = new MouseEvent('click', { cancelable: true });
    link.dispatchEvent(click);
    expect(opened?.detail.alert.student.name).to.equal('林晓雨');
    expect(click.defaultPrevented).to.equal(true);
  });

  it('leaves storing to the host when the host brought the data', async () => {
    const badge = await withData();
    await badge.show();
    const asked = oneEvent(badge, 'xq-alert-acknowledge') as Promise<XqAlertAcknowledgeEvent>;
    panel(badge)!.querySelector<HTMLButtonElement>('li.alert:nth-child(2) .foot button')!.click();
    expect((await asked).detail.alert).to.include({ id: 'a2', acknowledgedAt: null });
    expect(words(panel(badge)!.querySelector('li.alert:nth-child(2)'))).to.include('知道了');
  });

  it('shows the whole panel wherever the badge stands, and a sheet at 360 px', async () => {
    const badge = await withData();
    await badge.show();
    expect(panel(badge)!.getBoundingClientRect().left).to.be.at.least(0);
    badge.hide();
    await setViewport({ width: 360, height: 640 });
    await aTimeout(0);
    await badge.show();
    const { left, right, bottom } = panel(badge)!.getBoundingClientRect();
    expect([left, right, bottom]).to.deep.equal([0, 360, 640]);
    expect(document.documentElement.scrollWidth).to.equal(360);
  });

  it('shows the whole panel too where it is open before the badge is seen, and when the window changes', async () => {
    await setViewport({ width: 1000, height: 800 });
    const place = await fixture<HTMLElement>(
      html`<div hidden>
        <xq-alert-badge lang="zh-CN" open .data=${summaryFixture()} .alerts=${alertsFixture()}></xq-alert-badge>
      </div>`,
    );
    const badge = place.querySelector('xq-alert-badge')!;
    const sides = async () => {
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const { left, right } = panel(badge)!.getBoundingClientRect();
      return [left, document.documentElement.clientWidth - right];
    };
    await badge.updateComplete;
    place.hidden = false;
    expect((await sides())[0]).to.equal(12);
    await setViewport({ width: 360, height: 640 });
    expect(await sides()).to.deep.equal([0, 0]);
    await setViewport({ width: 1000, height: 800 });
    expect((await sides())[0]).to.equal(12);
  });
});
