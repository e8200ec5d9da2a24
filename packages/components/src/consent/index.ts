export { XqConsent, type XqConsentEvent, type XqConsentEventMap } from './consent.ts';
export type { ConsentStrings } from './strings.ts';
