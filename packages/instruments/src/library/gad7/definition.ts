/** GAD-7: anxiety symptoms over two weeks, seven items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { frequency, phqLicences, twoWeeks } from '../phq-family.ts';

export const gad7: Instrument = {
  id: 'gad7',
  version: '1.0.0',
  title: { 'zh-CN': '广泛性焦虑量表(7项)', en: 'Generalized Anxiety Disorder-7' },
  abbreviation: 'GAD-7',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: phqLicences({
    'zh-CN': 'UNSURE letter by letter: widely used, still to be compared with the zh-CN sheet on phqscreeners.com.',
    en: 'Verbatim; compared with the CamCOPS string file gad7.xml.',
  }),
  recall: twoWeeks,
  stem: {
    'zh-CN': '在过去的两个星期里，你有多少时候受到以下问题所困扰？',
    en: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  },
  responseSets: [frequency],
  items: numberedItems('frequency', [
    { 'zh-CN': '感觉紧张、焦虑或急切', en: 'Feeling nervous, anxious or on edge' },
    { 'zh-CN': '不能够停止或控制担忧', en: 'Not being able to stop or control worrying' },
    { 'zh-CN': '对各种各样的事情担忧过多', en: 'Worrying too much about different things' },
    { 'zh-CN': '很难放松下来', en: 'Trouble relaxing' },
    { 'zh-CN': '由于不安而无法静坐', en: 'Being so restless that it is hard to sit still' },
    { 'zh-CN': '变得容易烦恼或急躁', en: 'Becoming easily annoyed or irritable' },
    { 'zh-CN': '感到似乎将有可怕的事情发生而害怕', en: 'Feeling afraid as if something awful might happen' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '焦虑症状水平', en: 'Anxiety symptom level' },
      items: numbers(7),
      method: 'sum',
      min: 0,
      max: 21,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Spitzer 2006 Arch Intern Med 166:1092',
      ranges: [
        { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '无或极轻', en: 'minimal' } },
        { id: 'mild', min: 5, max: 9, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 10, max: 14, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 15, max: 21, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 10, source: 'Spitzer 2006' }],
  missing: {
    rule: 'all-required',
    source:
      'No published rule for filling gaps that we are sure of: unscored when an item is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the GAD-7. Arch Intern Med 2006;166:1092–1097.',
    },
    { citation: 'CamCOPS, task GAD-7 (wording).', url: 'https://camcops.readthedocs.io/' },
  ],
  loinc: {
    panel: '69737-5',
    scales: { total: '70274-6' },
    items: {
      '1': '69725-0',
      '2': '68509-9',
      '3': '69733-4',
      '4': '69734-2',
      '5': '69735-9',
      '6': '69689-8',
      '7': '69736-7',
    },
  },
  notes: [
    'The zero must read “Not at all”, not “Not at all sure” (reproduction error described by Zorowitz 2021).',
    'LOINC: the panel code was read at the source; compare the others before exchanging data.',
  ],
};
