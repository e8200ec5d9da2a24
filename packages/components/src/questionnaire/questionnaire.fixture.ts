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

/** Drawn for these tests: a sun, a cloud, rain. */
const PICTURES = {
  sun: 'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAABWElEQVR42u2b2w3DIAxFMwhj9INFGCRr8dkhGKcrpEQCqUWhJQ3Ypr6WLDVSpfoegm0eXRYYDAYjtsf9ZqK76D75/tloArAL3gp3AAAAAAAAADCRAC8FQC6lHKPnuQEk8TRvUSVwzwWgED8eQuUHT0NInaCpPVPGwgZh6hg4A5AwAGyBiBF/NQnF79iUCF/dUiXhkRDMF9G1EXwT9AlGSpgyxLc0Iing0CC89FADerUR4255z/qca4QY+NpBfPb1HxY7Ot6EIkn1djMDgDAQQJAu3g4Un91KBuAJAHjJADYKp0hirsENw+t/OA1+jflqCTMEpa+pJJ6oPK7bPCaq/c1CuuUPAMAUUJ4E1ZdBNEJohbEYwnIYGyLYEsOmKLbFcTCCozF5B5WqT4bFQFB9QUL9FRn1l6QOgtd1Ta5XIzL1RcmBUwl3hQEAAAAAALQA0P23ORgMJsaehNY5mrI/1jgAAAAASUVORK5CYII=',
  cloud:
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAABEElEQVR42u2Zyw3DIBAFXYgLoREX4kK4pgifUgWF0AghEhwcKZYS7QJrZqR3S6Lsg/0AywIAAAAAAADQjMfxdFlbkZsh4DXLZ4Ws9EWhfGa9Y+DpR9k3omzv+EfwVe/vbpaDT0LaZg7elgkl56OCAdFETch/8lAIvuqw0NuTstzIBvgGBviRDYgNDIgzb/+r6dH1CtqXwhc6GXAqkk06hcCEp5oiqrtBuc1Jap05ePlimX9wNxR81W6txY25C4yuvtwhyljuy6eB4eBlDlAYgAEmOwBFUGwiVLrja3JSlByEwpSrP8B5v/8YbDAV9C5PB78L0Fn5i/e+kYzo85b48czdQ/d/WgcAAAAAAAAAAEFeaw3OT3YjfOsAAAAASUVORK5CYII=',
  rain: 'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAABnUlEQVR42u1ZwY0DIQxMIRTC49qgEFq4P98rgtdVcE8KoRFCJFa6WEkWVhhs8Ejzwys8DMYst5tAIBAIBMPx4391pinUOySsMl1myExvGMoYtWLiqZH8hSj2jheSP/iINZyTT51odk6elwhlz0cEASKLmpAn6RGSP+g5nO0JmZqyAG6AAI6yAHGAAHFn+3/qHvWspF0pfGGSAE9FcshJ0aHDQ90iqG5APuZ6Uu2cfP9imT9oGSV/0HI74mi6gOnq97tEMdv7/bcB4+T7XKBEABGA5QkgRbBbR4j0j2/ITbFnIxS2XH0C9/35bTDDrYD385T4vwCclf/w3kdJiDlvieCZewbXf1oXCJjg6/vPAOoLMepkvGqNGZX8Y2IJ0FQkD2POBHAwhsrq29aJ5TEexISKmAhiHBUBApiYr4iBq29PxusXMXpn+0cqq+92t3/TxN44hq39myf2qmCuZP84qGAuZf/uBZOV/TEK5ur2t1QESDvbf0gfT9n+6I3MlX5hpv3tiIJJqfp7QFWxZZ5iKm+Y/2NorL5AIBAIFsEdjFM8KN04cEkAAAAASUVORK5CYII=',
};

/** A question with pictures beside the words, for children. */
export const weatherFixture = (): Instrument => ({
  ...head,
  id: 'weather',
  title: { 'zh-CN': '心情天气', en: 'Weather inside' },
  abbreviation: 'WEATHER',
  items: [
    {
      type: 'choice',
      id: 'today',
      readingLevel: 3,
      text: { 'zh-CN': '今天你的心情像什么天气？', en: 'Which weather is like your mood today?' },
      options: (
        [
          ['sun', '晴天', 'Sunny'],
          ['cloud', '多云', 'Cloudy'],
          ['rain', '下雨', 'Rainy'],
        ] as const
      ).map(([value, chinese, english]) => ({
        value,
        label: { 'zh-CN': chinese, en: english },
        picture: `data:image/png;base64,${PICTURES[value]}`,
      })),
    },
  ],
});
