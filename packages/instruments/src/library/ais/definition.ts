/** AIS: difficulties with sleep over a month, eight items. Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const ais: Instrument = {
  id: 'ais',
  version: '1.0.0',
  title: { 'zh-CN': '阿森斯失眠量表', en: 'Athens Insomnia Scale' },
  abbreviation: 'AIS',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translations belong to their translators.' },
    en: { ship: 'keys-only', status: '© Soldatos; permission needed.' },
  },
  recall: { 'zh-CN': '过去一个月', en: 'past month' },
  responseSets: [optionSlots('answers', 0, 3)],
  items: itemSlots('answers', 8),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '睡眠困难程度', en: 'Difficulty sleeping' },
      items: numbers(8),
      method: 'sum',
      min: 0,
      max: 24,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'cn',
      scale: 'total',
      source: 'Chinese pages without a named author: below 4, 4 to 6, above 6',
      ranges: [
        { id: 'none', min: 0, max: 3, label: { 'zh-CN': '没有睡眠困难', en: 'no difficulty' } },
        { id: 'possible', min: 4, max: 6, label: { 'zh-CN': '可能有睡眠困难', en: 'possible difficulty' } },
        { id: 'likely', min: 7, max: 24, label: { 'zh-CN': '睡眠困难', en: 'difficulty' } },
      ],
    },
  ],
  cutoffs: [{ id: 'insomnia_screen', scale: 'total', op: '>=', value: 6, source: 'Soldatos 2003' }],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Soldatos CR, Dikeos DG, Paparrigopoulos TJ. Athens Insomnia Scale: validation of an instrument based on ICD-10 criteria. J Psychosom Res 2000;48:555–560.',
    },
    {
      citation:
        'Soldatos CR, Dikeos DG, Paparrigopoulos TJ. The diagnostic validity of the Athens Insomnia Scale. J Psychosom Res 2003;55:263–267.',
    },
  ],
};
