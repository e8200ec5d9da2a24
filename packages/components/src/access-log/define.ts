import { define } from '../core/define.ts';
import { XqAccessLog } from './access-log.ts';

define('xq-access-log', XqAccessLog);
