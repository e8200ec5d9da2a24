/** Courses: their sessions, who takes them, and who was there. */
import type { LocalizedText, Stage } from '@xinqiao/contract/types';
import type { Instant, Json, Nullable } from './columns.ts';

export interface Courses {
  tenant_id: string;
  id: string;
  kind: 'compulsory' | 'elective' | 'school-based-curriculum' | 'life-education' | 'setback-education';
  title: Json<LocalizedText>;
  unit_id: string;
  stage: Stage;
  term: string;
  teacher: string;
  credits: number;
  planned_hours: number;
}

export interface CourseSessions {
  tenant_id: string;
  id: string;
  course_id: string;
  title: Json<LocalizedText>;
  starts_at: Instant;
  hours: number;
  place: string;
}

export interface CourseEnrolments {
  tenant_id: string;
  course_id: string;
  student_id: string;
  /** Null until the course is over for this student. */
  credits_earned: Nullable<number>;
}

export interface Attendance {
  tenant_id: string;
  session_id: string;
  student_id: string;
  status: 'attended' | 'absent' | 'excused';
}
