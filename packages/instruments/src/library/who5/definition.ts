/** WHO-5: well-being over two weeks, five items. Keys here; the wording has conditions and stands in an entry of its own. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const who5: Instrument = {
  id: 'who5',
  version: '1.0.0',
  title: { 'zh-CN': '世界卫生组织五项幸福感指数', en: 'WHO-5 Well-Being Index' },
  abbreviation: 'WHO-5',
  respondent: 'self',
  administration: 'self',
  age: { min: 9, max: null },
  licences: {
    'zh-CN': {
      ship: 'conditional-text',
      status: 'As English if the file of WHO is used.',
      terms: 'Non-commercial, share-alike: a commercial product needs the permission of WHO.',
    },
    en: {
      ship: 'conditional-text',
      status: 'Older pages: free, no permission. WHO edition of 2024: CC BY-NC-SA 3.0 IGO.',
      terms: 'Non-commercial, share-alike: a commercial product needs the permission of WHO.',
    },
  },
  recall: { 'zh-CN': '过去两周', en: 'past 2 weeks' },
  responseSets: [optionSlots('answers', 0, 5)],
  items: itemSlots('answers', 5),
  scales: [
    {
      id: 'raw',
      title: { 'zh-CN': '幸福感水平', en: 'Well-being' },
      items: numbers(5),
      method: 'sum',
      min: 0,
      max: 25,
      primary: true,
    },
    {
      id: 'percent',
      title: { 'zh-CN': '幸福感水平（百分比）', en: 'Well-being, per cent' },
      items: numbers(5),
      method: 'sum',
      min: 0,
      max: 100,
      transform: { multiply: 4 },
    },
  ],
  cutoffs: [
    {
      id: 'low_wellbeing',
      scale: 'raw',
      op: '<',
      value: 13,
      source: 'WHO 1998; Topp 2015 (percent <=50 is the same set of raw scores)',
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Topp CW, Østergaard SD, Søndergaard S, Bech P. The WHO-5 Well-Being Index: a systematic review of the literature. Psychother Psychosom 2015;84:167–176.',
    },
  ],
  notes: ['The percentage is the raw score × 4; 50 % and less are the same answers as a raw score below 13.'],
};
