/**
 * Which results ask for a person, and how soon.
 *
 * A proposal only. A score alone never opens a formal level: a trained person reads the reasons and confirms, lowers or
 * dismisses. `moderate` is never proposed, because it takes an interview. No rule here says what anybody suffers from.
 */
import type { AlertLevel, Instrument, Item, LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import { textOf } from './language.ts';
import { answerTo, holds, indexInstrument } from './visibility.ts';

/** A reason as the contract has it, without the time that the service adds. */
export interface AlertProposalReason {
  code: AlertRule['on'];
  /** Data class C3: that somebody should follow up, and how soon. No scale, score, item or answer. */
  text: LocalizedText;
  /** Data class C5: scale, item and answer. */
  detail: LocalizedText;
}

export interface AlertProposal {
  /** The most urgent level of all reasons. */
  level: Exclude<AlertLevel, 'moderate'>;
  /** Most urgent first. */
  reasons: AlertProposalReason[];
}

export interface AlertRule {
  /** What in a result the rule looks at; the stable code of the reason. */
  on: 'critical-item' | 'decision' | 'cut-off' | 'band';
  /** Ids of the critical item, decision, cut-off or band; any when left out. */
  ids?: readonly string[];
  /** Only for this instrument. */
  instrument?: string;
  level: AlertProposal['level'];
  /** What the detail calls it, where the definition has no words for it. */
  label?: LocalizedText;
  source: string;
}

/** The rules, first match wins. Every default of ours is named as one. */
export const alertRules: readonly AlertRule[] = [
  {
    on: 'critical-item',
    ids: ['imminent_risk'],
    level: 'imminent',
    source: 'NIMH ASQ toolkit: a yes to question 5 needs an immediate safety assessment and no leaving alone.',
  },
  {
    on: 'critical-item',
    ids: ['suicidal_ideation'],
    level: 'high',
    source: 'Published practice for PHQ-9 item 9: any positive answer is followed up the same day by a trained person.',
  },
  {
    on: 'critical-item',
    level: 'high',
    source: 'Our default: a critical item without a rule of its own is never passed over.',
  },
  {
    on: 'decision',
    ids: ['acute_positive'],
    level: 'imminent',
    label: { 'zh-CN': '筛查阳性（急性）', en: 'acute positive screen' },
    source: 'NIMH ASQ toolkit: acute positive screen.',
  },
  {
    on: 'decision',
    ids: ['non_acute_positive'],
    level: 'high',
    label: { 'zh-CN': '筛查阳性（非急性）', en: 'non-acute positive screen' },
    source: 'NIMH ASQ toolkit: non-acute positive screen, a brief safety assessment the same day.',
  },
  {
    on: 'decision',
    ids: ['positive_acuity_not_determined'],
    level: 'high',
    label: { 'zh-CN': '筛查阳性（急迫程度未确定）', en: 'positive screen, acuity not determined' },
    source: 'Our default: a screen broken off after a positive answer is followed up like a non-acute one at least.',
  },
  {
    on: 'cut-off',
    level: 'watch',
    source: 'Our default for a screening result alone; the cut-off has its source in the definition.',
  },
  {
    on: 'band',
    ids: ['moderately_severe', 'severe', 'extremely_severe', 'serious', 'very_high'],
    level: 'watch',
    source: 'Our default for a screening result alone; the band has its source in the definition.',
  },
  {
    on: 'band',
    instrument: 'phq15',
    ids: ['high'],
    level: 'watch',
    source: 'Our default: `high` is the highest of the four levels of Kroenke 2002.',
  },
];

const urgency: readonly AlertProposal['level'][] = ['imminent', 'high', 'watch'];

const texts: Record<AlertProposal['level'], LocalizedText> = {
  imminent: {
    'zh-CN': '需要受过训练的人员立即跟进。',
    en: 'A trained person needs to follow up at once.',
  },
  high: {
    'zh-CN': '需要受过训练的人员当天跟进。',
    en: 'A trained person needs to follow up the same day.',
  },
  watch: {
    'zh-CN': '建议由受过训练的人员进一步了解情况。',
    en: 'A trained person should look into this further.',
  },
};

function itemDetail(instrument: Instrument, itemId: string, value: number): LocalizedText {
  const { item, options } = indexInstrument(instrument).byId.get(itemId) ?? { item: {} as Partial<Item>, options: [] };
  const label = options.find(option => option.value === value)?.label;
  const detail = (language: string, name: string, open: string, close: string) => {
    const wording = textOf(item.text, language)?.text;
    const answer = textOf(label, language)?.text;
    return `${instrument.abbreviation} ${name}${wording ? open + wording + close : ''}${answer ? `${answer} (${value})` : value}`;
  };
  return {
    'zh-CN': detail('zh-CN', `第 ${itemId} 题：`, '“', '” → '),
    en: detail('en', `item ${itemId}: `, '“', '” → '),
  };
}

function scaleDetail(instrument: Instrument, result: ScoreResult, scaleId: string, what: LocalizedText): LocalizedText {
  const scale = instrument.scales.find(({ id }) => id === scaleId);
  const value = answerTo(result.scores, scaleId);
  const detail = (language: string, join: string) => {
    // With one scale its name adds nothing to the instrument's.
    const title = instrument.scales.length > 1 ? ` ${textOf(scale?.title, language)?.text ?? scaleId}` : '';
    return `${instrument.abbreviation}${title}${join}${value} (${scale?.min}–${scale?.max}), ${textOf(what, language)?.text}`;
  };
  return { 'zh-CN': detail('zh-CN', '：'), en: detail('en', ': ') };
}

/**
 * The alert that a result proposes, or `null` when it asks for nobody.
 *
 * A person decides: the level is a proposal that only a trained person confirms or lowers. An invalid result proposes
 * nothing; an incomplete one still does for its critical items and decisions.
 *
 * @param instrument The definition in the version that was scored.
 */
export function proposeAlert(instrument: Instrument, result: ScoreResult): AlertProposal | null {
  if (result.status === 'invalid_input') return null;
  const found: { level: AlertProposal['level']; reason: AlertProposalReason }[] = [];
  const apply = (on: AlertRule['on'], id: string, detail: (label?: LocalizedText) => LocalizedText) => {
    const rule = alertRules.find(
      candidate =>
        candidate.on === on &&
        (candidate.ids?.includes(id) ?? true) &&
        (candidate.instrument === undefined || candidate.instrument === instrument.id),
    );
    if (rule)
      found.push({ level: rule.level, reason: { code: on, text: texts[rule.level], detail: detail(rule.label) } });
  };

  for (const { id, item, value } of result.critical)
    apply('critical-item', id, () => itemDetail(instrument, item, value));
  for (const flag of result.flags) {
    const cutoff = instrument.cutoffs?.find(({ id }) => id === flag);
    if (cutoff) {
      const { op, value, anyOf = [] } = cutoff;
      const scale =
        [cutoff.scale, ...anyOf].find(id => holds({ op, value }, answerTo(result.scores, id))) ?? cutoff.scale;
      const what = { 'zh-CN': `达到界值 ${op} ${value}`, en: `cut-off ${op} ${value} reached` };
      apply('cut-off', flag, () => scaleDetail(instrument, result, scale, what));
    } else {
      const say = (language: string, join: string, label?: LocalizedText) =>
        instrument.abbreviation + join + (textOf(label, language)?.text ?? flag);
      apply('decision', flag, label => ({ 'zh-CN': say('zh-CN', '：', label), en: say('en', ': ', label) }));
    }
  }
  for (const { key, scale, ranges } of instrument.bands ?? []) {
    const band = ranges.find(({ id }) => id === answerTo(result.bands, key));
    if (band) apply('band', band.id, () => scaleDetail(instrument, result, scale, band.label));
  }

  // Sorting is stable: within a level the order stays critical items, flags, bands.
  found.sort((a, b) => urgency.indexOf(a.level) - urgency.indexOf(b.level));
  return found.length > 0 ? { level: found[0]!.level, reasons: found.map(({ reason }) => reason) } : null;
}
