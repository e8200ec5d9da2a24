/** An adaptive test, one step at a time. Nothing is kept between steps: the same input gives the same item. */
import type { BankItem, ItemBank } from './bank.ts';
import { answered, estimateEap, type EapOptions, type Estimate, type Responses } from './estimate.ts';
import { itemInformation } from './model.ts';
import { chance } from './random.ts';

export interface AdaptiveOptions extends EapOptions {
  /** Names one person's sitting; decides everything that chance decides. */
  seed: string;
  /** The test ends at this standard error or below, once `minItems` are answered; never for it when left out. */
  maxSe?: number;
  /** 0 when left out. */
  minItems?: number;
  /** The size of the bank when left out. */
  maxItems?: number;
  /** Picks by chance among this many most informative items (Kingsbury & Zara 1989); 1 when left out. */
  randomesque?: number;
  /**
   * By item id, the probability that an item which was picked may be given (Sympson & Hetter 1985); 1 when left out.
   * The lot of an item is drawn once for each sitting.
   */
  exposure?: Readonly<Record<string, number>>;
  /** By area, the share of the test it should have (Kingsbury & Zara 1989): the area furthest behind comes next. */
  balance?: Readonly<Record<string, number>>;
}

export type StopReason = 'se' | 'max-items' | 'bank-exhausted';
export type Step = { estimate: Estimate } & ({ next: BankItem } | { stop: StopReason });

/** The items of the area that is furthest behind its share; all where no area with a share is left. */
function balanced(left: readonly BankItem[], given: readonly BankItem[], shares: Readonly<Record<string, number>>) {
  let furthest: string | undefined;
  let gap = -Infinity;
  for (const [area, share] of Object.entries(shares)) {
    if (!left.some(item => item.area === area)) continue;
    const had = given.filter(item => item.area === area).length / Math.max(1, given.length);
    if (share - had > gap) [furthest, gap] = [area, share - had];
  }
  return furthest === undefined ? left : left.filter(item => item.area === furthest);
}

/**
 * The estimate (EAP) after some responses, and the next item or the reason to stop.
 *
 * Among the items left the one with the most information at the estimate is next, within content balancing and exposure
 * control. When exposure control holds back every candidate, the most informative of them is given all the same: a
 * test doesn't end for lack of luck.
 *
 * @throws {RangeError} for responses that don't fit the bank.
 */
export function nextStep(bank: ItemBank, responses: Responses, options: AdaptiveOptions): Step {
  const given = answered(bank, responses).map(([item]) => item);
  const estimate = estimateEap(bank, responses, options);
  const { seed, maxSe, minItems = 0, maxItems = bank.items.length, randomesque = 1 } = options;
  const left = bank.items.filter(item => !given.includes(item));
  if (left.length === 0) return { estimate, stop: 'bank-exhausted' };
  if (given.length >= maxItems) return { estimate, stop: 'max-items' };
  if (maxSe !== undefined && given.length >= minItems && estimate.se <= maxSe) return { estimate, stop: 'se' };

  const probability = new Map(Object.entries(options.exposure ?? {}));
  const ranked = balanced(left, given, options.balance ?? {})
    .map(item => ({ item, information: itemInformation(bank, item, estimate.theta) }))
    .sort((a, b) => b.information - a.information || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => item);
  const drawn = ranked.filter(({ id }) => chance(seed, `exposure ${id}`) < (probability.get(id) ?? 1));
  const pool = (drawn.length > 0 ? drawn : ranked.slice(0, 1)).slice(0, Math.max(1, randomesque));
  return { estimate, next: pool[Math.floor(chance(seed, `step ${given.length}`) * pool.length)]! };
}
