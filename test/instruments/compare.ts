/** One set of sheets, scored by the package and by the second opinion. */
import assert from 'node:assert/strict';
import type { Answers, Instrument, ScoreResult } from '@xinqiao/contract/types';
import { score, scorer } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { valuesOf, type Rules } from './reference.ts';
import { isOpenEdge, psqiComponents } from './second-opinion-psqi.ts';
import { opinionOf, type Opinion, type Sheet } from './second-opinion.ts';
import { sheetsFor, type Kind } from './sheets.ts';

/** The scale of the library that an entry of the reference is about. */
export const instrumentOf = ({ id }: Rules): Instrument => getInstrument(id === 'rses_en' ? 'rses' : id)!;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What the reference names of a result; what the library adds beside it, by name, is looked at elsewhere. */
function asOpinion(rules: Rules, result: ScoreResult): Mutable<Opinion> {
  const { status, scores, bands, flags, critical } = result;
  const cutoffs = new Set(instrumentOf(rules).cutoffs?.map(({ id }) => id));
  const isReached = (id: string, scale: string) =>
    flags.includes(id) || (scale === 'any' && flags.some(flag => flag.startsWith(`${id}_`)));
  return {
    status,
    scores: Object.fromEntries(rules.scales.map(({ id }) => [id, scores[id] ?? null])),
    bands: Object.fromEntries(rules.bands.map(({ key }) => [key, bands[key] ?? null])),
    reached: rules.cutoffs.filter(({ id, scale }) => isReached(id, scale)).map(({ id }) => id),
    critical: critical.map(({ id }) => id),
    ...(rules.decision && { decision: flags.find(id => !cutoffs.has(id)) ?? null }),
  };
}

/** Scores are given in whole billionths. */
const rounded = (opinion: Opinion): Opinion => ({
  ...opinion,
  scores: Object.fromEntries(
    Object.entries(opinion.scores).map(([id, score]) => [id, score === null ? null : Number(score.toFixed(9))]),
  ),
});

/**
 * The reference says nothing of decisions on a sheet with gaps. Where the library decides one all the same, no answer that is
 * still to come may change it.
 */
function assertIsSettled(rules: Rules, decision: string, sheet: Sheet, said: string): void {
  const gaps = rules.items.filter(item => sheet[item] == null);
  const values = (item: string) => [...valuesOf(rules, item)!, ...(rules.response?.refused_value ? ['refused'] : [])];
  const isPositive = decision === 'positive_acuity_not_determined';
  for (let round = 0; round < 12; round++) {
    const fill = (item: string, at: number) => {
      const all = values(item);
      return round < all.length ? all[round] : all[(round * 7 + at * (round % 5)) % all.length];
    };
    const filled = { ...sheet, ...Object.fromEntries(gaps.map((item, at) => [item, fill(item, at)])) };
    const { decision: final } = opinionOf(rules, filled);
    if (isPositive) assert.match(String(final), /_positive$/, said);
    else assert.equal(final, decision, said);
  }
}

export interface Comparison {
  readonly kinds: Record<Kind, number>;
  /** What the second opinion said of the sheets. */
  readonly statuses: Set<string>;
  /** Sheets of which the reference leaves the score open: compared in validity and critical items alone. */
  unsaid: number;
  /** Decisions on sheets with gaps, each found settled. */
  settled: number;
}

/** Throws at the first sheet on which the two differ; its message is the sheet. */
export function compareOn(rules: Rules, sheets: number, seed: number): Comparison {
  const instrument = instrumentOf(rules);
  const prepared = scorer(instrument);
  const comparison: Comparison = {
    kinds: { whole: 0, edge: 0, gaps: 0, wrong: 0 },
    statuses: new Set(),
    unsaid: 0,
    settled: 0,
  };
  for (const { kind, sheet } of sheetsFor(rules, sheets, seed)) {
    const opinion = opinionOf(rules, sheet);
    const result = score(instrument, sheet as Answers);
    const said = JSON.stringify(sheet);
    comparison.kinds[kind]++;
    comparison.statuses.add(opinion.status);
    if (opinion.unsaid !== undefined || (opinion.scores.global != null && isOpenEdge(sheet))) {
      comparison.unsaid++;
      assert.notEqual(result.status, 'invalid_input', said);
      assert.deepEqual(
        result.critical.map(({ id }) => id),
        opinion.critical,
        said,
      );
    } else {
      const ours = asOpinion(rules, result);
      if (ours.decision && opinion.status === 'incomplete') {
        assertIsSettled(rules, ours.decision, sheet, said);
        comparison.settled++;
        ours.decision = null;
      }
      assert.deepEqual(ours, rounded(opinion), said);
      if (rules.components && opinion.status === 'complete') {
        const components = [1, 2, 3, 4, 5, 6, 7].map(part => result.scores[`C${part}`]);
        assert.deepEqual(components, psqiComponents(sheet), said);
      }
    }
    assert.deepEqual(prepared(sheet as Answers), result, said);
  }
  return comparison;
}
