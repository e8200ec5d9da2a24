/** What can be typed or ticked wrongly, in words for the person. */
import type { Question } from '../pages.ts';
import type { ItemErrorCode } from '../session.ts';
import type { QuestionnaireStrings } from '../strings.ts';

/** `undefined` for what is wrong in no way that has its own words. */
export function wordsForFault(
  code: ItemErrorCode,
  item: Question,
  { faults }: QuestionnaireStrings,
): string | undefined {
  const whole = item.type === 'number' && code === 'wrong-type';
  const name = whole ? (item.integer ? 'not-whole' : 'not-a-number') : code;
  return Object.prototype.hasOwnProperty.call(faults, name) ? faults[name as keyof typeof faults] : undefined;
}
