import type { CampaignPlan } from '@xinqiao/contract/types';
import type { StoryObj } from '@storybook/web-components-vite';
import { type Args, elementMeta } from '../element.ts';
import { click, find, ready } from '../play.ts';
import { signIn, withBrokenService, withoutNetwork, withSilentService } from '../sandbox/loaders.ts';

const meta = elementMeta('xq-campaign-editor');
export default { title: 'Elements/Campaign editor', ...meta, parameters: { ...meta.parameters, width: '820px' } };
type Story = StoryObj<Args>;

const longPlan: CampaignPlan = {
  id: 'long',
  title: {
    'zh-CN':
      '岭南心桥大学2026级全日制本科生、研究生（含港澳台侨学生和中外合作办学项目学生）入学适应与心理健康状况第一次普查测评方案',
    en: 'First survey of adjustment and mental health among all full-time undergraduate and postgraduate students who enrolled in 2026, joint-programme students included',
  },
  purpose: {
    'zh-CN': '了解新同学入学以来的适应情况和需要，及时提供支持；结果不用于评优、入党、选拔等任何其他用途。',
    en: 'To learn how new students have settled in and what they need, so that support comes in time. Results serve no other end.',
  },
  target: {
    unitIds: ['数学与统计学院-粤港澳大湾区数据科学与人工智能联合培养基地', 'international-joint-programmes'],
    rule: 'grades',
    enrolmentYears: [2023, 2024, 2025, 2026],
  },
  instruments: ['phq9', 'gad7'],
  opensAt: '2026-10-12T08:00:00+08:00',
  closesAt: '2027-03-31T23:59:00+08:00',
  feedback: 'score',
  feedbackFrom: 'closing',
  abandonedAttempts: 'propose',
  reminders: [
    { when: 'after-opening', days: 7 },
    { when: 'before-end', days: 1 },
  ],
  consent: { title: {}, summary: {}, points: [], contact: {} },
  state: 'planned',
  consentVersion: '2026-10-01',
  copiedFrom: null,
  revision: 3,
  savedAt: '2026-10-01T09:30:00+08:00',
  savedBy: { userId: 'X0001', name: '阿依古丽·买买提明', role: 'psych-staff' },
  publishedAt: '2026-10-01T09:30:00+08:00',
  closedAt: null,
};

/** Plans of the synthetic university, as its psychology centre sees them. */
export const Plans: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '.plans li');
  },
};

/** A new draft: everything may be empty until it is published. */
export const Draft: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.head .primary');
    await find(editor, '#f-instruments label');
  },
};

/** What keeps the draft from being published stands in a list, and at each field. */
export const Errors: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.head .primary');
    await click(editor, '#publish');
    await click(editor, '#yes');
    await find(editor, '#errors');
  },
};

/** What is published is read, closed early or copied. */
export const Published: Story = {
  loaders: [signIn('psychologist')],
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.plans li:last-child .open');
    await find(editor, '.facts');
  },
};

/** Long names break where they may, and push nothing out of the card. */
export const LongNames: Story = {
  args: { data: [longPlan] },
  play: async ({ canvasElement }) => {
    const editor = await ready(canvasElement, 'xq-campaign-editor');
    await click(editor, '.open');
    await find(editor, '.facts');
  },
};

/** No plan yet. */
export const Empty: Story = { args: { data: [] } };

/** Counsellors plan nothing. */
export const NoAccess: Story = {
  loaders: [signIn('counsellor')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '.state h3');
  },
};

export const Loading: Story = { loaders: [withSilentService('psychologist')] };

export const Failed: Story = {
  loaders: [withBrokenService('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '[role="alert"]');
  },
};

export const Offline: Story = {
  loaders: [withoutNetwork('psychologist')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-campaign-editor'), '[role="alert"]');
  },
};
