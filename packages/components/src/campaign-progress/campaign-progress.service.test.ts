import { expect, fixture, html } from '@open-wc/testing';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, untilTrue } from '../testing/client.ts';
import '../assignments/define.ts';
import './define.ts';
import type { XqCampaignProgress } from './index.ts';

const SERVICE = 'reading';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(progress: XqCampaignProgress, selector: string) =>
  progress.shadowRoot!.querySelector<E>(selector);

describe('xq-campaign-progress with the service', function () {
  this.timeout(60_000);
  let client: XinqiaoClient;
  let connection: Connection;

  before(async () => {
    ({ client, connection } = await clientOf(SERVICE, 'psychologist'));
  });
  beforeEach(() => {
    connection.broken = false;
  });

  const begin = async (of = client) => {
    const progress = await fixture<XqCampaignProgress>(
      html`<xq-campaign-progress lang="zh-CN" .client=${of}></xq-campaign-progress>`,
    );
    await untilTrue(() => one(progress, '.which') !== null);
    return progress;
  };

  it('shows the newest campaign, lets another be chosen and leads down to a unit and back', async () => {
    const campaigns = (await client.campaigns.list({ limit: 50 })).data;
    const progress = await begin();
    const select = one<HTMLSelectElement>(progress, '.which select')!;
    expect(select.options).to.have.length(campaigns.length);
    const other = campaigns.find(({ id }) => id !== select.value)!;
    const told = await client.campaigns.progress(other.id);
    select.value = other.id;
    select.dispatchEvent(new Event('change'));
    const asked = told.total.notAsked.kind === 'value' ? told.total.students - told.total.notAsked.value : NaN;
    await untilTrue(() => words(one(progress, '.steps li'))?.includes(`${asked} 位`) === true);
    expect(one<HTMLSelectElement>(progress, '.which select')!.value).to.equal(other.id);

    const school = words(one(progress, 'h2'));
    const unit = one<HTMLButtonElement>(progress, 'tbody .unit')!;
    const name = words(unit);
    unit.click();
    await progress.updateComplete;
    expect(one<HTMLSelectElement>(progress, '.which select')!.value, 'while the unit loads').to.equal(other.id);
    await untilTrue(() => words(one(progress, 'h2')) === name);
    expect(progress.shadowRoot!.activeElement).to.equal(one(progress, 'h2'));
    await expect(progress).to.be.accessible();
    one(progress, 'nav button')!.click();
    await untilTrue(() => words(one(progress, 'h2')) === school);
  });

  it('keeps the choice of campaigns where it is, with the focus, while one is loaded or cannot be', async () => {
    const progress = await begin();
    const select = one<HTMLSelectElement>(progress, '.which select')!;
    const [first, second] = [select.value, [...select.options].find(({ value }) => value !== select.value)!.value];
    const choose = (value: string) => {
      select.value = value;
      select.dispatchEvent(new Event('change'));
    };
    select.focus();
    choose(second);
    await untilTrue(() => one(progress, '.steps') === null);
    expect(progress.shadowRoot!.activeElement).to.equal(select);
    await untilTrue(() => one(progress, '.steps') !== null);
    expect(progress.shadowRoot!.activeElement).to.equal(select);
    expect(select.value).to.equal(second);

    connection.broken = true;
    choose(first);
    await untilTrue(() => words(one(progress, '[role="alert"]'))?.includes('现在连不上网络') === true);
    expect(progress.shadowRoot!.activeElement).to.equal(select);
    expect(select.value).to.equal(first);
    await expect(progress).to.be.accessible();
    connection.broken = false;
    choose(second);
    await untilTrue(() => one(progress, '.steps') !== null);
    expect(select.value).to.equal(second);
  });

  it('says the same last minute as the students read in their own list', async () => {
    const { client: student } = await clientOf(SERVICE, 'student');
    const open = (await student.assignments.list({ status: 'to-do' })).data[0]!;
    const list = await fixture<HTMLElement>(html`<xq-assignments lang="zh-CN" .client=${student}></xq-assignments>`);
    await untilTrue(() => list.shadowRoot!.querySelector('.todo .facts') !== null);
    const told = /(\d+月\d+日 \d\d:\d\d) 截止，(还有 \d+ 天|就是.天)/.exec(
      words(list.shadowRoot!.querySelector('.todo .facts'))!,
    )!;
    const progress = await fixture<XqCampaignProgress>(
      html`<xq-campaign-progress lang="zh-CN" campaign-id=${open.campaignId} .client=${client}></xq-campaign-progress>`,
    );
    await untilTrue(() => one(progress, '.which') !== null);
    expect(words(one(progress, '.which')))
      .to.include(told[1]!)
      .and.to.include(told[2]!);
  });

  it('keeps what was read when the network goes, and says so', async () => {
    const progress = await begin();
    connection.broken = true;
    await progress.refresh();
    await untilTrue(() => one(progress, '.stale') !== null);
    expect(one(progress, '.steps')).to.not.equal(null);
  });

  it('shows a leader no number below five', async () => {
    const { client: leader } = await clientOf(SERVICE, 'collegeLeader');
    const progress = await begin(leader);
    for (const number of words(one(progress, '.steps'))!.match(/\d+/g) ?? []) {
      expect(Number(number)).to.be.at.least(5);
    }
    await expect(progress).to.be.accessible();
  });

  it('shows a student nothing', async () => {
    const { client: student } = await clientOf(SERVICE, 'student');
    const progress = await fixture<XqCampaignProgress>(
      html`<xq-campaign-progress lang="zh-CN" .client=${student}></xq-campaign-progress>`,
    );
    await untilTrue(() => words(one(progress, '.card'))!.includes('这里没有可以查看的内容'));
  });
});
