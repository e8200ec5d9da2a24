/** Invented forms for tests and stories: one with every type of item, and one as long as wanted. */
import type { Instrument, Item } from '@xinqiao/contract/types';

const head = {
  version: '1.0.0',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null },
  licences: {
    'zh-CN': { ship: 'open-text', status: '本馆自编，供测试使用。' },
    en: { ship: 'open-text', status: 'Ours, for tests.' },
  },
  scales: [],
  missing: { rule: 'all-required', source: 'Ours, for tests.' },
  sources: [{ citation: 'Ours, for tests.' }],
} satisfies Partial<Instrument>;

/** Two groups; number, slider, several choices, choice, and a text that is asked of those who live on campus. */
export const everyTypeFixture = (): Instrument => ({
  ...head,
  id: 'first-year-life',
  title: { 'zh-CN': '新生生活小调查', en: 'First-year life' },
  abbreviation: 'FYL',
  items: [
    {
      type: 'group',
      id: 'rest',
      text: { 'zh-CN': '作息', en: 'Rest' },
      help: { 'zh-CN': '想一想最近一周。', en: 'Think of the past week.' },
    },
    { type: 'display', id: 'rest-text', group: 'rest', text: { 'zh-CN': '先从睡觉说起。', en: 'First, sleep.' } },
    {
      type: 'number',
      id: 'hours',
      group: 'rest',
      text: { 'zh-CN': '平均每天睡几个小时？', en: 'How many hours do you sleep a day?' },
      min: 0,
      max: 24,
      unit: { 'zh-CN': '小时', en: 'hours' },
    },
    {
      type: 'scale',
      id: 'fresh',
      group: 'rest',
      text: { 'zh-CN': '睡醒以后，精神怎么样？', en: 'How rested do you feel?' },
      min: 0,
      max: 10,
      minLabel: { 'zh-CN': '很累', en: 'very tired' },
      maxLabel: { 'zh-CN': '精神很好', en: 'very fresh' },
    },
    { type: 'group', id: 'life', text: { 'zh-CN': '生活', en: 'Life' } },
    {
      type: 'multiple-choice',
      id: 'free-time',
      group: 'life',
      text: { 'zh-CN': '课余时间你常做什么？', en: 'What do you do in your free time?' },
      maxSelected: 2,
      options: [
        { value: 'sport', label: { 'zh-CN': '运动', en: 'Sport' } },
        { value: 'music', label: { 'zh-CN': '音乐', en: 'Music' } },
        { value: 'friends', label: { 'zh-CN': '和朋友在一起', en: 'Being with friends' } },
        { value: 'none', exclusive: true, label: { 'zh-CN': '都没有', en: 'None of these' } },
      ],
    },
    {
      type: 'choice',
      id: 'campus',
      group: 'life',
      required: false,
      text: { 'zh-CN': '你住校吗？', en: 'Do you live on campus?' },
      options: [
        { value: 1, label: { 'zh-CN': '住校', en: 'Yes' } },
        { value: 0, label: { 'zh-CN': '不住校', en: 'No' } },
      ],
    },
    {
      type: 'text',
      id: 'joy',
      group: 'life',
      multiline: true,
      maxLength: 200,
      enableWhen: [{ item: 'campus', op: '=', value: 1 }],
      text: { 'zh-CN': '宿舍生活里，最让你开心的一件小事是什么？', en: 'What is a small thing you enjoy there?' },
      help: { 'zh-CN': '写几个字就好。', en: 'A few words will do.' },
    },
  ],
});

/** A Likert form of any length; only the wording is numbered. */
export const likertFixture = (count: number): Instrument => ({
  ...head,
  id: `likert-${count}`,
  title: { 'zh-CN': `${count} 题的长问卷`, en: `A form of ${count}` },
  abbreviation: 'LONG',
  stem: { 'zh-CN': '最近一周，下面的情况符合你吗？', en: 'How true was this in the past week?' },
  responseSets: [
    {
      id: 'true',
      options: ['完全不符合', '不太符合', '一般', '比较符合', '完全符合'].map((label, value) => ({
        value,
        label: { 'zh-CN': label, en: String(value) },
      })),
    },
  ],
  items: Array.from({ length: count }, (_, index): Item => ({
    type: 'choice',
    id: `q${index + 1}`,
    responseSet: 'true',
    text: { 'zh-CN': `我觉得日子过得有条理（${index + 1}）`, en: `My days are in order (${index + 1})` },
  })),
});
