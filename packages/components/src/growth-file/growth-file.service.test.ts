import { expect, fixture, html } from '@open-wc/testing';
import { XinqiaoClient } from '@xinqiao/sdk';
import '../provider/define.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqGrowthFile } from './index.ts';

const SERVICE = 'reading';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const card = (file: XqGrowthFile) => file.shadowRoot!.querySelector<HTMLElement>('.card');
const settled = (file: XqGrowthFile) => !file.shadowRoot!.querySelector('.loading');

describe('xq-growth-file with the service', function () {
  this.timeout(60_000);

  async function asSeenBy(person: keyof typeof people) {
    const { client: own } = await clientOf(SERVICE, 'seniorStudent');
    const { studentId } = await own.me.get();
    const { client, connection } = await clientOf(SERVICE, person);
    const me = await client.me.get();
    const show = () =>
      fixture<XqGrowthFile>(
        html`<xq-growth-file lang="zh-CN" student-id=${studentId!} .client=${client}></xq-growth-file>`,
      );
    return { client, connection, me, studentId: studentId!, show };
  }

  it('shows the psychology centre who is responsible, the way so far and every trend', async () => {
    const { client, studentId, show } = await asSeenBy('psychologist');
    const { data: trends } = await client.growthFiles.trends(studentId);
    const withPoints = trends.filter(({ points }) => points.length > 0);
    expect(withPoints.length, 'the cast has scores').to.be.greaterThan(0);
    const file = await show();
    await untilTrue(() => settled(file) && file.shadowRoot!.querySelectorAll('figure').length === withPoints.length);
    expect(file.shadowRoot!.querySelectorAll('.people li').length).to.be.greaterThan(0);
    expect(file.shadowRoot!.querySelectorAll('.stage').length).to.be.greaterThan(1);
    await expect(file).to.be.accessible();
  });

  it('shows a counsellor the same way without any trace of scores', async () => {
    const { show } = await asSeenBy('counsellor');
    const file = await show();
    await untilTrue(() => settled(file) && file.shadowRoot!.querySelector('.stage') !== null);
    expect(file.shadowRoot!.querySelectorAll('figure, #trends')).to.have.length(0);
    expect(words(card(file))).to.not.include('测评变化');
  });

  it('does not even ask for scores when a provider tells that the role never gets any', async () => {
    const { me, studentId } = await asSeenBy('counsellor');
    const service = testService(SERVICE);
    const asked: string[] = [];
    const client = new XinqiaoClient({
      baseUrl: service.baseUrl,
      fetchSession: () => service.session(people.counsellor),
      fetch: request => {
        asked.push(new URL(request.url).pathname.replace(/.*\/v1/, ''));
        return fetch(request);
      },
    });
    const provider = await fixture(
      html`<xq-provider .client=${client} .me=${me}
        ><xq-growth-file lang="zh-CN" student-id=${studentId}></xq-growth-file
      ></xq-provider>`,
    );
    const file = provider.querySelector('xq-growth-file')!;
    await untilTrue(() => settled(file) && file.shadowRoot!.querySelector('.stage') !== null);
    expect(asked).to.deep.equal([`/growth-files/${studentId}`]);
  });

  it('asks for them where a broken glass shows them', async () => {
    const { client: own } = await clientOf('glass', 'seniorStudent');
    const { studentId } = await own.me.get();
    const { client } = await clientOf('glass', 'counsellor');
    const me = await client.me.get();
    await client.breakGlass.create({ studentId: studentId!, reason: '夜间联系不上学生，需要判断风险。' });
    const provider = await fixture(
      html`<xq-provider .client=${client} .me=${me}
        ><xq-growth-file lang="zh-CN" student-id=${studentId!}></xq-growth-file
      ></xq-provider>`,
    );
    const file = provider.querySelector('xq-growth-file')!;
    await untilTrue(() => file.shadowRoot!.querySelector('figure') !== null);
  });

  it('answers for somebody else’s file as for one that does not exist', async () => {
    const { client, me } = await asSeenBy('student');
    const { studentId } = await asSeenBy('seniorStudent');
    expect(studentId).to.not.equal(me.studentId);
    const shown: (string | undefined)[] = [];
    for (const id of [studentId, 'nobody']) {
      const file = await fixture<XqGrowthFile>(
        html`<xq-growth-file lang="zh-CN" student-id=${id} .client=${client}></xq-growth-file>`,
      );
      await untilTrue(() => settled(file));
      shown.push(words(card(file)));
      await expect(file).to.be.accessible();
    }
    expect(shown[0]).to.include('这里没有可以查看的内容');
    expect(shown[1]).to.equal(shown[0]);
  });

  it('keeps what it shows when the network goes, and offers help when it has nothing', async () => {
    const { connection, show } = await asSeenBy('seniorStudent');
    const file = await show();
    await untilTrue(() => settled(file) && file.shadowRoot!.querySelector('.stage') !== null);
    connection.broken = true;
    await file.refresh();
    await file.updateComplete;
    expect(words(card(file)!.querySelector('.stale'))).to.include('显示的是较早的内容');
    const other = await show();
    await untilTrue(() => settled(other));
    expect(words(card(other))).to.include('现在连不上网络');
    expect(other.shadowRoot!.querySelector('a[href="tel:12356"]')).not.to.equal(null);
    connection.broken = false;
    other.shadowRoot!.querySelector<HTMLButtonElement>('button')!.click();
    await untilTrue(() => other.shadowRoot!.querySelector('.stage') !== null);
  });
});
