/** Adaptive testing: item banks, estimates, and a test one step at a time. Pure functions, reproducible by their seed. */
export { checkBank, parseBank } from './bank.ts';
export type { BankItem, GradedItem, ItemBank, TwoParameterItem } from './bank.ts';
export { demonstrationBank } from './demonstration.ts';
export { estimateEap, estimateMle } from './estimate.ts';
export type { EapOptions, Estimate, MleFailure, Responses } from './estimate.ts';
export { itemInformation, probabilities, testInformation } from './model.ts';
export { nextStep } from './select.ts';
export type { AdaptiveOptions, Step, StopReason } from './select.ts';
