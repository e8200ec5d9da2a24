import { expect, fixture, html } from '@open-wc/testing';
import type { EmbedSession } from '@xinqiao/contract/types';
import { createAttemptId, SessionExpiredError, XinqiaoClient } from '@xinqiao/sdk';
import { clientOf, type Connection, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqAlertBadge } from './index.ts';
import { total } from './model.ts';

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const button = (badge: XqAlertBadge) => badge.shadowRoot!.querySelector<HTMLButtonElement>('.badge > button')!;
const panel = (badge: XqAlertBadge) => badge.shadowRoot!.querySelector<HTMLElement>('.panel');
const sum = (badge: XqAlertBadge) =>
  [...button(badge).querySelectorAll('b')].reduce((count, { textContent }) => count + Number(textContent), 0);
const known = (badge: XqAlertBadge) => button(badge).querySelector('b, .none') !== null;

const SERVICE = 'alert-badge';

/** Students one after the other, of whom each answers every item with 0 but the critical one. */
async function* studentsInNeed(staff: XinqiaoClient): AsyncGenerator<void> {
  const service = testService(SERVICE);
  for await (const { studentNumber } of staff.students.list()) {
    const fetchSession = () => service.session({ userId: studentNumber, role: 'student' });
    const student = new XinqiaoClient({ baseUrl: service.baseUrl, fetchSession });
    const { data } = await student.assignments.list({ status: 'to-do' });
    const assignment = data.find(({ instrumentId }) => instrumentId === 'phq9');
    if (!assignment) continue;
    const { id: assignmentId, campaignId, instrumentId, instrumentVersion } = assignment;
    const { consent } = await student.campaigns.get(campaignId);
    await student.consents.decide({ campaignId, version: consent.version, decision: 'given' });
    const instrument = await student.instruments.get(instrumentId, { version: instrumentVersion });
    const critical = instrument.critical![0]!.item;
    const choices = instrument.items.filter(({ type }) => type === 'choice');
    const answers = Object.fromEntries(choices.map(({ id }) => [id, id === critical ? 1 : 0]));
    const attemptId = createAttemptId();
    await student.responses.submit({
      attemptId,
      assignmentId,
      instrumentId,
      instrumentVersion,
      language: 'zh-CN',
      answers,
    });
    yield;
  }
}

