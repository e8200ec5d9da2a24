import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ScoreResult } from '@xinqiao/contract/types';
import { checkMeasurement, type Measurement, reliableChange, ShapeError } from './index.ts';

const source = 'Jacobson & Truax (1991), the example of the article.';
/** The worked example: marital satisfaction, higher is better. */
const measurement: Measurement = {
  instrument: 'das',
  scale: 'total',
  sd: { value: 7.5, source },
  reliability: { value: 0.8, source },
  worse: 'lower',
};
const result = (total: number | null, changes: Partial<ScoreResult> = {}): ScoreResult => ({
  instrumentId: 'das',
  instrumentVersion: '1.0.0',
  status: 'complete',
  scores: { total },
  bands: {},
  flags: [],
  critical: [],
  missing: [],
  errors: [],
  ...changes,
});
const kind = (before: number, after: number, changes: Partial<Measurement> = {}) => {
  const change = reliableChange({ ...measurement, ...changes }, result(before), result(after));
  return change.comparable && change.classification;
};

describe('reliable change', () => {
  it('is that of the article: 32.5 to 47.5 is 3.16', () => {
    assert.deepEqual(reliableChange(measurement, result(32.5), result(47.5)), {
      comparable: true,
      before: 32.5,
      after: 47.5,
      change: 15,
      standardError: 3.35,
      differenceError: 4.74,
      rci: 3.16,
      classification: 'improved',
    });
  });

  it('needs more than 1.96 errors of the difference: 9.3 points here, not 9.2', () => {
    assert.equal(kind(40, 49.2), 'unchanged');
    assert.equal(kind(40, 49.3), 'improved');
    assert.equal(kind(40, 30.8), 'unchanged');
    assert.equal(kind(40, 30.7), 'worsened');
  });

  it('is turned round where higher is worse', () => {
    assert.equal(kind(40, 49.3, { worse: 'higher' }), 'worsened');
    assert.equal(kind(40, 30.7, { worse: 'higher' }), 'improved');
  });

  it('follows another criterion, and what lies on it is unchanged', () => {
    // An error of the difference of 1: SD 1, reliability .5.
    const exact = { sd: { value: 1, source }, reliability: { value: 0.5, source }, criterion: 3 };
    assert.equal(kind(0.1, 3.1, exact), 'unchanged');
    assert.equal(kind(0.1, 3.2, exact), 'improved');
  });

  it('is not told between results that can’t be compared', () => {
    const code = (before: ScoreResult, after: ScoreResult, changes: Partial<Measurement> = {}) => {
      const change = reliableChange({ ...measurement, ...changes }, before, after);
      return change.comparable ? change.classification : change.code;
    };
    assert.equal(code(result(1), result(9, { instrumentId: 'other' })), 'other-instrument');
    assert.equal(code(result(1, { instrumentId: 'other' }), result(9)), 'other-instrument');
    assert.equal(code(result(1), result(9, { instrumentVersion: '2.0.0' })), 'other-version');
    assert.equal(code(result(1), result(9, { variant: 'v' })), 'other-variant');
    assert.equal(code(result(1, { variant: 'v' }), result(9)), 'other-variant');
    assert.equal(code(result(1, { variant: 'v' }), result(90, { variant: 'v' }), { variant: 'v' }), 'improved');
    assert.equal(code(result(null), result(9)), 'no-score');
    assert.throws(() => code(result(1), result(9), { scale: 'toString' }), ShapeError, 'a name of every object');
  });

  it('mirrors: back again is the same index with the other sign', () => {
    const score = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(score, score, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, sd) => {
        const one = { ...measurement, sd: { value: sd, source } };
        const [there, back] = [reliableChange(one, result(a), result(b)), reliableChange(one, result(b), result(a))];
        assert.ok(there.comparable && back.comparable);
        assert.ok(Number.isFinite(there.rci));
        assert.equal(there.rci + back.rci, 0);
        const mirror = { improved: 'worsened', worsened: 'improved', unchanged: 'unchanged' };
        assert.equal(mirror[there.classification], back.classification);
      }),
    );
  });
});

describe('a measurement is refused', () => {
  const faults = (changes: object) =>
    checkMeasurement({ ...measurement, ...changes }).map(({ path, code }) => `${path} ${code}`);
  for (const [name, changes, expected] of [
    ['with an SD of 0', { sd: { value: 0, source } }, ['/sd/value out-of-range']],
    ['with a perfect reliability', { reliability: { value: 1, source } }, ['/reliability/value out-of-range']],
    ['with a reliability of 0', { reliability: { value: 0, source } }, ['/reliability/value out-of-range']],
    ['without the source of the SD', { sd: { value: 1 } }, ['/sd/source missing']],
    [
      'without the source of the reliability',
      { reliability: { value: 0.8, source: '' } },
      ['/reliability/source empty'],
    ],
    ['without a direction', { worse: 'sideways' }, ['/worse unknown-value']],
  ] as const) {
    it(name, () => assert.deepEqual(faults(changes), expected));
  }
  it('where it is used, too', () => {
    assert.throws(() => kind(1, 2, { sd: { value: -1, source } }), ShapeError);
  });
});
