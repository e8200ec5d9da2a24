/** Growth files (一生一策): a student's time line over stages and terms, the trend of scores, and who is responsible. */
import { z } from 'zod';
import { c0, c1, c4, component, DateOnly, Id, LocalizedText, Stage, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { Band } from './scoring.ts';
import { StudentReference } from './students.ts';

const Responsible = component(
  'Responsible',
  z.object({
    role: c1(
      z.enum(['counsellor', 'homeroom-teacher', 'psych-staff', 'class-committee']),
      'As what the person is responsible.',
    ),
    name: c1(z.string()),
    contact: c1(z.string().nullable(), 'Office or telephone, as the school publishes it.'),
  }),
);

const GrowthEntry = component(
  'GrowthEntry',
  z.object({
    id: c1(Id),
    kind: c1(z.enum(['enrolment', 'assessment', 'course', 'consent'])),
    on: c1(DateOnly),
    title: c1(LocalizedText),
    summary: c4(LocalizedText.optional(), 'Symptom level or verdict, for who may see it.'),
  }),
);

const GrowthTerm = component(
  'GrowthTerm',
  z.object({
    id: c1(z.string().regex(/^\d{4}-\d{4}-[12]$/), 'Academic year and term: `2026-2027-1`.'),
    entries: z.array(GrowthEntry),
  }),
);

const GrowthStage = component(
  'GrowthStage',
  z.object({
    stage: c1(Stage),
    school: c1(z.string()),
    from: c1(DateOnly),
    to: c1(DateOnly.nullable(), 'Null while the stage goes on.'),
    terms: z.array(GrowthTerm),
  }),
);

export const GrowthFile = component(
  'GrowthFile',
  z.object({
    student: StudentReference,
    responsible: z.array(Responsible),
    stages: z.array(GrowthStage),
    updatedAt: c1(Timestamp),
  }),
  'Newest stage first, newest term first, newest entry first.',
);

const TrendPoint = component(
  'TrendPoint',
  z.object({
    responseId: c4(Id),
    on: c4(DateOnly),
    value: c4(z.number()),
    bandId: c4(z.string().nullable()),
  }),
);

export const ScoreTrend = component(
  'ScoreTrend',
  z.object({
    instrumentId: c4(Id),
    title: c4(LocalizedText),
    abbreviation: c4(z.string()),
    scaleId: c4(z.string()),
    min: c4(z.number()),
    max: c4(z.number()),
    bands: z.array(Band),
    points: z.array(TrendPoint),
  }),
  'Scores of one scale over time, oldest first.',
);

const GrowthFileParams = z.object({ studentId: c1(Id) });

export const growthFiles = {
  get: operation({
    method: 'GET',
    path: '/v1/growth-files/{studentId}',
    summary: "Read a student's time line",
    authentication: 'session',
    params: GrowthFileParams,
    status: 200,
    response: GrowthFile,
  }),
  trends: operation({
    method: 'GET',
    path: '/v1/growth-files/{studentId}/trends',
    summary: "Read the trend of a student's scores, as far as they may be seen",
    authentication: 'session',
    params: GrowthFileParams,
    query: z.object({ instrumentId: c0(Id.optional()) }),
    status: 200,
    response: component('ScoreTrends', z.object({ data: z.array(ScoreTrend) })),
  }),
};
