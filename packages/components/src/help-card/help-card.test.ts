import type { HelpLine } from '@xinqiao/contract/types';
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../provider/define.ts';
import './define.ts';
import type { XqHelpCard } from './index.ts';
import { helpCardView } from './model.ts';

const centre: HelpLine = {
  id: 'centre',
  name: { 'zh-CN': '学校心理中心', en: 'Counselling centre' },
  number: '020-1234 5678',
  lastChecked: '2026-09-01',
};
const numbers = (root: Element | ShadowRoot) =>
  [...root.querySelectorAll('a')].map(link => link.getAttribute('href')!.slice(4));

describe('what the help card shows', () => {
  it('is the national lines when the school has none', () => {
    for (const lines of [undefined, []]) {
      const { support, emergency } = helpCardView(lines);
      expect(support.map(line => line.number)).to.deep.equal(['12356', '12355']);
      expect(emergency.map(line => line.number)).to.deep.equal(['120', '110']);
    }
  });

  it("is the school's own lines, and the national ones of a kind the school left out", () => {
    const { support, emergency, checked } = helpCardView([centre]);
    expect(support).to.deep.equal([centre]);
    expect(emergency.map(line => line.number)).to.deep.equal(['120', '110']);
    expect(checked).to.equal('2026-09-01');
  });
});

describe('xq-help-card', () => {
  it('needs no client, and keeps immediate rescue apart', async () => {
    const card = await fixture<XqHelpCard>(html`<xq-help-card lang="zh-CN"></xq-help-card>`);
    expect(numbers(card.shadowRoot!)).to.deep.equal(['12356', '12355', '120', '110']);
    expect(numbers(card.shadowRoot!.querySelector('.emergency')!)).to.deep.equal(['120', '110']);
    await expect(card).to.be.accessible();
  });

  it("shows the provider's lines, and its own data before these", async () => {
    const provider = await fixture(
      html`<xq-provider .helpLines=${[centre]}><xq-help-card></xq-help-card></xq-provider>`,
    );
    const card = provider.querySelector('xq-help-card')!;
    await card.updateComplete;
    expect(numbers(card.shadowRoot!)[0]).to.equal('02012345678');
    card.data = [{ ...centre, number: '10086' }];
    await card.updateComplete;
    expect(numbers(card.shadowRoot!)[0]).to.equal('10086');
  });

  it('speaks the language of the page', async () => {
    const card = await fixture<XqHelpCard>(html`<xq-help-card lang="en"></xq-help-card>`);
    expect(card.shadowRoot!.textContent).to.contain('National psychological support line');
    await expect(card).to.be.accessible();
  });

  it('compact: the first number is one tap away, the rest unfolds by keyboard', async () => {
    const card = await fixture<XqHelpCard>(html`<xq-help-card compact lang="zh-CN"></xq-help-card>`);
    expect(numbers(card.shadowRoot!)).to.deep.equal(['12356']);
    await expect(card).to.be.accessible();
    card.shadowRoot!.querySelector('a')!.focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await card.updateComplete;
    const button = card.shadowRoot!.querySelector('button')!;
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(numbers(card.shadowRoot!.querySelector('.card')!)).to.have.length(4);
    await expect(card).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await card.updateComplete;
    expect(card.shadowRoot!.querySelector('.card')).to.equal(null);
  });
});
