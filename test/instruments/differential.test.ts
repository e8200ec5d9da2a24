/**
 * Two implementations that know nothing of each other, on the same sheets: the scoring of the package, and one written from
 * the published rules alone (`second-opinion.ts`). They have to agree on every score, level, cut-off and critical item.
 *
 * `XINQIAO_SHEETS=20000` draws more sheets a scale, `XINQIAO_SEED=7` others.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Answers, ScoreResult } from '@xinqiao/contract/types';
import { score, scorer } from '@xinqiao/instruments';
import { catalogue, getInstrument } from '@xinqiao/instruments/library';
import { references, valuesOf, type Rules } from './reference.ts';
import { isOpenEdge, psqiComponents } from './second-opinion-psqi.ts';
import { opinionOf, variantOf, type Opinion, type Sheet } from './second-opinion.ts';
import { sheetsFor, type Kind } from './sheets.ts';

const sheets = Number(process.env.XINQIAO_SHEETS ?? 1000);
const seed = Number(process.env.XINQIAO_SEED ?? 2021);

const instrumentOf = ({ id }: Rules) => getInstrument(id === 'rses_en' ? 'rses' : id)!;

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

const compared: Record<Kind, number> = { whole: 0, edge: 0, gaps: 0, wrong: 0 };
let unsaid = 0;
let settled = 0;
after(() => {
  const total = Object.values(compared).reduce((a, b) => a + b, 0);
  const kinds = Object.entries(compared).map(([kind, count]) => `${kind} ${count}`);
  console.log(`${total} sheets of ${references.length} scales compared (${kinds.join(', ')}; seed ${seed}).`);
  console.log(
    `Of these ${unsaid} where the reference leaves the score open: compared in validity and critical items alone.`,
  );
  console.log(`Decisions on sheets with gaps, each settled whatever else is answered: ${settled}.`);
});

it('has a second opinion on every scale of the catalogue', () => {
  assert.deepEqual(references.map(rules => instrumentOf(rules).id).sort(), catalogue.map(({ id }) => id).sort());
});

for (const [at, rules] of references.entries()) {
  describe(`${instrumentOf(rules).abbreviation}, scored twice`, () => {
    const instrument = instrumentOf(rules);
    const prepared = scorer(instrument);
    const statuses = new Set<string>();

    it('comes out the same', () => {
      for (const { kind, sheet } of sheetsFor(rules, sheets, seed + at)) {
        const opinion = opinionOf(rules, sheet);
        const result = score(instrument, sheet as Answers);
        const said = JSON.stringify(sheet);
        const open = opinion.unsaid !== undefined || (opinion.scores.global != null && isOpenEdge(sheet));
        compared[kind]++;
        statuses.add(opinion.status);
        if (open) {
          unsaid++;
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
            settled++;
            ours.decision = null;
          }
          assert.deepEqual(ours, rounded(opinion), said);
          if (rules.components && opinion.status === 'complete') {
            assert.deepEqual(
              [1, 2, 3, 4, 5, 6, 7].map(part => result.scores[`C${part}`]),
              psqiComponents(sheet),
              said,
            );
          }
        }
        assert.deepEqual(prepared(sheet as Answers), result, said);
      }
    });

    it('has been compared in whole, gappy and wrong sheets', () => {
      for (const status of ['complete', 'incomplete', 'invalid_input']) assert.ok(statuses.has(status), status);
    });

    for (const { id } of rules.variants ?? []) {
      it(`comes out the same as ${id}`, () => {
        for (const { sheet } of sheetsFor(rules, sheets, seed - at)) {
          if (opinionOf(rules, sheet).status !== 'complete') continue;
          assert.equal(score(instrument, sheet as Answers).scores[`total_${id}`], variantOf(rules, id, sheet as Sheet));
        }
      });
    }
  });
}
