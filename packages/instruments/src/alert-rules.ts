/**
 * Which results ask for a person, and how soon.
 *
 * A proposal only. A score alone never opens a formal level: a trained person reads the reasons and confirms, lowers or
 * dismisses. No rule here says what anybody suffers from.
 */
import type { Instrument, LocalizedText, ResponseQuality, ScoreResult } from '@xinqiao/contract/types';
import { defaultAlertRules } from './alert-rules-default.ts';
import {
  type AlertCondition,
  type AlertRule,
  type AlertRuleSet,
  type FactCondition,
  type ProposedLevel,
  proposedLevels,
  ruleReference,
  type ScoreCondition,
  type SeveralCondition,
  type WorseningCondition,
} from './alert-rules-format.ts';
import {
  caveatText,
  cutoffText,
  decisionDetail,
  itemDetail,
  levelTexts,
  ruleText,
  scaleDetail,
  severalDetail,
  worseningDetail,
} from './alert-rules-words.ts';
import { reliableChange } from './reliable-change.ts';
import { variantOf } from './variants.ts';
import { answerTo, holds } from './visibility.ts';

/** A reason as the contract has it, without the time that the service adds. */
export interface AlertProposalReason {
  /** What the rule looked at; `quality` is a caveat and asks for nobody. */
  code: AlertCondition['on'] | 'quality';
  /** Data class C3: that somebody should follow up, and how soon. No scale, score, item or answer. */
  text: LocalizedText;
  /** Data class C5: scale, item and answer. */
  detail: LocalizedText;
  /** Data class C5: rule set, rule and version, e.g. `xinqiao/suicidal-ideation@1.0.0`. */
  rule: string;
}

export interface AlertProposal {
  /** The most urgent level of all reasons. */
  level: ProposedLevel;
  /** Most urgent first; caveats last. */
  reasons: AlertProposalReason[];
}

/** What the same person answered before. */
export interface EarlierResult {
  /** The definition that was scored. */
  instrument: Instrument;
  result: ScoreResult;
  at: Date;
}

