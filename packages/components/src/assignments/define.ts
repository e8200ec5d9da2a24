import { define } from '../core/define.ts';
import { XqAssignments } from './assignments.ts';

define('xq-assignments', XqAssignments);
