import { define } from '../core/define.ts';
import { XqCampaignEditor } from './campaign-editor.ts';

define('xq-campaign-editor', XqCampaignEditor);
