/** The rarer item types, headings and texts, their pages, words and styles, and the check of what can be typed: one chunk. */
import { extend } from '../extras.ts';
import { askOneByOne } from '../pages.ts';
import { oneByOne } from './pages.ts';
import { moreStrings } from './strings.ts';
import { moreStyles } from './styles.ts';

extend(moreStrings, moreStyles);
askOneByOne(oneByOne);

export { wordsForFault } from './faults.ts';
export { renderQuestion } from './question.ts';
export { moreKinds } from './kinds.ts';
export { renderText } from './text.ts';
export { checkAnswers } from '@xinqiao/instruments';
