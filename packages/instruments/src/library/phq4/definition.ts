/** PHQ-4: two anxiety and two depression items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { frequency, phqLicences, twoWeeks } from '../phq-family.ts';

export const phq4: Instrument = {
  id: 'phq4',
  version: '1.0.0',
  title: { 'zh-CN': '患者健康问卷(4项)', en: 'Patient Health Questionnaire-4' },
  abbreviation: 'PHQ-4',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: phqLicences({
    'zh-CN': 'The items of GAD-7 (unsure letter by letter) and PHQ-9 of which the PHQ-4 is made.',
    en: 'Verbatim parts of GAD-7 and PHQ-9; the order of items 3 and 4 varies between sheets.',
  }),
  recall: twoWeeks,
  stem: { 'zh-CN': '在过去的两个星期里，你有多少时候受到以下问题所困扰？' },
  responseSets: [frequency],
  items: numberedItems('frequency', [
    { 'zh-CN': '感觉紧张、焦虑或急切', en: 'Feeling nervous, anxious or on edge' },
    { 'zh-CN': '不能够停止或控制担忧', en: 'Not being able to stop or control worrying' },
    { 'zh-CN': '做事时提不起劲或没有兴趣', en: 'Little interest or pleasure in doing things' },
    { 'zh-CN': '感到心情低落、沮丧或绝望', en: 'Feeling down, depressed, or hopeless' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '心理困扰水平', en: 'Psychological distress' },
      items: numbers(4),
      method: 'sum',
      min: 0,
      max: 12,
      primary: true,
    },
    {
      id: 'anxiety',
      title: { 'zh-CN': '焦虑症状', en: 'Anxiety symptoms' },
      items: ['1', '2'],
      method: 'sum',
      min: 0,
      max: 6,
    },
    {
      id: 'depression',
      title: { 'zh-CN': '抑郁症状', en: 'Depressive symptoms' },
      items: ['3', '4'],
      method: 'sum',
      min: 0,
      max: 6,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Kroenke 2009 Psychosomatics 50:613',
      ranges: [
        { id: 'normal', min: 0, max: 2, label: { 'zh-CN': '正常', en: 'normal' } },
        { id: 'mild', min: 3, max: 5, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 6, max: 8, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 9, max: 12, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
    },
  ],
  cutoffs: [
    { id: 'anxiety_positive', scale: 'anxiety', op: '>=', value: 3, source: 'Kroenke 2009' },
    { id: 'depression_positive', scale: 'depression', op: '>=', value: 3, source: 'Kroenke 2009' },
  ],
  missing: { rule: 'all-required', source: 'Kroenke 2009: the score is the sum of all four items.' },
  sources: [
    {
      citation:
        'Kroenke K, Spitzer RL, Williams JBW, Löwe B. An ultra-brief screening scale for anxiety and depression: the PHQ-4. Psychosomatics 2009;50:613–621.',
    },
  ],
  notes: ['The English stem is left out: no English PHQ-4 sheet was at hand to copy it from.'],
};
