import { define } from '../core/define.ts';
import { XqHelpCard } from './help-card.ts';

define('xq-help-card', XqHelpCard);
