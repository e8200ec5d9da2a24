import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ScoreResult } from '@xinqiao/contract/types';
import { applyNorm, checkNorm, type Norm, parseNorm, score, ShapeError } from './index.ts';
import { sample } from './testing/definitions.ts';

/** Invented, for a scale that doesn't exist. */
const norm: Norm = {
  id: 'invented',
  instrument: 'sample',
  scale: 'total',
  group: {
    population: { 'zh-CN': '虚构样本', en: 'Invented group' },
    language: 'zh-CN',
    sex: 'female',
    age: { min: 18, max: 25 },
  },
  n: 400,
  mean: 5,
  sd: 2,
  source: { citation: 'Invented for this test.' },
};
const fitting = { age: 20, sex: 'female', language: 'zh-CN' } as const;
const result = (a: number, b: number, c: number): ScoreResult => score(sample(), { a, b, c });
const applied = (
  changes: Partial<Norm>,
  of: ScoreResult = result(3, 3, 1),
  person: Parameters<typeof applyNorm>[2] = fitting,
) => applyNorm({ ...norm, ...changes }, of, person);
const codes = (...of: Parameters<typeof applied>) => {
  const found = applied(...of);
  return found.computable ? found.differences.map(({ code }) => code) : found.code;
};
const faults = (changes: object) => checkNorm({ ...norm, ...changes }).map(({ path, code }) => `${path} ${code}`);

describe('a norm', () => {
  it('gives z, T and percentile: one SD above the mean is T 60 and percentile 84.1', () => {
    assert.deepEqual(applied({}), {
      computable: true,
      norm: 'invented',
      score: 7,
      z: 1,
      t: 60,
      percentile: 84.1,
      percentileBy: 'normal-approximation',
      differences: [],
    });
  });

  it('gives T 50 and percentile 50 at the mean, and mirrors below it', () => {
    const at = (of: ScoreResult) => {
      const found = applied({}, of);
      return found.computable ? [found.z, found.t, found.percentile] : [];
    };
    assert.deepEqual(at(result(3, 2, 0)), [0, 50, 50]);
    assert.deepEqual(at(result(3, 0, 0)), [-1, 40, 15.9]);
    assert.deepEqual(at(result(0, 0, 0)), [-2.5, 25, 0.6]);
  });

  it('rounds halves away from the mean on both sides', () => {
    const at = (mean: number) => {
      const found = applied({ mean, sd: 16 });
      return found.computable && [found.z, found.t];
    };
    // 2 ÷ 16 is 0.125 exactly.
    assert.deepEqual(at(5), [0.13, 51.3]);
    assert.deepEqual(at(9), [-0.13, 48.7]);
  });

  it('takes the percentile from its table, and none where the table lacks the score', () => {
    const table = [
      { score: 6, percentile: 71.5 },
      { score: 7, percentile: 80 },
    ];
    const found = applied({ table });
    assert.deepEqual(found.computable && [found.percentile, found.percentileBy], [80, 'table']);
    assert.deepEqual(
      checkNorm({ ...norm, table: [...table, { score: 8, percentile: 80 }] }),
      [],
      'percentiles may stay',
    );
    const lacking = applied({ table }, result(3, 2, 0));
    assert.deepEqual(lacking.computable && [lacking.percentile, lacking.t], [null, 50]);
    assert.deepEqual(codes({ table }, result(3, 2, 0)), ['not-in-table']);
  });

  it('says what doesn’t fit, and what isn’t known', () => {
    assert.deepEqual(codes({}, undefined, { ...fitting, age: 17 }), ['age']);
    assert.deepEqual(codes({}, undefined, { ...fitting, age: 26 }), ['age']);
    for (const age of [18, 25]) assert.deepEqual(codes({}, undefined, { ...fitting, age }), []);
    assert.deepEqual(codes({}, undefined, {}), ['age-unknown', 'sex-unknown']);
    assert.deepEqual(codes({}, undefined, { ...fitting, sex: 'male', language: 'en' }), ['sex', 'language']);
    assert.deepEqual(codes({}, undefined, { ...fitting, sex: 'unspecified' }), ['sex-unknown']);
    assert.deepEqual(codes({ group: { ...norm.group, age: { min: 18 } } }, undefined, { ...fitting, age: 90 }), []);
    const [difference] = (applied({}, undefined, { ...fitting, age: 17 }) as { differences: { text: object }[] })
      .differences;
    assert.deepEqual(difference!.text, {
      'zh-CN': '常模年龄 18–25 岁，答卷人 17 岁，不在此范围。',
      en: 'The norm is of ages 18–25; the person is 17.',
    });
  });

  it('of one sex and one year fits exactly those', () => {
    const boys = { group: { ...norm.group, sex: 'male' as const, age: { min: 18, max: 18 } } };
    assert.deepEqual(checkNorm({ ...norm, ...boys }), []);
    assert.deepEqual(codes(boys, undefined, { ...fitting, sex: 'male', age: 18 }), []);
    const found = applied(boys, undefined, { ...fitting, age: 18 });
    assert.deepEqual(found.computable && found.differences.map(({ text }) => text['en']), [
      'The norm is of men only, which the person is not.',
    ]);
  });

  it('gives nothing for another instrument, another variant or a result without this score', () => {
    assert.equal(codes({ instrument: 'other' }), 'other-instrument');
    assert.equal(codes({ variant: 'v' }), 'other-variant');
    assert.equal(codes({}, { ...result(3, 3, 1), variant: 'v' }), 'other-variant');
    assert.equal(codes({ scale: 'other' }), 'no-score');
    assert.equal(codes({}, score(sample(), {})), 'no-score');
  });

  it('never gives NaN, and rises with the score', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const sd = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const at = (value: number) => ({ ...result(0, 0, 0), scores: { total: value } });
    fc.assert(
      fc.property(number, sd, number, fc.double({ min: 0, max: 1e3, noNaN: true }), (mean, spread, value, more) => {
        const [low, high] = [value, value + more].map(one => applied({ mean, sd: spread }, at(one)));
        assert.ok(low?.computable && high?.computable);
        for (const one of [low.z, low.t, low.percentile]) assert.ok(Number.isFinite(one));
        assert.ok(low.percentile! >= 0 && low.percentile! <= 100);
        assert.ok(high.z >= low.z && high.t >= low.t && high.percentile! >= low.percentile!);
      }),
    );
  });
});

