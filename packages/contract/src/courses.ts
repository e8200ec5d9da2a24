/**
 * Courses: what the notice asks (教思政厅函〔2021〕10号, 1), a student's progress, and the coverage of a unit.
 *
 * University: a compulsory course for every 本专科 student, in principle 2 credits, 32–36 hours. K-12: mental-health
 * education in the school-based curriculum, and life and setback education; the notice gives no hours.
 */
import { z } from 'zod';
import { AggregateCell, c0, c1, c2, c8, component, Id, LocalizedText, Stage, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { OrganisationUnit } from './organisation-units.ts';
import { StudentReference } from './students.ts';

export const CourseRequirement = component(
  'CourseRequirement',
  z.object({
    unitId: c0(Id),
    stage: c0(Stage),
    credits: c0(
      z.number().min(0).nullable(),
      'Credits of the compulsory course; null where the notice gives none (K-12).',
    ),
    minHours: c0(z.int().min(0).nullable(), 'Teaching hours (学时).'),
    maxHours: c0(z.int().min(0).nullable(), 'More hours are a remark, never a failure (原则上).'),
    elements: c0(
      z.array(
        z.enum([
          'compulsory-course',
          'elective-course',
          'school-based-curriculum',
          'life-education',
          'setback-education',
        ]),
      ),
      'What has to be offered.',
    ),
    source: c0(z.string()),
  }),
);

const CourseSession = component(
  'CourseSession',
  z.object({
    id: c0(Id),
    title: c0(LocalizedText),
    startsAt: c0(Timestamp),
    hours: c0(z.int().min(1), 'Teaching hours (学时).'),
    place: c0(z.string()),
    attendance: c2(z.enum(['attended', 'absent', 'excused', 'to-come'])),
  }),
);

export const COURSE_VERDICTS = ['met', 'on-track', 'at-risk', 'not-met', 'not-enrolled'] as const;

const CourseVerdict = component(
  'CourseVerdict',
  z.object({
    status: c2(z.enum(COURSE_VERDICTS)),
    reasons: z.array(
      z.object({
        code: c2(
          z.enum([
            'hours-complete',
            'hours-left',
            'hours-out-of-reach',
            'credits-earned',
            'credits-pending',
            'credits-short',
            'plan-below-minimum',
            'plan-above-usual',
            'not-enrolled',
            'element-missing',
            'elements-complete',
          ]),
        ),
        value: c2(z.number().nullable(), 'Hours or credits the reason speaks of.'),
      }),
    ),
  }),
);

export const CourseProgress = component(
  'CourseProgress',
  z.object({
    student: StudentReference,
    requirement: CourseRequirement,
    course: z
      .object({
        id: c0(Id),
        title: c0(LocalizedText),
        term: c0(z.string()),
        teacher: c0(z.string()),
        credits: c0(z.number().min(0)),
        plannedHours: c0(z.int().min(0)),
      })
      .nullable(),
    creditsEarned: c2(z.number().min(0)),
    hoursAttended: c2(z.int().min(0)),
    hoursLeft: c2(z.int().min(0), 'Hours still needed to reach the minimum; 0 when reached.'),
    sessions: z.array(CourseSession),
    elements: z.array(
      z.object({
        element: c0(z.enum(['school-based-curriculum', 'life-education', 'setback-education'])),
        offered: c2(z.boolean()),
        hoursAttended: c2(z.int().min(0)),
      }),
    ),
    verdict: CourseVerdict,
  }),
  "A student's progress; `elements` is the K-12 view and empty for a university.",
);

const coverageCounts = {
  students: c8(z.int().min(0), 'Students of whom something is asked; postgraduates are left out.'),
  met: AggregateCell,
  onTrack: AggregateCell,
  atRisk: AggregateCell,
  notMet: AggregateCell,
  notEnrolled: AggregateCell,
};

const UnitCoverage = component('UnitCoverage', z.object({ unit: OrganisationUnit, ...coverageCounts }));

export const CourseCoverage = component(
  'CourseCoverage',
  z.object({
    requirement: CourseRequirement,
    total: UnitCoverage,
    children: z.array(UnitCoverage),
    asOf: c1(Timestamp, 'When it was counted. What leaders and district officers are told is counted once a week.'),
  }),
  'Coverage of a unit and of its direct children.',
);

export const courses = {
  requirement: operation({
    method: 'GET',
    path: '/v1/courses/requirement',
    summary: 'Read what the notice asks of a unit',
    authentication: 'session',
    query: z.object({ unitId: c0(Id.optional(), "The session's own unit when left out.") }),
    status: 200,
    response: CourseRequirement,
  }),
  progress: operation({
    method: 'GET',
    path: '/v1/courses/progress/{studentId}',
    summary: "Read a student's progress in the compulsory course",
    authentication: 'session',
    params: z.object({ studentId: c1(Id) }),
    status: 200,
    response: CourseProgress,
  }),
  coverage: operation({
    method: 'GET',
    path: '/v1/courses/coverage',
    summary: 'Read how far a unit and its children are covered',
    authentication: 'session',
    query: z.object({ unitId: c0(Id.optional(), "The session's own unit when left out.") }),
    status: 200,
    response: CourseCoverage,
  }),
};