export interface ProposeAlertOptions {
  /** {@link defaultAlertRules} when left out. Should have passed `checkAlertRules`. */
  rules?: AlertRuleSet | undefined;
  /** When the result came in; needed for rules that look at earlier results. */
  at?: Date | undefined;
  /** Earlier results of the same person, in any order; those after `at` are not looked at. */
  earlier?: readonly EarlierResult[] | undefined;
  /** From `assessQuality`: flagged indices become caveats. */
  quality?: ResponseQuality | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/** Something that scoring has found, and how a reason tells it. */
interface Fact {
  on: FactCondition['on'];
  id: string;
  /** Of a band: the system of levels. */
  key?: string;
  detail: (label?: LocalizedText) => LocalizedText;
}

interface Found {
  level: ProposedLevel;
  reason: AlertProposalReason;
}

/** Everything that scoring has found: critical items, flags, bands, in this order. */
function factsOf(definition: Instrument, result: ScoreResult): Fact[] {
  const instrument = (result.variant === undefined ? undefined : variantOf(definition, result.variant)) ?? definition;
  const facts: Fact[] = result.critical.map(({ id, item, value }) => ({
    on: 'critical-item',
    id,
    detail: () => itemDetail(instrument, item, value),
  }));
  for (const flag of result.flags) {
    const cutoff = instrument.cutoffs?.find(({ id }) => id === flag);
    if (cutoff) {
      const { op, value, anyOf = [] } = cutoff;
      const scale =
        [cutoff.scale, ...anyOf].find(id => holds({ op, value }, answerTo(result.scores, id))) ?? cutoff.scale;
      facts.push({
        on: 'cut-off',
        id: flag,
        detail: () => scaleDetail(instrument, result, scale, cutoffText(op, value)),
      });
    } else {
      facts.push({ on: 'decision', id: flag, detail: label => decisionDetail(instrument, flag, label) });
    }
  }
  for (const { key, scale, ranges } of instrument.bands ?? []) {
    const band = ranges.find(({ id }) => id === answerTo(result.bands, key));
    if (band) {
      facts.push({ on: 'band', id: band.id, key, detail: () => scaleDetail(instrument, result, scale, band.label) });
    }
  }
  return facts;
}

const fits = (when: FactCondition, instrument: Instrument, fact: Fact) =>
  when.on === fact.on &&
  (when.ids?.includes(fact.id) ?? true) &&
  (when.keys?.includes(fact.key!) ?? true) &&
  (when.instrument === undefined || when.instrument === instrument.id);

const meets = (when: ScoreCondition, instrument: Instrument, result: ScoreResult) =>
  when.instrument === instrument.id && holds(when, answerTo(result.scores, when.scale));

const scoreDetail = ({ scale, op, value }: ScoreCondition, instrument: Instrument, result: ScoreResult) =>
  scaleDetail(instrument, result, scale, ruleText(op, value));

interface Scene {
  instrument: Instrument;
  result: ScoreResult;
  facts: readonly Fact[];
  at: Date | undefined;
  /** Newest first, none after `at`, none invalid. */
  earlier: readonly EarlierResult[];
}

const daysBetween = (earlier: Date, later: Date) => Math.floor((later.getTime() - earlier.getTime()) / DAY);
const within = ({ at, earlier }: Scene, days: number) =>
  at ? earlier.filter(one => at.getTime() - one.at.getTime() <= days * DAY) : [];

function worsening(when: WorseningCondition, scene: Scene): LocalizedText | undefined {
  const { measurement, against, withinDays } = when;
  if (measurement.instrument !== scene.instrument.id) return undefined;
  // Only what can be compared: another version or variant, or a result without this score, is passed over.
  const changes = within(scene, withinDays).flatMap(one => {
    const change = reliableChange(measurement, one.result, scene.result);
    return change.comparable ? [{ change, at: one.at }] : [];
  });
  const found = against === 'first' ? changes.at(-1) : changes[0];
  if (found?.change.classification !== 'worsened') return undefined;
  return worseningDetail(scene.instrument, measurement.scale, found.change, daysBetween(found.at, scene.at!));
}

function several(when: SeveralCondition, scene: Scene): LocalizedText | undefined {
  // A rule that says nothing of the new result was spoken for when the other results came in.
  if (!when.all.some(({ instrument }) => instrument === scene.instrument.id)) return undefined;
  const parts: { detail: LocalizedText; days: number | null }[] = [];
  for (const part of when.all) {
    const isNew = part.instrument === scene.instrument.id;
    const before = isNew
      ? undefined
      : within(scene, when.withinDays).find(one => one.instrument.id === part.instrument);
    const { instrument, result } = before ?? scene;
    if (instrument.id !== part.instrument) return undefined;
    let detail: LocalizedText | undefined;
    if (part.on === 'score') {
      if (meets(part, instrument, result)) detail = scoreDetail(part, instrument, result);
    } else {
      detail = (isNew ? scene.facts : factsOf(instrument, result)).find(fact => fits(part, instrument, fact))?.detail();
    }
    if (!detail) return undefined;
    parts.push({ detail, days: before ? daysBetween(before.at, scene.at!) : null });
  }
  return severalDetail(parts);
}

/** What a rule that looks beyond single facts has found. */
function lookFurther({ when }: AlertRule, scene: Scene): LocalizedText | undefined {
  if (when.on === 'worsening') return worsening(when, scene);
  if (when.on === 'several') return several(when, scene);
  if (when.on !== 'score' || !meets(when, scene.instrument, scene.result)) return undefined;
  return scoreDetail(when, scene.instrument, scene.result);
}

const urgency = (level: ProposedLevel) => proposedLevels.indexOf(level);

function caveatsOf(rules: AlertRuleSet, quality: ResponseQuality | undefined): AlertProposalReason[] {
  return (quality?.indices ?? []).flatMap(index => {
    const caveat =
      index.status === 'flagged' && rules.caveats?.find(({ indices }) => indices?.includes(index.id) ?? true);
    if (!caveat) return [];
    return [{ code: 'quality' as const, text: caveatText, detail: index.text, rule: ruleReference(rules, caveat) }];
  });
}

/**
 * The alert that a result proposes, or `null` when it asks for nobody.
 *
 * A person decides: the level is a proposal that only a trained person confirms or lowers. An invalid result proposes
 * nothing; an incomplete one still does for its critical items and decisions. Doubts about how the answers were given
 * stand among the reasons and lower no level. Each thing that was found is spoken for by the most urgent rule that fits
 * it; the order of the rules decides on no level.
 *
 * @param definition The definition in the version that was scored.
 */
export function proposeAlert(
  definition: Instrument,
  result: ScoreResult,
  { rules = defaultAlertRules, at, earlier = [], quality }: ProposeAlertOptions = {},
): AlertProposal | null {
  if (result.status === 'invalid_input') return null;
  const facts = factsOf(definition, result);
  const found: Found[] = [];
  const add = (rule: AlertRule, detail: LocalizedText) =>
    found.push({
      level: rule.level,
      reason: { code: rule.when.on, text: levelTexts[rule.level], detail, rule: ruleReference(rules, rule) },
    });

  for (const fact of facts) {
    let speaks: AlertRule | undefined;
    for (const rule of rules.rules) {
      const { when } = rule;
      if (when.on === 'score' || when.on === 'worsening' || when.on === 'several') continue;
      if (!fits(when, definition, fact)) continue;
      if (!speaks || urgency(rule.level) < urgency(speaks.level)) speaks = rule;
    }
    if (speaks) add(speaks, fact.detail(speaks.label));
  }
  const scene: Scene = {
    instrument: definition,
    result,
    facts,
    at,
    earlier: earlier
      .filter(one => one.result.status !== 'invalid_input' && at !== undefined && one.at.getTime() <= at.getTime())
      .sort((a, b) => b.at.getTime() - a.at.getTime()),
  };
  for (const rule of rules.rules) {
    const detail = lookFurther(rule, scene);
    if (detail) add(rule, detail);
  }

  if (found.length === 0) return null;
  // Sorting is stable: within a level the order stays critical items, flags, bands, then the other rules.
  found.sort((a, b) => urgency(a.level) - urgency(b.level));
  return { level: found[0]!.level, reasons: [...found.map(({ reason }) => reason), ...caveatsOf(rules, quality)] };
}
