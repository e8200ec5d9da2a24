/** PHQ-A: the PHQ-9 modified for adolescents, with its two questions on suicide. Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const phqa: Instrument = {
  id: 'phqa',
  version: '1.0.0',
  title: { 'zh-CN': '青少年患者健康问卷', en: 'PHQ-9 modified for Adolescents' },
  abbreviation: 'PHQ-A',
  respondent: 'self',
  administration: 'self',
  age: { min: 11, max: 17 },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'No official zh-CN sheet is known.' },
    en: {
      ship: 'open-text',
      status: 'Public domain or free.',
      terms: '“No permission required to reproduce, translate, display or distribute.” (Pfizer, phqscreeners.com)',
      credit:
        'Developed by Drs. R.L. Spitzer, J.B.W. Williams, K. Kroenke and colleagues, with an educational grant from Pfizer Inc.',
      textStatus: 'Not shipped yet: order and wording differ from the PHQ-9, and the sheet was not at hand.',
    },
  },
  recall: { 'zh-CN': '过去两周', en: 'past 2 weeks' },
  responseSets: [optionSlots('answers', 0, 3), optionSlots('yes-no', 0, 1)],
  items: [
    ...itemSlots('answers', 9),
    { type: 'choice', id: 's_month', responseSet: 'yes-no' },
    { type: 'choice', id: 's_ever', responseSet: 'yes-no' },
  ],
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '抑郁症状水平', en: 'Depressive symptom level' },
      items: numbers(9),
      method: 'sum',
      min: 0,
      max: 27,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Johnson 2002 J Adolesc Health; scoring as PHQ-9',
      ranges: [
        { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '无或极轻', en: 'minimal' } },
        { id: 'mild', min: 5, max: 9, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 10, max: 14, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'moderately_severe', min: 15, max: 19, label: { 'zh-CN': '中重度', en: 'moderately severe' } },
        { id: 'severe', min: 20, max: 27, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
    },
  ],
  cutoffs: [
    { id: 'screen_positive', scale: 'total', op: '>=', value: 10, source: 'As PHQ-9 (Johnson 2002)' },
    { id: 'screen_positive_richardson', scale: 'total', op: '>=', value: 11, source: 'Richardson 2010, adolescents' },
  ],
  critical: [
    { id: 'suicidal_ideation', item: '9', op: '>=', value: 1, basis: 'As PHQ-9: any answer but “not at all”.' },
    {
      id: 'serious_thoughts_past_month',
      item: 's_month',
      op: '=',
      value: 1,
      basis: 'Additional question of the PHQ-A sheet.',
    },
    { id: 'lifetime_attempt', item: 's_ever', op: '=', value: 1, basis: 'Additional question of the PHQ-A sheet.' },
  ],
  missing: {
    rule: 'prorate',
    maxMissing: 2,
    source:
      'As PHQ-9: one or two missing items are replaced by the mean of the others (a convention attributed to the PHQ authors).',
  },
  sources: [
    {
      citation:
        'Johnson JG, Harris ES, Spitzer RL, Williams JBW. The Patient Health Questionnaire for Adolescents. J Adolesc Health 2002;30:196–204.',
    },
    {
      citation:
        'Richardson LP, McCauley E, Grossman DC, et al. Evaluation of the Patient Health Questionnaire-9 Item for detecting major depression among adolescents. Pediatrics 2010;126:1117–1123.',
    },
  ],
  notes: ['Order and wording differ from the PHQ-9: never put its wording into this definition.'],
};
