/** PSS-10: perceived stress over a month. Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const pss10: Instrument = {
  id: 'pss10',
  version: '1.0.0',
  title: { 'zh-CN': '知觉压力量表(10项)', en: 'Perceived Stress Scale-10' },
  abbreviation: 'PSS-10',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Work of the translator (杨廷忠 2003 for the 14 items).' },
    en: {
      ship: 'keys-only',
      status: '© S. Cohen / American Sociological Association.',
      terms:
        'Free for non-profit academic research or educational use; use for profit needs the permission of the association and the author.',
    },
  },
  recall: { 'zh-CN': '过去一个月', en: 'past month' },
  responseSets: [optionSlots('answers', 0, 4)],
  items: itemSlots('answers', 10),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '知觉到的压力', en: 'Perceived stress' },
      items: numbers(10),
      method: 'sum',
      reverse: ['4', '5', '7', '8'],
      min: 0,
      max: 40,
      primary: true,
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Cohen S, Kamarck T, Mermelstein R. A global measure of perceived stress. J Health Soc Behav 1983;24:385–396.',
    },
  ],
};
