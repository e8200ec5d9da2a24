import { expect, fixture, html } from '@open-wc/testing';
import { clientOf, untilTrue } from '../testing/client.ts';
import { entryFixture, logFixture } from './access-log.fixture.ts';
import './define.ts';
import type { XqAccessLog } from './index.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = (log: XqAccessLog, selector: string) => log.shadowRoot!.querySelector<HTMLElement>(selector);
const withData = (data = logFixture, lang = 'zh-CN') =>
  fixture<XqAccessLog>(html`<xq-access-log lang=${lang} .data=${data}></xq-access-log>`);

describe('xq-access-log', function () {
  this.timeout(60_000);

  it('says when, who in which office, what kind and what for', async () => {
    const log = await withData();
    expect(words(one(log, '.entry'))).to.equal('16:20 心理中心 周敏 查看了测评结果 为了：测评结果复核');
    expect(words(one(log, '.days > li:last-child .entry'))).to.equal('23:59 辅导员 查看了名册或课程 为了：教务和名册');
    await expect(log).to.be.accessible();
  });

  it('speaks English', async () => {
    const log = await withData(logFixture, 'en');
    expect(words(one(log, '.entry'))).to.equal(
      '16:20 Psychology centre 周敏 Looked at assessment results For: checking assessment results',
    );
    await expect(log).to.be.accessible();
  });

  it('says that nobody has read the file', async () => {
    const log = await withData([]);
    expect(words(one(log, '.state h3'))).to.equal('还没有人看过你的档案');
    await expect(log).to.be.accessible();
  });

  it('shows a purpose that only a newer service knows as another one', async () => {
    const log = await withData([entryFixture({ purpose: 'to-come' as 'care' })]);
    expect(words(one(log, '.entry'))).to.include('为了：其他');
  });

  it('shows the student with the service that psychology staff has read the answers, page by page', async () => {
    const { client } = await clientOf('access-log', 'student');
    const { studentId } = await client.me.get();
    const { client: staff } = await clientOf('access-log', 'psychologist');
    for (let reads = 0; reads < 21; reads++) await staff.growthFiles.get(studentId!);
    const log = await fixture<XqAccessLog>(html`<xq-access-log lang="zh-CN" .client=${client}></xq-access-log>`);
    await untilTrue(() => log.shadowRoot!.querySelectorAll('.entry').length === 20);
    expect(words(one(log, '.entry'))).to.include('心理中心');
    await expect(log).to.be.accessible();
    one(log, 'button.more')!.click();
    await untilTrue(() => log.shadowRoot!.querySelectorAll('.entry').length >= 21);
    await expect(log).to.be.accessible();
  });

  it('says how to go on without a network, and shows staff nothing', async () => {
    const { client, connection } = await clientOf('access-log', 'student');
    connection.broken = true;
    const log = await fixture<XqAccessLog>(html`<xq-access-log lang="zh-CN" .client=${client}></xq-access-log>`);
    await untilTrue(() => words(one(log, '.card'))!.includes('现在连不上网络'));
    await expect(log).to.be.accessible();
    connection.broken = false;
    await log.refresh();
    await untilTrue(() => one(log, 'header') !== null);
    connection.broken = true;
    await log.refresh();
    await untilTrue(() => one(log, '.stale') !== null);
    const { client: staff } = await clientOf('access-log', 'counsellor');
    log.client = staff;
    await untilTrue(() => words(one(log, '.card'))!.includes('这里没有可以查看的内容'));
    await expect(log).to.be.accessible();
  });
});
