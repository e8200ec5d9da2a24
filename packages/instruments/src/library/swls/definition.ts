/** SWLS: satisfaction with life, five items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';

export const swls: Instrument = {
  id: 'swls',
  version: '1.0.0',
  title: { 'zh-CN': '生活满意度量表', en: 'Satisfaction With Life Scale' },
  abbreviation: 'SWLS',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'The author’s page lists a Chinese version; its wording is not checked.' },
    en: {
      ship: 'open-text',
      status: '© the authors; free to use without permission or charge, with credit.',
      credit:
        'Diener, E., Emmons, R. A., Larsen, R. J., & Griffin, S. (1985). The Satisfaction With Life Scale. Journal of Personality Assessment, 49, 71–75.',
      textStatus: 'Written down without the sheet at hand; to be compared letter by letter with the author’s page.',
    },
  },
  responseSets: [
    {
      id: 'agreement',
      options: [
        { value: 1, label: { en: 'Strongly disagree' } },
        { value: 2, label: { en: 'Disagree' } },
        { value: 3, label: { en: 'Slightly disagree' } },
        { value: 4, label: { en: 'Neither agree nor disagree' } },
        { value: 5, label: { en: 'Slightly agree' } },
        { value: 6, label: { en: 'Agree' } },
        { value: 7, label: { en: 'Strongly agree' } },
      ],
    },
  ],
  items: numberedItems('agreement', [
    { en: 'In most ways my life is close to my ideal.' },
    { en: 'The conditions of my life are excellent.' },
    { en: 'I am satisfied with my life.' },
    { en: 'So far I have gotten the important things I want in life.' },
    { en: 'If I could live my life over, I would change almost nothing.' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '生活满意度', en: 'Satisfaction with life' },
      items: numbers(5),
      method: 'sum',
      min: 5,
      max: 35,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: "Diener, author's page; Pavot & Diener",
      ranges: [
        { id: 'extremely_dissatisfied', min: 5, max: 9, label: { 'zh-CN': '极不满意', en: 'extremely dissatisfied' } },
        { id: 'dissatisfied', min: 10, max: 14, label: { 'zh-CN': '不满意', en: 'dissatisfied' } },
        { id: 'slightly_dissatisfied', min: 15, max: 19, label: { 'zh-CN': '略不满意', en: 'slightly dissatisfied' } },
        { id: 'neutral', min: 20, max: 20, label: { 'zh-CN': '中立', en: 'neutral' } },
        { id: 'slightly_satisfied', min: 21, max: 25, label: { 'zh-CN': '略满意', en: 'slightly satisfied' } },
        { id: 'satisfied', min: 26, max: 30, label: { 'zh-CN': '满意', en: 'satisfied' } },
        { id: 'extremely_satisfied', min: 31, max: 35, label: { 'zh-CN': '非常满意', en: 'extremely satisfied' } },
      ],
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an item is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Diener E, Emmons RA, Larsen RJ, Griffin S. The Satisfaction With Life Scale. J Pers Assess 1985;49:71–75.',
    },
    { citation: 'Pavot W, Diener E. Review of the Satisfaction With Life Scale. Psychol Assess 1993;5:164–172.' },
  ],
};
