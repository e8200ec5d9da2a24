/** K10: psychological distress over 30 days, ten items. */
import type { Instrument } from '@xinqiao/contract/types';
import { allAnswered, kesslerLicences, kesslerSources, thirtyDays, timeOptions } from '../kessler.ts';
import { numberedItems, numbers } from '../numbered.ts';

export const k10: Instrument = {
  id: 'k10',
  version: '1.0.0',
  title: { 'zh-CN': '凯斯勒心理困扰量表(10项)', en: 'Kessler Psychological Distress Scale (10 items)' },
  abbreviation: 'K10',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: kesslerLicences,
  recall: thirtyDays,
  stem: { en: 'During the past 30 days, about how often did you feel …' },
  responseSets: [{ id: 'time', options: timeOptions(1) }],
  items: numberedItems('time', [
    { en: 'tired out for no good reason' },
    { en: 'nervous' },
    { en: 'so nervous that nothing could calm you down' },
    { en: 'hopeless' },
    { en: 'restless or fidgety' },
    { en: 'so restless you could not sit still' },
    { en: 'depressed' },
    { en: 'that everything was an effort' },
    { en: 'so sad that nothing could cheer you up' },
    { en: 'worthless' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '心理困扰水平', en: 'Psychological distress' },
      items: numbers(10),
      method: 'sum',
      min: 10,
      max: 50,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'andrews_slade',
      scale: 'total',
      source: 'Andrews & Slade 2001 (as quoted by mindtherapy.com.au)',
      ranges: [
        { id: 'likely_well', min: 10, max: 19, label: { 'zh-CN': '可能良好', en: 'likely to be well' } },
        { id: 'mild', min: 20, max: 24, label: { 'zh-CN': '轻度困扰', en: 'mild' } },
        { id: 'moderate', min: 25, max: 29, label: { 'zh-CN': '中度困扰', en: 'moderate' } },
        { id: 'severe', min: 30, max: 50, label: { 'zh-CN': '重度困扰', en: 'severe' } },
      ],
    },
    {
      key: 'abs',
      scale: 'total',
      source: 'Australian Bureau of Statistics; same cut points in 周成超 2008 (China)',
      ranges: [
        { id: 'low', min: 10, max: 15, label: { 'zh-CN': '低', en: 'low' } },
        { id: 'moderate', min: 16, max: 21, label: { 'zh-CN': '中等', en: 'moderate' } },
        { id: 'high', min: 22, max: 29, label: { 'zh-CN': '高', en: 'high' } },
        { id: 'very_high', min: 30, max: 50, label: { 'zh-CN': '很高', en: 'very high' } },
      ],
    },
  ],

  missing: { rule: 'all-required', source: allAnswered },
  sources: [
    ...kesslerSources,
    {
      citation:
        'Andrews G, Slade T. Interpreting scores on the Kessler Psychological Distress Scale (K10). Aust N Z J Public Health 2001;25:494–497.',
    },
    {
      citation: 'Australian Bureau of Statistics: K10 levels of distress; the same cut points in 周成超 2008 (China).',
    },
  ],
  notes: [
    'Trap: the NCS self-administered sheet prints 1 = all of the time … 5 = none of the time. Here 1 = none … 5 = all. Turn paper data round before entering them.',
    'Two systems of levels exist: always name which one.',
    'Items 3 and 6 may be skipped (= 1) when item 2 or 5 is “none”; here all ten are asked.',
  ],
};
