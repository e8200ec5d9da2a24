/** What people begin and later requests go on with: one of each, made by the service itself, so that its ids are there to be sent. */
import assert from 'node:assert/strict';
import type {
  BreakGlassRequest,
  CampaignPlanContent,
  ConsentRequest,
  DelegationRequest,
  DraftRequest,
  ReferralRequest,
} from '@xinqiao/contract/types';
import { type Person, people, type Service } from '../../bad-input/lib/service.ts';
import type { Json, Known } from './values.ts';

const day = 24 * 60 * 60 * 1000;

/** @returns ids by the name of their parameter, and values that a body with a time in it needs to be taken. */
export async function begun(service: Service, studentId: string, assignmentId: string): Promise<Known> {
  const post = async <Body>(person: Person, path: string, body: Body, method = 'POST'): Promise<string> => {
    const response = await service.as(person, { method, path, body: JSON.stringify(body) });
    const made = (await response.json()) as { id?: string; attemptId?: string };
    assert.ok(response.ok, `${path}: ${response.status} ${JSON.stringify(made)}`);
    return (made.id ?? made.attemptId)!;
  };
  const at = (days: number) => new Date(service.now.getTime() + days * day).toISOString();
  const until = at(30);
  const nothing = { 'zh-CN': '', en: '' };
  const plan: CampaignPlanContent = {
    ...{ title: nothing, purpose: nothing, instruments: ['phq9'], opensAt: at(1), closesAt: until, reminders: [] },
    target: { unitIds: [], rule: 'all', enrolmentYears: [] },
    consent: { title: nothing, summary: nothing, points: [], contact: nothing },
    ...{ feedback: 'level', feedbackFrom: 'submission', abandonedAttempts: 'propose' },
  };
  const delegation: DelegationRequest = {
    ...{ studentId, to: { userId: people.counsellor.userId, role: 'counsellor' }, classes: ['C4'], purpose: 'care' },
    ...{ note: '跟进', until },
  };
  const response = await service.database.kysely
    .selectFrom('clinical.responses')
    .select(['id', 'student_id'])
    .where('tenant_id', '=', 'school')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const referral: ReferralRequest = {
    ...{ studentId: response.student_id, to: { userId: people.hospitalPartner.userId }, note: '转介' },
    ...{ basis: 'student-consent', basisNote: '知情同意书', basisOn: at(-1).slice(0, 10), until },
    documents: [{ kind: 'response', id: response.id }],
  };
  const glass: BreakGlassRequest = { studentId, reason: '学生失联，需联系家长' };
  const campaign = await service.database.kysely
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .select(['campaigns.id', 'campaigns.consent'])
    .where('assignments.id', '=', assignmentId)
    .executeTakeFirstOrThrow();
  const consent: ConsentRequest = { campaignId: campaign.id, version: campaign.consent.version, decision: 'given' };
  await post('student', '/v1/consents', consent);
  const draft: DraftRequest = { assignmentId, language: 'zh-CN', seed: 1 };
  const attempt = crypto.randomUUID();
  return {
    planId: [await post('psychologist', '/v1/campaign-plans', plan)],
    delegationId: [await post('psychologist', '/v1/delegations', delegation)],
    referralId: [await post('psychologist', '/v1/referrals', referral)],
    breakGlassId: [await post('counsellor', '/v1/break-glass', glass)],
    attemptId: [await post('student', `/v1/drafts/${attempt}`, draft, 'PUT'), crypto.randomUUID()],
    sessionId: [(await service.sessionOf('student')).id, 'none'],
    to: [delegation.to as Json, referral.to as Json],
    documents: [referral.documents as unknown as Json],
    ...{ until: [until, at(1), at(365)], opensAt: [at(1), null], closesAt: [until, null] },
  };
}
