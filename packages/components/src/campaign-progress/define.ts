import { define } from '../core/define.ts';
import { XqCampaignProgress } from './campaign-progress.ts';

define('xq-campaign-progress', XqCampaignProgress);
