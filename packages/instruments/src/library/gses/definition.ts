/** GSES: general self-efficacy, ten items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';

export const gses: Instrument = {
  id: 'gses',
  version: '1.0.0',
  title: { 'zh-CN': '一般自我效能感量表', en: 'General Self-Efficacy Scale' },
  abbreviation: 'GSES',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: {
    'zh-CN': {
      ship: 'open-text',
      status: 'The version of Zhang & Schwarzer (1995) stands under the same grant.',
      textStatus: 'Not shipped yet: to be compared with the sheet first.',
    },
    en: {
      ship: 'open-text',
      status: 'The authors grant use and reproduction with the source; no explicit permission needed.',
      credit: 'General Self-Efficacy Scale, Schwarzer & Jerusalem (1995).',
      textStatus: 'Written down without the sheet at hand; to be compared letter by letter with the authors’ sheet.',
    },
  },
  responseSets: [
    {
      id: 'truth',
      options: [
        { value: 1, label: { en: 'Not at all true' } },
        { value: 2, label: { en: 'Hardly true' } },
        { value: 3, label: { en: 'Moderately true' } },
        { value: 4, label: { en: 'Exactly true' } },
      ],
    },
  ],
  items: numberedItems('truth', [
    { en: 'I can always manage to solve difficult problems if I try hard enough.' },
    { en: 'If someone opposes me, I can find the means and ways to get what I want.' },
    { en: 'It is easy for me to stick to my aims and accomplish my goals.' },
    { en: 'I am confident that I could deal efficiently with unexpected events.' },
    { en: 'Thanks to my resourcefulness, I know how to handle unforeseen situations.' },
    { en: 'I can solve most problems if I invest the necessary effort.' },
    { en: 'I can remain calm when facing difficulties because I can rely on my coping abilities.' },
    { en: 'When I am confronted with a problem, I can usually find several solutions.' },
    { en: 'If I am in trouble, I can usually think of a solution.' },
    { en: 'I can usually handle whatever comes my way.' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '自我效能感水平', en: 'Self-efficacy' },
      items: numbers(10),
      method: 'sum',
      min: 10,
      max: 40,
      primary: true,
    },
    {
      id: 'mean',
      title: { 'zh-CN': '自我效能感水平（均分）', en: 'Self-efficacy (mean)' },
      items: numbers(10),
      method: 'mean',
      min: 1,
      max: 4,
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Schwarzer R, Jerusalem M. Generalized Self-Efficacy scale. In: Weinman J, Wright S, Johnston M, eds. Measures in health psychology: a user’s portfolio. Windsor: NFER-Nelson, 1995:35–37.',
    },
  ],
  notes: ['More is better. There are no published cut-offs.'],
};
