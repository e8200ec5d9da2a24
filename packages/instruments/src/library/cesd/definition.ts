/** CES-D: depressive symptoms over a week, twenty items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';

export const cesd: Instrument = {
  id: 'cesd',
  version: '1.0.0',
  title: { 'zh-CN': '流调中心抑郁量表', en: 'Center for Epidemiologic Studies Depression Scale' },
  abbreviation: 'CES-D',
  respondent: 'self',
  administration: 'self',
  age: { min: 14, max: null },
  licences: {
    'zh-CN': {
      ship: 'keys-only',
      status: 'Translations belong to their authors and publishers (the handbook edition; 章婕 2010).',
    },
    en: {
      ship: 'open-text',
      status: 'Public domain: work of US NIMH staff, “free to use without permission”.',
      credit: 'CES-D, Radloff (1977), National Institute of Mental Health.',
      source: 'CamCOPS documentation of the CES-D.',
      textStatus:
        'Verbatim; compared with Radloff’s items (studylib 8171399) and CamCOPS, whose item 3 omits “or friends”.',
    },
  },
  recall: { 'zh-CN': '过去一周', en: 'past week' },
  responseSets: [
    {
      id: 'days',
      options: [
        { value: 0, label: { en: 'Rarely or none of the time (less than 1 day)' } },
        { value: 1, label: { en: 'Some or a little of the time (1-2 days)' } },
        { value: 2, label: { en: 'Occasionally or a moderate amount of time (3-4 days)' } },
        { value: 3, label: { en: 'Most or all of the time (5-7 days)' } },
      ],
    },
  ],
  items: numberedItems('days', [
    { en: "I was bothered by things that usually don't bother me." },
    { en: 'I did not feel like eating; my appetite was poor.' },
    { en: 'I felt that I could not shake off the blues even with help from my family or friends.' },
    { en: 'I felt that I was just as good as other people.' },
    { en: 'I had trouble keeping my mind on what I was doing.' },
    { en: 'I felt depressed.' },
    { en: 'I felt that everything I did was an effort.' },
    { en: 'I felt hopeful about the future.' },
    { en: 'I thought my life had been a failure.' },
    { en: 'I felt fearful.' },
    { en: 'My sleep was restless.' },
    { en: 'I was happy.' },
    { en: 'I talked less than usual.' },
    { en: 'I felt lonely.' },
    { en: 'People were unfriendly.' },
    { en: 'I enjoyed life.' },
    { en: 'I had crying spells.' },
    { en: 'I felt sad.' },
    { en: 'I felt that people disliked me.' },
    { en: 'I could not “get going.”' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '抑郁症状水平', en: 'Depressive symptom level' },
      items: numbers(20),
      method: 'sum',
      reverse: ['4', '8', '12', '16'],
      min: 0,
      max: 60,
      primary: true,
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 16, source: 'Radloff 1977; Weissman 1977' }],
  missing: {
    rule: 'prorate',
    maxMissing: 4,
    source:
      'Published: “If more than four questions are missing answers, do not score” (Stanford sheet). What to do with one to four is not stated there; the mean of the answered items stands for them: our convention.',
  },
  sources: [
    {
      citation:
        'Radloff LS. The CES-D Scale: a self-report depression scale for research in the general population. Appl Psychol Meas 1977;1:385–401.',
    },
    {
      citation:
        'Weissman MM, Sholomskas D, Pottenger M, Prusoff BA, Locke BZ. Assessing depressive symptoms in five psychiatric populations. Am J Epidemiol 1977;106:203–214.',
    },
  ],
  notes: ['Translations can be restricted even where the English text is free.'],
};
