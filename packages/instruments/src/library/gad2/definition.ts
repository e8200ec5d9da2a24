/** GAD-2: the first two items of the GAD-7. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { frequency, phqLicences, twoWeeks } from '../phq-family.ts';

export const gad2: Instrument = {
  id: 'gad2',
  version: '1.0.0',
  title: { 'zh-CN': '广泛性焦虑量表(2项)', en: 'GAD-2' },
  abbreviation: 'GAD-2',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: phqLicences({
    'zh-CN': 'As GAD-7: UNSURE letter by letter; compare with the official zh-CN sheet before clinical use.',
    en: 'Verbatim items 1 and 2 of the GAD-7.',
  }),
  recall: twoWeeks,
  responseSets: [frequency],
  items: numberedItems('frequency', [
    { 'zh-CN': '感觉紧张、焦虑或急切', en: 'Feeling nervous, anxious or on edge' },
    { 'zh-CN': '不能够停止或控制担忧', en: 'Not being able to stop or control worrying' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '焦虑症状水平', en: 'Anxiety symptom level' },
      items: numbers(2),
      method: 'sum',
      min: 0,
      max: 6,
      primary: true,
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 3, source: 'Kroenke 2007' }],
  missing: { rule: 'all-required', source: 'Kroenke 2007: the score is the sum of both items.' },
  sources: [
    {
      citation:
        'Kroenke K, Spitzer RL, Williams JBW, Monahan PO, Löwe B. Anxiety disorders in primary care: prevalence, impairment, comorbidity, and detection. Ann Intern Med 2007;146:317–325.',
    },
  ],
};