describe('a norm is refused', () => {
  for (const [name, changes, expected] of [
    ['without a source', { source: undefined }, ['/source missing']],
    ['with a blank source', { source: { citation: ' ' } }, ['/source/citation empty']],
    ['with an SD of 0', { sd: 0 }, ['/sd out-of-range']],
    ['with a negative SD', { sd: -2 }, ['/sd out-of-range']],
    ['of one person', { n: 1 }, ['/n out-of-range']],
    ['of half a person more', { n: 400.5 }, ['/n wrong-type']],
    [
      'with an age of half a year',
      { group: { ...norm.group, age: { min: 18.5, max: 20.5 } } },
      ['/group/age/min wrong-type', '/group/age/max wrong-type'],
    ],
    ['without a group', { group: undefined }, ['/group missing']],
    ['of an unnamed group', { group: { ...norm.group, population: {} } }, ['/group/population no-language']],
    ['with ages upside down', { group: { ...norm.group, age: { min: 20, max: 18 } } }, ['/group/age min-above-max']],
    ['with a misspelt property', { SD: 2 }, ['/SD unknown-property']],
    [
      'with a score twice',
      {
        table: [
          { score: 1, percentile: 50 },
          { score: 1, percentile: 60 },
        ],
      },
      ['/table/1 not-ascending'],
    ],
    [
      'with a falling table',
      {
        table: [
          { score: 2, percentile: 50 },
          { score: 1, percentile: 60 },
        ],
      },
      ['/table/1 not-ascending'],
    ],
    ['with percentiles above 100', { table: [{ score: 2, percentile: 101 }] }, ['/table/0/percentile out-of-range']],
    ['named like a property of every object', { id: 'constructor' }, ['/id reserved-id']],
  ] as const) {
    it(name, () => assert.deepEqual(faults(changes), expected));
  }

  it('where it is applied, too, with every fault', () => {
    assert.throws(
      () => applied({ sd: 0, n: 0 }),
      (error: unknown) =>
        error instanceof ShapeError && error.findings.length === 2 && /norm can't be used/.test(error.message),
    );
    assert.throws(() => parseNorm(null), ShapeError);
    assert.equal(parseNorm(norm), norm);
  });

  it('without throwing, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), value => assert.ok(checkNorm(value).length > 0)));
    assert.ok(
      checkNorm(JSON.parse('{"__proto__":{"id":"x"},"id":"a"}')).some(({ code }) => code === 'unknown-property'),
    );
  });
});
