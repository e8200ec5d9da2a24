/** PSC-17: symptoms seen by parents, in the mixed order of MGH. Keys; the wording has conditions. */
import type { Instrument } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

export const psc17: Instrument = {
  id: 'psc17',
  version: '1.0.0',
  title: { 'zh-CN': '儿科症状清单(17项,家长评)', en: 'Pediatric Symptom Checklist-17 (MGH mixed order)' },
  abbreviation: 'PSC-17',
  respondent: 'parent',
  administration: 'self',
  age: { min: 4, max: 17 },
  licences: {
    'zh-CN': { ship: 'conditional-text', status: 'MGH lists a Chinese version.' },
    en: {
      ship: 'conditional-text',
      status: '© MGH (Jellinek & Murphy); free of charge.',
      textStatus: 'Not shipped: to be had from MGH.',
    },
  },
  responseSets: [optionSlots('answers', 0, 2)],
  items: itemSlots('answers', 17),
  scales: [
    {
      id: 'internalizing',
      title: { 'zh-CN': '内化问题', en: 'Internalizing' },
      items: ['2', '6', '9', '11', '15'],
      method: 'sum',
      min: 0,
      max: 10,
    },
    {
      id: 'attention',
      title: { 'zh-CN': '注意问题', en: 'Attention' },
      items: ['1', '3', '7', '13', '17'],
      method: 'sum',
      min: 0,
      max: 10,
    },
    {
      id: 'externalizing',
      title: { 'zh-CN': '外化问题', en: 'Externalizing' },
      items: ['4', '5', '8', '10', '12', '14', '16'],
      method: 'sum',
      min: 0,
      max: 14,
    },
    {
      id: 'total',
      title: { 'zh-CN': '问题总水平', en: 'Total' },
      items: numbers(17),
      method: 'sum',
      min: 0,
      max: 34,
      primary: true,
    },
  ],
  cutoffs: [
    { id: 'internalizing_positive', scale: 'internalizing', op: '>=', value: 5, source: 'Gardner 1999' },
    { id: 'attention_positive', scale: 'attention', op: '>=', value: 7, source: 'Gardner 1999' },
    { id: 'externalizing_positive', scale: 'externalizing', op: '>=', value: 7, source: 'Gardner 1999' },
    { id: 'total_positive', scale: 'total', op: '>=', value: 15, source: 'Gardner 1999' },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Gardner W, Murphy M, Childs G, et al. The PSC-17: a brief Pediatric Symptom Checklist with psychosocial problem subscales. Ambul Child Health 1999;5:225–236.',
    },
  ],
  notes: [
    'A second order, in blocks (5 internalizing, 5 attention, 7 externalizing), exists: these keys fit the mixed sheet only.',
  ],
};
