import { define } from '../core/define.ts';
import { XqCourseCredits } from './course-credits.ts';

define('xq-course-credits', XqCourseCredits);
