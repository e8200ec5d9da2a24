import { define } from '../core/define.ts';
import { XqGrowthFile } from './growth-file.ts';

define('xq-growth-file', XqGrowthFile);
