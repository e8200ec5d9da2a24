export { XqCampaignEditor } from './campaign-editor.ts';
export type { XqCampaignEditorEventMap, XqPlanEvent } from './campaign-editor.ts';
export type { CampaignEditorStrings } from './strings.ts';
