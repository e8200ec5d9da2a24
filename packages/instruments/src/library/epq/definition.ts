/** EPQ: structure only. Keys and norms belong to the publisher; profiles that were scored elsewhere are taken in. */
import type { ResultStructure } from '../../imported.ts';

export const epq: ResultStructure = {
  id: 'epq',
  version: '1.0.0',
  title: { 'zh-CN': '艾森克人格问卷', en: 'Eysenck Personality Questionnaire' },
  abbreviation: 'EPQ',
  respondent: 'self',
  age: { min: 16, max: null, note: 'The adult forms; there is one for children with norms of its own.' },
  licences: {
    'zh-CN': {
      ship: 'structure-only',
      status: '© Eysenck; 中南大学湘雅. Tables of norms by sex and age are part of the product.',
    },
    en: { ship: 'structure-only', status: '© H. J. and S. B. G. Eysenck. Norms and T scores are part of the product.' },
  },
  forms: [
    { id: 'gong-88', title: { 'zh-CN': '龚耀先修订本（88 题）', en: 'Revision of 龚耀先 (88 items)' }, itemCount: 88 },
    { id: 'chen-85', title: { 'zh-CN': '陈仲庚修订本（85 题）', en: 'Revision of 陈仲庚 (85 items)' }, itemCount: 85 },
  ],
  scales: [
    { id: 'P', title: { 'zh-CN': '精神质（T 分）', en: 'P (T score)' }, min: 0, max: 120 },
    { id: 'E', title: { 'zh-CN': '内外向（T 分）', en: 'E (T score)' }, min: 0, max: 120 },
    { id: 'N', title: { 'zh-CN': '神经质（T 分）', en: 'N (T score)' }, min: 0, max: 120 },
    { id: 'L', title: { 'zh-CN': '掩饰性（T 分）', en: 'L (T score)' }, min: 0, max: 120 },
  ],
  sources: [{ citation: '龚耀先. 艾森克个性问卷在我国的修订. 心理科学通讯 1984;(4):11–18.' }],
  notes: ['Personality, not a screening for risk: no level and no alert follows from it.'],
};
