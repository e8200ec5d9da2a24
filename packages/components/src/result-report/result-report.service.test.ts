import { expect, fixture, html } from '@open-wc/testing';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import './define.ts';
import type { XqResultReport } from './index.ts';

const SERVICE = 'reading';
const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim();
const card = (report: XqResultReport) => report.shadowRoot!.querySelector<HTMLElement>('.card');
const settled = (report: XqResultReport) => !report.shadowRoot!.querySelector('.loading');

describe('xq-result-report with the service', function () {
  this.timeout(60_000);

  async function newestOfSenior() {
    const { client, connection } = await clientOf(SERVICE, 'psychologist');
    const { client: own } = await clientOf(SERVICE, 'seniorStudent');
    const { studentId } = await own.me.get();
    const { data } = await client.responses.list({ studentId: studentId!, limit: 200 });
    const response = data.find(({ instrumentId }) => data.filter(one => one.instrumentId === instrumentId).length > 1);
    expect(response, 'the cast has answered twice').to.not.equal(undefined);
    return { client, connection, own, response: response! };
  }

  it('shows the psychology centre every scale, with the change since last time', async () => {
    const { client, response } = await newestOfSenior();
    const report = await fixture<XqResultReport>(
      html`<xq-result-report lang="zh-CN" response-id=${response.id} .client=${client}></xq-result-report>`,
    );
    await untilTrue(() => settled(report));
    const { scales } = await client.instruments.get(response.instrumentId, { version: response.instrumentVersion });
    expect(report.shadowRoot!.querySelectorAll('[part="scale"]')).to.have.length(scales.length);
    expect(report.shadowRoot!.querySelectorAll('.change')).to.have.length(scales.length);
    expect(words(report.shadowRoot!.querySelector('#name'))).to.equal(response.student.name);
    await expect(report).to.be.accessible();
  });

  it('shows a student the own result as far as it is released', async () => {
    const { own } = await newestOfSenior();
    const { data } = await own.assignments.list({ status: 'done', limit: 200 });
    expect(data.length, 'the cast has answered').to.be.greaterThan(0);
    for (const { id } of data.slice(0, 3)) {
      const receipt = await own.assignments.receipt(id);
      const report = await fixture<XqResultReport>(
        html`<xq-result-report lang="zh-CN" assignment-id=${id} .client=${own}></xq-result-report>`,
      );
      await untilTrue(() => settled(report));
      expect(report.shadowRoot!.querySelectorAll('[part="level"]')).to.have.length(receipt.feedback?.length ?? 0);
      expect(words(card(report))).to.include(receipt.receiptCode);
    }
  });

  it('answers for what one may not see as for what does not exist', async () => {
    const { own, response } = await newestOfSenior();
    const { client: other } = await clientOf(SERVICE, 'student');
    const { client: counsellor } = await clientOf(SERVICE, 'counsellor');
    const shown: (string | undefined)[] = [];
    for (const report of [
      html`<xq-result-report assignment-id=${response.assignmentId} .client=${other}></xq-result-report>`,
      html`<xq-result-report assignment-id="nobody" .client=${own}></xq-result-report>`,
      html`<xq-result-report response-id=${response.id} .client=${counsellor}></xq-result-report>`,
      html`<xq-result-report response-id="nobody" .client=${counsellor}></xq-result-report>`,
    ]) {
      const element = await fixture<XqResultReport>(report);
      await untilTrue(() => settled(element));
      shown.push(words(card(element)));
    }
    expect(shown[0]).to.include('这里没有可以查看的内容');
    expect(new Set(shown).size).to.equal(1);
  });

  it('keeps what it shows when the network goes, and tries again', async () => {
    const { client, connection, response } = await newestOfSenior();
    const show = () =>
      fixture<XqResultReport>(
        html`<xq-result-report lang="zh-CN" response-id=${response.id} .client=${client}></xq-result-report>`,
      );
    const report = await show();
    await untilTrue(() => settled(report));
    connection.broken = true;
    await report.refresh();
    expect(words(card(report)!.querySelector('.stale'))).to.include('显示的是较早的内容');
    const other = await show();
    await untilTrue(() => settled(other));
    expect(words(card(other))).to.include('现在连不上网络');
    connection.broken = false;
    other.shadowRoot!.querySelector<HTMLButtonElement>('button')!.click();
    await untilTrue(() => other.shadowRoot!.querySelector('[part="scale"]') !== null);
  });

  it('says that nothing is chosen yet', async () => {
    const { client } = await clientOf(SERVICE, 'psychologist');
    const report = await fixture<XqResultReport>(html`<xq-result-report .client=${client}></xq-result-report>`);
    expect(words(card(report))).to.include('还没有选择报告');
  });

  it('is served with the features of the element alone', async () => {
    const { response } = await newestOfSenior();
    const session = await testService(SERVICE).session({ ...people.psychologist, components: ['xq-result-report'] });
    const reply = await fetch(`${testService(SERVICE).baseUrl}/v1/responses/${response.id}`, {
      headers: { authorization: `Bearer ${session.token}` },
    });
    expect(reply.status).to.equal(200);
  });
});
