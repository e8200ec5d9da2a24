/** CCSMHS (方晓义): structure only. Results of the official system are taken in: an overall level and 22 indicators. */
import type { ResultStructure } from '../../imported.ts';

const indicator = (group: string, id: string, zh: string, en: string) => ({ id, group, title: { 'zh-CN': zh, en } });

export const ccsmhs: ResultStructure = {
  id: 'ccsmhs',
  version: '1.0.0',
  title: {
    'zh-CN': '中国大学生心理健康筛查量表(方晓义等)',
    en: 'Chinese College Students Mental Health Screening Scale',
  },
  abbreviation: 'CCSMHS',
  respondent: 'self',
  age: { min: 17, max: 30 },
  licences: {
    'zh-CN': {
      ship: 'structure-only',
      status: '教育部思政司委托研制; used through 中国大学生心理健康测评系统. Keys and norms are not public.',
    },
  },
  forms: [{ id: '96', title: { 'zh-CN': '96 题', en: '96 items' }, itemCount: 96 }],
  scales: [],
  indicators: [
    indicator('level1', 'severe_symptoms', '幻觉等严重精神病性症状', 'Hallucinations and other severe symptoms'),
    indicator('level1', 'suicidality', '自杀行为与意向', 'Suicidal behaviour and intention'),
    indicator('level2', 'anxiety', '焦虑', 'Anxious feelings'),
    indicator('level2', 'depression', '抑郁', 'Depressive feelings'),
    indicator('level2', 'paranoia', '偏执', 'Suspicion'),
    indicator('level2', 'inferiority', '自卑', 'Feelings of inferiority'),
    indicator('level2', 'sensitivity', '敏感', 'Sensitivity'),
    indicator('level2', 'social_fear', '社交恐惧', 'Fear of company'),
    indicator('level2', 'somatisation', '躯体化', 'Bodily complaints'),
    indicator('level2', 'dependence', '依赖', 'Dependence'),
    indicator('level2', 'hostility', '敌对攻击', 'Hostility and aggression'),
    indicator('level2', 'impulsivity', '冲动', 'Impulsivity'),
    indicator('level2', 'compulsion', '强迫', 'Compulsion'),
    indicator('level2', 'internet', '网络成瘾', 'Internet use out of control'),
    indicator('level2', 'self_harm', '自伤行为', 'Self-harm'),
    indicator('level2', 'eating', '进食问题', 'Eating problems'),
    indicator('level2', 'sleep', '睡眠困扰', 'Trouble with sleep'),
    indicator('level3', 'adjustment', '学校适应困难', 'Trouble adjusting to school'),
    indicator('level3', 'relationships', '人际关系困扰', 'Trouble with relationships'),
    indicator('level3', 'study', '学业压力', 'Pressure of study'),
    indicator('level3', 'employment', '就业压力', 'Pressure about employment'),
    indicator('level3', 'love', '恋爱困扰', 'Trouble in love'),
  ],
  levels: [
    { id: 'level1', title: { 'zh-CN': '一级', en: 'Level one' } },
    { id: 'level2', title: { 'zh-CN': '二级', en: 'Level two' } },
    { id: 'level3', title: { 'zh-CN': '三级', en: 'Level three' } },
  ],
  sources: [
    {
      citation:
        '方晓义, 袁晓娇, 胡伟, 邓林园, 蔺秀云. 中国大学生心理健康筛查量表的编制. 心理与行为研究 2018;16(1):111–118.',
    },
  ],
  notes: [
    'Not 郑日昌’s 中国大学生心理健康量表 (104 items, 12 dimensions), which has the same abbreviation.',
    'Level one and its two indicators call for a person at once, by whoever takes the result in.',
  ],
};
