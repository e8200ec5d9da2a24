/**
 * The form that every page shows: made-up Likert items of no scale, "Item 1" to "Item n", five options each. Every ninth
 * item is asked only when the one before it was answered with at least "Sometimes".
 */
export const OPTIONS = ['Never', 'Rarely', 'Sometimes', 'Often', 'Always'];
export const TITLE = 'A made-up form';

export const textOf = (item: number): string => `Item ${item} of a made-up form, as long as such a sentence often is`;

/** The item whose answer decides whether this one is asked. */
export const decider = (item: number): number | undefined => (item % 9 === 0 ? item - 1 : undefined);

/** The smallest value, from 0, that has the item after a decider asked. */
export const ENOUGH = 2;

export const itemsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

export const isAsked = (item: number, answers: ReadonlyMap<number, number>): boolean =>
  (answers.get(decider(item) ?? 0) ?? (decider(item) ? 0 : ENOUGH)) >= ENOUGH;
