/** The words until the first question in English, for a page that is. */
import type { FirstStrings } from './strings.ts';

export const english: Omit<FirstStrings, 'keptHere'> = {
  questions: count => `${count} ${count === 1 ? 'question' : 'questions'}`,
  minutes: count => `about ${count} ${count === 1 ? 'minute' : 'minutes'}`,
  recall: period => `about the ${period}`,
  about: 'There is no right or wrong. Don’t think too long; choose what feels true for you.',
  stop: 'You can stop at any time.',
  kept: 'Your answers are saved encrypted as you go, so you can come back to them. Teachers cannot see them before you submit; only where you may need help is the counselling centre told.',
  interview:
    'These questions are asked in person by a trained adult who stays with you. Please don’t fill them in alone.',
  begin: 'Start',
  resume: 'Go on',
  next: 'Next',
  nextPage: 'Next page',
  back: 'Back',
  previousPage: 'Previous page',
  toReview: 'Check answers',
  toIntro: 'Back',
  backToReview: 'Back to the check',
  clear: 'Clear choice',
  position: (number, total) => `Question ${number} of ${total}`,
  page: (number, total) => `Page ${number} of ${total}`,
  left: count => `${count} left`,
  allAnswered: 'All answered',
  optional: 'optional',
  helpTitle: 'You are not alone',
  helpText:
    'If things are hard right now, you can call at once, and someone will listen. You can also ask someone you trust to stay with you.',
  helpOn: 'You can go on with the questions, and it is fine to stop for now.',
  required: 'Please answer this question. If you are unsure, choose what comes closest.',
};
