/** What the consent gate shows, from a campaign, the newest decision on it and what the person is doing now. */
import type { Campaign, Consent } from '@xinqiao/contract/types';
import type { ConsentDecision } from '../core/contexts.ts';

/**
 * - `ask`: the text, to decide on
 * - `open`: consent is given, what is inside is shown
 * - `withdrawing`: as `open`, with the question whether to withdraw
 * - `declined`: refused or withdrawn; the person may read the text again
 * - `waiting`: the child has agreed, or need not yet; a guardian has not agreed (个人信息保护法 31)
 * - `over`: the campaign has ended (or not begun) and there is nothing to decide
 */
export type ConsentView = 'ask' | 'open' | 'withdrawing' | 'declined' | 'waiting' | 'over';

/**
 * The decision that counts for the text of this campaign: a consent to an earlier text is not one to this text
 * (个人信息保护法 14: 个人信息的处理目的…发生变更的，应当重新取得个人同意). A refusal stays one, whatever the text.
 */
export function decisionOn(campaign: Campaign, consent: Consent | undefined): ConsentDecision {
  if (!consent || consent.campaignId !== campaign.id) return 'required';
  return consent.state === 'given' && consent.version !== campaign.consent.version ? 'required' : consent.state;
}

/** Whether the person gave consent to an earlier text, and should be told why the question comes again. */
export const isRenewed = (campaign: Campaign, consent: Consent | undefined): boolean =>
  consent?.decision === 'given' && consent.campaignId === campaign.id && consent.version !== campaign.consent.version;

/** @param doing `reading`: the person who declined reads the text again; `withdrawing`: is asked whether to withdraw */
export function consentView(
  campaign: Campaign,
  decision: ConsentDecision,
  doing: 'reading' | 'withdrawing' | undefined,
): ConsentView {
  if (decision === 'given') return doing === 'withdrawing' ? 'withdrawing' : 'open';
  if (campaign.status !== 'open') return 'over';
  if (decision === 'guardian-required' || decision === 'guardian-refused') return 'waiting';
  return decision === 'required' || doing === 'reading' ? 'ask' : 'declined';
}
