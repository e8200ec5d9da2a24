/** Plans that a session sees: those whose target lies within its reach, and its person's own without one. */
import type { CampaignPlan } from '@xinqiao/contract/types';
import { type Expression, type Selectable, sql, type SqlBool } from 'kysely';
import { inSubtree } from '../access/reach.ts';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';
import { statusAt } from '../campaigns/select.ts';
import type { Schema } from '../database/schema.ts';

function seen({ principal, tenant }: Context): Expression<SqlBool> {
  const within = [sql<SqlBool>`false`, ...principal.reach.map(unit => inSubtree('units.path', unit))];
  return sql<SqlBool>`(
    not exists (
      select from jsonb_array_elements_text(plan.content -> 'target' -> 'unitIds') as named (id)
      where (select not (${sql.join(within, sql` or `)}) from units where units.tenant_id = ${tenant} and units.id = named.id)
    )
    and (plan.content -> 'target' -> 'unitIds' <> '[]' or plan.saved_by ->> 'userId' = ${principal.userId})
  )`;
}

const selectPlans = (context: Context) =>
  context.db
    .selectFrom('campaign_plans as plan')
    .leftJoin('campaigns', join =>
      join.onRef('campaigns.tenant_id', '=', 'plan.tenant_id').onRef('campaigns.id', '=', 'plan.id'),
    )
    .selectAll('plan')
    .select(['campaigns.opens_at', 'campaigns.closes_at'])
    .where('plan.tenant_id', '=', context.tenant)
    .where(seen(context));

export interface PlanRow extends Selectable<Schema['campaign_plans']> {
  /** Of the campaign that it has become. */
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
}

/** Last saved first, after the sort key of a page before. */
export const listPlans = (
  context: Context,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<PlanRow[]> =>
  selectPlans(context)
    .$if(after !== undefined, q =>
      q.where(sql<SqlBool>`(plan.saved_at, plan.id) < (${after![0]}::timestamptz, ${after![1]})`),
    )
    .orderBy('plan.saved_at', 'desc')
    .orderBy('plan.id', 'desc')
    .limit(limit)
    .execute();

export function toPlan(row: PlanRow, now: Date): CampaignPlan {
  const { opens_at, closes_at } = row;
  return {
    id: row.id,
    ...row.content,
    state: opens_at && closes_at ? statusAt(now, { opens_at, closes_at }) : 'draft',
    consentVersion: row.consent_version,
    copiedFrom: row.copied_from,
    revision: row.revision,
    savedAt: timestamp(row.saved_at),
    savedBy: row.saved_by,
    publishedAt: timestampOrNull(row.published_at),
    closedAt: timestampOrNull(row.closed_at),
  };
}

/** Held until the end of the transaction. @throws {ProblemError} 404. */
export async function lockPlan(context: Context, id: string): Promise<PlanRow> {
  const row = await selectPlans(context).where('plan.id', '=', id).forUpdate('plan').executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** @throws {ProblemError} 404. */
export async function readPlan(context: Context, id: string): Promise<CampaignPlan> {
  const row = await selectPlans(context).where('plan.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  context.headers.set('etag', `"${row.revision}"`);
  return toPlan(row, context.now);
}
