/** CES-DC: the CES-D for children and adolescents. Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const cesdc: Instrument = {
  id: 'cesdc',
  version: '1.0.0',
  title: { 'zh-CN': '儿童流调中心抑郁量表', en: 'CES-D for Children' },
  abbreviation: 'CES-DC',
  respondent: 'self',
  administration: 'self',
  age: { min: 6, max: 17 },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translations belong to their translators.' },
    en: {
      ship: 'open-text',
      status: 'Public domain or free.',
      textStatus: 'Not shipped yet: the wording is to be checked against the sheet first.',
    },
  },
  recall: { 'zh-CN': '过去一周', en: 'past week' },
  responseSets: [optionSlots('answers', 0, 3)],
  items: itemSlots('answers', 20),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '抑郁症状水平', en: 'Depressive symptom level' },
      items: numbers(20),
      method: 'sum',
      reverse: ['4', '8', '12', '16'],
      min: 0,
      max: 60,
      primary: true,
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 15, source: 'Weissman 1980' }],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Weissman MM, Orvaschel H, Padian N. Children’s symptom and social functioning self-report scales. J Nerv Ment Dis 1980;168:736–740.',
    },
  ],
};
