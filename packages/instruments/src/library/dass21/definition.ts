/** DASS-21: depressive feelings, anxiety and stress over a week, 21 items. Keys here; the wording has conditions. */
import type { BandSet, Instrument, Scale } from '@xinqiao/contract/types';
import { itemSlots, optionSlots } from '../numbered.ts';

const SOURCE = 'Lovibond & Lovibond 1995 (levels of the DASS-42 on doubled scores)';

/** Items are added up and doubled, so that scores of the short form read like those of the DASS-42. */
const doubled = (id: string, zh: string, en: string, items: string[]): Scale => ({
  id,
  title: { 'zh-CN': zh, en },
  items,
  method: 'sum',
  transform: { multiply: 2 },
  min: 0,
  max: 42,
});

/** Levels by the highest score of the first four. */
function levels(scale: string, tops: readonly [number, number, number, number]): BandSet {
  const [normal, mild, moderate, severe] = tops;
  return {
    key: scale,
    scale,
    ranges: [
      { id: 'normal', min: 0, max: normal, label: { 'zh-CN': '正常', en: 'normal' } },
      { id: 'mild', min: normal + 1, max: mild, label: { 'zh-CN': '轻度', en: 'mild' } },
      { id: 'moderate', min: mild + 1, max: moderate, label: { 'zh-CN': '中度', en: 'moderate' } },
      { id: 'severe', min: moderate + 1, max: severe, label: { 'zh-CN': '重度', en: 'severe' } },
      { id: 'extremely_severe', min: severe + 1, max: 42, label: { 'zh-CN': '极重度', en: 'extremely severe' } },
    ],
    source: SOURCE,
  };
}

const TERMS =
  'Not modified, not sold for profit, for researchers or health professionals rather than end users, with a reference to the DASS website.';

export const dass21: Instrument = {
  id: 'dass21',
  version: '1.0.0',
  title: { 'zh-CN': '抑郁-焦虑-压力量表(21项)', en: 'Depression Anxiety Stress Scales-21' },
  abbreviation: 'DASS-21',
  respondent: 'self',
  administration: 'self',
  age: { min: 14, max: null, note: 'There is a form for ages 7 to 18, the DASS-Y, with keys of its own.' },
  licences: {
    'zh-CN': {
      ship: 'conditional-text',
      status: 'The University of New South Wales hosts Chinese translations under the same terms.',
      terms: TERMS,
      textStatus: 'Not shipped.',
    },
    en: {
      ship: 'conditional-text',
      status: 'In the public domain by word of the authors, with restrictions.',
      terms: TERMS,
      source: 'FAQ of the DASS website, University of New South Wales.',
      textStatus: 'Not in this definition; see `library/conditional`.',
    },
  },
  recall: { 'zh-CN': '过去一周', en: 'past week' },
  responseSets: [optionSlots('answers', 0, 3)],
  items: itemSlots('answers', 21),
  scales: [
    doubled('depression', '抑郁症状水平', 'Depressive symptom level', ['3', '5', '10', '13', '16', '17', '21']),
    doubled('anxiety', '焦虑症状水平', 'Anxiety symptom level', ['2', '4', '7', '9', '15', '19', '20']),
    doubled('stress', '压力水平', 'Stress level', ['1', '6', '8', '11', '12', '14', '18']),
  ],
  bands: [levels('depression', [9, 13, 20, 27]), levels('anxiety', [7, 9, 14, 19]), levels('stress', [14, 18, 25, 33])],
  missing: {
    rule: 'all-required',
    source: 'No published rule that we are sure of: unscored when an answer is missing (our convention).',
  },
  sources: [
    {
      citation:
        'Lovibond SH, Lovibond PF. Manual for the Depression Anxiety Stress Scales. 2nd ed. Sydney: Psychology Foundation; 1995.',
    },
    {
      citation:
        '龚栩, 谢熹瑶, 徐蕊, 罗跃嘉. 抑郁-焦虑-压力量表简体中文版（DASS-21）在中国大学生中的测试报告. 中国临床心理学杂志 2010;18(4):443–446.',
    },
  ],
  notes: ['Each scale is doubled. There is no published total of the three.'],
};
