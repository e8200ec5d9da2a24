import { consume } from '@lit/context';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { XinqiaoClient } from '@xinqiao/sdk';
import { LitElement } from 'lit';
import { state } from 'lit/decorators.js';
import { type ConsentDecision, consentContext } from '../core/contexts.ts';
import { defaultHelpLines } from '../core/help-lines.ts';
import '../provider/define.ts';
import { clientOf, people, untilTrue } from '../testing/client.ts';
import { testService } from '../testing/service.ts';
import { campaignFixture } from './consent.fixture.ts';
import './define.ts';
import type { XqConsent, XqConsentEvent } from './index.ts';

/** Stands for a questionnaire: knows the decision of the gate around it. */
class Inside extends LitElement {
  @consume({ context: consentContext, subscribe: true })
  @state()
  decision?: ConsentDecision;
}
customElements.define('xq-test-inside', Inside);

const root = (gate: XqConsent) => gate.shadowRoot!;
const text = (gate: XqConsent) => root(gate).textContent!.replace(/\s+/g, ' ');
const content = (gate: XqConsent) => root(gate).querySelector<HTMLSlotElement>('slot:not([name])');
const button = (gate: XqConsent, id: string) => root(gate).querySelector<HTMLButtonElement>(`#${id}`)!;
const inside = (gate: XqConsent) => gate.querySelector('xq-test-inside') as Inside;

const create = (decision?: ConsentDecision) =>
  fixture<XqConsent>(
    html`<xq-consent lang="zh-CN" .data=${campaignFixture} .decision=${decision}>
      <xq-test-inside></xq-test-inside>
    </xq-consent>`,
  );

