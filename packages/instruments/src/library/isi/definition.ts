/** ISI: severity of sleep difficulties over two weeks, seven items. Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const isi: Instrument = {
  id: 'isi',
  version: '1.0.0',
  title: { 'zh-CN': '失眠严重程度指数', en: 'Insomnia Severity Index' },
  abbreviation: 'ISI',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Licensed translation.' },
    en: { ship: 'keys-only', status: '© C. Morin; permission needed (ePROVIDE, Mapi, for most uses).' },
  },
  recall: { 'zh-CN': '过去两周', en: 'past 2 weeks' },
  responseSets: [optionSlots('answers', 0, 4)],
  items: itemSlots('answers', 7),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '睡眠困难程度', en: 'Severity of sleep difficulties' },
      items: numbers(7),
      method: 'sum',
      min: 0,
      max: 28,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Morin 1993; Bastien 2001',
      ranges: [
        { id: 'none', min: 0, max: 7, label: { 'zh-CN': '无临床意义失眠', en: 'no clinically significant insomnia' } },
        { id: 'subthreshold', min: 8, max: 14, label: { 'zh-CN': '亚临床', en: 'subthreshold' } },
        { id: 'moderate', min: 15, max: 21, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 22, max: 28, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    { citation: 'Morin CM. Insomnia: psychological assessment and management. New York: Guilford, 1993.' },
    {
      citation:
        'Bastien CH, Vallières A, Morin CM. Validation of the Insomnia Severity Index as an outcome measure for insomnia research. Sleep Med 2001;2:297–307.',
    },
  ],
};
