/** Campaigns: those that ask students within reach. */
import type { Campaign } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import type { ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { progress } from './progress.ts';
import { removeReason, setReason, toAnswer } from './reasons.ts';
import { selectCampaigns, statusAt } from './select.ts';

type Row = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['execute']>>[number];

const toCampaign = (row: Row, now: Date): Campaign => ({
  id: row.id,
  title: row.title,
  purpose: row.purpose,
  unitId: row.unit_id,
  instruments: row.instruments,
  opensAt: timestamp(row.opens_at),
  closesAt: timestamp(row.closes_at),
  status: statusAt(now, row),
  consent: row.consent,
  feedback: row.feedback,
  feedbackFrom: row.feedback_from,
});

export const handlers: ResourceHandlers<'campaigns'> = {
  async list(context, { query }) {
    const { now } = context;
    const after = readCursor(query, ['instant', 'string']);
    const rows = await selectCampaigns(context)
      .$if(query.status === 'planned', q => q.where('opens_at', '>', now))
      .$if(query.status === 'open', q => q.where('opens_at', '<=', now).where('closes_at', '>', now))
      .$if(query.status === 'closed', q => q.where('closes_at', '<=', now))
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(opens_at, campaigns.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('opens_at', 'desc')
      .orderBy('campaigns.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.opens_at, row.id],
      row => toCampaign(row, now),
    );
  },

  async get(context, { params }) {
    const row = await selectCampaigns(context).where('campaigns.id', '=', params.campaignId).executeTakeFirst();
    if (!row) throw notFound();
    return toCampaign(row, context.now);
  },

  progress: (context, { params, query }) => progress(context, params.campaignId, query.unitId),
  reasons: (context, { params, query }) => toAnswer(context, params.campaignId, query),
  setReason: (context, { params, body }) => setReason(context, params.campaignId, params.studentId, body.reason),
  removeReason: (context, { params }) => removeReason(context, params.campaignId, params.studentId),
};
