import { define } from '../core/define.ts';
import { XqCourseOverview } from './course-overview.ts';

define('xq-course-overview', XqCourseOverview);
