import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { Instrument } from '@xinqiao/contract/types';
import { parseInstrument } from '@xinqiao/instruments';
import './define.ts';
import type { XqQuestionnaire } from './index.ts';

const day: Instrument = {
  id: 'day',
  version: '1.0.0',
  title: { 'zh-CN': '一天', en: 'A day' },
  abbreviation: 'Day',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null },
  licences: { 'zh-CN': { ship: 'open-text', status: 'Ours.' } },
  items: [{ type: 'text', id: 'up', text: { 'zh-CN': '今天几点起床？' }, format: 'time' }],
  scales: [],
  missing: { rule: 'all-required', source: 'Ours.' },
  sources: [{ citation: 'Ours.' }],
};

describe('a question for a time of day', () => {
  const open = async () => {
    const form = await fixture<XqQuestionnaire>(
      html`<xq-questionnaire lang="zh-CN" layout="one" .instrument=${parseInstrument(day)}></xq-questionnaire>`,
    );
    const find = <E extends Element>(selector: string) => form.shadowRoot!.querySelector<E>(selector);
    while (!find('.intro')) await nextFrame();
    find<HTMLElement>('button.primary')!.click();
    while (!find('.item input')) await nextFrame();
    return { form, control: find<HTMLInputElement>('.item input')! };
  };
  const type = async ({ form, control }: Awaited<ReturnType<typeof open>>, value: string) => {
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    await form.updateComplete;
  };

  it('has the control of the platform, under its label', async () => {
    const { form, control } = await open();
    expect(control.type).to.equal('time');
    await expect(form).to.be.accessible();
    await type({ form, control }, '07:30');
    expect(form.value).to.deep.equal({ up: '07:30' });
  });

  it('takes what is typed in full width or with one digit, where there is no such control', async () => {
    const opened = await open();
    opened.control.type = 'text';
    await type(opened, '７：０５');
    expect(opened.form.value).to.deep.equal({ up: '07:05' });
  });
});
