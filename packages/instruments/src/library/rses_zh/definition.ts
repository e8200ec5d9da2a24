/** RSES in the order of the Chinese sheet (季益富、于欣). Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const rsesZh: Instrument = {
  id: 'rses_zh',
  version: '1.0.0',
  title: { 'zh-CN': '自尊量表 SES(季益富、于欣译本题序)', en: 'Rosenberg Self-Esteem Scale, Chinese order' },
  abbreviation: 'SES',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translation of 季益富、于欣 (handbook 1993/1999).' },
    en: {
      ship: 'open-text',
      status:
        'Free with credit to Rosenberg 1965; not shipped here, because the English items stand in another order (see rses).',
    },
  },
  responseSets: [optionSlots('answers', 1, 4)],
  items: itemSlots('answers', 10),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '自尊水平', en: 'Self-esteem' },
      items: numbers(10),
      method: 'sum',
      reverse: ['3', '5', '8', '9', '10'],
      min: 10,
      max: 40,
      primary: true,
    },
    {
      id: 'total_item8_positive',
      title: { 'zh-CN': '自尊水平（第 8 题正向计分）', en: 'Self-esteem, item 8 not reversed' },
      items: numbers(10),
      method: 'sum',
      reverse: ['3', '5', '9', '10'],
      min: 10,
      max: 40,
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    { citation: 'Rosenberg M. Society and the adolescent self-image. Princeton University Press, 1965.' },
    { citation: '季益富、于欣. 自尊量表. 心理卫生评定量表手册, 1999.' },
    { citation: '田录梅. Rosenberg (1965) 自尊量表中文版的美中不足. 心理学探新 2006;26(2).' },
  ],
  notes: [
    'A value is agreement: 4 = strongly agree. The paper sheet is coded the other way round (1 = 非常符合): turn its codes before scoring.',
  ],
};
