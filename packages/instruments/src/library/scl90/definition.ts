/** SCL-90: ninety symptoms over a week, in the Chinese scoring from 1 to 5. Keys and empty slots. */
import type { Cutoff, Instrument, Scale } from '@xinqiao/contract/types';
import { itemSlots, numbers, optionSlots } from '../numbered.ts';

const factor = (id: string, zh: string, en: string, items: string[]): Scale => ({
  id,
  title: { 'zh-CN': zh, en },
  items,
  method: 'mean',
  min: 1,
  max: 5,
});

const factors: readonly Scale[] = [
  factor('somatization', '躯体化', 'Somatization', [
    '1',
    '4',
    '12',
    '27',
    '40',
    '42',
    '48',
    '49',
    '52',
    '53',
    '56',
    '58',
  ]),
  factor('obsessive_compulsive', '强迫症状', 'Obsessive-compulsive symptoms', [
    '3',
    '9',
    '10',
    '28',
    '38',
    '45',
    '46',
    '51',
    '55',
    '65',
  ]),
  factor('interpersonal_sensitivity', '人际关系敏感', 'Interpersonal sensitivity', [
    '6',
    '21',
    '34',
    '36',
    '37',
    '41',
    '61',
    '69',
    '73',
  ]),
  factor('depression', '抑郁症状', 'Depressive symptoms', [
    '5',
    '14',
    '15',
    '20',
    '22',
    '26',
    '29',
    '30',
    '31',
    '32',
    '54',
    '71',
    '79',
  ]),
  factor('anxiety', '焦虑症状', 'Anxiety symptoms', ['2', '17', '23', '33', '39', '57', '72', '78', '80', '86']),
  factor('hostility', '敌对', 'Hostility', ['11', '24', '63', '67', '74', '81']),
  factor('phobic_anxiety', '恐怖', 'Phobic anxiety', ['13', '25', '47', '50', '70', '75', '82']),
  factor('paranoid_ideation', '偏执', 'Paranoid ideation', ['8', '18', '43', '68', '76', '83']),
  factor('psychoticism', '精神质因子', 'Psychoticism (name of the factor)', [
    '7',
    '16',
    '35',
    '62',
    '77',
    '84',
    '85',
    '87',
    '88',
    '90',
  ]),
  factor('other', '其他（睡眠与饮食等）', 'Additional items (sleep, appetite and others)', [
    '19',
    '44',
    '59',
    '60',
    '64',
    '66',
    '89',
  ]),
];
const [first, ...others] = factors.map(({ id }) => id) as [string, ...string[]];

/** A symptom counts as there from 2 (very light) upwards. */
const countIf = { op: '>=', value: 2 } as const;

const NORM = '全国常模 (金华 1986)';
const total: Cutoff = { id: 'total_positive', scale: 'total', op: '>', value: 160, source: NORM };
const count: Cutoff = { id: 'count_positive', scale: 'positive_items', op: '>', value: 43, source: NORM };
const anyFactor = (op: '>' | '>=', source: string): Cutoff => ({
  id: 'factor_positive',
  scale: first,
  anyOf: others,
  op,
  value: 2,
  source,
});

export const scl90: Instrument = {
  id: 'scl90',
  version: '1.0.0',
  title: { 'zh-CN': '90项症状清单(1-5计分)', en: 'Symptom Checklist-90, Chinese 1-5 scoring' },
  abbreviation: 'SCL-90',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translation 王征宇 1984; whose rights it is under is unclear.' },
    en: { ship: 'keys-only', status: 'SCL-90-R © L. R. Derogatis / Pearson.' },
  },
  recall: { 'zh-CN': '过去一周', en: 'past week' },
  responseSets: [optionSlots('answers', 1, 5)],
  items: itemSlots('answers', 90),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '总分', en: 'Total' },
      items: numbers(90),
      method: 'sum',
      min: 90,
      max: 450,
      primary: true,
    },
    {
      id: 'mean',
      title: { 'zh-CN': '总均分', en: 'Mean of all items' },
      items: numbers(90),
      method: 'mean',
      min: 1,
      max: 5,
    },
    {
      id: 'positive_items',
      title: { 'zh-CN': '阳性项目数', en: 'Items with a symptom' },
      items: numbers(90),
      method: 'count',
      countIf,
      min: 0,
      max: 90,
    },
    {
      id: 'positive_mean',
      title: { 'zh-CN': '阳性症状均分', en: 'Mean of the items with a symptom' },
      items: numbers(90),
      method: 'mean-of-counted',
      countIf,
      min: 2,
      max: 5,
    },
    ...factors,
  ],
  cutoffs: [total, count, anyFactor('>', NORM)],
  critical: [
    {
      id: 'thoughts_of_ending_life',
      item: '15',
      op: '>=',
      value: 2,
      basis: 'Our safety convention: any answer above "not at all" to the item about ending one’s life.',
    },
  ],
  variants: [
    {
      id: 'factor_from_2',
      title: { 'zh-CN': '因子分 ≥ 2 为阳性', en: 'Factor positive from 2' },
      source: 'Some pages of the national norm say from 2 (≥ 2), others above 2 (> 2); only exactly 2 differs.',
      cutoffs: [total, count, anyFactor('>=', `${NORM}, read as ≥ 2`)],
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Derogatis LR. SCL-90: administration, scoring and procedures manual. Baltimore: Johns Hopkins University; 1977.',
    },
    { citation: '王征宇. 症状自评量表（SCL-90）. 上海精神医学 1984;2(2):68–70.' },
    { citation: '金华, 吴文源, 张明园. 中国正常人SCL-90评定结果的初步分析. 中国神经精神疾病杂志 1986;12(5):260–263.' },
  ],
  notes: [
    'Sheets that score from 0 to 4 give a total 90 lower: above 70 there is above 160 here, and a factor from 1 there is from 2 here.',
  ],
};
