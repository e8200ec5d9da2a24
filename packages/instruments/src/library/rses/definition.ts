/** RSES: self-esteem, ten items in the usual English order. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';

export const rses: Instrument = {
  id: 'rses',
  version: '1.0.0',
  title: { 'zh-CN': '罗森伯格自尊量表', en: 'Rosenberg Self-Esteem Scale' },
  abbreviation: 'RSES',
  respondent: 'self',
  administration: 'self',
  age: { min: 12, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translation by 季益富、于欣 (handbook 1993/1999).' },
    en: {
      ship: 'open-text',
      status: 'Free with credit: statement of the University of Maryland and the Morris Rosenberg Foundation.',
      credit: 'Rosenberg, M. (1965). Society and the adolescent self-image. Princeton University Press.',
      textStatus: 'Verbatim; compared with the copy on wiki.mindseed.cn.',
    },
  },
  responseSets: [
    {
      id: 'agreement',
      options: [
        { value: 1, label: { en: 'Strongly disagree' } },
        { value: 2, label: { en: 'Disagree' } },
        { value: 3, label: { en: 'Agree' } },
        { value: 4, label: { en: 'Strongly agree' } },
      ],
    },
  ],
  items: numberedItems('agreement', [
    { en: 'On the whole, I am satisfied with myself.' },
    { en: 'At times I think I am no good at all.' },
    { en: 'I feel that I have a number of good qualities.' },
    { en: 'I am able to do things as well as most other people.' },
    { en: 'I feel I do not have much to be proud of.' },
    { en: 'I certainly feel useless at times.' },
    { en: "I feel that I'm a person of worth, at least on an equal plane with others." },
    { en: 'I wish I could have more respect for myself.' },
    { en: 'All in all, I am inclined to feel that I am a failure.' },
    { en: 'I take a positive attitude toward myself.' },
  ]),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '自尊水平', en: 'Self-esteem' },
      items: numbers(10),
      method: 'sum',
      reverse: ['2', '5', '6', '8', '9'],
      min: 10,
      max: 40,
      primary: true,
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an item is missing (our convention).',
  },
  sources: [{ citation: 'Rosenberg M. Society and the adolescent self-image. Princeton University Press, 1965.' }],
  notes: [
    'A value is agreement: 4 = strongly agree. There are no official cut-offs.',
    'Trap: the Chinese sheet (季益富、于欣) has another order, other reverse items (3, 5, 8, 9, 10) and opposite codes. Never put its wording into this definition.',
  ],
};
