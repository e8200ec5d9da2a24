/** Campaigns (测评计划): which instruments a unit's students are asked to answer, when, and under which consent text. */
import { z } from 'zod';
import { AggregateCell, c0, c1, c8, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { OrganisationUnit } from './organisation-units.ts';
import { StudentReference } from './students.ts';

export const ConsentText = component(
  'ConsentText',
  z.object({
    version: c0(z.string().max(32), 'A new text is a new version; a consent names the version that was read.'),
    title: c0(LocalizedText),
    summary: c0(LocalizedText, 'What is collected, in two or three sentences.'),
    points: z.array(z.object({ title: c0(LocalizedText), text: c0(LocalizedText) })).max(20),
    contact: c0(LocalizedText, 'Who answers questions about it.'),
  }),
  'Consent text of a campaign, separate from any other consent (个人信息保护法 29).',
);

export const Campaign = component(
  'Campaign',
  z.object({
    id: c0(Id),
    title: c0(LocalizedText),
    purpose: c0(LocalizedText),
    unitId: c0(Id, 'The students of this subtree are asked.'),
    instruments: z.array(z.object({ id: c0(Id), version: c0(z.string()) })).min(1),
    opensAt: c0(Timestamp),
    closesAt: c0(Timestamp),
    status: c0(z.enum(['planned', 'open', 'closed']), 'By the clock of the service.'),
    consent: ConsentText,
    feedback: c0(
      z.enum(['none', 'level', 'score']),
      'What the student is shown of the own result: nothing, the symptom level, or level and score.',
    ),
    feedbackFrom: c0(
      z.enum(['submission', 'closing']).optional(),
      'When it is shown: with the submission, which is meant when left out, or once the campaign has closed.',
    ),
  }),
);

/**
 * Why somebody has not answered, as far as the school knows it from its own books: 休学, 请假, 实习或交流在外, 没有设备, 其他. None of them is about
 * what was decided: who has refused may have any of them or none, and there is no free text in which it could be written.
 */
export const CAMPAIGN_REASONS = ['suspended', 'leave', 'away', 'no-device', 'other'] as const;
const Reason = z.enum(CAMPAIGN_REASONS);

const UnitProgress = component(
  'UnitProgress',
  z.object({
    unit: OrganisationUnit,
    students: c8(z.int().min(0), 'Students of the unit, asked or not; with a duty those of whom it is required.'),
    submitted: AggregateCell,
    begun: AggregateCell,
    consented: AggregateCell,
    waiting: AggregateCell,
    notAsked: AggregateCell,
    reasons: z
      .array(z.object({ code: c0(Reason), value: AggregateCell }))
      .describe('Not submitted, and a reason is recorded, however far they are; each of the reasons once.'),
  }),
  'How far the students of a unit are, each counted once: everything submitted, a reason recorded why not, some of it, nothing but consent given, nothing yet, not asked. Who has refused is among those who wait, or who have a reason, and who has taken back what was submitted among those who have: it is told to nobody.',
);

export const CampaignProgress = component(
  'CampaignProgress',
  z.object({
    campaignId: c0(Id),
    title: c0(LocalizedText),
    opensAt: c0(Timestamp),
    closesAt: c0(Timestamp),
    status: c0(z.enum(['planned', 'open', 'closed']), 'Once closed, who has not submitted is overdue.'),
    duty: z
      .object({
        kind: c0(
          z.enum(['freshmen', 'yearly']),
          'All new students of a university, or everybody in upper primary, junior and senior secondary, once a year.',
        ),
        source: c0(z.string()),
      })
      .nullable()
      .describe(
        'What the campaign fulfils: it asks those of whom it is required, half of them at least, and nobody else.',
      ),
    total: UnitProgress,
    children: z.array(UnitProgress),
    asOf: c1(Timestamp, 'When it was counted. What leaders are told is counted once a day.'),
  }),
  'How far a campaign has come in a unit and in its direct children.',
);

export const StudentToAnswer = component(
  'StudentToAnswer',
  z.object({
    student: StudentReference,
    reason: c1(Reason.nullable(), 'Why there is no answer, by the books of the school; null when nothing is recorded.'),
  }),
  'Somebody who is asked and has not submitted. How far the student is and what the student has decided is told to nobody: who takes back what was submitted does not come back here either.',
);

const ReasonParams = z.object({ campaignId: c0(Id), studentId: c1(Id) });

export const campaigns = {
  list: operation({
    method: 'GET',
    path: '/v1/campaigns',
    summary: 'List the campaigns within reach',
    authentication: 'session',
    query: z.object({ ...pageQuery, status: c0(z.enum(['planned', 'open', 'closed']).optional()) }),
    status: 200,
    response: page('Campaign', Campaign),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/campaigns/{campaignId}',
    summary: 'Read a campaign',
    authentication: 'session',
    params: z.object({ campaignId: c0(Id) }),
    status: 200,
    response: Campaign,
  }),
  progress: operation({
    method: 'GET',
    path: '/v1/campaigns/{campaignId}/progress',
    summary: 'Read how far a campaign has come in a unit and its children',
    authentication: 'session',
    params: z.object({ campaignId: c0(Id) }),
    query: z.object({ unitId: c0(Id.optional(), "The session's own unit when left out.") }),
    status: 200,
    response: CampaignProgress,
  }),
  reasons: operation({
    method: 'GET',
    path: '/v1/campaigns/{campaignId}/reasons',
    summary: 'List the students within reach who are still to answer, with the reasons that are recorded',
    authentication: 'session',
    params: z.object({ campaignId: c0(Id) }),
    query: z.object({ ...pageQuery, unitId: c0(Id.optional(), 'Only the subtree of this unit.') }),
    status: 200,
    response: page('StudentToAnswer', StudentToAnswer),
  }),
  setReason: operation({
    method: 'PUT',
    path: '/v1/campaigns/{campaignId}/reasons/{studentId}',
    summary: 'Record why a student has not answered, in place of what was recorded; 409 once the student has submitted',
    authentication: 'session',
    params: ReasonParams,
    body: component('CampaignReason', z.strictObject({ reason: c1(Reason) })),
    status: 204,
  }),
  removeReason: operation({
    method: 'DELETE',
    path: '/v1/campaigns/{campaignId}/reasons/{studentId}',
    summary: 'Take back the reason that is recorded for a student; without one nothing changes',
    authentication: 'session',
    params: ReasonParams,
    status: 204,
  }),
};
