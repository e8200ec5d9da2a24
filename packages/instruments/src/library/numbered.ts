/** Items as they stand on most sheets: numbered from 1, one set of options for all. */
import type { Item, LocalizedText, ResponseSet } from '@xinqiao/contract/types';

/** Choice items `1`, `2`, … with these wordings and the options of one response set. */
export const numberedItems = (responseSet: string, wordings: readonly LocalizedText[]): Item[] =>
  wordings.map((text, index) => ({ type: 'choice', id: String(index + 1), text, responseSet }));

/** The ids `1` to `count`. */
export const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** Choice items `1` to `count` without wording: slots for the text of a school that holds a licence. */
export const itemSlots = (responseSet: string, count: number): Item[] =>
  numbers(count).map(id => ({ type: 'choice', id, responseSet }));

/** Options coded `first` to `last` without labels: slots, too. */
export const optionSlots = (id: string, first: number, last: number): ResponseSet => ({
  id,
  options: Array.from({ length: last - first + 1 }, (_, index) => ({ value: first + index, label: {} })),
});
