import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { NetworkError } from '@xinqiao/sdk';
import { clientOf, untilTrue } from '../testing/client.ts';
import { assignmentFixtures } from './assignments.fixture.ts';
import './define.ts';
import type { XqAssignments, XqOpenEvent } from './index.ts';

const text = (element: XqAssignments) => element.shadowRoot!.textContent!.replace(/\s+/g, ' ');
const entries = (element: XqAssignments) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.entry')];

describe('xq-assignments', () => {
  it('says what, how long, until when, and what was decided about consent', async () => {
    const element = await fixture<XqAssignments>(
      html`<xq-assignments lang="zh-CN" .data=${assignmentFixtures}></xq-assignments>`,
    );
    const [first, second] = entries(element).map(entry => entry.textContent!.replace(/\s+/g, ' '));
    expect(first).to.contain('GAD-7').and.contain('7 题').and.contain('约 1 分钟').and.contain('就是今天');
    expect(first)
      .to.contain('继续填写')
      .and.contain('已答 3 题')
      .and.match(/\d+:\d+ 保存/);
    expect(second).to.contain('去填写').and.not.contain('保存');
    expect(second).to.contain('PHQ-9').and.contain('还有 7 天').and.contain('由你决定是否参加');
    await expect(element).to.be.accessible();
  });

  it('says the same in English', async () => {
    const element = await fixture<XqAssignments>(
      html`<xq-assignments lang="en" .data=${assignmentFixtures}></xq-assignments>`,
    );
    expect(entries(element)[1]!.textContent).to.contain('9 questions').and.contain('7 days left');
    await expect(element).to.be.accessible();
  });

  it('is kind when there is nothing to do', async () => {
    const empty = await fixture<XqAssignments>(html`<xq-assignments lang="zh-CN" .data=${[]}></xq-assignments>`);
    expect(text(empty)).to.contain('现在没有要填的问卷');
    await expect(empty).to.be.accessible();
    const done = assignmentFixtures.filter(({ status }) => status === 'done');
    const element = await fixture<XqAssignments>(html`<xq-assignments lang="zh-CN" .data=${done}></xq-assignments>`);
    expect(text(element)).to.contain('都填完了，谢谢你').and.to.contain('SWLS');
  });

  it('opens by keyboard, as a button that tells which assignment', async () => {
    const element = await fixture<XqAssignments>(html`<xq-assignments .data=${assignmentFixtures}></xq-assignments>`);
    entries(element)[0]!.focus();
    const opened = oneEvent(element, 'xq-open');
    await sendKeys({ press: 'Enter' });
    const { detail } = (await opened) as XqOpenEvent;
    expect(detail.assignment.id).to.equal('as-gad7');
  });

  it('makes real links by a template, which a listener may keep from being followed', async () => {
    const element = await fixture<XqAssignments>(
      html`<xq-assignments href-template="#fill-{id}" .data=${assignmentFixtures}></xq-assignments>`,
    );
    const [link] = entries(element);
    expect(link!.getAttribute('href')).to.equal('#fill-as-gad7');
    element.addEventListener('xq-open', event => event.preventDefault());
    link!.click();
    expect(location.hash).to.equal('');
  });

  it('links what is done to its report', async () => {
    const element = await fixture<XqAssignments>(
      html`<xq-assignments
        href-template="#fill-{id}"
        report-template="#result-{id}"
        .data=${assignmentFixtures}
      ></xq-assignments>`,
    );
    const links = [...element.shadowRoot!.querySelectorAll('a.entry')].map(link => link.getAttribute('href'));
    expect(links.filter(href => href?.startsWith('#result-'))).to.deep.equal(['#result-as-swls']);
    expect(links).to.include('#fill-as-gad7');
  });

  it('offers nothing to open where nothing can be done', async () => {
    const element = await fixture<XqAssignments>(html`<xq-assignments .data=${assignmentFixtures}></xq-assignments>`);
    for (const group of ['upcoming', 'closed']) {
      expect(element.shadowRoot!.querySelector(`.${group} a, .${group} button`)).to.equal(null);
    }
  });

  it('is loading until there is a client', async () => {
    const element = await fixture<XqAssignments>(html`<xq-assignments lang="zh-CN"></xq-assignments>`);
    expect(text(element)).to.contain('正在加载');
    await expect(element).to.be.accessible();
  });

  describe('with the service', function () {
    this.timeout(40_000);
    it("lists the student's own assignments, and reads again when the page is looked at again", async () => {
      const { client } = await clientOf('assignments', 'student');
      const element = await fixture<XqAssignments>(
        html`<xq-assignments lang="zh-CN" .client=${client}></xq-assignments>`,
      );
      await untilTrue(() => text(element).includes('广泛性焦虑量表'));
      const { data } = await client.assignments.list();
      const campaign = await client.campaigns.get(data.find(({ status }) => status === 'to-do')!.campaignId);
      await client.consents.decide({ campaignId: campaign.id, version: campaign.consent.version, decision: 'given' });
      expect(text(element)).not.to.contain('已同意参加');
      document.dispatchEvent(new Event('visibilitychange'));
      await untilTrue(() => text(element).includes('已同意参加'));
    });

    it('keeps the list when the connection breaks, says that it is old, and recovers', async () => {
      const { client, connection } = await clientOf('assignments', 'student');
      const element = await fixture<XqAssignments>(
        html`<xq-assignments lang="zh-CN" .client=${client}></xq-assignments>`,
      );
      await untilTrue(() => text(element).includes('患者健康问卷'));
      connection.broken = true;
      await element.refresh();
      expect(text(element)).to.contain('患者健康问卷').and.to.contain('网络不稳');
      connection.broken = false;
      element.shadowRoot!.querySelector<HTMLElement>('.stale button')!.click();
      await untilTrue(() => !text(element).includes('网络不稳'));
    });

    it('offers to try again, and the help lines, when it could not be reached at all', async () => {
      const { client, connection } = await clientOf('assignments', 'student');
      connection.broken = true;
      const failure = await client.assignments.list().catch((error: unknown) => error);
      expect(NetworkError.is(failure)).to.equal(true);
      const element = await fixture<XqAssignments>(
        html`<xq-assignments lang="zh-CN" .client=${client}></xq-assignments>`,
      );
      await untilTrue(() => text(element).includes('现在连不上网络'));
      expect(element.shadowRoot!.querySelector('a[href="tel:12356"]')).to.exist;
      await expect(element).to.be.accessible();
      connection.broken = false;
      element.shadowRoot!.querySelector('button')!.click();
      await untilTrue(() => text(element).includes('患者健康问卷'));
    });
  });
});
