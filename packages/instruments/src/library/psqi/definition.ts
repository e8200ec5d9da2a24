/** PSQI: sleep over a month, seven components from times, durations and frequencies. Keys and empty slots. */
import type { Instrument, Item, Scale } from '@xinqiao/contract/types';
import { optionSlots } from '../numbered.ts';

type Table = NonNullable<Scale['table']>;

const choices = (responseSet: string, ids: string[]): Item[] => ids.map(id => ({ type: 'choice', id, responseSet }));
const disturbances = ['5b', '5c', '5d', '5e', '5f', '5g', '5h', '5i', '5j'];

/** Points of a component from 0 to 3. */
const component = (
  id: string,
  zh: string,
  en: string,
  how: Pick<Scale, 'items' | 'method' | 'of' | 'table'>,
): Scale => ({
  id,
  title: { 'zh-CN': zh, en },
  ...how,
  min: 0,
  max: 3,
});
const pair: Table = [{ upTo: 0, score: 0 }, { upTo: 2, score: 1 }, { upTo: 4, score: 2 }, { score: 3 }];

const SHEET = 'Scoring sheet of the University of Pittsburgh, written down from memory';

export const psqi: Instrument = {
  id: 'psqi',
  version: '1.0.0',
  title: { 'zh-CN': '匹兹堡睡眠质量指数', en: 'Pittsburgh Sleep Quality Index' },
  abbreviation: 'PSQI',
  respondent: 'self',
  administration: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': { ship: 'keys-only', status: 'Translation 刘贤臣; same owner as the English form.' },
    en: {
      ship: 'keys-only',
      status:
        '© University of Pittsburgh. Free for non-commercial research and education; otherwise a licence is needed.',
    },
  },
  recall: { 'zh-CN': '最近一个月', en: 'past month' },
  responseSets: [optionSlots('frequency', 0, 3), optionSlots('quality', 0, 3), optionSlots('problem', 0, 3)],
  items: [
    { type: 'text', id: 'bedtime', format: 'time' },
    {
      type: 'number',
      id: 'latency_min',
      min: 0,
      max: 1439,
      integer: true,
      unit: { 'zh-CN': '分钟', en: 'minutes' },
    },
    { type: 'text', id: 'waketime', format: 'time' },
    { type: 'number', id: 'hours_slept', min: 0.1, max: 24, unit: { 'zh-CN': '小时', en: 'hours' } },
    ...choices('frequency', ['5a', ...disturbances]),
    ...choices('quality', ['quality']),
    ...choices('frequency', ['medication', 'sleepy']),
    ...choices('problem', ['enthusiasm']),
  ],
  scales: [
    component('C1', '主观睡眠质量', 'Subjective sleep quality', { items: ['quality'], method: 'sum' }),
    component('latency', '入睡所需时间', 'Time to fall asleep', {
      items: ['latency_min'],
      method: 'sum',
      table: [{ upTo: 15, score: 0 }, { upTo: 30, score: 1 }, { upTo: 60, score: 2 }, { score: 3 }],
    }),
    component('C2', '入睡时间', 'Sleep latency', {
      items: ['5a'],
      method: 'sum-of-scales',
      of: ['latency'],
      table: pair,
    }),
    component('C3', '睡眠时间', 'Sleep duration', {
      items: ['hours_slept'],
      method: 'sum',
      table: [{ below: 5, score: 3 }, { below: 6, score: 2 }, { upTo: 7, score: 1 }, { score: 0 }],
    }),
    {
      id: 'hours_asleep',
      title: { 'zh-CN': '实际睡眠小时数', en: 'Hours asleep' },
      items: ['hours_slept'],
      method: 'sum',
      min: 0.1,
      max: 24,
    },
    {
      id: 'time_in_bed',
      title: { 'zh-CN': '床上时间（分钟）', en: 'Minutes in bed' },
      items: ['bedtime', 'waketime'],
      method: 'duration',
      min: 1,
      max: 1439,
    },
    {
      id: 'efficiency',
      title: { 'zh-CN': '睡眠效率（%）', en: 'Sleep efficiency, per cent' },
      items: [],
      method: 'quotient',
      of: ['hours_asleep', 'time_in_bed'],
      transform: { multiply: 6000 },
      min: 0,
      max: 144_000,
    },
    component('C4', '睡眠效率', 'Habitual sleep efficiency', {
      items: [],
      method: 'sum-of-scales',
      of: ['efficiency'],
      table: [{ below: 65, score: 3 }, { below: 75, score: 2 }, { below: 85, score: 1 }, { score: 0 }],
    }),
    component('C5', '睡眠障碍', 'Sleep disturbances', {
      items: disturbances,
      method: 'sum',
      table: [{ upTo: 0, score: 0 }, { upTo: 9, score: 1 }, { upTo: 18, score: 2 }, { score: 3 }],
    }),
    component('C6', '催眠药物', 'Use of sleep medication', { items: ['medication'], method: 'sum' }),
    component('C7', '日间功能', 'Daytime functioning', { items: ['sleepy', 'enthusiasm'], method: 'sum', table: pair }),
    {
      id: 'global',
      title: { 'zh-CN': '总分', en: 'Global score' },
      items: [],
      method: 'sum-of-scales',
      of: ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'],
      min: 0,
      max: 21,
      primary: true,
    },
  ],
  cutoffs: [
    { id: 'poor_sleep_buysse', scale: 'global', op: '>', value: 5, source: 'Buysse 1989' },
    { id: 'poor_sleep_cn', scale: 'global', op: '>', value: 7, source: '刘贤臣 1996' },
  ],
  variants: [
    {
      id: 'efficiency_above_85',
      title: { 'zh-CN': '睡眠效率 > 85% 才计 0 分', en: 'Efficiency of exactly 85 per cent gives 1 point' },
      source: 'Buysse 1989: above 85 per cent gives 0 points.',
      table: { C4: [{ below: 65, score: 3 }, { below: 75, score: 2 }, { upTo: 85, score: 1 }, { score: 0 }] },
    },
    {
      id: 'six_hours_2',
      title: { 'zh-CN': '恰好 6 小时计 2 分', en: 'Exactly 6 hours give 2 points' },
      source: 'Buysse 1989 gives 6 to 7 hours 1 point and 5 to 6 hours 2 points: exactly 6 read as the second.',
      table: { C3: [{ below: 5, score: 3 }, { upTo: 6, score: 2 }, { upTo: 7, score: 1 }, { score: 0 }] },
    },
    {
      id: 'seven_hours_0',
      title: { 'zh-CN': '恰好 7 小时计 0 分', en: 'Exactly 7 hours give no point' },
      source: `${SHEET}: from 7 hours on 0 points.`,
      table: { C3: [{ below: 5, score: 3 }, { below: 6, score: 2 }, { below: 7, score: 1 }, { score: 0 }] },
    },
    {
      id: 'other_reason_optional',
      title: { 'zh-CN': '5j 未答计 0 分', en: 'Item 5j left out counts as 0' },
      source: `${SHEET}: 5j (another reason) counts as 0 when it is left out.`,
      missing: { rule: 'all-required', fixed: { '5j': 0 }, source: `${SHEET}: 5j counts as 0 when it is left out.` },
    },
  ],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Buysse DJ, Reynolds CF, Monk TH, Berman SR, Kupfer DJ. The Pittsburgh Sleep Quality Index: a new instrument for psychiatric practice and research. Psychiatry Res 1989;28:193–213.',
    },
    { citation: '刘贤臣, 唐茂芹, 胡蕾, et al. 匹兹堡睡眠质量指数的信度和效度研究. 中华精神科杂志 1996;29(2):103–107.' },
  ],
  notes: [
    'Questions 6 to 9 stand in another order in the paper of 1989 than on the current sheet: items have names here.',
    'The questions for a bed partner are not scored and not here.',
  ],
};
