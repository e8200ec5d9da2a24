/** Erasing: answers and what was made of them, and, when the time has come, all there is of a person. */
import { type Selectable, sql } from 'kysely';
import { lockEvents } from '../alerts/open.ts';
import { sha256Hex } from '../app/digest.ts';
import { localDate } from '../app/time.ts';
import { consentState, readDecisions } from '../consents/newest.ts';
import type { Queries } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { personal } from '../retention/policies.ts';

/** What a tombstone keeps of an attempt: enough to know it again, and nothing of the person. */
export const attemptHash = (attemptId: string): Promise<string> => sha256Hex(`attempt:${attemptId.toLowerCase()}`);

interface Scope {
  readonly db: Queries;
  readonly tenant: string;
  readonly now: Date;
  readonly studentId: string;
  /** Null for all campaigns. */
  readonly campaignId: string | null;
}

const readResponses = ({ db, tenant, studentId, campaignId }: Scope) =>
  db
    .selectFrom('clinical.responses as response')
    .innerJoin('assignments', join =>
      join
        .onRef('assignments.tenant_id', '=', 'response.tenant_id')
        .onRef('assignments.id', '=', 'response.assignment_id'),
    )
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .select(['response.id', 'response.attempt_id', 'response.assignment_id', 'assignments.campaign_id'])
    .select(sql<string>`campaigns.consent ->> 'version'`.as('version'))
    .select(
      sql<boolean>`exists (
        select from clinical.alert_reasons as reason
        join clinical.alerts as alert on alert.tenant_id = reason.tenant_id and alert.id = reason.alert_id
        where reason.tenant_id = response.tenant_id and reason.response_id = response.id and alert.closed_at is null
      )`.as('held'),
    )
    .where('response.tenant_id', '=', tenant)
    .where('response.student_id', '=', studentId)
    .$if(campaignId !== null, query => query.where('assignments.campaign_id', '=', campaignId!))
    .execute();

/** Campaigns to which consent holds again: what was answered there is spared. */
async function sparedOf(
  { db, tenant, now, studentId }: Scope,
  campaigns: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  const spared = new Set<string>();
  for (const [id, version] of campaigns) {
    const decisions = await readDecisions(db, tenant, studentId, id);
    if (decisions && consentState(decisions, version, localDate(now)) === 'given') spared.add(id);
  }
  return spared;
}

/**
 * Erases the answers in scope with their scores, and the closed alerts that rest on them; without a campaign also every
 * other closed alert, what staff wrote into the growth file, and answered corrections. What an open alert rests on stays.
 * Runs in a transaction of the caller; to run it again is to run it once.
 *
 * @returns whether something had to be kept for safety.
 */
export async function eraseAnswers(scope: Scope): Promise<{ held: boolean; responses: number }> {
  const { db, tenant, now, campaignId } = scope;
  await lockEvents(db, tenant);
  const rows = await readResponses(scope);
  const spared = await sparedOf(scope, new Map(rows.map(row => [row.campaign_id, row.version])));
  const inScope = rows.filter(row => !spared.has(row.campaign_id));
  const erased = inScope.filter(row => !row.held);
  const ids = erased.map(row => row.id);

  if (ids.length > 0) {
    await bury(
      db,
      tenant,
      erased.map(row => row.attempt_id),
      now,
    );
    await db
      .deleteFrom('clinical.alert_reasons')
      .where('tenant_id', '=', tenant)
      .where('response_id', 'in', ids)
      .execute();
    await eraseFromBundles(scope, 'response', ids);
    await db.deleteFrom('clinical.responses').where('tenant_id', '=', tenant).where('id', 'in', ids).execute();
    await db
      .updateTable('assignments')
      .set({ completed_at: null, was_done: true })
      .where('tenant_id', '=', tenant)
      .where(
        'id',
        'in',
        erased.map(row => row.assignment_id),
      )
      .execute();
  }
  await eraseDrafts(scope);
  const rests = await eraseAttemptReasons(scope);
  await eraseClosedAlerts(scope, spared.size > 0 || campaignId !== null);
  if (campaignId === null) await eraseNotes(scope);
  await eraseReplays(scope);
  return { held: rests || inScope.length > erased.length, responses: erased.length };
}

