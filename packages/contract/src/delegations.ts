/**
 * Delegations of a case: psychology staff let a counsellor (辅导员) or homeroom teacher (班主任) of a student read what the
 * role alone does not see, for a time and a purpose.
 *
 * A delegation holds at a moment when all of this is true at that moment, by the clock of the service:
 *
 * - `from` ≤ now < `until`, and it has not been revoked;
 * - who gave it still is psychology staff above the student's class: it never gives more than the giver may see;
 * - who has it still holds the role above the student's class: it ends for a student who moves to a class of somebody else.
 *
 * While it holds, the delegate is given its `classes` of that one student by `growthFiles.get`, `growthFiles.trends`,
 * `responses.list` and `responses.get`, and nothing else. At any other moment these answer as if there had never been one:
 * the growth file without levels, and 404 for the rest. Delegations of one student add up, and each ends by itself. Only
 * psychology staff give them, so a delegate can't pass one on.
 */
import { z } from 'zod';
import { c1, c3, component, Id, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { PersonReference } from './people.ts';
import { StudentReference } from './students.ts';

/** What can be delegated: scores and reports. Never answers to items (C5) nor case notes and referrals (C6). */
export const DELEGABLE_CLASSES = ['C4'] as const;
/** Who can be given a delegation. */
export const DELEGATE_ROLES = ['counsellor', 'homeroom-teacher'] as const;
/** For what, as in `Purpose`; the delegate's reads are recorded with it unless another is named. */
export const DELEGATION_PURPOSES = ['care', 'follow-up', 'counselling', 'case-review', 'guardian-contact'] as const;
/** From `from` to `until`, in days. A term and its holidays; our default, not the notice's. */
export const MAX_DELEGATION_DAYS = 180;

const DelegationClasses = z.array(z.enum(DELEGABLE_CLASSES)).min(1).max(8);

export const Delegation = component(
  'Delegation',
  z.object({
    id: c3(Id),
    student: StudentReference,
    to: PersonReference,
    by: PersonReference,
    classes: c3(DelegationClasses, 'Data classes that the delegate is given of this student.'),
    purpose: c3(z.enum(DELEGATION_PURPOSES)),
    note: c3(z.string(), 'What the delegate is asked to do, in the words of who gave it.'),
    from: c3(Timestamp),
    until: c3(Timestamp, 'It holds before this moment, and no longer at it.'),
    state: c3(
      z.enum(['planned', 'active', 'lapsed', 'ended', 'revoked']),
      '`lapsed`: within its time, but the giver or the delegate no longer holds the role for the student; it gives nothing as long as that is so.',
    ),
    givenAt: c3(Timestamp),
    revokedAt: c3(Timestamp.nullable()),
    revision: c3(z.int().min(1), 'Also the ETag; send it as If-Match when revoking.'),
  }),
);

const DelegationParams = z.object({ delegationId: c3(Id) });

export const delegations = {
  list: operation({
    method: 'GET',
    path: '/v1/delegations',
    summary: 'List delegations, newest first: those of students within reach, or those that one holds now',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      studentId: c1(Id.optional()),
      state: c3(z.enum(['planned', 'active', 'lapsed', 'ended', 'revoked']).optional()),
    }),
    status: 200,
    response: page('Delegation', Delegation),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/delegations/{delegationId}',
    summary: 'Read a delegation',
    authentication: 'session',
    params: DelegationParams,
    status: 200,
    response: Delegation,
  }),
  create: operation({
    method: 'POST',
    path: '/v1/delegations',
    summary: "Delegate a student's case to a counsellor or homeroom teacher of the student (psychology staff)",
    authentication: 'session',
    body: component(
      'DelegationRequest',
      z.strictObject({
        studentId: c1(Id),
        to: z.strictObject({ userId: c1(Id, '工号'), role: c1(z.enum(DELEGATE_ROLES)) }),
        classes: c3(DelegationClasses),
        purpose: c3(z.enum(DELEGATION_PURPOSES)),
        note: c3(z.string().trim().min(1).max(500)),
        from: c3(Timestamp.optional(), 'Not in the past; at once when left out.'),
        until: c3(Timestamp, `At most ${MAX_DELEGATION_DAYS} days after \`from\`.`),
      }),
    ),
    status: 201,
    response: Delegation,
  }),
  revoke: operation({
    method: 'POST',
    path: '/v1/delegations/{delegationId}/revoke',
    summary: 'End a delegation at once (psychology staff); one that is over stays as it is',
    authentication: 'session',
    params: DelegationParams,
    status: 200,
    response: Delegation,
  }),
};
