/** Response quality: how answers were given, beside the score and never changing it. */
export { assessQuality } from './assess.ts';
export type { QualityOptions } from './assess.ts';
export { evenOddConsistency, longestRun, mahalanobisSquared, responseVariability } from './indices.ts';
export { checkQualityPolicy, defaultQualityPolicy, parseQualityPolicy } from './policy.ts';
export type { QualityPolicy } from './policy.ts';
export { checkCovariance, checkPairs } from './reference.ts';
export type { Covariance, ItemPair } from './reference.ts';