describe('xq-consent', () => {
  it('shows the whole text with its version, and nothing of what is inside, before a decision', async () => {
    const gate = await create();
    const { title, summary, points, contact, version } = campaignFixture.consent;
    for (const part of [title, summary, contact, ...points.flatMap(point => [point.title, point.text])]) {
      expect(text(gate)).to.contain(part['zh-CN']!);
    }
    expect(text(gate)).to.contain(version);
    expect(content(gate)).to.equal(null);
    expect(inside(gate).decision).to.equal('required');
    await expect(gate).to.be.accessible();
  });

  it('makes refusing as easy as consenting, and chooses nothing beforehand', async () => {
    const gate = await create();
    const [give, refuse] = [button(gate, 'given'), button(gate, 'refused')];
    const look = (element: HTMLElement) => {
      const { width, height } = element.getBoundingClientRect();
      const { backgroundColor, color, fontSize, fontWeight, borderColor } = getComputedStyle(element);
      return { width, height, backgroundColor, color, fontSize, fontWeight, borderColor };
    };
    expect(look(refuse)).to.deep.equal(look(give));
    expect(root(gate).querySelector('input, [aria-checked], [aria-pressed]')).to.equal(null);
  });

  it('opens by keyboard, tells what was decided and on which version, and takes the focus inside', async () => {
    const gate = await create();
    button(gate, 'given').focus();
    const decided = oneEvent(gate, 'xq-consent');
    await sendKeys({ press: 'Enter' });
    const { detail } = (await decided) as XqConsentEvent;
    expect(detail).to.deep.equal({ campaignId: campaignFixture.id, decision: 'given', version: '2026.1' });
    await gate.updateComplete;
    expect(content(gate)!.assignedElements()).to.deep.equal([inside(gate)]);
    await inside(gate).updateComplete;
    expect(inside(gate).decision).to.equal('given');
    expect(root(gate).activeElement).to.equal(root(gate).querySelector('.content'));
    await expect(gate).to.be.accessible();
  });

  it('answers a refusal kindly, with somebody to call and a way back', async () => {
    const gate = await create();
    button(gate, 'refused').click();
    await gate.updateComplete;
    expect(text(gate)).to.contain('这是你的决定，不需要理由');
    expect(root(gate).querySelector('a[href="tel:12356"]')).to.exist;
    expect(content(gate)).to.equal(null);
    expect(inside(gate).decision).to.equal('refused');
    expect((root(gate).activeElement as HTMLElement).id).to.equal('title');
    await expect(gate).to.be.accessible();
    root(gate).querySelector<HTMLElement>('.row button')!.click();
    await gate.updateComplete;
    expect(button(gate, 'given')).to.exist;
  });

  it('has somebody to call where the school gives lines of rescue alone, or none', async () => {
    const [emergency] = defaultHelpLines.filter(line => line.emergency);
    for (const helpLines of [[emergency!], []]) {
      for (const decision of ['refused', 'guardian-required'] as const) {
        const provider = await fixture(
          html`<xq-provider .helpLines=${helpLines}
            ><xq-consent lang="zh-CN" .data=${campaignFixture} .decision=${decision}></xq-consent
          ></xq-provider>`,
        );
        const gate = provider.querySelector('xq-consent')!;
        await gate.updateComplete;
        const numbers = [...root(gate).querySelectorAll('a')].map(link => link.getAttribute('href'));
        expect(numbers, decision).to.include('tel:12356');
      }
    }
  });

  it('lets a consent be withdrawn in two taps, and keeps what is inside until then', async () => {
    const gate = await create('given');
    button(gate, 'withdraw').click();
    await gate.updateComplete;
    expect(content(gate)).to.exist;
    await expect(gate).to.be.accessible();
    button(gate, 'withdrawn').click();
    await gate.updateComplete;
    expect(content(gate)).to.equal(null);
    expect(inside(gate).decision).to.equal('withdrawn');
    expect(text(gate)).to.contain('你已撤回同意');
  });

  it('asks nothing when the campaign is over', async () => {
    const gate = await fixture<XqConsent>(
      html`<xq-consent lang="zh-CN" .data=${{ ...campaignFixture, status: 'closed' as const }}></xq-consent>`,
    );
    expect(text(gate)).to.contain('已经结束');
    expect(root(gate).querySelector('button')).to.equal(null);
    await expect(gate).to.be.accessible();
  });

  it('says which language a text is in when it is not that of the page', async () => {
    const { en: _, ...title } = campaignFixture.consent.title;
    const consent = { ...campaignFixture.consent, title };
    const gate = await fixture<XqConsent>(
      html`<xq-consent lang="en" .data=${{ ...campaignFixture, consent }}></xq-consent>`,
    );
    expect(root(gate).querySelector('#title span')!.getAttribute('lang')).to.equal('zh-CN');
    expect(button(gate, 'given').textContent).to.contain('I have read this and agree');
  });

  describe('with the service', function () {
    this.timeout(40_000);

    async function gateOf(client: XinqiaoClient): Promise<{ gate: XqConsent; campaignId: string }> {
      const { data } = await client.assignments.list({ status: 'to-do' });
      const { campaignId } = data[0]!;
      const gate = await fixture<XqConsent>(
        html`<xq-consent lang="zh-CN" campaign-id=${campaignId} .client=${client}>
          <xq-test-inside></xq-test-inside>
        </xq-consent>`,
      );
      await untilTrue(() => !text(gate).includes('正在加载'));
      return { gate, campaignId };
    }

    it('stores each decision, and another visit finds the newest', async () => {
      const { client } = await clientOf('consent', 'student');
      const { gate, campaignId } = await gateOf(client);
      expect(content(gate)).to.equal(null);
      button(gate, 'given').click();
      button(gate, 'refused').click();
      await untilTrue(() => content(gate) !== null);
      const { data } = await client.consents.list();
      expect(data.find(consent => consent.campaignId === campaignId)!.decision).to.equal('given');
      const { gate: again } = await gateOf(client);
      expect(content(again)).to.exist;
      button(again, 'withdraw').click();
      await again.updateComplete;
      button(again, 'withdrawn').click();
      await untilTrue(() => content(again) === null);
      expect(text((await gateOf(client)).gate)).to.contain('你已撤回同意');
    });

    it('says that nothing was saved when the connection breaks, and saves at the next tap', async () => {
      const { client, connection } = await clientOf('consent', 'student');
      const { gate } = await gateOf(client);
      root(gate).querySelector<HTMLElement>('.row button')!.click();
      await gate.updateComplete;
      connection.broken = true;
      button(gate, 'refused').click();
      await untilTrue(() => text(gate).includes('你的选择还没有保存'));
      expect(content(gate)).to.equal(null);
      await expect(gate).to.be.accessible();
      connection.broken = false;
      button(gate, 'refused').click();
      await untilTrue(() => text(gate).includes('好的，这次不参加'));
    });

    it('shows the new text, and says so, when the text has changed since it was read', async () => {
      const service = testService('consent');
      // A page that was opened before the text changed: the first reading has an earlier version.
      let read = 0;
      const client = new XinqiaoClient({
        baseUrl: service.baseUrl,
        fetchSession: () => service.session(people.student),
        fetch: async request => {
          const response = await fetch(request);
          if (!/\/campaigns\/[^/]+$/.test(request.url) || read++ > 0) return response;
          return new Response(
            (await response.text()).replace(/"version":"[^"]+","title"/, '"version":"0.1","title"'),
            response,
          );
        },
      });
      const { gate } = await gateOf(client);
      const ask = root(gate).querySelector<HTMLElement>('.row button');
      ask?.click();
      await gate.updateComplete;
      expect(text(gate)).to.contain('说明版本 0.1');
      button(gate, 'given').click();
      await untilTrue(() => text(gate).includes('说明刚刚更新过'));
      expect(text(gate)).not.to.contain('说明版本 0.1');
      expect(content(gate)).to.equal(null);
      expect((root(gate).activeElement as HTMLElement).id).to.equal('note');
      await expect(gate).to.be.accessible();
      button(gate, 'given').click();
      await untilTrue(() => content(gate) !== null);
    });

    it('keeps what becomes of a decision with the campaign it was on', async () => {
      const service = testService('consent');
      let release = () => {};
      const client = new XinqiaoClient({
        baseUrl: service.baseUrl,
        retry: 0,
        fetchSession: () => service.session(people.student),
        fetch: async request => {
          if (request.method !== 'POST') return fetch(request);
          await new Promise<void>(resolve => (release = resolve));
          throw new TypeError('Failed to fetch');
        },
      });
      const { gate, campaignId } = await gateOf(client);
      root(gate).querySelector<HTMLElement>('#withdraw, .row button')?.click();
      await gate.updateComplete;
      root(gate).querySelector<HTMLElement>('#withdrawn, #refused')!.click();
      await untilTrue(() => text(gate).includes('正在保存'));
      const given = (await client.consents.list()).data.find(
        one => one.campaignId !== campaignId && one.state === 'given',
      )!;
      gate.campaignId = given.campaignId;
      await gate.updateComplete;
      await untilTrue(() => content(gate) !== null);
      button(gate, 'withdraw').click();
      await gate.updateComplete;
      expect(text(gate)).to.not.contain('正在保存');
      expect(button(gate, 'withdrawn').getAttribute('aria-disabled')).to.equal('false');
      release();
      await new Promise(resolve => setTimeout(resolve, 100));
      expect(text(gate)).to.not.contain('还没有保存');
      expect(root(gate).activeElement?.id).to.equal('withdraw-title');
    });

    it('says that it is over, where the eyes and the keyboard are, when it ended while the text was read', async () => {
      const { client } = await clientOf('consent-over', 'student');
      const { client: staff } = await clientOf('consent-over', 'psychologist');
      const { gate, campaignId } = await gateOf(client);
      await staff.campaignPlans.close(campaignId);
      button(gate, 'given').focus();
      await sendKeys({ press: 'Enter' });
      await untilTrue(() => text(gate).includes('这次测评已经结束'));
      await gate.updateComplete;
      expect(root(gate).activeElement?.textContent).to.contain('这次测评已经结束');
      await expect(gate).to.be.accessible();
    });

    it('shows nothing of a campaign that is not for this person', async () => {
      const { client } = await clientOf('consent', 'student');
      const gate = await fixture<XqConsent>(
        html`<xq-consent lang="zh-CN" campaign-id="no-such-campaign" .client=${client}></xq-consent>`,
      );
      await untilTrue(() => text(gate).includes('这里没有可以查看的内容'));
      await expect(gate).to.be.accessible();
    });
  });
});
