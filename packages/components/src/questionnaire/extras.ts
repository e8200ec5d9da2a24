/** What a chunk that is loaded later adds to every questionnaire on the page. */
import type { CSSResult } from 'lit';
import type { Strings } from '../core/localization.ts';
import { extendStrings } from './strings.ts';

/** Grows only; an element adopts what it has not yet. */
export const extraStyles: CSSResult[] = [];

export function extend(words: Strings<object>, styles: CSSResult): void {
  extendStrings(words);
  extraStyles.push(styles);
}
