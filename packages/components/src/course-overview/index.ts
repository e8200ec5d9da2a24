export { XqCourseOverview } from './course-overview.ts';
export type { XqCourseOverviewEventMap, XqUnitOpenEvent } from './course-overview.ts';
export type { CourseOverviewStrings } from './strings.ts';
