/** SDS: depressive symptoms over a week, twenty items, standard score int(1.25 × raw). Keys and empty slots. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

const reverse = ['2', '5', '6', '11', '12', '14', '16', '17', '18', '20'];

export const sds: Instrument = {
  id: 'sds',
  version: '1.0.0',
  title: { 'zh-CN': '抑郁自评量表', en: 'Zung Self-Rating Depression Scale' },
  abbreviation: 'SDS',
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
      title: { 'zh-CN': '抑郁症状水平（标准分）', en: 'Depressive symptom level (standard score)' },
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
        { id: 'none', min: 25, max: 52, label: { 'zh-CN': '无', en: 'none' } },
        { id: 'mild', min: 53, max: 62, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 63, max: 72, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'severe', min: 73, max: 100, label: { 'zh-CN': '重度', en: 'severe' } },
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
    {
      id: 'zung_index',
      title: { 'zh-CN': '抑郁严重度指数（粗分 ÷ 80）', en: 'Index of Zung (raw score ÷ 80)' },
      source: 'Zung: index below 0.50, from 0.50, from 0.60, from 0.70; raw scores of 40, 48 and 56 reach them.',
      bands: [
        {
          key: 'zung_index',
          scale: 'raw',
          ranges: [
            { id: 'none', min: 20, max: 39, label: { 'zh-CN': '无', en: 'none' } },
            { id: 'mild', min: 40, max: 47, label: { 'zh-CN': '轻度', en: 'mild' } },
            { id: 'moderate', min: 48, max: 55, label: { 'zh-CN': '中度', en: 'moderate' } },
            { id: 'severe', min: 56, max: 80, label: { 'zh-CN': '重度', en: 'severe' } },
          ],
          source: 'Zung: raw score ÷ 80',
        },
      ],
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    { citation: 'Zung WWK. A self-rating depression scale. Arch Gen Psychiatry 1965;12:63–70.' },
    { citation: '张明园. 精神科评定量表手册. 长沙: 湖南科学技术出版社; 1998.' },
  ],
};
