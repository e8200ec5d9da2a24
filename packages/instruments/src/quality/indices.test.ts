import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evenOddConsistency, longestRun, mahalanobisSquared, responseVariability } from '../index.ts';

const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
const run = (values: readonly (number | undefined)[]) => longestRun(values, value => value);

describe('the longest string', () => {
  for (const [name, values, expected] of [
    ['nothing', [], []],
    ['one answer', [2], [2]],
    ['a run in the middle', [1, 2, 2, 2, 3, 3], [2, 2, 2]],
    ['a run at the end', [1, 3, 3, 3, 3], [3, 3, 3, 3]],
    ['the first of two', [1, 1, 2, 2], [1, 1]],
    ['a run that a gap ends', [4, 4, undefined, 4, 4, 4, undefined], [4, 4, 4]],
    ['gaps alone', [undefined, undefined], []],
  ] as const) {
    it(`of ${name}`, () => assert.deepEqual(run(values), expected));
  }
  it('is as long as the longest of all runs', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined })), values => {
        const text = values.map(value => value ?? '-').join('');
        const longest = Math.max(0, ...[...text.matchAll(/(\d)\1*/g)].map(([all]) => all.length));
        assert.equal(run(values).length, longest);
      }),
    );
  });
});

describe('intra-individual variability', () => {
  it('is the standard deviation of the answers: 1 to 5 have √2.5', () =>
    near(responseVariability([1, 2, 3, 4, 5]), 1.5811388300841898));
  it('is 0 for one answer throughout', () => assert.equal(responseVariability([3, 3, 3]), 0));
});

describe('even–odd consistency', () => {
  // Halves by hand: first 1 2 3 4 5, second 2 1 4 3 5; r = .8, stepped up 1.6 ÷ 1.8.
  const scales = [
    [1, 2],
    [2, 1],
    [3, 4],
    [4, 3],
    [5, 5],
  ];
  it('is .8 stepped up by Spearman–Brown to .889', () => near(evenOddConsistency(scales), 1.6 / 1.8));
  it('takes means of halves, so that a scale of three counts like one of two', () => {
    near(
      evenOddConsistency([
        [0, 2, 2],
        [2, 1],
        [3, 4],
        [4, 3],
        [5, 5],
      ]),
      1.6 / 1.8,
    );
  });
  it('is 1 for equal halves and never below −1', () => {
    near(
      evenOddConsistency([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
      1,
    );
    assert.equal(
      evenOddConsistency([
        [1, 3],
        [2, 2],
        [3, 1],
      ]),
      -1,
    );
    // r = −.8 would step up to −8.
    assert.equal(evenOddConsistency(scales.map(([a, b]) => [a!, 6 - b!])), -1);
  });
  it('is not there where a half doesn’t vary', () =>
    assert.equal(
      evenOddConsistency([
        [1, 2],
        [1, 3],
        [1, 4],
      ]),
      undefined,
    ));
});

describe('the Mahalanobis distance', () => {
  const covariance = [
    [1, 0.5],
    [0.5, 1],
  ];
  // By hand: the inverse is ⅓ [[4, −2], [−2, 4]].
  it('is 4/3 along the correlation and 4 across it', () => {
    near(mahalanobisSquared([1, 1], [0, 0], covariance), 4 / 3);
    near(mahalanobisSquared([1, -1], [0, 0], covariance), 4);
    near(mahalanobisSquared([3, 5], [3, 5], covariance), 0);
  });
  it('is the sum of squared z scores where nothing correlates', () => {
    near(
      mahalanobisSquared(
        [5, 1, 4],
        [3, 2, 4],
        [
          [4, 0, 0],
          [0, 0.25, 0],
          [0, 0, 9],
        ],
      ),
      1 + 4 + 0,
    );
  });
  it('follows variances other than 1, however small', () => {
    // The inverse is 1 ÷ 32 [[9, −2], [−2, 4]]: (36 − 24 + 36) ÷ 32.
    near(
      mahalanobisSquared(
        [2, 3],
        [0, 0],
        [
          [4, 2],
          [2, 9],
        ],
      ),
      1.5,
    );
    near(mahalanobisSquared([1e-7], [0], [[1e-14]]), 1);
  });
  it('is not there for a matrix that isn’t positive definite', () => {
    assert.equal(
      mahalanobisSquared(
        [1, 1],
        [0, 0],
        [
          [1, 1],
          [1, 1],
        ],
      ),
      undefined,
    );
    assert.equal(mahalanobisSquared([1], [0], [[0]]), undefined);
    assert.equal(
      mahalanobisSquared(
        [1, 1],
        [0, 0],
        [
          [1, 2],
          [2, 1],
        ],
      ),
      undefined,
    );
  });
});
