import type { StoryObj } from '@storybook/web-components-vite';
import { catalogue, structures } from '@xinqiao/instruments/library';
import { html } from 'lit';
import { type Args, draw, elementMeta } from '../element.ts';
import { rulesBeneath, withoutWording } from './facts.ts';

/**
 * Each scale of the library. Where the wording ships, the form stands alone: answers stay in the page, which gets the result
 * with `xq-complete`, and the rules are beneath it. Where it doesn't, the page says so, and what a school has to do.
 */
const meta = elementMeta('xq-questionnaire');
export default { ...meta, title: 'Instruments/Scales', tags: ['!autodocs'] };
type Story = StoryObj<Args>;

const worded = (id: string): Story => {
  const instrument = catalogue.find(scale => scale.id === id)!;
  return {
    args: { instrument },
    render: (args, { globals }) =>
      html`${draw('xq-questionnaire', args)} ${rulesBeneath(instrument, globals['locale'])}`,
  };
};

const empty = (id: string): Story => ({
  parameters: { controls: { disable: true }, width: '960px' },
  render: (_, { globals }) =>
    withoutWording(
      [...catalogue, ...structures].find(entry => entry.id === id)!,
      globals['locale'],
    ),
});

export const Phq9: Story = { ...worded('phq9'), name: 'PHQ-9' };
export const Gad7: Story = { ...worded('gad7'), name: 'GAD-7' };
export const Phq4: Story = { ...worded('phq4'), name: 'PHQ-4' };
export const Phq15: Story = { ...worded('phq15'), name: 'PHQ-15' };
export const K6: Story = { ...worded('k6'), name: 'K6' };
export const K10: Story = { ...worded('k10'), name: 'K10' };
export const Cesd: Story = { ...worded('cesd'), name: 'CES-D' };
export const Rses: Story = { ...worded('rses'), name: 'RSES' };
export const Swls: Story = { ...worded('swls'), name: 'SWLS' };
export const Asq: Story = { ...worded('asq'), name: 'ASQ' };
export const Phq2: Story = { ...worded('phq2'), name: 'PHQ-2' };
export const Gad2: Story = { ...worded('gad2'), name: 'GAD-2' };
export const Gses: Story = { ...worded('gses'), name: 'GSES' };

export const Phqa: Story = { ...empty('phqa'), name: 'PHQ-A' };
export const Cesdc: Story = { ...empty('cesdc'), name: 'CES-DC' };
export const Pss10: Story = { ...empty('pss10'), name: 'PSS-10' };
export const Pss14: Story = { ...empty('pss14'), name: 'PSS-14/CPSS' };
export const RsesZh: Story = { ...empty('rses_zh'), name: 'SES (Chinese order)' };
export const Ais: Story = { ...empty('ais'), name: 'AIS' };
export const Isi: Story = { ...empty('isi'), name: 'ISI' };
export const Psc17: Story = { ...empty('psc17'), name: 'PSC-17' };
export const Scared: Story = { ...empty('scared'), name: 'SCARED' };
export const Mssmhs: Story = { ...empty('mssmhs'), name: 'MSSMHS / MMHI-60' };
export const Who5: Story = { ...empty('who5'), name: 'WHO-5' };
export const Dass21: Story = { ...empty('dass21'), name: 'DASS-21' };
export const Sds: Story = { ...empty('sds'), name: 'SDS' };
export const Sas: Story = { ...empty('sas'), name: 'SAS' };
export const Scl90: Story = { ...empty('scl90'), name: 'SCL-90' };
export const Upi: Story = { ...empty('upi'), name: 'UPI' };
export const Mht: Story = { ...empty('mht'), name: 'MHT' };
export const SdqSelf: Story = { ...empty('sdq_self'), name: 'SDQ (self)' };
export const SdqParent: Story = { ...empty('sdq_parent'), name: 'SDQ (parents)' };
export const SdqTeacher: Story = { ...empty('sdq_teacher'), name: 'SDQ (teachers)' };
export const Psqi: Story = { ...empty('psqi'), name: 'PSQI' };
export const Epq: Story = { ...empty('epq'), name: 'EPQ' };
export const Pf16: Story = { ...empty('16pf'), name: '16PF' };
export const Ccsmhs: Story = { ...empty('ccsmhs'), name: 'CCSMHS' };
