/** Consents: every decision is kept; the newest holds. */
import type { Consent } from '@xinqiao/contract/types';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { statusAt } from '../campaigns/handlers.ts';

interface Row {
  id: string;
  campaign_id: string;
  student_id: string;
  version: string;
  decision: Consent['decision'];
  decided_at: Date;
}

const toConsent = (row: Row): Consent => ({
  id: row.id,
  campaignId: row.campaign_id,
  studentId: row.student_id,
  version: row.version,
  decision: row.decision,
  decidedAt: timestamp(row.decided_at),
});

/** The newest decision of the student on each campaign. */
const newestOf = ({ db, tenant, principal }: Context) =>
  db
    .selectFrom('consents')
    .distinctOn('campaign_id')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', principal.studentId)
    .orderBy('campaign_id')
    .orderBy('sequence', 'desc');

/** The campaign with this id that asks the student. */
const askedBy = ({ db, tenant, principal }: Context, campaignId: string) =>
  db
    .selectFrom('campaigns')
    .select(['consent', 'opens_at', 'closes_at'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', campaignId)
    .where(query =>
      query.exists(
        query
          .selectFrom('assignments')
          .select('assignments.id')
          .where('assignments.tenant_id', '=', tenant)
          .where('assignments.student_id', '=', principal.studentId)
          .where('assignments.campaign_id', '=', campaignId),
      ),
    )
    .executeTakeFirst();

export const handlers: ResourceHandlers<'consents'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['string']);
    const rows = await newestOf(context)
      .$if(after !== undefined, q => q.where('campaign_id', '>', after![0]))
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.campaign_id], toConsent);
  },

  async decide(context, { body }) {
    const { db, tenant, now, principal } = context;
    const campaign = await askedBy(context, body.campaignId);
    if (!campaign || principal.studentId === null) throw notFound();
    if (body.version !== campaign.consent.version) {
      throw new ProblemError('state-conflict', { detail: 'The consent text has a newer version.' });
    }
    if (body.decision === 'withdrawn') {
      const newest = await newestOf(context).where('campaign_id', '=', body.campaignId).executeTakeFirst();
      if (newest?.decision !== 'given') {
        throw new ProblemError('state-conflict', { detail: 'There is no consent to withdraw.' });
      }
    } else if (statusAt(now, campaign) === 'closed') {
      // A withdrawal is possible at any time; anything else has nothing to be for.
      throw new ProblemError('campaign-not-open');
    }
    const row: Row = {
      id: newId(),
      campaign_id: body.campaignId,
      student_id: principal.studentId,
      version: body.version,
      decision: body.decision,
      decided_at: now,
    };
    await db
      .insertInto('consents')
      .values({ tenant_id: tenant, ...row })
      .execute();
    return toConsent(row);
  },
};