/** Attempts that were not submitted, but those of campaigns to which consent holds again. */
async function eraseDrafts(scope: Scope): Promise<void> {
  const { db, tenant, now, studentId, campaignId } = scope;
  const rows = await db
    .selectFrom('clinical.drafts as draft')
    .innerJoin('assignments', join =>
      join.onRef('assignments.tenant_id', '=', 'draft.tenant_id').onRef('assignments.id', '=', 'draft.assignment_id'),
    )
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .select(['draft.attempt_id', 'assignments.campaign_id'])
    .select(sql<string>`campaigns.consent ->> 'version'`.as('version'))
    .where('draft.tenant_id', '=', tenant)
    .where('draft.student_id', '=', studentId)
    .$if(campaignId !== null, query => query.where('assignments.campaign_id', '=', campaignId!))
    .execute();
  const spared = await sparedOf(scope, new Map(rows.map(row => [row.campaign_id, row.version])));
  const attempts = rows.filter(row => !spared.has(row.campaign_id)).map(row => row.attempt_id);
  if (attempts.length === 0) return;
  await bury(db, tenant, attempts, now);
  await db.deleteFrom('clinical.drafts').where('tenant_id', '=', tenant).where('attempt_id', 'in', attempts).execute();
}

/**
 * What attempts that were left have given alerts as reasons. The attempts themselves go: nobody but the student could read
 * them.
 *
 * @returns whether an open alert rests on some, which then stay.
 */
async function eraseAttemptReasons(scope: Scope): Promise<boolean> {
  const { db, tenant, studentId, campaignId } = scope;
  const rows = await db
    .selectFrom('clinical.alert_reasons as reason')
    .innerJoin('clinical.alerts as alert', join =>
      join.onRef('alert.tenant_id', '=', 'reason.tenant_id').onRef('alert.id', '=', 'reason.alert_id'),
    )
    .innerJoin('assignments', join =>
      join.onRef('assignments.tenant_id', '=', 'reason.tenant_id').onRef('assignments.id', '=', 'reason.assignment_id'),
    )
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .select(['reason.id', 'alert.closed_at', 'assignments.campaign_id'])
    .select(sql<string>`campaigns.consent ->> 'version'`.as('version'))
    .where('reason.tenant_id', '=', tenant)
    .where('alert.student_id', '=', studentId)
    .$if(campaignId !== null, query => query.where('assignments.campaign_id', '=', campaignId!))
    .execute();
  const spared = await sparedOf(scope, new Map(rows.map(row => [row.campaign_id, row.version])));
  const inScope = rows.filter(row => !spared.has(row.campaign_id));
  const ids = inScope.filter(row => row.closed_at !== null).map(row => row.id);
  if (ids.length > 0) {
    await db.deleteFrom('clinical.alert_reasons').where('tenant_id', '=', tenant).where('id', 'in', ids).execute();
  }
  return inScope.length > ids.length;
}

