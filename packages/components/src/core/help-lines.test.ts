import { expect, fixture } from '@open-wc/testing';
import { defaultHelpLines, renderHelpLines } from './help-lines.ts';
import { renderState } from './states.ts';

describe('help lines', () => {
  it('are 12356, 12355, 120 and 110, and none claims to answer around the clock', () => {
    expect(defaultHelpLines.map(({ number }) => number)).to.deep.equal(['12356', '12355', '120', '110']);
    expect(JSON.stringify(defaultHelpLines)).not.to.match(/24\s*(小时|h)/i);
  });

  it('are links that dial, whatever separators the number is written with', async () => {
    const list = await fixture(renderHelpLines([{ ...defaultHelpLines[0]!, number: '+86 020-1234 5678' }], 'zh-CN'));
    expect(list.querySelector('a')!.getAttribute('href')).to.equal('tel:+8602012345678');
  });

  it('are the national ones where a school gives none: a list to call is never empty', async () => {
    for (const lines of [undefined, []]) {
      const list = await fixture(renderHelpLines(lines, 'zh-CN'));
      expect([...list.querySelectorAll('strong')].map(one => one.textContent)).to.deep.equal(
        defaultHelpLines.map(({ number }) => number),
      );
      const panel = await fixture(renderState('offline', { language: 'en', retry: () => {}, helpLines: lines }));
      expect(panel.querySelector('a[href="tel:12356"]')).to.exist;
    }
  });

  for (const state of ['failed', 'offline'] as const) {
    it(`are one tap away when an element is ${state}`, async () => {
      const panel = await fixture(renderState(state, { language: 'en', retry: () => {} }));
      expect(panel.querySelector('a[href="tel:12356"]')).to.exist;
    });
  }
});

describe('the failed state', () => {
  it('tries again by its button', async () => {
    let tries = 0;
    const panel = await fixture(renderState('failed', { language: 'zh-CN', retry: () => tries++ }));
    panel.querySelector('button')!.click();
    expect(tries).to.equal(1);
  });
});