describe('xq-alert-badge with the service', function () {
  this.timeout(20_000);
  let client: XinqiaoClient;
  let connection: Connection;
  let inNeed: AsyncGenerator<void>;

  before(async function () {
    // The first request makes a university.
    this.timeout(60_000);
    ({ client, connection } = await clientOf(SERVICE, 'psychologist'));
    inNeed = studentsInNeed(client);
  });
  beforeEach(() => {
    connection.broken = false;
  });

  const withClient = async (given = client) => {
    const badge = await fixture<XqAlertBadge>(html`<xq-alert-badge lang="zh-CN" .client=${given}></xq-alert-badge>`);
    await untilTrue(() => known(badge));
    return badge;
  };

  it('counts what nobody has noted, and one more without a reload as soon as a student needs somebody', async () => {
    const before = total((await client.alerts.summary()).unacknowledged);
    const badge = await withClient();
    expect(sum(badge)).to.equal(before);
    await inNeed.next();
    await untilTrue(() => sum(badge) === before + 1);
    expect(words(badge.shadowRoot!.querySelector('[role="status"]'))).to.equal(
      `新增 1 位需要关心的同学，现在共 ${before + 1} 位`,
    );
  });

  it('stops following when it leaves the page, and knows what happened meanwhile when it comes back', async () => {
    const badge = await withClient();
    const before = sum(badge);
    const parent = badge.parentElement!;
    badge.remove();
    await inNeed.next();
    expect(sum(badge)).to.equal(before);
    parent.append(badge);
    await untilTrue(() => sum(badge) === before + 1);
  });

  it('says beside an alert that taking note did not succeed, then takes it: stored, one less, in its place', async () => {
    const badge = await withClient();
    const before = sum(badge);
    await badge.show();
    await untilTrue(() => panel(badge)!.querySelector('li.alert') !== null);
    await expect(badge).to.be.accessible();
    const id = panel(badge)!.querySelector<HTMLElement>('li.alert.next')!.dataset['alert']!;
    const row = () => panel(badge)!.querySelector<HTMLElement>(`[data-alert="${id}"]`);
    const acknowledge = row()!.querySelector<HTMLButtonElement>('.foot button')!;

    connection.broken = true;
    acknowledge.focus();
    acknowledge.click();
    await badge.updateComplete;
    expect(words(acknowledge)).to.include('正在记录');
    expect(acknowledge.getAttribute('aria-disabled')).to.equal('true');
    await untilTrue(() => row()!.querySelector('[role="alert"]') !== null);
    expect(words(row()!.querySelector('[role="alert"]'))).to.equal('没有记录成功，请再试一次。');
    expect(words(acknowledge)).to.include('知道了');
    expect(sum(badge)).to.equal(before);

    connection.broken = false;
    acknowledge.click();
    await untilTrue(() => sum(badge) === before - 1);
    expect((await client.alerts.get(id)).acknowledgedBy).to.be.a('string');
    expect(words(row())).to.include('已知晓');
    expect(row()!.querySelector('[role="alert"]') === null).to.equal(true);
    expect(badge.shadowRoot!.activeElement === row()!.querySelector('.done')).to.equal(true);

    badge.hide();
    await badge.updateComplete;
    await badge.show();
    await untilTrue(() => panel(badge)!.querySelector('.loading') === null);
    expect(row() === null).to.equal(true);
  });

  it('takes note of nothing that has changed since it was shown: it asks again with what is true now', async () => {
    const badge = await withClient();
    await badge.show();
    await untilTrue(() => panel(badge)!.querySelector('li.alert') !== null);
    const row = panel(badge)!.querySelector<HTMLElement>('li.alert.next')!;
    const id = row.dataset['alert']!;
    const { revision } = await client.alerts.get(id);
    // While the page hears nothing; here it is the note of a colleague that raises the revision.
    const { client: colleague } = await clientOf(SERVICE, 'psychologist');
    const heard = connection.asked.length;
    connection.broken = true;
    await colleague.alerts.acknowledge(id, { ifMatch: revision });
    connection.broken = false;
    row.querySelector<HTMLButtonElement>('.foot button')!.click();
    await untilTrue(() => connection.asked.slice(heard).some(url => url.endsWith('/acknowledge')));
    // The list comes anew, where a second note would have stayed in its place as one's own.
    await untilTrue(() => panel(badge)!.querySelector(`[data-alert="${id}"]`) === null);
    expect((await client.alerts.get(id)).revision).to.equal(revision + 1);
  });

  it('keeps the last count and says that it is an earlier one when the network goes', async () => {
    const badge = await withClient();
    const before = sum(badge);
    expect(before).to.be.greaterThan(0);
    connection.broken = true;
    window.dispatchEvent(new Event('online'));
    await untilTrue(() => button(badge).querySelector('.stale-mark') !== null);
    expect(sum(badge)).to.equal(before);
    expect(words(button(badge))).to.include('较早的人数');
    await badge.show();
    expect(words(panel(badge)!.querySelector('.stale'))).to.include('显示的是较早的内容');
    await expect(badge).to.be.accessible();
    connection.broken = false;
    panel(badge)!.querySelector<HTMLButtonElement>('.stale button')!.click();
    await untilTrue(() => button(badge).querySelector('.stale-mark') === null);
  });

  it('shows no number when it never had one, offers to try again and whom to call, and recovers by itself', async () => {
    connection.broken = true;
    const badge = await fixture<XqAlertBadge>(html`<xq-alert-badge lang="zh-CN" .client=${client}></xq-alert-badge>`);
    await untilTrue(() => words(button(badge))!.includes('人数暂时未知'));
    expect(words(button(badge))).to.not.match(/[0-9]/);
    await badge.show();
    expect(words(panel(badge))).to.include('现在连不上网络');
    expect(panel(badge)!.querySelector('a[href="tel:12356"]') !== null).to.equal(true);
    await expect(badge).to.be.accessible();
    connection.broken = false;
    window.dispatchEvent(new Event('online'));
    await untilTrue(() => known(badge));
  });

  it('follows again once somebody has signed in again, after the session was over', async () => {
    const service = testService(SERVICE);
    let session: EmbedSession | undefined;
    let isOver = false;
    let asked = 0;
    let cut = () => {};
    const own = new XinqiaoClient({
      baseUrl: service.baseUrl,
      retry: 0,
      fetchSession: async () => {
        if (isOver) throw new SessionExpiredError('session');
        return (session = await service.session(people.psychologist));
      },
      fetch: async request => {
        const response = await fetch(request);
        if (!/\/events\b/.test(request.url) || !response.ok) return response;
        asked++;
        const reader = response.body!.getReader();
        const body = new ReadableStream<Uint8Array>({
          start: stream => {
            cut = () => {
              stream.error(new TypeError('network error'));
              void reader.cancel();
            };
          },
          async pull(stream) {
            const { value } = await reader.read();
            if (value) stream.enqueue(value);
          },
        });
        return new Response(body, response);
      },
    });
    const badge = await withClient(own);
    await untilTrue(() => asked === 1);
    const before = sum(badge);
    isOver = true;
    await service.end(session!.id);
    cut();
    await untilTrue(() => button(badge).querySelector('.stale-mark') !== null);
    // A stream that was lost is asked for again within a second.
    await new Promise(resolve => setTimeout(resolve, 2000));
    isOver = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await untilTrue(() => button(badge).querySelector('.stale-mark') === null);
    expect(sum(badge)).to.equal(before);
    await inNeed.next();
    await untilTrue(() => sum(badge) === before + 1);
  });

  it('tells a student nothing', async () => {
    const { client: student } = await clientOf(SERVICE, 'seniorStudent');
    const badge = await fixture<XqAlertBadge>(html`<xq-alert-badge lang="zh-CN" .client=${student}></xq-alert-badge>`);
    await untilTrue(() => words(button(badge))!.includes('人数暂时未知'));
    await badge.show();
    expect(words(panel(badge))).to.include('这里没有可以查看的内容');
    await expect(badge).to.be.accessible();
  });
});
