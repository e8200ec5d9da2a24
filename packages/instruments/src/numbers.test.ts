import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chiSquareAbove, chiSquareCritical, correlation, normalBelow, rounded, standardDeviation } from './numbers.ts';

const near = (actual: number | undefined, expected: number, by = 1e-9) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= by, `${actual} is not ${expected}`);

describe('rounding', () => {
  it('goes half away from zero, as it looks in decimal numbers', () => {
    assert.deepEqual(
      [1.005, -1.005, 2.675, 0.125, -0.125].map(value => rounded(value, 2)),
      [1.01, -1.01, 2.68, 0.13, -0.13],
    );
    assert.deepEqual(
      [0.5, 1.5, -0.5, 2.4999].map(value => rounded(value, 0)),
      [1, 2, -1, 2],
    );
    assert.equal(Object.is(rounded(-0.001, 1), 0), true, 'no -0');
  });
});

describe('the normal distribution', () => {
  // Published tables (Abramowitz & Stegun 1964, table 26.1).
  for (const [z, below] of [
    [0, 0.5],
    [1, 0.841344746069],
    [-1, 0.158655253931],
    [1.96, 0.975002104852],
    [2.5, 0.993790334674],
    [-3, 0.001349898032],
    [5, 0.999999713348],
  ] as const) {
    it(`has ${below} below ${z}`, () => near(normalBelow(z), below, 1e-11));
  }
  it('stays between 0 and 1, rises, and mirrors', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (z, more) => {
        const below = normalBelow(z);
        assert.ok(below >= 0 && below <= 1);
        assert.ok(normalBelow(z + more) >= below - 1e-12);
        near(below + normalBelow(-z), 1, 1e-12);
      }),
    );
  });
});

describe('the χ² distribution', () => {
  // Published tables (Pearson & Hartley).
  for (const [alpha, df, critical] of [
    [0.05, 1, 3.841],
    [0.01, 5, 15.086],
    [0.001, 3, 16.266],
    [0.001, 10, 29.588],
    [0.05, 30, 43.773],
    [0.001, 90, 137.208],
  ] as const) {
    it(`has ${alpha} above ${critical} with ${df} degrees of freedom`, () => {
      near(chiSquareCritical(alpha, df), critical, 0.0005);
      near(chiSquareAbove(critical, df), alpha, alpha * 0.002);
    });
  }
  it('agrees with the closed forms: e^−y Σ yⁱ ÷ i! for an even number, and the normal distribution for one', () => {
    const x = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(x, fc.integer({ min: 1, max: 30 }), (value, half) => {
        let [sum, term] = [1, 1];
        for (let i = 1; i < half; i++) sum += term *= value / 2 / i;
        near(chiSquareAbove(value, 2 * half), Math.exp(-value / 2) * sum, 1e-12);
        near(chiSquareAbove(value, 1), 2 * normalBelow(-Math.sqrt(value)), 1e-12);
      }),
      {
        examples: [
          [9, 4],
          [8, 4],
          [10, 4],
          [1, 10],
        ],
      },
    );
  });
  it('has everything above 0', () => assert.equal(chiSquareAbove(0, 4), 1));
});

describe('descriptive statistics', () => {
  it('are those of a sample', () => near(standardDeviation([1, 2, 3, 4, 5]), Math.sqrt(2.5)));
  it('correlate 1 to 5 with 2, 1, 4, 3, 5 by .8, and a constant with nothing', () => {
    near(correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]), 0.8);
    assert.equal(correlation([1, 2, 3], [2, 2, 2]), undefined);
    assert.equal(correlation([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]), undefined, 'what rounding leaves is no variance');
  });
});