/** A late save or submission of these attempts finds a tombstone. */
async function bury(db: Queries, tenant: string, attempts: readonly string[], now: Date): Promise<void> {
  const hashes = await Promise.all(attempts.map(attemptHash));
  await db
    .insertInto('tombstones')
    .values(hashes.map(attempt_hash => ({ tenant_id: tenant, attempt_hash, erased_at: now })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

/** @param bare only those that rest on nothing any more. */
async function eraseClosedAlerts({ db, tenant, studentId }: Scope, bare: boolean): Promise<void> {
  const closed = await db
    .selectFrom('clinical.alerts as alert')
    .select('alert.id')
    .where('alert.tenant_id', '=', tenant)
    .where('alert.student_id', '=', studentId)
    .where('alert.closed_at', 'is not', null)
    .$if(bare, query =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('clinical.alert_reasons as reason')
              .select('reason.id')
              .whereRef('reason.tenant_id', '=', 'alert.tenant_id')
              .whereRef('reason.alert_id', '=', 'alert.id'),
          ),
        ),
      ),
    )
    .execute();
  const ids = closed.map(row => row.id);
  if (ids.length === 0) return;
  for (const table of ['clinical.alert_events', 'clinical.alert_reasons'] as const) {
    await db.deleteFrom(table).where('tenant_id', '=', tenant).where('alert_id', 'in', ids).execute();
  }
  await eraseFromBundles({ db, tenant }, 'alert', ids);
  await db.deleteFrom('clinical.alerts').where('tenant_id', '=', tenant).where('id', 'in', ids).execute();
}

/** What is erased is in no bundle any more, not even by name. That there was a referral stays. */
async function eraseFromBundles(
  { db, tenant }: Pick<Scope, 'db' | 'tenant'>,
  kind: Selectable<Schema['clinical.referral_documents']>['kind'],
  ids: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('clinical.referral_documents')
    .where('tenant_id', '=', tenant)
    .where('kind', '=', kind)
    .where('document_id', 'in', [...ids])
    .execute();
}

/** Of everybody but those who follow an alert that is still open. */
async function eraseDelegations({ db, tenant, now, studentId }: Scope): Promise<void> {
  const open = await db
    .selectFrom('clinical.alerts')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  await db
    .deleteFrom('clinical.delegations')
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .$if(open !== undefined, query =>
      query.where(({ or, eb }) => or([eb('revoked_at', 'is not', null), eb('ends_at', '<=', now)])),
    )
    .execute();
}

async function eraseNotes(scope: Scope): Promise<void> {
  const { db, tenant, studentId } = scope;
  await eraseDelegations(scope);
  await db
    .deleteFrom('clinical.referral_documents')
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('kind', '=', 'growth-summary')
    .execute();
  await db
    .deleteFrom('clinical.growth_summaries')
    .where('tenant_id', '=', tenant)
    .where('entry_id', 'in', query =>
      query
        .selectFrom('growth_entries')
        .select('id')
        .where('tenant_id', '=', tenant)
        .where('student_id', '=', studentId),
    )
    .execute();
  await db
    .deleteFrom('clinical.corrections')
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where('state', '<>', 'open')
    .execute();
}

/** The answers to earlier requests, which hold feedback and words; a repeat finds the tombstone instead. */
async function eraseReplays({ db, tenant, studentId }: Scope): Promise<void> {
  await db
    .deleteFrom('clinical.idempotency_keys')
    .where('tenant_id', '=', tenant)
    .where('operation', 'in', ['responses.submit', 'corrections.create'])
    .where('principal', '=', query =>
      query
        .selectFrom('students')
        .select(sql<string>`'student:' || student_number`.as('principal'))
        .where('tenant_id', '=', tenant)
        .where('id', '=', studentId),
    )
    .execute();
}

/** All there is of a student. The caller has made sure that no alert is open. Runs in a transaction of the caller. */
export async function erasePerson(db: Queries, tenant: string, studentId: string, now: Date): Promise<void> {
  const attempts: string[] = [];
  for (const table of ['clinical.responses', 'clinical.drafts'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('attempt_id')
      .where('tenant_id', '=', tenant)
      .where('student_id', '=', studentId)
      .execute();
    attempts.push(...rows.map(row => row.attempt_id));
  }
  if (attempts.length > 0) await bury(db, tenant, attempts, now);
  for (const [table, policy] of personal) {
    await sql`delete from ${sql.table(table)} where tenant_id = ${tenant} and ${policy.of(studentId)}`.execute(db);
  }
  await sql`delete from guardians where tenant_id = ${tenant} and not exists (
    select from guardianships as held where held.tenant_id = guardians.tenant_id and held.guardian_id = guardians.id
  )`.execute(db);
}
