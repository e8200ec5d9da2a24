/** PHQ-2: the first two items of the PHQ-9. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { frequency, phqLicences, twoWeeks } from '../phq-family.ts';

export const phq2: Instrument = {
  id: 'phq2',
  version: '1.0.0',
  title: { 'zh-CN': '患者健康问卷(2项)', en: 'Patient Health Questionnaire-2' },
  abbreviation: 'PHQ-2',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: phqLicences({
    'zh-CN':
      'Items 1 and 2 of the PHQ-9: the form that nearly all public copies carry (a few have 没有乐趣 in item 1); to be compared with the official zh-CN sheet before clinical use.',
    en: 'Verbatim items 1 and 2 of the PHQ-9.',
  }),
  recall: twoWeeks,
  responseSets: [frequency],
  items: numberedItems('frequency', [
    { 'zh-CN': '做事时提不起劲或没有兴趣', en: 'Little interest or pleasure in doing things' },
    { 'zh-CN': '感到心情低落、沮丧或绝望', en: 'Feeling down, depressed, or hopeless' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '抑郁症状水平', en: 'Depressive symptom level' },
      items: numbers(2),
      method: 'sum',
      min: 0,
      max: 6,
      primary: true,
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 3, source: 'Kroenke 2003' }],
  missing: { rule: 'all-required', source: 'Kroenke 2003: the score is the sum of both items.' },
  sources: [
    {
      citation:
        'Kroenke K, Spitzer RL, Williams JBW. The Patient Health Questionnaire-2: validity of a two-item depression screener. Med Care 2003;41:1284–1292.',
    },
    {
      citation:
        'Arroll B, Goodyear-Smith F, Crengle S, et al. Validation of PHQ-2 and PHQ-9 to screen for major depression in the primary care population. Ann Fam Med 2010;8:348–353.',
    },
  ],
  loinc: { panel: '55757-9', scales: { total: '55758-7' } },
  notes: ['From 2 the PHQ-2 misses fewer, from 3 it is more specific (Arroll 2010).'],
};
