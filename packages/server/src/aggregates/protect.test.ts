import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AggregateCell } from '@xinqiao/contract/types';
import fc from 'fast-check';
import { type Told, worldsOf } from '../testing/attack.ts';
import { type LeafCounts, protect } from './protect.ts';

const runs = Number(process.env['XINQIAO_RUNS'] ?? 150);

/** A school of colleges of classes. */
const treeOf = (colleges: readonly (readonly (readonly number[])[])[]): LeafCounts[] =>
  colleges.flatMap((classes, college) => classes.map((counts, index) => ({ path: `s/${college}/${index}/`, counts })));

const school = (statuses: number, most: number) =>
  fc
    .array(
      fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: statuses, maxLength: statuses }), {
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map(treeOf)
    .map(leaves => leaves.filter(({ counts }) => counts.some(count => count > 0)));

function truth(leaves: readonly LeafCounts[]): Map<string, number[]> {
  const all = new Map<string, number[]>();
  for (const { path, counts } of leaves) {
    const [s, college] = path.split('/');
    for (const unit of [`${s}/`, `${s}/${college}/`, path]) {
      const sum = all.get(unit) ?? counts.map(() => 0);
      all.set(
        unit,
        sum.map((count, status) => count + counts[status]!),
      );
    }
  }
  return all;
}

/** What somebody learns who shouldn't: a cell below k with fewer than k possible values, or a sum below k that is sure. */
function disclosed(leaves: readonly LeafCounts[], told: Told, k: number): string[] {
  const worlds = worldsOf(told);
  const findings: string[] = [];
  for (const [path, counts] of truth(leaves)) {
    const of = counts.reduce((sum, count) => sum + count, 0);
    const possible = worlds.get(path)!;
    assert.ok(
      possible.some(one => one.join() === counts.join()),
      `the truth is possible at ${path}`,
    );
    for (let subset = 1; subset < 2 ** counts.length - 1; subset += 1) {
      const sumOf = (one: readonly number[]) =>
        one.reduce((sum, count, at) => sum + (subset & (1 << at) ? count : 0), 0);
      const sum = sumOf(counts);
      if (sum >= k && of - sum >= k) continue;
      const values = new Set(possible.map(sumOf));
      const isSingle = Math.log2(subset) % 1 === 0;
      if (values.size < (isSingle ? Math.min(k, of + 1) : 2)) findings.push(`${path} ${subset}: ${[...values].join()}`);
    }
  }
  return findings;
}

/** The smallest that leave nothing out: only what is below k, or leaves less, is not said. */
const primaryOnly = (leaves: readonly LeafCounts[], k: number): Told =>
  new Map(
    [...truth(leaves)].map(([path, counts]) => {
      const students = counts.reduce((sum, count) => sum + count, 0);
      const cells = counts.map((value): AggregateCell => {
        if (students < k) return { kind: 'withheld', reason: 'small-group' };
        if (value < k) return { kind: 'fewer', than: k };
        return students - value < k ? { kind: 'all-but-fewer', than: k } : { kind: 'value', value };
      });
      return [path, { students, cells }];
    }),
  );

describe('an attack by differences', () => {
  const leaves = treeOf([
    [
      [20, 3, 9],
      [15, 6, 8],
    ],
  ]);

  test('finds a count that only total and sibling give away', () => {
    const told = primaryOnly(leaves, 5);
    assert.deepEqual(told.get('s/0/0/')!.cells[1], { kind: 'fewer', than: 5 });
    assert.ok(disclosed(leaves, told, 5).includes('s/0/0/ 2: 3'));
    assert.deepEqual(disclosed(leaves, protect(leaves, 5), 5), []);
  });

  test('finds what several hidden counts are together, though none of them is known', () => {
    // 2 + 2 of 30: each could be 0 to 4, and the two are 4 for sure.
    const row = treeOf([[[14, 12, 2, 2]]]);
    assert.ok(disclosed(row, primaryOnly(row, 5), 5).some(finding => finding.endsWith(' 12: 4')));
    assert.deepEqual(disclosed(row, protect(row, 5), 5), []);
  });

  test('finds what words give away: two that are fewer than 5 and 8 together', () => {
    const row = treeOf([[[14, 12, 4, 4]]]);
    assert.ok(disclosed(row, primaryOnly(row, 5), 5).includes('s/0/0/ 4: 4'));
    assert.deepEqual(disclosed(row, protect(row, 5), 5), []);
  });
});

describe('counts that may be shown', () => {
  for (const [k, statuses, most] of [
    [2, 3, 4],
    [3, 2, 8],
    [3, 3, 5],
    [5, 2, 14],
    [3, 4, 2],
  ] as const) {
    test(`let nobody work out a count below ${k}, of ${statuses} statuses`, () => {
      fc.assert(
        fc.property(school(statuses, most), leaves => {
          assert.deepEqual(disclosed(leaves, protect(leaves, k), k), []);
        }),
        { numRuns: runs },
      );
    });
  }
});
