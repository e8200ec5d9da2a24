/** 16PF: structure only. Keys and norms belong to the publishers; profiles that were scored elsewhere are taken in. */
import type { ResultStructure } from '../../imported.ts';

/** Standard tens (sten): whole numbers from 1 to 10. */
const factor = (id: string, zh: string): ResultStructure['scales'][number] => ({
  id,
  title: { 'zh-CN': zh, en: `Factor ${id} (sten)` },
  min: 1,
  max: 10,
  integer: true,
});

export const pf16: ResultStructure = {
  id: '16pf',
  version: '1.0.0',
  title: { 'zh-CN': '卡特尔16种人格因素问卷', en: '16PF' },
  abbreviation: '16PF',
  respondent: 'self',
  age: { min: 16, max: null },
  licences: {
    'zh-CN': {
      ship: 'structure-only',
      status: '© IPAT / PSI; rights of the Chinese revisions are held by their publishers.',
    },
    en: { ship: 'structure-only', status: '© IPAT / PSI.' },
  },
  forms: [{ id: '187', title: { 'zh-CN': '187 题', en: '187 items' }, itemCount: 187 }],
  scales: [
    factor('A', '乐群性'),
    factor('B', '聪慧性'),
    factor('C', '稳定性'),
    factor('E', '恃强性'),
    factor('F', '兴奋性'),
    factor('G', '有恒性'),
    factor('H', '敢为性'),
    factor('I', '敏感性'),
    factor('L', '怀疑性'),
    factor('M', '幻想性'),
    factor('N', '世故性'),
    factor('O', '忧虑性'),
    factor('Q1', '实验性'),
    factor('Q2', '独立性'),
    factor('Q3', '自律性'),
    factor('Q4', '紧张性'),
  ],
  sources: [
    {
      citation:
        'Cattell RB, Eber HW, Tatsuoka MM. Handbook for the Sixteen Personality Factor Questionnaire (16PF). Champaign: IPAT; 1970.',
    },
  ],
  notes: ['Personality, not a screening for risk: no level and no alert follows from it.'],
};
