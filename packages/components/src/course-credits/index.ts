export { XqCourseCredits } from './course-credits.ts';
export type { CourseCreditsStrings } from './strings.ts';
