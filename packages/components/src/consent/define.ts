import { define } from '../core/define.ts';
import { XqConsent } from './consent.ts';

define('xq-consent', XqConsent);
