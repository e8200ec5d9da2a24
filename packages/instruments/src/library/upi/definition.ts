/** UPI: sixty yes-or-no items for new students, three classes of follow-up. Keys and empty slots. */
import type { Decision, Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

/** Four items are about being well (lie items) and don't count. */
const lieItems = ['5', '20', '35', '50'];
const auxiliary = ['61', '62', '63', '64'];
const SOURCE = '樊富珉、王建中 1993';

const total = (value: number) => ({ scale: 'total', op: '>=', value }) as const;
const yes = (item: string) => ({ item, op: '=', value: 1 }) as const;

/** The classes, with what else puts somebody into the first two. */
const classes = (source: string, first: Decision['any'] = [], second: Decision['any'] = []): Decision[] => [
  { id: 'class1', any: [total(25), yes('25'), ...first], source },
  { id: 'class2', any: [total(20), yes('8'), yes('16'), yes('26'), ...second], source },
  { id: 'class3', all: [total(0)], source },
];
const auxiliaryYes = (value: number) => ({ scale: 'auxiliary_yes', op: '>=', value }) as const;

export const upi: Instrument = {
  id: 'upi',
  version: '1.0.0',
  title: { 'zh-CN': '大学生人格问卷', en: 'University Personality Inventory' },
  abbreviation: 'UPI',
  respondent: 'self',
  administration: 'self',
  age: { min: 17, max: 25 },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Revision of 樊富珉 and 王建中.' },
    en: { ship: 'keys-only', status: '© 全国大学保健管理協会 (Japan).' },
  },
  recall: { 'zh-CN': '最近一年', en: 'past year' },
  responseSets: [optionSlots('answers', 0, 1)],
  items: itemSlots('answers', 64).map(item => (auxiliary.includes(item.id) ? { ...item, required: false } : item)),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '总分', en: 'Total' },
      items: numbers(60).filter(id => !lieItems.includes(id)),
      method: 'sum',
      min: 0,
      max: 56,
      primary: true,
    },
    { id: 'lie_yes', title: { 'zh-CN': '测伪题', en: 'Lie items' }, items: lieItems, method: 'sum', min: 0, max: 4 },
  ],
  critical: [{ id: 'suicidal_ideation', item: '25', op: '=', value: 1, basis: 'Published key item (想轻生)' }],
  decisions: classes(SOURCE),
  variants: [
    {
      id: 'lie_scale',
      title: { 'zh-CN': '测伪题全选为可疑', en: 'All four lie items make the sheet doubtful' },
      source: 'One Chinese source: a yes to all four lie items makes the sheet possibly invalid.',
      validity: [
        {
          id: 'all_lie_items',
          scale: 'lie_yes',
          op: '>=',
          value: 4,
          source: 'One Chinese source: a yes to all four lie items.',
        },
      ],
    },
    {
      id: 'auxiliary_questions',
      title: { 'zh-CN': '计入辅助题 61–64', en: 'With the auxiliary questions 61 to 64' },
      source: 'Auxiliary questions 61 to 64: two yes put into class 1, one into class 2 (written down from memory).',
      scales: [
        {
          id: 'auxiliary_yes',
          title: { 'zh-CN': '辅助题', en: 'Auxiliary questions' },
          items: auxiliary,
          method: 'sum',
          min: 0,
          max: 4,
        },
      ],
      decisions: classes('樊富珉、王建中 1993, with the auxiliary questions', [auxiliaryYes(2)], [auxiliaryYes(1)]),
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    { citation: '樊富珉, 王建中. 北京大学生心理素质及心理健康研究. 清华大学教育研究 1993.' },
    { citation: '王建中, 樊富珉. 大学生人格健康调查表（UPI）的修订与应用.' },
  ],
  notes: ['A student who asks for counselling belongs to class 1 as well; no item of the sixty asks that.'],
};
