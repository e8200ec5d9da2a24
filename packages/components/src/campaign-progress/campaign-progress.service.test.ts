import { expect, fixture, html } from '@open-wc/testing';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, untilTrue } from '../testing/client.ts';
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
    await untilTrue(() => words(one(progress, 'h2')) === name);
    expect(progress.shadowRoot!.activeElement).to.equal(one(progress, 'h2'));
    await expect(progress).to.be.accessible();
    one(progress, 'nav button')!.click();
    await untilTrue(() => words(one(progress, 'h2')) === school);
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
