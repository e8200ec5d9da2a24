/**
 * Two implementations that know nothing of each other, on the same sheets: the scoring of the package, and one written from
 * the published rules alone (`second-opinion.ts`). They have to agree on every score, level, cut-off and critical item.
 *
 * `XINQIAO_SHEETS=20000` draws more sheets a scale, `XINQIAO_SEED=7` others.
 */
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { Answers } from '@xinqiao/contract/types';
import { score } from '@xinqiao/instruments';
import { catalogue } from '@xinqiao/instruments/library';
import { compareOn, instrumentOf, type Comparison } from './compare.ts';
import { references } from './reference.ts';
import { opinionOf, variantOf } from './second-opinion.ts';
import { sheetsFor, type Kind } from './sheets.ts';

const sheets = Number(process.env.XINQIAO_SHEETS ?? 1000);
const seed = Number(process.env.XINQIAO_SEED ?? 2021);

const comparisons: Comparison[] = [];
after(() => {
  const sum = (of: (comparison: Comparison) => number) => comparisons.map(of).reduce((a, b) => a + b, 0);
  const kinds = (['whole', 'edge', 'gaps', 'wrong'] as const).map(
    (kind: Kind) => `${kind} ${sum(one => one.kinds[kind])}`,
  );
  const total = sum(one => Object.values(one.kinds).reduce((a, b) => a + b));
  console.log(`${total} sheets of ${comparisons.length} scales compared (${kinds.join(', ')}; seed ${seed}).`);
  console.log(
    `Of these ${sum(one => one.unsaid)} where the reference leaves the score open: compared in validity and critical items.`,
  );
  console.log(`Decisions on sheets with gaps, each settled whatever else is answered: ${sum(one => one.settled)}.`);
});

it('has a second opinion on every scale of the catalogue', () => {
  assert.deepEqual(references.map(rules => instrumentOf(rules).id).sort(), catalogue.map(({ id }) => id).sort());
});

for (const [at, rules] of references.entries()) {
  const instrument = instrumentOf(rules);

  it(`${instrument.abbreviation} (${instrument.id}) comes out the same twice, in whole, gappy and wrong sheets`, () => {
    const comparison = compareOn(rules, sheets, seed + at);
    comparisons.push(comparison);
    for (const status of ['complete', 'incomplete', 'invalid_input'])
      assert.ok(comparison.statuses.has(status), status);
  });

  for (const { id } of rules.variants ?? []) {
    it(`${instrument.abbreviation} comes out the same as ${id}`, () => {
      for (const { sheet } of sheetsFor(rules, sheets, seed - at)) {
        if (opinionOf(rules, sheet).status !== 'complete') continue;
        assert.equal(score(instrument, sheet as Answers).scores[`total_${id}`], variantOf(rules, id, sheet));
      }
    });
  }
}
