/** K6: psychological distress over 30 days, six items. */
import type { Instrument } from '@xinqiao/contract/types';
import { allAnswered, kesslerLicences, kesslerSources, thirtyDays, timeOptions } from '../kessler.ts';
import { numberedItems, numbers } from '../numbered.ts';

export const k6: Instrument = {
  id: 'k6',
  version: '1.0.0',
  title: { 'zh-CN': '凯斯勒心理困扰量表(6项)', en: 'Kessler Psychological Distress Scale (6 items)' },
  abbreviation: 'K6',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: kesslerLicences,
  recall: thirtyDays,
  stem: { en: 'During the past 30 days, about how often did you feel …' },
  responseSets: [{ id: 'time', options: timeOptions(0) }],
  items: numberedItems('time', [
    { en: 'nervous' },
    { en: 'hopeless' },
    { en: 'restless or fidgety' },
    { en: 'so depressed that nothing could cheer you up' },
    { en: 'that everything was an effort' },
    { en: 'worthless' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '心理困扰水平', en: 'Psychological distress' },
      items: numbers(6),
      method: 'sum',
      min: 0,
      max: 24,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Kessler 2003 (>=13); Prochaska 2012 (5-12)',
      ranges: [
        { id: 'low', min: 0, max: 4, label: { 'zh-CN': '低', en: 'low' } },
        { id: 'moderate', min: 5, max: 12, label: { 'zh-CN': '中等', en: 'moderate' } },
        { id: 'serious', min: 13, max: 24, label: { 'zh-CN': '严重', en: 'serious' } },
      ],
    },
  ],
  cutoffs: [{ id: 'serious_distress', scale: 'total', op: '>=', value: 13, source: 'Kessler 2003' }],
  missing: { rule: 'all-required', source: allAnswered },
  sources: kesslerSources,
  notes: [
    'The NCS self-administered sheet prints 1 = all of the time … 5 = none of the time; the codes here run the other way, from 0 = none.',
  ],
};
