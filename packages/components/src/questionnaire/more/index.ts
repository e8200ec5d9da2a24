/** The rarer item types, headings and texts, their words and styles, and the check of what can be typed: one chunk. */
import { extend } from '../extras.ts';
import { moreStrings } from './strings.ts';
import { moreStyles } from './styles.ts';

extend(moreStrings, moreStyles);

export { wordsForFault } from './faults.ts';
export { renderQuestion } from './question.ts';
export { moreKinds } from './kinds.ts';
export { renderText } from './text.ts';
export { checkAnswers } from '@xinqiao/instruments';
