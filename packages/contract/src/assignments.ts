/** Assignments: one instrument, of one campaign, for one student: the to-do list. */
import { z } from 'zod';
import { c0, c1, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { ConsentState } from './consents.ts';
import { operation } from './operation.ts';
import { Receipt } from './responses.ts';

export const Assignment = component(
  'Assignment',
  z.object({
    id: c1(Id),
    campaignId: c0(Id),
    campaignTitle: c0(LocalizedText),
    studentId: c1(Id),
    instrumentId: c0(Id),
    instrumentVersion: c0(z.string()),
    title: c0(LocalizedText),
    itemCount: c0(z.int().min(0), 'Questions that need an answer, skip logic not applied.'),
    estimatedMinutes: c0(z.int().min(1), 'Whole minutes, at about 8 seconds a question, rounded up.'),
    status: c1(
      z.enum(['not-yet-open', 'to-do', 'done', 'closed']),
      '`closed`: the campaign ended before an answer came.',
    ),
    consent: c1(ConsentState, "What holds of the campaign's consent text."),
    opensAt: c0(Timestamp),
    dueAt: c0(Timestamp),
    completedAt: c1(Timestamp.nullable()),
    draft: z
      .object({
        savedAt: c1(Timestamp, "By the service's clock."),
        answered: c1(z.int().min(0), 'Questions with an answer, counted without reading any.'),
      })
      .optional()
      .describe('What was begun and not submitted; left out when there is nothing to go on with.'),
  }),
);

export const assignments = {
  list: operation({
    method: 'GET',
    path: '/v1/assignments',
    summary: "List one's own assignments, those to do first, by due date",
    authentication: 'session',
    query: z.object({ ...pageQuery, status: c0(z.enum(['not-yet-open', 'to-do', 'done', 'closed']).optional()) }),
    status: 200,
    response: page('Assignment', Assignment),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/assignments/{assignmentId}',
    summary: "Read one's own assignment",
    authentication: 'session',
    params: z.object({ assignmentId: c1(Id) }),
    status: 200,
    response: Assignment,
  }),
  receipt: operation({
    method: 'GET',
    path: '/v1/assignments/{assignmentId}/receipt',
    summary: "Read one's own receipt again, with what the campaign's feedback policy has released by now",
    authentication: 'session',
    params: z.object({ assignmentId: c1(Id) }),
    status: 200,
    response: Receipt,
  }),
};
