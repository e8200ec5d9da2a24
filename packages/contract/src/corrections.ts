/** Corrections: what a student holds to be wrong in the own file, and what became of it (个人信息保护法 46). */
import { z } from 'zod';
import { c0, c1, c4, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';

export const CORRECTION_SUBJECTS = ['roster', 'courses', 'growth-file', 'assessments', 'other'] as const;

export const Correction = component(
  'Correction',
  z.object({
    id: c1(Id),
    studentId: c1(Id),
    about: c1(z.enum(CORRECTION_SUBJECTS)),
    wrong: c4(z.string(), 'What is wrong, in the words of the student.'),
    right: c4(z.string(), 'How it should be.'),
    requestedAt: c1(Timestamp),
    state: c1(z.enum(['open', 'accepted', 'declined'])),
    answer: c4(z.string().nullable(), 'Null while the request is open.'),
    answeredAt: c1(Timestamp.nullable()),
  }),
);

const Words = z.string().trim().min(1).max(1000);

export const corrections = {
  list: operation({
    method: 'GET',
    path: '/v1/corrections',
    summary: 'List requests for correction, newest first: the own ones, or those within reach (psychology staff)',
    authentication: 'session',
    query: z.object({ ...pageQuery, state: c0(z.enum(['open', 'accepted', 'declined']).optional()) }),
    status: 200,
    response: page('Correction', Correction),
  }),
  create: operation({
    method: 'POST',
    path: '/v1/corrections',
    summary: "Ask that something in one's own file be corrected",
    authentication: 'session',
    body: component(
      'CorrectionRequest',
      z.strictObject({ about: c1(z.enum(CORRECTION_SUBJECTS)), wrong: c4(Words), right: c4(Words) }),
    ),
    status: 201,
    response: Correction,
  }),
  answer: operation({
    method: 'POST',
    path: '/v1/corrections/{correctionId}/answer',
    summary: 'Accept or decline a request for correction (psychology staff)',
    authentication: 'session',
    params: z.object({ correctionId: c1(Id) }),
    body: component(
      'CorrectionAnswer',
      z.strictObject({
        state: c1(z.enum(['accepted', 'declined'])),
        answer: c4(Words, 'What was changed, or why not; the student reads it.'),
      }),
    ),
    status: 201,
    response: Correction,
  }),
};
