/**
 * Who is still to answer in a campaign, and why, by the books of the school, for those who follow it up. Nothing of it depends on what a
 * student has decided, has begun or has taken back.
 */
import type { CampaignReason, StudentToAnswer } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { reachedStudents, reachedUnit, type UnitNode } from '../access/reach.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import type { Context } from '../app/handlers.ts';
import { limitOf, type Page, pageOf, type PageQuery, readCursor } from '../app/paging.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { hasWording } from '../instruments/wording.ts';
import { isDone, selectCampaigns, wasHere } from './select.ts';

/** In a query that has `students`: something of the campaign is asked; with `open` something that is not submitted. */
const isAsked = (campaignId: string, what: 'all' | 'open') => sql<SqlBool>`exists (
  select from assignments
  join instruments on instruments.tenant_id = assignments.tenant_id
    and instruments.id = assignments.instrument_id and instruments.version = assignments.instrument_version
  where assignments.tenant_id = students.tenant_id and assignments.student_id = students.id
    and assignments.campaign_id = ${campaignId}
    and ${what === 'open' ? sql`not ${isDone} and ${hasWording}` : sql`(${isDone} or ${hasWording})`}
)`;

const select = ({ db, tenant, principal }: Context, campaignId: string, unit?: UnitNode) =>
  selectStudentReference(db)
    .leftJoin('campaign_reasons', join =>
      join
        .onRef('campaign_reasons.tenant_id', '=', 'students.tenant_id')
        .onRef('campaign_reasons.student_id', '=', 'students.id')
        .on('campaign_reasons.campaign_id', '=', campaignId),
    )
    .select('campaign_reasons.reason')
    .where('students.tenant_id', '=', tenant)
    .where(reachedStudents(principal, unit));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toItem = (row: Row): StudentToAnswer => ({ student: toStudentReference(row), reason: row.reason });

/** @throws {ProblemError} 404 when there is no such campaign within reach. */
async function requireCampaign(context: Context, campaignId: string) {
  const row = await selectCampaigns(context)
    .clearSelect()
    .select('campaigns.opens_at')
    .where('campaigns.id', '=', campaignId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** By student number. */
export async function toAnswer(
  context: Context,
  campaignId: string,
  query: PageQuery & { unitId?: string | undefined },
): Promise<Page<StudentToAnswer>> {
  const { opens_at } = await requireCampaign(context, campaignId);
  const unit = query.unitId === undefined ? undefined : await reachedUnit(context, query.unitId);
  const after = readCursor(query, ['string']);
  const rows = await select(context, campaignId, unit)
    .where(isAsked(campaignId, 'open'))
    .where(wasHere(opens_at))
    .$if(after !== undefined, q => q.where('students.student_number', '>', after![0]))
    .orderBy('students.student_number')
    .limit(limitOf(query) + 1)
    .execute();
  return pageOf(query, rows, row => [row.student_number], toItem);
}

/** @throws {ProblemError} 404 when the campaign asks no such student within reach. */
async function readAsked(context: Context, campaignId: string, studentId: string) {
  await requireCampaign(context, campaignId);
  const row = await select(context, campaignId)
    .select(isAsked(campaignId, 'open').as('is_open'))
    .where('students.id', '=', studentId)
    .where(isAsked(campaignId, 'all'))
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** @throws {ProblemError} 404; 409 once the student has submitted. */
export async function setReason(
  context: Context,
  campaignId: string,
  studentId: string,
  reason: CampaignReason['reason'],
): Promise<undefined> {
  const row = await readAsked(context, campaignId, studentId);
  if (!row.is_open) throw new ProblemError('state-conflict', { detail: 'The student has submitted.' });
  const { db, tenant, now } = context;
  const recorded = { reason, recorded_at: now };
  await db
    .insertInto('campaign_reasons')
    .values({ tenant_id: tenant, campaign_id: campaignId, student_id: studentId, ...recorded })
    .onConflict(conflict => conflict.columns(['tenant_id', 'campaign_id', 'student_id']).doUpdateSet(recorded))
    .execute();
}

/** @throws {ProblemError} 404 when the campaign asks no such student within reach. */
export async function removeReason(context: Context, campaignId: string, studentId: string): Promise<undefined> {
  await readAsked(context, campaignId, studentId);
  await context.db
    .deleteFrom('campaign_reasons')
    .where('tenant_id', '=', context.tenant)
    .where('campaign_id', '=', campaignId)
    .where('student_id', '=', studentId)
    .execute();
}
