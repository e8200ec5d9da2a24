/**
 * How far a campaign has come. A student is counted once, by how far the student is; those who are not asked are counted
 * too, so that the rows are as large as the class lists say and a number says nothing of who was chosen.
 */
import { CAMPAIGN_REASONS } from '@xinqiao/contract';
import type { CampaignProgress, CampaignReason } from '@xinqiao/contract/types';
import { type Expression, sql, type SqlBool } from 'kysely';
import { inSubtree, reachedStudents, reachedUnit } from '../access/reach.ts';
import { toUnit } from '../access/unit.ts';
import type { LeafCounts, ProtectedRow } from '../aggregates/protect.ts';
import { isProtected, released } from '../aggregates/release.ts';
import { exactRow, readUnits, type UnitRow } from '../aggregates/rows.ts';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { localDate, timestamp } from '../app/time.ts';
import { consentState, decisionColumns, toDecisions } from '../consents/newest.ts';
import { asService } from '../database/roles.ts';
import { hasWording } from '../instruments/wording.ts';
import { isDone, selectCampaigns, statusAt, wasHere } from './select.ts';
import { freshmenOf, SCHOOL, UNIVERSITY } from './target.ts';

/** In the order in which counts stand in a row. */
export const STAGES = ['submitted', ...CAMPAIGN_REASONS, 'begun', 'consented', 'waiting', 'not-asked'] as const;
type Reached = (typeof STAGES)[number];

const SOURCES = { freshmen: '教思政厅函〔2021〕10号 第5条', yearly: '教思政厅函〔2021〕10号 第5条' } as const;
type Duty = keyof typeof SOURCES;

interface CampaignRow {
  readonly id: string;
  readonly consent: { version: string };
  readonly opens_at: Date;
  readonly closes_at: Date;
}

type Scope = Pick<Context, 'db' | 'tenant'>;

/** Columns of each student in the campaign: how many of its instruments are asked, how many are done, and why not more. */
function countStudents({ db, tenant }: Scope, campaign: CampaignRow, whom: Expression<SqlBool>) {
  const assigned = (what: 'asked' | 'done') => sql<number>`(
    select count(*) from assignments
    join instruments on instruments.tenant_id = assignments.tenant_id
      and instruments.id = assignments.instrument_id and instruments.version = assignments.instrument_version
    where assignments.tenant_id = students.tenant_id and assignments.student_id = students.id
      and assignments.campaign_id = campaigns.id
      and ${what === 'done' ? isDone : sql`(${isDone} or ${hasWording})`}
  )`;
  return db
    .selectFrom('students')
    .innerJoin('campaigns', 'campaigns.tenant_id', 'students.tenant_id')
    .select(['students.class_path', 'students.birth_date'])
    .select([assigned('asked').as('asked'), assigned('done').as('done')])
    .select(
      sql<CampaignReason['reason'] | null>`(
        select recorded.reason from campaign_reasons as recorded
        where recorded.tenant_id = students.tenant_id and recorded.campaign_id = campaigns.id
          and recorded.student_id = students.id
      )`.as('reason'),
    )
    .select(decisionColumns('students.id', 'campaigns.id'))
    .where('students.tenant_id', '=', tenant)
    .where('campaigns.id', '=', campaign.id)
    .where(wasHere(campaign.opens_at))
    .where(whom)
    .execute();
}
type StudentRow = Awaited<ReturnType<typeof countStudents>>[number];

function reachedBy(row: StudentRow, version: string, today: string): Reached {
  if (row.asked === 0) return 'not-asked';
  if (row.done >= row.asked) return 'submitted';
  if (row.reason !== null) return row.reason;
  if (row.done > 0) return 'begun';
  return consentState(toDecisions(row), version, today) === 'given' ? 'consented' : 'waiting';
}

/** Classes, each with its counts in the order of {@link STAGES}. */
export async function classesOf(scope: Scope, campaign: CampaignRow, today: string, whom: Expression<SqlBool>) {
  const classes = new Map<string, number[]>();
  for (const row of await countStudents(scope, campaign, whom)) {
    const counts = classes.get(row.class_path) ?? STAGES.map(() => 0);
    classes.set(row.class_path, counts);
    counts[STAGES.indexOf(reachedBy(row, campaign.consent.version, today))]! += 1;
  }
  return [...classes].map(([path, counts]): LeafCounts => ({ path, counts }));
}

