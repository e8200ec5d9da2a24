/** SCARED: anxious feelings of children over three months, 41 items. Keys; the English wording has conditions. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const scared: Instrument = {
  id: 'scared',
  version: '1.0.0',
  title: { 'zh-CN': '儿童焦虑性情绪障碍筛查表', en: 'Screen for Child Anxiety Related Disorders' },
  abbreviation: 'SCARED',
  respondent: 'self',
  administration: 'self',
  age: { min: 8, max: 18 },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translations belong to their translators.' },
    en: {
      ship: 'conditional-text',
      status: '© Birmaher; free download for clinical and research use.',
      textStatus: 'Not shipped.',
    },
  },
  recall: { 'zh-CN': '过去三个月', en: 'past 3 months' },
  responseSets: [optionSlots('answers', 0, 2)],
  items: itemSlots('answers', 41),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '焦虑症状水平', en: 'Anxiety symptom level' },
      items: numbers(41),
      method: 'sum',
      min: 0,
      max: 82,
      primary: true,
    },
    {
      id: 'panic_somatic',
      title: { 'zh-CN': '惊恐与躯体症状', en: 'Panic and somatic symptoms' },
      items: ['1', '6', '9', '12', '15', '18', '19', '22', '24', '27', '30', '34', '38'],
      method: 'sum',
      min: 0,
      max: 26,
    },
    {
      id: 'generalized',
      title: { 'zh-CN': '广泛的担忧', en: 'Generalized anxiety' },
      items: ['5', '7', '14', '21', '23', '28', '33', '35', '37'],
      method: 'sum',
      min: 0,
      max: 18,
    },
    {
      id: 'separation',
      title: { 'zh-CN': '分离焦虑', en: 'Separation anxiety' },
      items: ['4', '8', '13', '16', '20', '25', '29', '31'],
      method: 'sum',
      min: 0,
      max: 16,
    },
    {
      id: 'social',
      title: { 'zh-CN': '社交焦虑', en: 'Social anxiety' },
      items: ['3', '10', '26', '32', '39', '40', '41'],
      method: 'sum',
      min: 0,
      max: 14,
    },
    {
      id: 'school_avoidance',
      title: { 'zh-CN': '回避上学', en: 'School avoidance' },
      items: ['2', '11', '17', '36'],
      method: 'sum',
      min: 0,
      max: 8,
    },
  ],
  cutoffs: [
    { id: 'total_positive', scale: 'total', op: '>=', value: 25, source: 'Birmaher 1999' },
    { id: 'panic_somatic_positive', scale: 'panic_somatic', op: '>=', value: 7, source: 'Birmaher 1999' },
    { id: 'generalized_positive', scale: 'generalized', op: '>=', value: 9, source: 'Birmaher 1999' },
    { id: 'separation_positive', scale: 'separation', op: '>=', value: 5, source: 'Birmaher 1999' },
    { id: 'social_positive', scale: 'social', op: '>=', value: 8, source: 'Birmaher 1999' },
    { id: 'school_avoidance_positive', scale: 'school_avoidance', op: '>=', value: 3, source: 'Birmaher 1999' },
    { id: 'total_positive_cn', scale: 'total', op: '>=', value: 23, source: 'Chinese norm (王凯、苏林雁)' },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Birmaher B, Brent DA, Chiappetta L, et al. Psychometric properties of the Screen for Child Anxiety Related Emotional Disorders (SCARED): a replication study. J Am Acad Child Adolesc Psychiatry 1999;38:1230–1236.',
    },
    { citation: '王凯、苏林雁、朱焱, et al. 儿童焦虑性情绪障碍筛查表的中国城市常模. 中国临床心理学杂志 2002;10(4).' },
  ],
  notes: ['The parents’ form has the same keys; this definition is the one that children answer themselves.'],
};
