/** ASQ: suicide risk screening, four questions and one of acuity, asked by a trained adult. */
import type { Condition, Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';

/** A yes or a refusal to one of the first four questions: a positive screen. */
const positive: Condition[] = numbers(4).flatMap(item => [
  { item, op: '=', value: 1 },
  { item, op: '=', value: 'refused' },
]);

const wordings = [
  { en: 'In the past few weeks, have you wished you were dead?' },
  { en: 'In the past few weeks, have you felt that you or your family would be better off if you were dead?' },
  { en: 'In the past week, have you been having thoughts about killing yourself?' },
  { en: 'Have you ever tried to kill yourself?' },
  { en: 'Are you having thoughts of killing yourself right now?' },
];

export const asq: Instrument = {
  id: 'asq',
  version: '1.1.0',
  title: { 'zh-CN': '自杀风险快速筛查（NIMH ASQ）', en: 'Ask Suicide-Screening Questions' },
  abbreviation: 'ASQ',
  respondent: 'self',
  administration: 'interview',
  age: { min: 8, max: null },
  licences: {
    'zh-CN': {
      ship: 'open-text',
      status: 'NIMH publishes a Mandarin sheet.',
      textStatus: 'The wording is not included: the Mandarin sheet was not at hand.',
    },
    en: {
      ship: 'open-text',
      status: 'Free resource of the US National Institute of Mental Health.',
      credit: 'asQ Suicide Risk Screening Toolkit, National Institute of Mental Health (NIMH).',
      source: 'nimh.nih.gov: “free resource”.',
      textStatus:
        'Questions 1 and 2 compared with a copy of the toolkit; 3 to 5 written down without the sheet at hand.',
    },
  },
  responseSets: [
    {
      id: 'yes-no',
      options: [
        { value: 0, label: { en: 'No' } },
        { value: 1, label: { en: 'Yes' } },
        // The sheet has no box for a refusal; its rule names one. The label is ours.
        { value: 'refused', label: { en: 'Refused' } },
      ],
    },
  ],
  // The fifth is asked after a positive screen only.
  items: numberedItems('yes-no', wordings).map(item =>
    item.id === '5' ? { ...item, enableWhen: positive, enableBehavior: 'any' } : item,
  ),
  scales: [],
  critical: [
    {
      id: 'imminent_risk',
      item: '5',
      op: '=',
      value: 1,
      basis: 'NIMH ASQ tool: a yes to question 5 is an acute positive screen and an imminent risk.',
    },
  ],
  decisions: [
    { id: 'negative', all: numbers(4).map(item => ({ item, op: '=', value: 0 })), source: 'NIMH ASQ tool.' },
    {
      id: 'acute_positive',
      all: [{ item: '5', op: '!=', value: 0 }],
      any: positive,
      source:
        'NIMH ASQ tool: yes to any of 1 to 4 and to 5. A refusal counts as positive, also of question 5 (our reading).',
    },
    {
      id: 'non_acute_positive',
      all: [{ item: '5', op: '=', value: 0 }],
      any: positive,
      source: 'NIMH ASQ tool: yes to any of 1 to 4, no to 5. A refusal counts as positive.',
    },
    // Reached only without an answer to question 5: the two before cover every answer to it.
    {
      id: 'positive_acuity_not_determined',
      any: positive,
      source:
        'NIMH ASQ tool: any yes to 1 to 4 is a positive screen. Broken off before question 5: our safety convention.',
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'NIMH ASQ tool: a refusal counts as positive. A question that was not asked leaves the screen incomplete.',
  },
  sources: [
    {
      citation:
        'Horowitz LM, Bridge JA, Teach SJ, et al. Ask Suicide-Screening Questions (ASQ): a brief instrument for the pediatric emergency department. Arch Pediatr Adolesc Med 2012;166:1170–1176.',
    },
    { citation: 'NIMH: Ask Suicide-Screening Questions (ASQ) toolkit.', url: 'https://www.nimh.nih.gov/asq' },
  ],
  notes: [
    'Asked by a trained adult who stays with the person; never handed out to be filled in alone.',
    'Clinical judgement can override a negative screen.',
  ],
};
