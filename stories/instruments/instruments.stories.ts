import { getInstrument } from '@xinqiao/instruments/library';
import type { StoryObj } from '@storybook/web-components-vite';
import { type Args, elementMeta } from '../element.ts';

/** Each scale of the library, stand-alone: answers stay in the page, which gets the result with `xq-complete`. */
const meta = elementMeta('xq-questionnaire');
export default { ...meta, title: 'Instruments/Scales', tags: ['!autodocs'] };
type Story = StoryObj<Args>;

const scale = (id: string): Args => ({ instrument: getInstrument(id) });

export const Phq9: Story = { args: scale('phq9'), name: 'PHQ-9' };
export const Gad7: Story = { args: scale('gad7'), name: 'GAD-7' };
export const Phq4: Story = { args: scale('phq4'), name: 'PHQ-4' };
export const Phq15: Story = { args: scale('phq15'), name: 'PHQ-15' };
export const K6: Story = { args: scale('k6'), name: 'K6' };
export const K10: Story = { args: scale('k10'), name: 'K10' };
export const Cesd: Story = { args: scale('cesd'), name: 'CES-D' };
export const Rses: Story = { args: scale('rses'), name: 'RSES' };
export const Swls: Story = { args: scale('swls'), name: 'SWLS' };
export const Asq: Story = { args: scale('asq'), name: 'ASQ' };
export const Phq2: Story = { args: scale('phq2'), name: 'PHQ-2' };
export const Gad2: Story = { args: scale('gad2'), name: 'GAD-2' };
export const Gses: Story = { args: scale('gses'), name: 'GSES' };
