/** The rules that hold where a school sets none. Every default of ours is named as one. */
import type { AlertRuleSet } from './alert-rules-format.ts';

export const defaultAlertRules: AlertRuleSet = {
  id: 'xinqiao',
  version: '1.0.0',
  title: { 'zh-CN': '心桥默认规则', en: 'Xinqiao defaults' },
  rules: [
    {
      id: 'imminent-risk',
      when: { on: 'critical-item', ids: ['imminent_risk'] },
      level: 'imminent',
      source: 'NIMH ASQ toolkit: a yes to question 5 needs an immediate safety assessment and no leaving alone.',
    },
    {
      id: 'suicidal-ideation',
      when: { on: 'critical-item', ids: ['suicidal_ideation'] },
      level: 'high',
      source:
        'Published practice for PHQ-9 item 9: any positive answer is followed up the same day by a trained person.',
    },
    {
      id: 'critical-item',
      when: { on: 'critical-item' },
      level: 'high',
      source: 'Our default: a critical item without a rule of its own is never passed over.',
    },
    {
      id: 'acute-positive',
      when: { on: 'decision', ids: ['acute_positive'] },
      level: 'imminent',
      label: { 'zh-CN': '筛查阳性（急性）', en: 'acute positive screen' },
      source: 'NIMH ASQ toolkit: acute positive screen.',
    },
    {
      id: 'non-acute-positive',
      when: { on: 'decision', ids: ['non_acute_positive'] },
      level: 'high',
      label: { 'zh-CN': '筛查阳性（非急性）', en: 'non-acute positive screen' },
      source: 'NIMH ASQ toolkit: non-acute positive screen, a brief safety assessment the same day.',
    },
    {
      id: 'positive-acuity-not-determined',
      when: { on: 'decision', ids: ['positive_acuity_not_determined'] },
      level: 'high',
      label: { 'zh-CN': '筛查阳性（急迫程度未确定）', en: 'positive screen, acuity not determined' },
      source: 'Our default: a screen broken off after a positive answer is followed up like a non-acute one at least.',
    },
    {
      id: 'cut-off',
      when: { on: 'cut-off' },
      level: 'watch',
      source: 'Our default for a screening result alone; the cut-off has its source in the definition.',
    },
    {
      id: 'severe-band',
      when: { on: 'band', ids: ['moderately_severe', 'severe', 'extremely_severe', 'serious', 'very_high'] },
      level: 'watch',
      source: 'Our default for a screening result alone; the band has its source in the definition.',
    },
    {
      id: 'phq15-high',
      when: { on: 'band', instrument: 'phq15', ids: ['high'] },
      level: 'watch',
      source: 'Our default: `high` is the highest of the four levels of Kroenke 2002.',
    },
    {
      id: 'upi-class-1',
      when: { on: 'decision', instrument: 'upi', ids: ['class1'] },
      level: 'watch',
      label: { 'zh-CN': '第一类', en: 'class 1' },
      source:
        'Our default for a screening result alone: class 1 is the most urgent of the three; source in the definition.',
    },
    ...(['sdq_self', 'sdq_parent', 'sdq_teacher'] as const).map(instrument => ({
      id: `${instrument}-total`,
      when: { on: 'band' as const, instrument, keys: ['total'], ids: ['abnormal'] },
      level: 'watch' as const,
      source: 'Our default for a screening result alone: the highest level of the total difficulties score.',
    })),
  ],
  caveats: [
    {
      id: 'quality',
      source: 'Our default: whoever reads a proposal learns how the answers were given; the level stays.',
    },
  ],
};
