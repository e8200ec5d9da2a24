import type { HelpLine } from '@xinqiao/contract/types';
import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { type Args, draw, elementMeta } from '../element.ts';
import { signIn } from '../sandbox/loaders.ts';
import { click, find, ready, until } from '../play.ts';

export default { title: 'Elements/Help card', ...elementMeta('xq-help-card') };
type Story = StoryObj<Args>;

const schoolLines: readonly HelpLine[] = [
  {
    id: 'centre',
    name: { 'zh-CN': '心理健康教育与咨询中心（学生活动中心三楼，可预约）', en: 'Counselling centre, Student Centre' },
    number: '020-8411 2306',
    hours: { 'zh-CN': '周一至周五 8:30–21:30', en: 'Monday to Friday, 8:30–21:30' },
    lastChecked: '2026-11-02',
  },
  {
    id: '12356',
    name: { 'zh-CN': '全国统一心理援助热线', en: 'National psychological support line' },
    number: '12356',
    hours: { 'zh-CN': '每天至少 18 小时有人接听', en: 'Answered at least 18 hours a day' },
    lastChecked: '2026-11-02',
  },
];

/** Needs nothing: no client, no network. */
export const Default: Story = {};

/** The lines that the service gives to the provider. */
export const FromTheService: Story = {
  loaders: [signIn('student')],
  play: async ({ canvasElement }) => {
    const card = await ready(canvasElement, 'xq-help-card');
    await find(card, '.help-lines');
  },
};

/** Lines of the page's own; the numbers of immediate rescue stay. */
export const OwnLines: Story = { args: { data: schoolLines } };

/** What the school adds stands between the lines and the numbers of immediate rescue. */
export const OwnWords: Story = {
  render: args => draw('xq-help-card', args, html`<p>也可以直接来：学生活动中心 305 室，门一直开着，不需要预约。</p>`),
};

/** One line for the foot of a page. */
export const Compact: Story = { args: { compact: true } };

/** After a press on “more”. */
export const CompactUnfolded: Story = {
  args: { compact: true },
  play: async ({ canvasElement }) => {
    const card = await ready(canvasElement, 'xq-help-card');
    await click(card, '.bar button');
    await until(() => card.shadowRoot!.querySelector('.unfolded') !== null);
  },
};
