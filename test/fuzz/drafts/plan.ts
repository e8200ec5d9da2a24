/** What may happen to a form that is answered on two devices, in an order drawn by lot. */
import * as fc from 'fast-check';

/** What becomes of the requests of a device; `deaf`, which is the hardest: they arrive, and the answer does not. */
export type Line = 'good' | 'cut' | 'deaf' | 'slow' | 'refused';
/** As often as they stand here. */
const LINES: readonly Line[] = ['good', 'good', 'good', 'deaf', 'deaf', 'cut', 'slow', 'refused'];

export const DEVICES = 2;
/** Places of pages on a device. */
export const PAGES = 2;
export const ITEMS = ['a', 'b'] as const;

/** `page`: its number among those of all devices; what is not open is opened first. */
export type Step =
  | { act: 'answer'; page: number; item: (typeof ITEMS)[number] }
  | { act: 'close' | 'reload' | 'crash' | 'move'; page: number }
  | { act: 'line'; device: number; line: Line }
  | { act: 'wait'; milliseconds: number };

const page = fc.nat(DEVICES * PAGES - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ act: fc.constant('answer' as const), page, item: fc.constantFrom(...ITEMS) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('close', 'reload', 'crash', 'move'), page }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('line' as const),
      device: fc.nat(DEVICES - 1),
      line: fc.constantFrom(...LINES),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('wait' as const), milliseconds: fc.constantFrom(20, 500, 2_500, 2_500) }),
  },
);

/** Plans of so many steps, the same for a seed. */
export const plans = (count: number, steps: number, seed: number): Step[][] =>
  fc.sample(fc.array(step, { minLength: steps, maxLength: steps, size: 'max' }), { numRuns: count, seed });
