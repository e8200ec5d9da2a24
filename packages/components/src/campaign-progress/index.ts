export { XqCampaignProgress } from './campaign-progress.ts';
export type { XqCampaignProgressEventMap } from './campaign-progress.ts';
export type { CampaignProgressStrings } from './strings.ts';
