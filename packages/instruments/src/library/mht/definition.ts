/** MHT (周步成): a hundred yes-or-no items for pupils, eight content scales and a validity scale. Keys and empty slots. */
import type { Cutoff, Instrument, Scale, Validity } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

const range = (first: number, last: number) => numbers(last).slice(first - 1);
/** From 81 on, odd items ask about impulsivity and even ones are validity items. */
const odd = range(81, 100).filter(id => Number(id) % 2 === 1);
const even = range(81, 100).filter(id => Number(id) % 2 === 0);

const content = (id: string, zh: string, en: string, items: string[]): Scale => ({
  id,
  title: { 'zh-CN': zh, en },
  items,
  method: 'sum',
  min: 0,
  max: items.length,
});
const contents: readonly Scale[] = [
  content('learning_anxiety', '学习焦虑', 'Learning anxiety', range(1, 15)),
  content('social_anxiety', '对人焦虑', 'Anxiety about people', range(16, 25)),
  content('loneliness', '孤独倾向', 'Tendency to loneliness', range(26, 35)),
  content('self_blame', '自责倾向', 'Tendency to self-blame', range(36, 45)),
  content('oversensitivity', '过敏倾向', 'Oversensitivity', range(46, 55)),
  content('physical_symptoms', '身体症状', 'Physical symptoms', range(56, 70)),
  content('phobia', '恐怖倾向', 'Tendency to fears', range(71, 80)),
  content('impulsivity', '冲动倾向', 'Impulsivity', odd),
];

const MANUAL = '周步成 1991';
const high = (scale: string, value: number): Cutoff => ({
  id: `${scale}_high`,
  scale,
  op: '>=',
  value,
  source: MANUAL,
});
const lies = (value: number, source: string): Validity => ({ id: 'lie', scale: 'validity', op: '>=', value, source });

export const mht: Instrument = {
  id: 'mht',
  version: '1.0.0',
  title: { 'zh-CN': '心理健康诊断测验', en: 'Mental Health Test' },
  abbreviation: 'MHT',
  respondent: 'self',
  administration: 'self',
  age: { min: null, max: null, note: '小学四年级至高三 (grade 4 to the last year of senior secondary school)' },
  licences: {
    'zh-CN': {
      ship: 'keys-only',
      status: 'Revision of 周步成, 华东师范大学出版社; permission of the rights holder is needed.',
    },
    en: { ship: 'keys-only', status: 'There is no published English form.' },
  },
  recall: { 'zh-CN': '平时', en: 'usual' },
  responseSets: [optionSlots('answers', 0, 1)],
  items: itemSlots('answers', 100),
  scales: [
    {
      id: 'validity',
      title: { 'zh-CN': '效度量表', en: 'Validity scale' },
      items: even,
      method: 'sum',
      min: 0,
      max: 10,
    },
    {
      id: 'total',
      title: { 'zh-CN': '总焦虑倾向', en: 'Total of the content scales' },
      items: contents.flatMap(({ items }) => items),
      method: 'sum',
      min: 0,
      max: 90,
      primary: true,
    },
    ...contents,
  ],
  cutoffs: [high('total', 65), ...contents.map(({ id }) => high(id, 8))],
  validity: [lies(8, `${MANUAL}: 7分以上, read as above 7.`)],
  variants: [
    {
      id: 'lie_from_7',
      title: { 'zh-CN': '效度量表 7 分起无效', en: 'Sheet not valid from 7' },
      source: `${MANUAL}: 7分以上, read as 7 and above; sources differ whether 7 itself voids the sheet.`,
      validity: [lies(7, `${MANUAL}: 7分以上, read as 7 and above.`)],
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [{ citation: '周步成. 心理健康诊断测验（MHT）手册. 上海: 华东师范大学心理学系; 1991.' }],
  notes: ['The validity items are known from print; the blocks of the content scales are written down from memory.'],
};
