/**
 * Break-glass (紧急查阅): in an emergency somebody opens what the role alone does not see of one student within reach, says
 * why, and answers for it afterwards.
 *
 * It is open at a moment when `openedAt` ≤ now < `endsAt` (`endedAt` where it was ended before), by the clock of the service, the
 * person still holds the role above the student's class, and the student is within reach. While it is open
 *
 * - a counsellor, a homeroom teacher and a leader are given C4 of that student by `growthFiles.get`, `growthFiles.trends`,
 *   `responses.list` and `responses.get`;
 * - psychology staff, who see C4 and C5 anyway, are given the referrals (C6) that colleagues have made of the student.
 *
 * Nobody is given answers to items (C5) by it. At any other moment these answer as if there had never been one. Every
 * request that it opens is recorded with the purpose `break-glass`, and the student sees it in the access log.
 *
 * Leaders are told at once: an event on `breakGlass.events` and a row of `breakGlass.list` that stays under
 * `state=unreviewed` until somebody else than the person who opened it has reviewed it. Opening again is a record of its own.
 */
import { z } from 'zod';
import { c0, c1, c3, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { PersonReference } from './people.ts';
import { StudentReference } from './students.ts';

/** Longest and default time that it is open, in minutes. */
export const MAX_BREAK_GLASS_MINUTES = 240;
/** The shortest reason, in characters. */
export const MIN_BREAK_GLASS_REASON = 10;

const BreakGlassReview = component(
  'BreakGlassReview',
  z.object({
    verdict: c3(z.enum(['justified', 'not-justified'])),
    note: c3(z.string()),
    by: PersonReference,
    at: c3(Timestamp),
  }),
);

export const BreakGlassAccess = component(
  'BreakGlassAccess',
  z.object({
    id: c3(Id),
    student: StudentReference,
    by: PersonReference,
    reason: c3(z.string(), 'In the words of who opened it; never changed.'),
    openedAt: c3(Timestamp),
    endsAt: c3(Timestamp, 'It is open before this moment, and no longer at it.'),
    endedAt: c3(Timestamp.nullable(), 'When somebody ended it before its time.'),
    state: c3(z.enum(['open', 'over'])),
    told: c3(
      z.array(PersonReference),
      'Whose inbox it went to: the leaders nearest above the student, without who opened it; where there is no other, the next above, and psychology staff last.',
    ),
    reviewDueAt: c3(Timestamp, 'Three days after the opening; our default.'),
    review: BreakGlassReview.nullable(),
    revision: c3(z.int().min(1), 'Also the ETag; send it as If-Match when ending or reviewing.'),
  }),
);

export const BreakGlassEvent = component(
  'BreakGlassEvent',
  z.object({
    id: c3(z.string()),
    type: c3(z.enum(['break-glass.opened', 'break-glass.ended', 'break-glass.reviewed'])),
    breakGlassId: c3(Id),
    at: c3(Timestamp),
  }),
  'Something happened to a break-glass access within reach. That its time ran out is no event: read `endsAt`.',
);

const BreakGlassParams = z.object({ breakGlassId: c3(Id) });

export const breakGlass = {
  list: operation({
    method: 'GET',
    path: '/v1/break-glass',
    summary: 'List break-glass accesses, newest first: the own ones; for leaders and psychology staff all within reach',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      state: c3(
        z.enum(['open', 'unreviewed', 'reviewed']).optional(),
        '`unreviewed`: the inbox; open or over, and nobody has reviewed it.',
      ),
    }),
    status: 200,
    response: page('BreakGlassAccess', BreakGlassAccess),
  }),
  events: operation({
    method: 'GET',
    path: '/v1/break-glass/events',
    summary: 'Follow break-glass accesses within reach as they happen (server-sent events, resumable by Last-Event-ID)',
    authentication: 'session',
    query: z.object({ unitId: c0(Id.optional(), 'A unit within reach; the whole reach when left out.') }),
    status: 200,
    response: BreakGlassEvent,
    stream: true,
  }),
  get: operation({
    method: 'GET',
    path: '/v1/break-glass/{breakGlassId}',
    summary: 'Read a break-glass access',
    authentication: 'session',
    params: BreakGlassParams,
    status: 200,
    response: BreakGlassAccess,
  }),
  create: operation({
    method: 'POST',
    path: '/v1/break-glass',
    summary: 'Open what the role does not see of a student within reach, in an emergency; leaders are told at once',
    authentication: 'session',
    body: component(
      'BreakGlassRequest',
      z.strictObject({
        studentId: c1(Id),
        reason: c3(z.string().trim().min(MIN_BREAK_GLASS_REASON).max(500), 'At least ten characters; leaders read it.'),
        minutes: c3(
          z.int().min(1).max(MAX_BREAK_GLASS_MINUTES).optional(),
          'How long it is open, 1 to 240 minutes; 240 when left out.',
        ),
      }),
    ),
    status: 201,
    response: BreakGlassAccess,
  }),
  end: operation({
    method: 'POST',
    path: '/v1/break-glass/{breakGlassId}/end',
    summary: "End one's own break-glass access before its time; one that is over stays as it is",
    authentication: 'session',
    params: BreakGlassParams,
    status: 200,
    response: BreakGlassAccess,
  }),
  review: operation({
    method: 'POST',
    path: '/v1/break-glass/{breakGlassId}/review',
    summary: "Review somebody else's break-glass access (leaders, psychology staff); `not-justified` ends it at once",
    authentication: 'session',
    params: BreakGlassParams,
    body: component(
      'BreakGlassReviewRequest',
      z.strictObject({
        verdict: c3(z.enum(['justified', 'not-justified'])),
        note: c3(z.string().trim().min(1).max(1000), 'The person who opened it reads it.'),
      }),
    ),
    status: 200,
    response: BreakGlassAccess,
  }),
};
