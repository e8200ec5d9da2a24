/** Items as they stand on most sheets: numbered from 1, one set of options for all. */
import type { Item, LocalizedText } from '@xinqiao/contract/types';

/** Choice items `1`, `2`, … with these wordings and the options of one response set. */
export const numberedItems = (responseSet: string, wordings: readonly LocalizedText[]): Item[] =>
  wordings.map((text, index) => ({ type: 'choice', id: String(index + 1), text, responseSet }));

/** The ids `1` to `count`. */
export const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));
