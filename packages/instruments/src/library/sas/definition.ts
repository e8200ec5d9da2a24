/** SAS: anxious feelings over a week, twenty items, standard score int(1.25 × raw). Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

const reverse = ['5', '9', '13', '17', '19'];

export const sas: Instrument = {
  id: 'sas',
  version: '1.0.0',
  title: { 'zh-CN': '焦虑自评量表', en: 'Zung Self-Rating Anxiety Scale' },
  abbreviation: 'SAS',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': {
      ship: 'keys-only',
      status: 'Translations stand in handbooks (汪向东; 张明园) and belong to their authors.',
    },
    en: {
      ship: 'keys-only',
      status: '© W. W. K. Zung; often called public domain, but no authoritative grant was found.',
    },
  },
  recall: { 'zh-CN': '过去一周', en: 'past week' },
  responseSets: [optionSlots('answers', 1, 4)],
  items: itemSlots('answers', 20),
  scales: [
    {
      id: 'raw',
      title: { 'zh-CN': '粗分', en: 'Raw score' },
      items: numbers(20),
      method: 'sum',
      reverse,
      min: 20,
      max: 80,
    },
    {
      id: 'standard',
      title: { 'zh-CN': '焦虑症状水平（标准分）', en: 'Anxiety symptom level (standard score)' },
      items: numbers(20),
      method: 'sum',
      reverse,
      transform: { multiply: 1.25, round: 'floor' },
      min: 25,
      max: 100,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'cn',
      scale: 'standard',
      ranges: [
        { id: 'none', min: 25, max: 49, label: { 'zh-CN': '无', en: 'none' } },
        { id: 'mild', min: 50, max: 59, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 60, max: 69, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 70, max: 100, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
      source: 'Chinese norm (王春芳; 张明园)',
    },
  ],
  variants: [
    {
      id: 'rounded',
      title: { 'zh-CN': '标准分四舍五入', en: 'Standard score rounded half up' },
      source: 'Some Chinese pages round 1.25 × raw half up; most take the whole part (取整数部分).',
      transform: { standard: { multiply: 1.25, round: 'half-up' } },
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    { citation: 'Zung WWK. A rating instrument for anxiety disorders. Psychosomatics 1971;12:371–379.' },
    { citation: '张明园. 精神科评定量表手册. 长沙: 湖南科学技术出版社; 1998.' },
  ],
};
