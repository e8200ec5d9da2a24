/** Everything after the questions: one chunk, fetched while the first question is read. */
import { extend } from '../extras.ts';
import { closingStrings } from './strings.ts';
import { closingStyles } from './styles.ts';

extend(closingStrings, closingStyles);

export { renderAnswers, renderClosing, renderNoText, renderReview, renderUnavailable } from './screens.ts';
export { submit } from './submission.ts';
export { renderSummary } from './summary.ts';
