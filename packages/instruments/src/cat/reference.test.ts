/** The engine beside two others: published output of the R package mirt, and the JavaScript package jsCAT in the same run. */
import jscat from '@bdelab/jscat';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { estimateEap, estimateMle, nextStep, parseBank, probabilities, testInformation } from './index.ts';
import type { TwoParameterItem } from './index.ts';
import { generator, normal } from './random.ts';

const close = (actual: number, expected: number, within: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual} should be ${expected} ± ${within}`);

/**
 * Four items on science in the graded model (the data set `Science` of a European survey of 1992), as `boot.mirt` and `fscores`
 * of mirt print them on philchalmers.github.io/mirt: slope and intercepts, then scores. mirt writes a·θ + d, so a threshold is −d / a.
 */
const slopes: [id: string, a: number, ...d: number[]][] = [
  ['comfort', 1.0417547, 4.8641542, 2.6399417, -1.4660135],
  ['work', 1.2259618, 2.9240027, 0.9011651, -2.2665647],
  ['future', 2.2933717, 5.2339928, 2.2137728, -1.9637062],
  ['benefit', 1.0949151, 3.3479196, 0.9916289, -1.6882599],
];
const science = parseBank({
  id: 'science',
  version: '1.0.0',
  source: 'mirt, data set Science.',
  D: 1,
  items: slopes.map(([id, a, ...d]) => ({ id, model: 'graded', a, thresholds: d.map(one => -one / a) })),
});
/** mirt counts categories from 1. */
const answersOf = (pattern: string) => Object.fromEntries(slopes.map(([id], at) => [id, Number(pattern[at]) - 1]));

describe('mirt, graded model', () => {
  for (const [pattern, theta, se] of [
    ['1111', -2.7492687, 0.6293569],
    ['1321', -1.4198318, 0.5772364],
    ['1423', -0.7141976, 0.6200139],
    ['1431', -0.4469265, 0.6509531],
    ['2111', -2.5437808, 0.5909117],
    ['2124', -1.247857, 0.5840105],
  ] as const) {
    test(`EAP of ${pattern} with its standard error`, () => {
      const estimate = estimateEap(science, answersOf(pattern));
      close(estimate.theta, theta, 3e-5, 'θ');
      close(estimate.se, se, 3e-5, 'SE');
    });
  }

  // Its mode under a prior of variance 1000, "very close to ML"; its errors are of the observed information, ours of the expected.
  for (const [pattern, theta] of [
    ['1321', -2.104],
    ['2222', -1.911],
    ['2231', -1.468],
    ['3223', -1.255],
    ['3333', 0.086],
    ['4233', 0.054],
    ['4443', 2.39],
  ] as const) {
    test(`maximum likelihood of ${pattern}`, () => {
      const estimate = estimateMle(science, answersOf(pattern));
      assert.ok('theta' in estimate);
      close(estimate.theta, theta, 5e-3, 'θ');
    });
  }
});

describe('jsCAT, two-parameter model', () => {
  const random = generator('two-parameter bank');
  const bank = parseBank({
    id: 'two',
    version: '1.0.0',
    source: 'Made by chance.',
    D: 1,
    items: Array.from({ length: 80 }, (_, at) => ({
      id: `i${at}`,
      model: '2pl',
      a: 0.5 + 2 * random(),
      b: 1.5 * normal(random),
    })),
  });
  const items = bank.items as readonly TwoParameterItem[];
  const stimuli = items.map(({ id, a, b }) => ({ id, a, b, c: 0, d: 1 }));
  // The points at which jsCAT integrates. Its MLE needs a package that no registry has, so it is not compared.
  const grid = { min: -6, max: 6, points: 121 };

  test('gives the same items, estimates and information through whole sittings', () => {
    let steps = 0;
    for (let person = 0; person < 12; person++) {
      const truth = -2.5 + (5 * person) / 11;
      const chance = generator(`person ${person}`);
      const theirs = new jscat.Cat({ method: 'EAP', itemSelect: 'MFI', minTheta: -6, maxTheta: 6 });
      const responses: Record<string, number> = {};
      let left = stimuli;
      for (let n = 0; n < 25; n++) {
        const step = nextStep(bank, responses, { seed: 's', grid });
        assert.ok('next' in step);
        const { nextStimulus } = theirs.findNextItem(left);
        assert.equal(step.next.id, nextStimulus?.id);
        const answer = chance() < probabilities(bank, step.next, truth)[1]! ? 1 : 0;
        responses[step.next.id] = answer;
        left = left.filter(({ id }) => id !== step.next.id);
        const { a, b, c, d } = stimuli.find(({ id }) => id === step.next.id)!;
        theirs.updateAbilityEstimate({ a, b, c, d }, answer);
        const { theta } = estimateEap(bank, responses, { grid });
        close(theta, theirs.theta, 1e-6, 'θ');
        const given = items.filter(({ id }) => id in responses);
        close(1 / Math.sqrt(testInformation(bank, given, theta)), theirs.seMeasurement, 1e-6, 'SE');
        steps++;
      }
    }
    assert.equal(steps, 300);
  });
});
