/** The format of alert rules: data that a school can write, version, check and read aloud. */
import type { AlertLevel, LocalizedText } from '@xinqiao/contract/types';
import type { Finding } from './finding.ts';
import { step } from './check-structure.ts';
import { type Measurement, measurementShape } from './reliable-change.ts';
import {
  array,
  byProperty,
  findingsOf,
  id,
  localized,
  number,
  object,
  oneOf,
  type Report,
  type Shape,
  ShapeError,
  text,
  version,
} from './shape.ts';

/** `moderate` is never proposed, because it takes an interview. */
export type ProposedLevel = Exclude<AlertLevel, 'moderate'>;

/** Most urgent first. */
export const proposedLevels: readonly ProposedLevel[] = ['imminent', 'high', 'watch'];

/** Something that scoring has found: a critical item, a decision, a cut-off reached, a band. */
export interface FactCondition {
  on: 'critical-item' | 'decision' | 'cut-off' | 'band';
  /** Only for this instrument; for any when left out. */
  instrument?: string;
  /** Ids of the critical item, decision, cut-off or band; any when left out. */
  ids?: readonly string[];
  /** Of a band: keys of the systems of levels that are looked at; any when left out. */
  keys?: readonly string[];
}

/** A score compared with a number, whether or not the definition has a cut-off there. */
export interface ScoreCondition {
  on: 'score';
  instrument: string;
  scale: string;
  op: '=' | '!=' | '>' | '>=' | '<' | '<=';
  value: number;
}

/** A score that became reliably worse: Jacobson & Truax (1991), `reliableChange`. */
export interface WorseningCondition {
  on: 'worsening';
  measurement: Measurement;
  /** How long ago the earlier result may be, in days. */
  withinDays: number;
  /** The earlier result: the one before, or the first in that time. */
  against: 'previous' | 'first';
}

/** Several instruments together: each part holds for the new result, or for the newest of its instrument in that time. */
export interface SeveralCondition {
  on: 'several';
  all: readonly ((FactCondition & { instrument: string }) | ScoreCondition)[];
  withinDays: number;
}

export type AlertCondition = FactCondition | ScoreCondition | WorseningCondition | SeveralCondition;

export interface AlertRule {
  id: string;
  when: AlertCondition;
  level: ProposedLevel;
  /** What the detail calls a decision, because a definition has no words for it. */
  label?: LocalizedText;
  /** Where the rule is published, or that it is somebody's default. */
  source: string;
}

/** Flagged indices of response quality that are told beside the reasons. Never lowers a level. */
export interface AlertCaveat {
  id: string;
  /** Ids of indices; any when left out. */
  indices?: readonly string[];
  source: string;
}

/**
 * Rules as data. Each thing that was found is spoken for by the most urgent rule that fits it, of equals by the first:
 * the order decides on no level, and adding a rule never lowers one.
 */
export interface AlertRuleSet {
  id: string;
  /** Semantic version; stored with every reason. */
  version: string;
  title?: LocalizedText;
  rules: readonly AlertRule[];
  caveats?: readonly AlertCaveat[];
}

const ids = array(id, { min: 1, max: 200 });
const days = number({ min: 1, max: 3660, integer: true });
const facts = ['critical-item', 'decision', 'cut-off', 'band'] as const;
/** Systems of levels are there for bands alone. */
const narrowed = (on: string): Record<string, Shape> => (on === 'band' ? { ids, keys: ids } : { ids });
const fact = (on: string) => object({ on: oneOf(on) }, { instrument: id, ...narrowed(on) });
const factOfOne = (on: string) => object({ on: oneOf(on), instrument: id }, narrowed(on));
const scoreCondition = object({
  on: oneOf('score'),
  instrument: id,
  scale: id,
  op: oneOf('=', '!=', '>', '>=', '<', '<='),
  value: number(),
});
const part = byProperty('on', new Map([...facts.map(on => [on, factOfOne(on)] as const), ['score', scoreCondition]]));
const condition = byProperty(
  'on',
  new Map<string, Shape>([
    ...facts.map(on => [on, fact(on)] as const),
    ['score', scoreCondition],
    [
      'worsening',
      object({
        on: oneOf('worsening'),
        measurement: measurementShape,
        withinDays: days,
        against: oneOf('previous', 'first'),
      }),
    ],
    ['several', object({ on: oneOf('several'), all: array(part, { min: 2, max: 20 }), withinDays: days })],
  ]),
);
const rule = object({ id, when: condition, level: oneOf(...proposedLevels), source: text }, { label: localized });
const caveat = object({ id, source: text }, { indices: ids });
const shape = object(
  { id, version, rules: array(rule, { min: 1, max: 1000 }) },
  { title: localized, caveats: array(caveat, { max: 100 }) },
);

function checkUnique({ rules, caveats = [] }: AlertRuleSet, report: Report): void {
  const seen = new Set<string>();
  const check = (list: readonly { id: string }[], name: string) =>
    list.forEach((one, at) => {
      if (seen.has(one.id)) report(`/${name}/${at}/id`, 'duplicate-id', `"${one.id}" is there more than once.`);
      seen.add(one.id);
    });
  check(rules, 'rules');
  check(caveats, 'caveats');
  rules.forEach(({ when }, at) => {
    if (when.on !== 'several') return;
    const instruments = new Set(when.all.map(({ instrument }) => instrument));
    if (instruments.size < 2) {
      report(step(`/rules/${at}/when`, 'all'), 'one-instrument', 'Several instruments are expected, and this is one.');
    }
  });
}

/**
 * Everything that is wrong with a rule set, with JSON pointers; empty when it can be used. Takes anything, throws
 * nothing. Properties beyond the format are faults: a misspelt `ids` would make a rule look at everything.
 *
 * Whether the instruments and ids that it names exist isn't looked at: a rule for a scale that a school doesn't use does
 * no harm, and one for a scale that comes later waits for it. `explainAlertRule` shows what a rule looks for.
 */
export function checkAlertRules(value: unknown): Finding[] {
  const findings = findingsOf(shape, value);
  if (findings.length > 0) return findings;
  checkUnique(value as AlertRuleSet, (path, code, message) => void findings.push({ path, code, message }));
  return findings;
}

/**
 * The same object, known to be a rule set.
 *
 * @throws {ShapeError} with every finding, when there is one.
 */
export function parseAlertRules(value: unknown): AlertRuleSet {
  const findings = checkAlertRules(value);
  if (findings.length > 0) throw new ShapeError('alert rules', findings);
  return value as AlertRuleSet;
}

/** How far back the rules look, in days: earlier results of the person that long ago matter. 0 when none does. */
export function daysLookedBack({ rules }: AlertRuleSet): number {
  return Math.max(0, ...rules.map(({ when }) => ('withinDays' in when ? when.withinDays : 0)));
}

/** What is stored with a reason: rule set, rule and version, e.g. `xinqiao/suicidal-ideation@1.0.0`. */
export const ruleReference = ({ id, version: at }: AlertRuleSet, one: { id: string }): string =>
  `${id}/${one.id}@${at}`;
