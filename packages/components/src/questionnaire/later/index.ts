/**
 * What is not needed to show the first question: keys, and everything after the questions. One chunk, fetched while the
 * first question is read.
 */
import { extend } from '../extras.ts';
import { closingStrings } from './strings.ts';
import { closingStyles } from './styles.ts';

extend(closingStrings, closingStyles);

export { Course } from './course.ts';
export { renderConsent, renderNoText, renderReadonly, renderUnavailable } from './screens.ts';