/** Students of whom a yearly assessment is required, in the academic year in which the campaign opens. */
const required = (duty: Duty, { opens_at }: CampaignRow): Expression<SqlBool> =>
  duty === 'freshmen'
    ? sql<SqlBool>`(students.stage = any(${UNIVERSITY}::text[]) and students.enrolment_year = ${freshmenOf(opens_at)})`
    : sql<SqlBool>`students.stage = any(${SCHOOL}::text[])`;

/** Which duty the campaign fulfils, whoever asks: it asks half of those at least, and nobody else. */
async function dutyOf({ db, tenant }: Scope, campaign: CampaignRow, below: Expression<SqlBool>): Promise<Duty | null> {
  const asked = sql<SqlBool>`exists (
    select from assignments
    where assignments.tenant_id = students.tenant_id and assignments.student_id = students.id
      and assignments.campaign_id = ${campaign.id}
  )`;
  for (const duty of ['freshmen', 'yearly'] as const) {
    const isRequired = required(duty, campaign);
    const counts = await db
      .selectFrom('students')
      .select([
        sql<number>`count(*) filter (where ${isRequired})`.as('required'),
        sql<number>`count(*) filter (where ${isRequired} and ${asked})`.as('asked'),
        sql<number>`count(*) filter (where not ${isRequired} and ${asked})`.as('others'),
      ])
      .where('students.tenant_id', '=', tenant)
      .where(wasHere(campaign.opens_at))
      .where(below)
      .executeTakeFirstOrThrow();
    if (counts.others === 0 && counts.asked > 0 && 2 * counts.asked >= counts.required) return duty;
  }
  return null;
}

const toProgress = (unit: UnitRow, { students, cells }: ProtectedRow): CampaignProgress['total'] => {
  const cell = (stage: Reached) => cells[STAGES.indexOf(stage)]!;
  const reasons = CAMPAIGN_REASONS.map(code => ({ code, value: cell(code) }));
  return {
    ...{ unit: toUnit(unit), students, submitted: cell('submitted'), reasons, begun: cell('begun') },
    ...{ consented: cell('consented'), waiting: cell('waiting'), notAsked: cell('not-asked') },
  };
};

/** @throws {ProblemError} 404 when the campaign or the unit does not exist or is out of reach. */
export async function progress(
  context: Context,
  campaignId: string,
  unitId: string | undefined,
): Promise<CampaignProgress> {
  const { now, principal, tenant } = context;
  const campaign = await selectCampaigns(context)
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'campaigns.tenant_id').onRef('units.id', '=', 'campaigns.unit_id'),
    )
    .select('units.path')
    .where('campaigns.id', '=', campaignId)
    .executeTakeFirst();
  if (!campaign) throw notFound();
  const unit = await reachedUnit(context, unitId);
  const { own, children } = await readUnits(context, unit);
  const below = inSubtree('students.class_path', { id: campaign.unit_id, kind: 'class', path: campaign.path });
  const duty = await asService(context.db, db => dutyOf({ db, tenant }, campaign, below));
  const answer = (rowOf: (path: string) => ProtectedRow, total: ProtectedRow, asOf: Date) => ({
    ...{ campaignId, title: campaign.title, status: statusAt(now, campaign) },
    ...{ opensAt: timestamp(campaign.opens_at), closesAt: timestamp(campaign.closes_at) },
    duty: duty && { kind: duty, source: SOURCES[duty] },
    total: toProgress(own, total),
    children: children.map(child => toProgress(child, rowOf(child.path))),
    asOf: timestamp(asOf),
  });
  const today = localDate(now);
  // With a duty the others are left out: whoever knows how many there are would know how many of the required are not asked.
  const everybody = duty ? sql<SqlBool>`(${below} and ${required(duty, campaign)})` : below;
  if (isProtected(principal)) {
    const about = { about: `campaigns.progress ${campaignId}`, period: 'day', statuses: STAGES.length } as const;
    const { rowOf, totalOf, at } = await released(context, about, scope =>
      classesOf(scope, campaign, today, everybody),
    );
    return answer(rowOf, totalOf(unit), at);
  }
  const whom = sql<SqlBool>`(${reachedStudents(principal, unit)} and ${everybody})`;
  const row = exactRow(await classesOf(context, campaign, today, whom), STAGES.length);
  return answer(row, row(''), now);
}
