/** Campaigns: those that ask students within reach. */
import type { Campaign } from '@xinqiao/contract/types';
import { type Expression, sql, type SqlBool } from 'kysely';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';

/** `planned`, `open` or `closed`: open from `opensAt` until just before `closesAt`. */
export function statusAt(now: Date, campaign: { opens_at: Date; closes_at: Date }): Campaign['status'] {
  if (now < campaign.opens_at) return 'planned';
  return now < campaign.closes_at ? 'open' : 'closed';
}

/** A student is asked by assignment; staff see what asks anybody below or above where they stand. */
function reached({ principal, tenant }: Context): Expression<SqlBool> {
  if (principal.role === 'student' || principal.role === 'guardian') {
    const ids = principal.role === 'student' ? [principal.studentId] : principal.childIds;
    return sql<SqlBool>`exists (
      select from assignments
      where assignments.tenant_id = ${tenant}
        and assignments.student_id = any(${ids}::text[])
        and assignments.campaign_id = campaigns.id
    )`;
  }
  const related = principal.reach.map(
    unit => sql<SqlBool>`(starts_with(units.path, ${unit.path}) or starts_with(${unit.path}, units.path))`,
  );
  return sql<SqlBool>`(${sql.join(related, sql` or `)})`;
}

const select = (context: Context) =>
  context.db
    .selectFrom('campaigns')
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'campaigns.tenant_id').onRef('units.id', '=', 'campaigns.unit_id'),
    )
    .selectAll('campaigns')
    .select(
      sql<Campaign['instruments']>`(
        select json_agg(json_build_object('id', instrument_id, 'version', instrument_version) order by position)
        from campaign_instruments as asked
        where asked.tenant_id = campaigns.tenant_id and asked.campaign_id = campaigns.id
      )`.as('instruments'),
    )
    .where('campaigns.tenant_id', '=', context.tenant)
    .where(reached(context));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

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
});

export const handlers: ResourceHandlers<'campaigns'> = {
  async list(context, { query }) {
    const { now } = context;
    const after = readCursor(query, ['instant', 'string']);
    const rows = await select(context)
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
    const row = await select(context).where('campaigns.id', '=', params.campaignId).executeTakeFirst();
    if (!row) throw notFound();
    return toCampaign(row, context.now);
  },
};
