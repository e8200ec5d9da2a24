/** Plans of campaigns: written by psychology staff, published once. */
import type { CampaignPlanContent, CampaignTargetRule } from '@xinqiao/contract/types';
import { personOf } from '../access/people.ts';
import { newId } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound, type PointedError, ProblemError } from '../app/problem.ts';
import { checkRevision, requireRevision } from '../app/revision.ts';
import { instantOf, isStorable, timestamp } from '../app/time.ts';
import { json } from '../database/tables/columns.ts';
import { nextYear } from './next-year.ts';
import { publish } from './publish.ts';
import { listPlans, lockPlan, readPlan, toPlan } from './select.ts';
import { checkUnits, describeTarget } from './target.ts';

const THING = 'The plan';

async function checkInstruments({ db, tenant }: Context, ids: readonly string[]): Promise<PointedError[]> {
  const rows = await db
    .selectFrom('instruments')
    .select('id')
    .distinct()
    .where('tenant_id', '=', tenant)
    .where('id', 'in', [...ids, ''])
    .execute();
  return ids.flatMap((id, index) => {
    const pointer = `/instruments/${index}`;
    if (!rows.some(row => row.id === id)) return [{ pointer, code: 'unknown', detail: 'There is no such instrument.' }];
    return ids.indexOf(id) < index ? [{ pointer, code: 'repeated', detail: 'Is named before.' }] : [];
  });
}

/**
 * What not even a draft may hold.
 *
 * @throws {ProblemError} 422.
 */
async function check(context: Context, content: CampaignPlanContent): Promise<void> {
  const times = (['opensAt', 'closesAt'] as const).filter(
    name => content[name] !== null && !isStorable(new Date(content[name])),
  );
  const errors = [
    ...(await checkUnits(context, content.target.unitIds, index => `/target/unitIds/${index}`)),
    ...(await checkInstruments(context, content.instruments)),
    ...times.map(name => ({
      pointer: `/${name}`,
      code: 'out-of-range',
      detail: 'Is not within the years 1 to 9999.',
    })),
  ];
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
}

/** In the school's time, whatever offset it came with. */
const normalized = (content: CampaignPlanContent): CampaignPlanContent => ({
  ...content,
  opensAt: content.opensAt && timestamp(new Date(content.opensAt)),
  closesAt: content.closesAt && timestamp(new Date(content.closesAt)),
});

async function insert(context: Context, content: CampaignPlanContent, copiedFrom: string | null): Promise<string> {
  const { db, tenant, now, principal } = context;
  const id = newId();
  await db
    .insertInto('campaign_plans')
    .values({
      ...{ tenant_id: tenant, id, content: json(normalized(content)), copied_from: copiedFrom },
      ...{ saved_at: now, saved_by: json(personOf(principal)) },
    })
    .execute();
  return id;
}

/** Of a query: at most four digits each, so that what is no year means nobody. */
const yearsOf = (text: string | undefined): number[] =>
  (text ?? '')
    .split(',')
    .filter(year => /^\d{4}$/.test(year))
    .map(Number);

export const handlers: ResourceHandlers<'campaignPlans'> = {
  async list(context, { query }) {
    const after = readCursor(query, ['instant', 'string']);
    const rows = await listPlans(context, after, limitOf(query) + 1);
    return pageOf(
      query,
      rows,
      row => [row.saved_at, row.id],
      row => toPlan(row, context.now),
    );
  },

  async target(context, { query }) {
    const unitIds = query.unitIds?.split(',') ?? [context.principal.unit.id];
    const errors = query.unitIds === undefined ? [] : await checkUnits(context, unitIds, () => '?unitIds');
    if (errors.some(({ code }) => code === 'out-of-reach')) throw notFound();
    const target: CampaignTargetRule = { unitIds, rule: query.rule, enrolmentYears: yearsOf(query.enrolmentYears) };
    return describeTarget(context, target, instantOf(query, 'opensAt') ?? context.now);
  },

  get: (context, { params }) => readPlan(context, params.planId),

  async create(context, { body }) {
    await check(context, body);
    return readPlan(context, await insert(context, body, null));
  },

  async update(context, { params, body }) {
    const { db, tenant, now, principal, request } = context;
    const plan = await lockPlan(context, params.planId);
    if (plan.published_at) throw new ProblemError('state-conflict', { detail: 'Is published and stays as it is.' });
    requireRevision(request, plan.revision, THING);
    await check(context, body);
    await db
      .updateTable('campaign_plans')
      .set({ content: json(normalized(body)), revision: plan.revision + 1 })
      .set({ saved_at: now, saved_by: json(personOf(principal)) })
      .where('tenant_id', '=', tenant)
      .where('id', '=', plan.id)
      .execute();
    return readPlan(context, plan.id);
  },

  async publish(context, { params }) {
    await publish(context, params.planId, revision => checkRevision(context.request, revision, THING));
    return readPlan(context, params.planId);
  },

  async close(context, { params }) {
    const { db, tenant, now } = context;
    const plan = await lockPlan(context, params.planId);
    const { opens_at, closes_at } = plan;
    if (!opens_at || !closes_at) throw new ProblemError('state-conflict', { detail: 'Is not published.' });
    if (closes_at > now) {
      const ofTenant = { tenant_id: tenant, id: plan.id };
      // One that is called off has been open at no time: it begins before it was called off, and nobody was let in then.
      const begins = opens_at < now ? opens_at : new Date(now.getTime() - 1);
      await db
        .updateTable('campaigns')
        .set({ opens_at: begins, closes_at: now })
        .where(query => query.and(ofTenant))
        .execute();
      await db
        .updateTable('campaign_plans')
        .set({ closed_at: now, revision: plan.revision + 1 })
        .where(query => query.and(ofTenant))
        .execute();
    }
    return readPlan(context, plan.id);
  },

  async copy(context, { params }) {
    const plan = await lockPlan(context, params.planId);
    return readPlan(context, await insert(context, nextYear(plan.content), plan.id));
  },
};
