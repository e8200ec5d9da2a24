import { define } from '../core/define.ts';
import { XqResultReport } from './result-report.ts';

define('xq-result-report', XqResultReport);
