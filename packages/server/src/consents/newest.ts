/** The decision that holds: the newest of a student on a campaign. */
import type { Assignment, Consent } from '@xinqiao/contract/types';

export interface Decision {
  readonly version: string;
  readonly decision: Consent['decision'];
}

/** A consent to an older text does not hold for a newer one: it is asked for again. */
export function consentState(newest: Decision | null | undefined, currentVersion: string): Assignment['consent'] {
  if (!newest) return 'required';
  return newest.decision === 'given' && newest.version !== currentVersion ? 'required' : newest.decision;
}
