import { define } from '../core/define.ts';
import { XqAlertBadge } from './alert-badge.ts';

define('xq-alert-badge', XqAlertBadge);
