import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  checkBank,
  demonstrationBank,
  estimateEap,
  estimateMle,
  itemInformation,
  nextStep,
  parseBank,
  probabilities,
  testInformation,
  type BankItem,
  type ItemBank,
  type Responses,
} from './index.ts';
import { generator } from './random.ts';

const two = (id: string, a: number, b: number): BankItem => ({ id, model: '2pl', a, b });
const graded = (id: string, a: number, ...thresholds: number[]): BankItem => ({ id, model: 'graded', a, thresholds });
const bankOf = (items: readonly BankItem[], D = 1): ItemBank =>
  parseBank({ id: 'test', version: '1.0.0', source: 'Ours.', D, items });
const close = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} should be ${expected} ± ${within}`);
/** The estimate, where there must be one. */
const mle = (bank: ItemBank, responses: Responses) => {
  const result = estimateMle(bank, responses);
  assert.ok('theta' in result, JSON.stringify(result));
  return result;
};

/**
 * A second implementation, slow and from the textbook: probabilities as differences, information by numerical
 * derivatives, EAP by Simpson's rule in 20,000 steps, the maximum by golden-section search.
 */
const slow = {
  p(D: number, item: BankItem, k: number, theta: number): number {
    const borders = item.model === '2pl' ? [item.b] : item.thresholds;
    const reach = (at: number) =>
      at === 0 ? 1 : at > borders.length ? 0 : 1 / (1 + Math.exp(-D * item.a * (theta - borders[at - 1]!)));
    return reach(k) - reach(k + 1);
  },
  information(D: number, item: BankItem, theta: number): number {
    const categories = item.model === '2pl' ? 2 : item.thresholds.length + 1;
    let sum = 0;
    for (let k = 0; k < categories; k++) {
      const h = 1e-5;
      const derivative = (slow.p(D, item, k, theta + h) - slow.p(D, item, k, theta - h)) / (2 * h);
      sum += derivative ** 2 / slow.p(D, item, k, theta);
    }
    return sum;
  },
  likelihood: (bank: ItemBank, responses: Responses, theta: number) =>
    bank.items.reduce(
      (product, item) => product * (item.id in responses ? slow.p(bank.D, item, responses[item.id]!, theta) : 1),
      1,
    ),
  eap(bank: ItemBank, responses: Responses): { theta: number; se: number } {
    const steps = 20_000;
    const sums = [0, 0, 0];
    for (let i = 0; i <= steps; i++) {
      const theta = -10 + (20 * i) / steps;
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      const density = weight * slow.likelihood(bank, responses, theta) * Math.exp((-theta * theta) / 2);
      for (let power = 0; power < 3; power++) sums[power]! += density * theta ** power;
    }
    const theta = sums[1]! / sums[0]!;
    return { theta, se: Math.sqrt(sums[2]! / sums[0]! - theta ** 2) };
  },
  mle(bank: ItemBank, responses: Responses): number {
    const ratio = (Math.sqrt(5) - 1) / 2;
    let [low, high] = [-4, 4];
    while (high - low > 1e-7) {
      const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
      if (slow.likelihood(bank, responses, left) < slow.likelihood(bank, responses, right)) low = left;
      else high = right;
    }
    return (low + high) / 2;
  },
};

const mixed = bankOf(
  [two('a', 1.2, -0.8), two('b', 0.7, 0.4), graded('c', 1.9, -1.5, -0.2, 0.9), graded('d', 2.6, 0, 0.6, 1.4, 2.2)],
  1.702,
);
const patterns: Responses[] = [
  { a: 1, b: 0, c: 2, d: 1 },
  { a: 0, b: 1, c: 0, d: 0 },
  { a: 1, b: 1, c: 3, d: 2 },
  { c: 1, d: 3 },
];

describe('the models', () => {
  it('give the closed forms of the 2PL', () => {
    const bank = bankOf([two('a', 1.5, 0.3)], 1.702);
    close(probabilities(bank, bank.items[0]!, 0.3)[1]!, 0.5, 1e-15);
    close(probabilities(bank, bank.items[0]!, 1.3)[1]!, 1 / (1 + Math.exp(-1.702 * 1.5)), 1e-15);
    // D²a²PQ is highest at the difficulty: D²a² / 4.
    close(itemInformation(bank, bank.items[0]!, 0.3), (1.702 * 1.5) ** 2 / 4, 1e-12);
  });

  it('take the graded model with one threshold for the 2PL', () => {
    for (const theta of [-3, -0.4, 0, 2]) {
      const bank = bankOf([two('a', 1.3, 0.5), graded('g', 1.3, 0.5)]);
      const [first, second] = bank.items as [BankItem, BankItem];
      assert.deepEqual(probabilities(bank, first, theta), probabilities(bank, second, theta));
      assert.equal(itemInformation(bank, first, theta), itemInformation(bank, second, theta));
    }
  });

  it('agree with the slow second implementation', () => {
    for (const item of mixed.items) {
      for (const theta of [-2.5, -1, 0, 0.7, 2.5]) {
        probabilities(mixed, item, theta).forEach((p, k) => close(p, slow.p(mixed.D, item, k, theta), 1e-13));
        close(itemInformation(mixed, item, theta), slow.information(mixed.D, item, theta), 1e-7);
      }
    }
    const sum = mixed.items.reduce((total, item) => total + slow.information(mixed.D, item, 0.2), 0);
    close(testInformation(mixed, mixed.items, 0.2), sum, 1e-6);
  });

  it('stay finite and add up to one wherever θ is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (t, a) => {
          const bank = bankOf([graded('g', a, -1, 0, 0.001, 2)]);
          const sum = probabilities(bank, bank.items[0]!, t).reduce((x, y) => x + y, 0);
          const information = itemInformation(bank, bank.items[0]!, t);
          return Math.abs(sum - 1) < 1e-9 && Number.isFinite(information) && information >= 0;
        },
      ),
      { seed: 3 },
    );
  });
});

describe('EAP', () => {
  it('agrees with the slow second implementation, also in its standard error', () => {
    for (const responses of patterns) {
      const [fast, reference] = [estimateEap(mixed, responses), slow.eap(mixed, responses)];
      close(fast.theta, reference.theta, 1e-6);
      close(fast.se, reference.se, 1e-6);
    }
  });

  it('is the prior without responses', () => {
    const { theta, se } = estimateEap(mixed, {}, { prior: { mean: 0.4, sd: 2 } });
    close(theta, 0.4, 1e-12);
    close(se, 2, 1e-6);
  });

  it('has a value for all-extreme patterns, and thousands of responses do not vanish', () => {
    const bank = bankOf(Array.from({ length: 3000 }, (_, i) => two(`i${i}`, 1, 0)));
    const half = estimateEap(bank, Object.fromEntries(bank.items.map(({ id }, i) => [id, i % 2])), {
      grid: { min: -1, max: 1, points: 2001 },
    });
    close(half.theta, 0, 1e-9);
    close(half.se, 1 / Math.sqrt(3000 / 4 + 1), 1e-4);
    assert.ok(estimateEap(mixed, { a: 1, b: 1, c: 3, d: 4 }).theta > 1);
  });

  it('uses the grid and the prior it is given', () => {
    // Two points: only the ends, equally heavy; the item tells them apart.
    const bank = bankOf([two('a', 1, 0)]);
    const grid = { min: -1, max: 1, points: 2 };
    close(estimateEap(bank, { a: 1 }, { grid }).theta, 2 / (1 + Math.exp(-1)) - 1, 1e-12);
    assert.throws(() => estimateEap(bank, {}, { grid: { min: 1, max: 1, points: 9 } }), RangeError);
    assert.throws(() => estimateEap(bank, {}, { grid: { min: -1, max: 1, points: 1 } }), RangeError);
    assert.throws(() => estimateEap(bank, {}, { prior: { mean: 0, sd: 0 } }), RangeError);
  });
});

describe('MLE', () => {
  it('is the log odds where all items are alike', () => {
    const bank = bankOf(Array.from({ length: 10 }, (_, i) => two(`i${i}`, 1.4, 0.5)));
    const responses = Object.fromEntries(bank.items.map(({ id }, i) => [id, i < 7 ? 1 : 0]));
    const { theta, se } = mle(bank, responses);
    close(theta, 0.5 + Math.log(7 / 3) / 1.4, 1e-9);
    close(se, 1 / Math.sqrt(10 * 1.4 ** 2 * 0.7 * 0.3), 1e-9);
  });

  it('agrees with the slow second implementation', () => {
    for (const responses of patterns) close(mle(mixed, responses).theta, slow.mle(mixed, responses), 1e-5);
  });

  it('says why there is no estimate', () => {
    const failure = (responses: Responses, range?: { min: number; max: number }) => {
      const result = estimateMle(mixed, responses, range);
      return 'failure' in result ? result.failure : result;
    };
    assert.equal(failure({}), 'no-responses');
    assert.equal(failure({ a: 0, c: 0 }), 'all-lowest');
    assert.equal(failure({ a: 1, d: 4 }), 'all-highest');
    assert.equal(failure({ a: 1, c: 0 }, { min: 0, max: 1 }), 'below-range');
    assert.equal(failure({ a: 1, d: 3 }, { min: -2, max: -1 }), 'above-range');
    assert.throws(() => estimateMle(mixed, {}, { min: 1, max: 1 }), RangeError);
  });

  it('finds the peak from anywhere: the slope there is nought', () => {
    const bank = demonstrationBank();
    const responses = fc.array(fc.nat(3), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(responses, categories => {
        const given = Object.fromEntries(
          bank.items.map((item, i) => [item.id, item.model === '2pl' ? categories[i]! % 2 : categories[i]!]),
        );
        const found = estimateMle(bank, given);
        if ('failure' in found) return true;
        const log = (theta: number) =>
          bank.items.reduce((sum, item) => sum + Math.log(slow.p(1, item, given[item.id]!, theta)), 0);
        return log(found.theta) >= Math.max(log(found.theta - 1e-3), log(found.theta + 1e-3));
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

describe('responses', () => {
  it('that do not fit the bank are refused', () => {
    for (const [responses, text] of [
      [{ a: 2 }, /"a" must be a whole number from 0 to 1/],
      [{ c: 4 }, /"c" must be a whole number from 0 to 3/],
      [{ c: -1 }, /"c"/],
      [{ c: 0.5 }, /"c"/],
      [{ zz: 0 }, /has no item "zz"/],
    ] as [Responses, RegExp][]) {
      assert.throws(() => estimateEap(mixed, responses), { name: 'RangeError', message: text });
      assert.throws(() => estimateMle(mixed, responses), { name: 'RangeError', message: text });
    }
  });
});

describe('a bank', () => {
  const faults = (change: (bank: any) => void) => {
    const copy: any = structuredClone(mixed);
    change(copy);
    return checkBank(copy).map(({ path, code }) => `${path} ${code}`);
  };

  it('that is sound has no findings', () => assert.deepEqual(checkBank(mixed), []));

  it('says what is wrong, and where', () => {
    assert.deepEqual(
      faults(bank => delete bank.D),
      ['/D out-of-range'],
    );
    assert.deepEqual(
      faults(bank => (bank.D = 0)),
      ['/D out-of-range'],
    );
    assert.deepEqual(
      faults(bank => (bank.source = ' ')),
      ['/source wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items = [])),
      ['/items wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[1] = null)),
      ['/items/1 wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[1].id = 'a')),
      ['/items/1/id duplicate-id'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[1].id = '__proto__')),
      ['/items/1/id wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[0].a = 0)),
      ['/items/0/a out-of-range'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[0].a = '1')),
      ['/items/0/a out-of-range'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[0].area = 7)),
      ['/items/0/area wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[0].b = NaN)),
      ['/items/0/b wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[0].model = '3pl')),
      ['/items/0/model unknown-model'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[2].thresholds = [])),
      ['/items/2/thresholds wrong-type'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[2].thresholds[2] = -0.2)),
      ['/items/2/thresholds/2 not-ascending'],
    );
    assert.deepEqual(
      faults(bank => (bank.items[2].thresholds[0] = null)),
      ['/items/2/thresholds/0 wrong-type'],
    );
    for (const value of [undefined, null, 7, 'bank', []]) assert.equal(checkBank(value)[0]?.code, 'wrong-type');
    assert.throws(() => parseBank({}), { name: 'InstrumentError' });
  });

  it('for demonstration is labelled, sound and always the same', () => {
    const bank = demonstrationBank();
    assert.match(bank.source, /demonstration, simulated, not for use with people/);
    assert.equal(bank.items.length, 60);
    assert.deepEqual(bank, demonstrationBank());
    assert.deepEqual(checkBank(bank), []);
  });
});

describe('the next item', () => {
  const bank = demonstrationBank();
  const next = (responses: Responses, options = {}) => {
    const step = nextStep(bank, responses, { seed: 's', ...options });
    return 'next' in step ? step.next.id : step.stop;
  };
  const first = [...bank.items].sort((x, y) => itemInformation(bank, y, 0) - itemInformation(bank, x, 0));
  const seeds = Array.from({ length: 400 }, (_, i) => `person ${i}`);

  it('is the most informative one that was not given yet', () => {
    assert.equal(next({}), first[0]!.id);
    const answer = { [first[0]!.id]: 0 };
    const { theta } = estimateEap(bank, answer);
    const best = bank.items
      .filter(({ id }) => !(id in answer))
      .reduce((x, y) => (itemInformation(bank, y, theta) > itemInformation(bank, x, theta) ? y : x));
    assert.equal(next(answer), best.id);
  });

  it('is one of the best few with randomesque selection, all of them in turn, the same for the same seed', () => {
    const picks = seeds.map(seed => next({}, { seed, randomesque: 4 }));
    assert.deepEqual(new Set(picks), new Set(first.slice(0, 4).map(({ id }) => id)));
    assert.deepEqual(
      picks,
      seeds.map(seed => next({}, { seed, randomesque: 4 })),
    );
  });

  it('is held back as often as its exposure probability says', () => {
    const exposure = { [first[0]!.id]: 0.25 };
    const rate = seeds.filter(seed => next({}, { seed, exposure }) === first[0]!.id).length / seeds.length;
    // Binomial: 0.25 ± 4 standard errors.
    close(rate, 0.25, 4 * Math.sqrt((0.25 * 0.75) / seeds.length));
    assert.ok(seeds.every(seed => [first[0]!.id, first[1]!.id].includes(next({}, { seed, exposure }))));
    const none = Object.fromEntries(bank.items.map(({ id }) => [id, 0]));
    assert.equal(next({}, { exposure: none }), first[0]!.id);
  });

  it('keeps the shares of the areas', () => {
    const responses: Record<string, number> = {};
    const areas: Record<string, number> = { A: 0, B: 0, C: 0 };
    for (let i = 0; i < 20; i++) {
      const step = nextStep(bank, responses, { seed: 's', balance: { A: 0.5, B: 0.25, C: 0.25 } });
      assert.ok('next' in step);
      areas[step.next.area!]!++;
      responses[step.next.id] = 1;
    }
    assert.deepEqual(areas, { A: 10, B: 5, C: 5 });
    assert.equal(next({}, { balance: { nowhere: 1 } }), first[0]!.id);
  });

  it('does not come once a rule to stop holds', () => {
    assert.equal(next({}, { maxItems: 0 }), 'max-items');
    assert.equal(next({}, { maxSe: 1.01 }), 'se');
    assert.equal(next({}, { maxSe: 1.01, minItems: 1 }), first[0]!.id);
    assert.equal(next({}, { maxSe: 0.5 }), first[0]!.id);
    assert.equal(next(Object.fromEntries(bank.items.map(({ id }) => [id, 1]))), 'bank-exhausted');
  });
});

describe('simulated sittings', () => {
  it('give back the θ they were made with: bias, error and coverage', () => {
    const bank = demonstrationBank();
    const errors: number[] = [];
    let [covered, items] = [0, 0];
    for (let person = 0; person < 210; person++) {
      const truth = -1.5 + (3 * (person % 21)) / 20;
      const random = generator(`sitting ${person}`);
      const responses: Record<string, number> = {};
      for (;;) {
        const step = nextStep(bank, responses, {
          seed: `${person}`,
          maxSe: 0.32,
          minItems: 4,
          maxItems: 25,
          randomesque: 3,
        });
        if ('next' in step) {
          let left = random();
          const ps = probabilities(bank, step.next, truth);
          responses[step.next.id] = Math.max(
            0,
            ps.findIndex(p => (left -= p) < 0),
          );
          continue;
        }
        errors.push(step.estimate.theta - truth);
        if (Math.abs(step.estimate.theta - truth) <= 1.96 * step.estimate.se) covered++;
        items += Object.keys(responses).length;
        break;
      }
    }
    const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
    const rmse = Math.sqrt(errors.reduce((a, b) => a + b * b, 0) / errors.length);
    close(mean, 0, 0.08);
    close(rmse, 0.32, 0.06);
    close(covered / errors.length, 0.95, 0.05);
    assert.ok(items / errors.length < 20, `${items / errors.length} items on average`);
  });
});
