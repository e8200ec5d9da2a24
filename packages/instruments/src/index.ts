/** Psychological scales: checking, showing and scoring them. Pure functions; nothing is read, sent or kept. */
export { alertRules, proposeAlert } from './alert-rules.ts';
export type { AlertProposal, AlertProposalReason, AlertRule } from './alert-rules.ts';
export { checkAnswers } from './answers.ts';
export type { AnswerError, AnswerErrorCode, CheckAnswersOptions } from './answers.ts';
export { checkInstrument, InstrumentError, parseInstrument } from './check.ts';
export type { Finding } from './check.ts';
export { languagesOf, textOf } from './language.ts';
export type { TextInLanguage } from './language.ts';
export { score } from './score.ts';
export type { ScoreOptions } from './score.ts';
export { scorer } from './scorer.ts';
export { variantOf } from './variants.ts';
export { holds, indexInstrument, isAnswered, isEnabled, optionsOf, visibleItems } from './visibility.ts';
export type { IndexedItem, InstrumentIndex } from './visibility.ts';
