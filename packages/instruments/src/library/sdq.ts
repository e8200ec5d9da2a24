/** What the three forms of the SDQ share: keys and the rule for gaps. Levels differ by who answers. */
import type { BandSet, Instrument, Scale } from '@xinqiao/contract/types';
import { itemSlots, optionSlots } from './numbered.ts';

const reverse = ['7', '11', '14', '21', '25'];

const subscale = (id: string, zh: string, en: string, items: string[]): Scale => ({
  id,
  title: { 'zh-CN': zh, en },
  items,
  method: 'sum',
  ...(items.some(item => reverse.includes(item)) && { reverse: reverse.filter(item => items.includes(item)) }),
  min: 0,
  max: 10,
});

const words = {
  normal: { 'zh-CN': '正常', en: 'normal' },
  borderline: { 'zh-CN': '边缘', en: 'borderline' },
  abnormal: { 'zh-CN': '异常', en: 'abnormal' },
} as const;
const SOURCE = 'sdqinfo.org, three bands (United Kingdom)';

/** Difficulties: from which score on a level is borderline, and from which abnormal. */
const difficulties = (scale: string, [borderline, abnormal]: readonly [number, number], max = 10): BandSet => ({
  key: scale,
  scale,
  ranges: [
    { id: 'normal', min: 0, max: borderline - 1, label: words.normal },
    { id: 'borderline', min: borderline, max: abnormal - 1, label: words.borderline },
    { id: 'abnormal', min: abnormal, max, label: words.abnormal },
  ],
  source: SOURCE,
});

/** Strengths: the levels run the other way, the same for all who answer. */
const prosocial: BandSet = {
  key: 'prosocial',
  scale: 'prosocial',
  ranges: [
    { id: 'abnormal', min: 0, max: 4, label: words.abnormal },
    { id: 'borderline', min: 5, max: 5, label: words.borderline },
    { id: 'normal', min: 6, max: 10, label: words.normal },
  ],
  source: SOURCE,
};

interface Form {
  id: string;
  title: Instrument['title'];
  respondent: Instrument['respondent'];
  age: { min: number; max: number };
  /** The lowest borderline and the lowest abnormal score of each scale. */
  levels: Record<'total' | 'emotional' | 'conduct' | 'hyperactivity' | 'peer', readonly [number, number]>;
}

/** The form of one informant. */
export const sdq = ({ id, title, respondent, age, levels }: Form): Instrument => ({
  id,
  version: '1.0.0',
  title,
  abbreviation: 'SDQ',
  respondent,
  administration: 'self',
  age,
  licences: {
    'zh-CN': { ship: 'keys-only', status: '© Youthinmind; authorised translations stand on sdqinfo.org only.' },
    en: {
      ship: 'keys-only',
      status: '© Youthinmind. May not be modified; on paper free for non-profit use.',
      terms: 'Nobody but Youthinmind may make or distribute electronic versions: a licence of theirs is needed.',
      source: 'sdqinfo.org',
    },
  },
  recall: { 'zh-CN': '过去六个月', en: 'past 6 months' },
  responseSets: [optionSlots('answers', 0, 2)],
  items: itemSlots('answers', 25),
  scales: [
    subscale('emotional', '情绪症状', 'Emotional symptoms', ['3', '8', '13', '16', '24']),
    subscale('conduct', '品行问题', 'Conduct problems', ['5', '7', '12', '18', '22']),
    subscale('hyperactivity', '多动与注意', 'Hyperactivity and inattention', ['2', '10', '15', '21', '25']),
    subscale('peer', '同伴交往问题', 'Peer problems', ['6', '11', '14', '19', '23']),
    subscale('prosocial', '亲社会行为', 'Prosocial behaviour', ['1', '4', '9', '17', '20']),
    {
      id: 'total',
      title: { 'zh-CN': '困难总分', en: 'Total difficulties' },
      items: [],
      method: 'sum-of-scales',
      of: ['emotional', 'conduct', 'hyperactivity', 'peer'],
      min: 0,
      max: 40,
      primary: true,
    },
  ],
  bands: [
    difficulties('total', levels.total, 40),
    difficulties('emotional', levels.emotional),
    difficulties('conduct', levels.conduct),
    difficulties('hyperactivity', levels.hyperactivity),
    difficulties('peer', levels.peer),
    prosocial,
  ],
  missing: {
    rule: 'prorate-per-scale',
    minAnswered: 3,
    source: 'sdqinfo.org: a scale is prorated when three of its five items are answered at least.',
  },
  sources: [
    {
      citation:
        'Goodman R. The Strengths and Difficulties Questionnaire: a research note. J Child Psychol Psychiatry 1997;38:581–586.',
    },
    {
      citation:
        'Goodman R, Meltzer H, Bailey V. The Strengths and Difficulties Questionnaire: a pilot study on the validity of the self-report version. Eur Child Adolesc Psychiatry 1998;7:125–130.',
    },
    { citation: 'Scoring the SDQ.', url: 'https://www.sdqinfo.org' },
  ],
  notes: ['Levels of the United Kingdom. The Chinese norms (寇建华、杜亚松 2005) differ and are not here.'],
});
