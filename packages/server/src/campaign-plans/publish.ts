/** A draft becomes the campaign of the same id: its instruments, and an assignment for each student of the target. */
import type { CampaignPlanContent } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { Context } from '../app/handlers.ts';
import { ProblemError } from '../app/problem.ts';
import { localDate, timestamp } from '../app/time.ts';
import { isMeant, isOfAge } from '../campaigns/target.ts';
import { json } from '../database/tables/columns.ts';
import { lockRoster } from '../rosters/lock.ts';
import { defectsOf } from './defects.ts';
import { lockPlan } from './select.ts';
import { describeTarget, toStored } from './target.ts';

/**
 * The version of a consent text: the same for the same text, whichever campaign has it; of a new one the day, and a number
 * where that day has had another.
 */
async function versionOf({ db, tenant, now }: Context, consent: CampaignPlanContent['consent']): Promise<string> {
  // Two texts that are published at once must not get the same one.
  await sql`select pg_advisory_xact_lock(hashtext(${`consent ${tenant}`}))`.execute(db);
  const same = await db
    .selectFrom('campaigns')
    .select(sql<string>`consent ->> 'version'`.as('version'))
    .where('tenant_id', '=', tenant)
    .where(sql<string>`consent - 'version'`, '=', sql<string>`${json(consent)}::jsonb`)
    .orderBy('opens_at')
    .executeTakeFirst();
  if (same) return same.version;
  const today = localDate(now);
  const { rows } = await sql<{ version: string }>`
    select distinct consent ->> 'version' as version from campaigns
    where tenant_id = ${tenant} and starts_with(consent ->> 'version', ${today})
  `.execute(db);
  return rows.length === 0 ? today : `${today}.${rows.length + 1}`;
}

/** The lowest unit above all. */
async function unitAbove({ db, tenant }: Context, unitIds: readonly string[]): Promise<string> {
  const units = await db
    .selectFrom('units')
    .select('path')
    .where('tenant_id', '=', tenant)
    .where('id', 'in', unitIds)
    .execute();
  const [first = [], ...others] = units.map(({ path }) => path.split('/').slice(0, -1));
  const shared = first.filter((id, at) => others.every(ids => ids[at] === id));
  return shared.at(-1)!;
}

async function assign({ db, tenant }: Context, id: string): Promise<void> {
  await sql`
    insert into assignments (tenant_id, id, campaign_id, student_id, instrument_id, instrument_version)
    select student.tenant_id, replace(gen_random_uuid()::text, '-', ''), campaign.id, student.id,
      instrument.id, instrument.version
    from students as student
    join campaigns as campaign on campaign.tenant_id = student.tenant_id and campaign.id = ${id}
    join campaign_instruments as part on part.tenant_id = campaign.tenant_id and part.campaign_id = campaign.id
    join instruments as instrument on instrument.tenant_id = part.tenant_id
      and instrument.id = part.instrument_id and instrument.version = part.instrument_version
    where student.tenant_id = ${tenant} and ${isMeant} and ${isOfAge}
  `.execute(db);
}

/**
 * @throws {ProblemError} 404; 409 when it is no draft; 412; 422 with a pointer for each thing that is missing or wrong. The
 * draft stays as it is then.
 */
export async function publish(context: Context, id: string, check: (revision: number) => void): Promise<void> {
  const { db, tenant, now } = context;
  await lockRoster(db, tenant);
  const plan = await lockPlan(context, id);
  if (plan.published_at) throw new ProblemError('state-conflict', { detail: 'Is published already.' });
  check(plan.revision);
  const { content } = plan;
  const opensAt = new Date(Math.max(content.opensAt ? Date.parse(content.opensAt) : 0, now.getTime()));
  const target = await describeTarget(context, content.target, opensAt);
  const errors = defectsOf(content, target, now);
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });

  const version = await versionOf(context, content.consent);
  await db
    .insertInto('campaigns')
    .values({
      ...{ tenant_id: tenant, id, title: json(content.title), purpose: json(content.purpose) },
      ...{ unit_id: await unitAbove(context, content.target.unitIds), opens_at: opensAt, closes_at: content.closesAt! },
      ...{ consent: json({ version, ...content.consent }), feedback: content.feedback },
      ...{
        feedback_from: content.feedbackFrom,
        abandoned_attempts: content.abandonedAttempts,
        target: json(toStored(content.target, opensAt)),
      },
    })
    .execute();
  await db
    .insertInto('campaign_instruments')
    .values(
      content.instruments.map((instrument_id, position) => ({
        ...{ tenant_id: tenant, campaign_id: id, position, instrument_id },
        instrument_version: target.instruments.find(one => one.id === instrument_id)!.version,
      })),
    )
    .execute();
  await assign(context, id);
  await db
    .updateTable('campaign_plans')
    .set({ content: json({ ...content, opensAt: timestamp(opensAt) }) })
    .set({ published_at: now, consent_version: version, revision: plan.revision + 1 })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .execute();
}
