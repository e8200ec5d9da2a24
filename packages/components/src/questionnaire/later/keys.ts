/** One pattern of keys from the first question to the receipt. Pure: what a key means, not what it does. */
import type { Phase } from '../session.ts';
import type { Layout } from '../pages.ts';

/** `option`: place of the option from 0, in the question that has the focus. */
export type KeyMeaning = 'next' | 'back' | { option: number };

export interface KeyPlace {
  phase: Phase;
  layout: Layout;
  /** Single characters are switched off (WCAG 2.1.4 Character Key Shortcuts). */
  noShortcuts: boolean;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing'>;

/**
 * - `1` to `9`: the option at that place, only while a question of choices has the focus
 * - Enter on a question or a heading: on, where one step is shown at a time. Never at the review: who pressed it once too
 *   often would have submitted.
 * - Page Down, Page Up: on and back, where one question is shown and nothing is left to scroll to by them
 *
 * @param target where the focus is
 */
export function meaningOf(event: Pressed, target: Element, place: KeyPlace): KeyMeaning | undefined {
  const { key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return undefined;
  const stepwise = place.phase === 'intro' || (place.phase === 'questions' && place.layout === 'one');
  if (stepwise && key === 'PageDown') return 'next';
  if ((place.phase === 'review' || stepwise) && key === 'PageUp') return 'back';
  if (stepwise && key === 'Enter' && target.matches('h2, .question')) return 'next';
  if (place.noShortcuts || place.phase !== 'questions' || !/^[1-9]$/.test(key)) return undefined;
  return target.matches('.question, input[type="radio"], input[type="checkbox"]')
    ? { option: Number(key) - 1 }
    : undefined;
}
