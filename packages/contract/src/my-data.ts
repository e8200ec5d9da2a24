/** My data: what is held about the student, by kind, and a copy of it (个人信息保护法 44, 45). */
import { z } from 'zod';
import { Assignment } from './assignments.ts';
import { CAMPAIGN_REASONS } from './campaigns.ts';
import { c0, c1, c5, component, Id, LocalizedText, Timestamp } from './common.ts';
import { Consent } from './consents.ts';
import { Correction } from './corrections.ts';
import { CourseProgress } from './courses.ts';
import { Erasure } from './erasures.ts';
import { GrowthFile, ScoreTrend } from './growth-files.ts';
import { Answers } from './items.ts';
import { operation } from './operation.ts';
import { Feedback } from './responses.ts';
import { Student } from './students.ts';

export const MY_DATA_KINDS = [
  'roster',
  'guardians',
  'assignments',
  'consents',
  'answers',
  'courses',
  'growth-file',
  'requests',
  'staff-notes',
  'access-records',
  'technical',
] as const;

const MyDataKind = component(
  'MyDataKind',
  z.object({
    kind: c1(z.enum(MY_DATA_KINDS)),
    records: c1(
      z.int().min(0).nullable(),
      'Null where the number itself would tell what staff have noted or done (`staff-notes`, `access-records`) or says nothing (`technical`).',
    ),
    inCopy: c0(z.boolean(), 'Whether the copy holds it.'),
    onErasure: c0(z.enum(['erased', 'kept'])),
    retention: c0(
      z.object({
        rule: c0(z.enum(['after-leaving', 'after-end'])),
        days: c0(z.int().min(0), 'Days after the student left the school, or after the record has ended.'),
      }),
    ),
  }),
);

export const MyData = component(
  'MyData',
  z.object({ kinds: z.array(MyDataKind), asOf: c0(Timestamp) }),
  'What is held, by kind.',
);

const CopiedResponse = component(
  'CopiedResponse',
  z.object({
    id: c1(Id),
    assignmentId: c1(Id),
    campaignTitle: c0(LocalizedText),
    instrumentId: c0(Id),
    instrumentVersion: c0(z.string()),
    title: c0(LocalizedText),
    language: c0(z.string()),
    receivedAt: c1(Timestamp),
    answers: c5(Answers, "The student's own answers, as they came."),
    feedback: z.array(Feedback).nullable(),
  }),
);

const CopiedDraft = component(
  'CopiedDraft',
  z.object({
    attemptId: c1(Id),
    assignmentId: c1(Id),
    campaignTitle: c0(LocalizedText),
    instrumentId: c0(Id),
    instrumentVersion: c0(z.string()),
    title: c0(LocalizedText),
    language: c0(z.string()),
    savedAt: c1(Timestamp),
    answers: c5(Answers, "The student's own answers, as far as they were given."),
  }),
  'A questionnaire that was begun and not submitted.',
);

const CopiedReason = component(
  'CopiedReason',
  z.object({
    code: c1(z.enum(CAMPAIGN_REASONS)),
    at: c1(Timestamp, 'When it was recorded.'),
    title: c0(LocalizedText, 'Of the campaign.'),
  }),
  'Why, by the books of the school, a questionnaire was not answered.',
);

export const MyDataCopy = component(
  'MyDataCopy',
  z.object({
    format: c0(z.literal('xinqiao-my-data-1')),
    createdAt: c0(Timestamp),
    kinds: z.array(MyDataKind),
    student: Student,
    guardians: z.array(
      component('CopiedGuardian', z.object({ name: c1(z.string()), relation: c1(z.string()), since: c1(Timestamp) })),
    ),
    roles: z.array(component('CopiedRole', z.object({ role: c1(z.string()), unitName: c1(z.string()) }))),
    assignments: z.array(Assignment),
    reasons: z.array(CopiedReason),
    consents: z.array(Consent),
    responses: z.array(CopiedResponse),
    drafts: z.array(CopiedDraft),
    courseProgress: CourseProgress,
    growthFile: GrowthFile,
    trends: z.array(ScoreTrend),
    corrections: z.array(Correction),
    erasures: z.array(Erasure),
  }),
  'Everything about the student that the student may have a copy of.',
);

export const myData = {
  get: operation({
    method: 'GET',
    path: '/v1/my-data',
    summary: 'Read what is held about oneself, by kind',
    authentication: 'session',
    status: 200,
    response: MyData,
  }),
  copy: operation({
    method: 'GET',
    path: '/v1/my-data/copy',
    summary: "Get a copy of one's own data",
    authentication: 'session',
    status: 200,
    response: MyDataCopy,
  }),
};
