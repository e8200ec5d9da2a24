/** Psychological scales: checking, showing and scoring them. Pure functions; nothing is read, sent or kept. */
export { proposeAlert } from './alert-rules.ts';
export type { AlertProposal, AlertProposalReason, EarlierResult, ProposeAlertOptions } from './alert-rules.ts';
export { defaultAlertRules } from './alert-rules-default.ts';
export { checkAlertRules, daysLookedBack, parseAlertRules } from './alert-rules-format.ts';
export type { AlertCaveat, AlertCondition, AlertRule, AlertRuleSet } from './alert-rules-format.ts';
export { proposeAlertUnfinished } from './alert-rules-unfinished.ts';
export { explainAlertRule } from './alert-rules-words.ts';
export { checkAnswers } from './answers.ts';
export type { AnswerError, AnswerErrorCode, CheckAnswersOptions } from './answers.ts';
export { checkInstrument, InstrumentError, parseInstrument } from './check.ts';
export type { Finding } from './finding.ts';
export { languagesOf, textOf } from './language.ts';
export type { TextInLanguage } from './language.ts';
export { applyNorm, checkNorm, parseNorm } from './norms.ts';
export type { Norm, NormDifference, NormedScore, NormGroup, NormPerson, NotNormed } from './norms.ts';
export * from './quality/index.ts';
export { checkMeasurement, reliableChange } from './reliable-change.ts';
export type { Measurement, NotComparable, ReliableChange } from './reliable-change.ts';
export { score } from './score.ts';
export type { ScoreOptions } from './score.ts';
export { scorer } from './scorer.ts';
export { ShapeError } from './shape.ts';
export { variantOf } from './variants.ts';
export { holds, indexInstrument, isAnswered, isEnabled, optionsOf, visibleItems } from './visibility.ts';
export type { IndexedItem, InstrumentIndex } from './visibility.ts';
export { checkImportedResult, ImportedResultError, parseImportedResult } from './imported.ts';
export type { ImportedResult, ResultStructure } from './imported.ts';
export { compareInformants, informantsSource } from './informants.ts';
export type { InformantResult, InformantRow, InformantScore } from './informants.ts';
export {
  checkLicensedText,
  LicensedTextError,
  licensedTextTemplate,
  withLicensedText,
  withoutLicensedText,
} from './licensed-text.ts';
export type { LicensedText } from './licensed-text.ts';
