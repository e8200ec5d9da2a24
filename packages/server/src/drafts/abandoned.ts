/**
 * Attempts that were left in the middle with a critical answer in them: the one place where the service looks into a draft.
 *
 * A proposal as from a response, for the same people, and one for an attempt: it speaks again only with something more
 * urgent. What it rests on, and who may see what of it, is in decision 0030.
 */
import { type AlertRuleSet, defaultAlertRules, proposeAlertUnfinished } from '@xinqiao/instruments';
import { isMoreUrgent } from '../alerts/policy.ts';
import { lockEvents, openOrMergeAlert } from '../alerts/open.ts';
import { newId } from '../app/digest.ts';
import { localDate } from '../app/time.ts';
import { isWithdrawn, readDecisions } from '../consents/newest.ts';
import { DEFAULT_TENANT, type Database, type Queries } from '../database/database.ts';

const MINUTE = 60 * 1000;

/**
 * An attempt whose answers have not changed for this long has been left. With {@link JUDGE_INTERVAL} the proposal is there
 * eleven minutes after the answer reached the service, and so within a quarter of an hour of the answer.
 */
export const LEFT_AFTER = 10 * MINUTE;

/** Between two runs, in milliseconds. */
export const JUDGE_INTERVAL = MINUTE;

/** Drafts read at a time. */
const BATCH_SIZE = 200;

export interface AbandonedOptions {
  tenant?: string;
  /** The service's clock; the real one when left out. */
  now?: Date;
  /** The school's rules; the defaults of `@xinqiao/instruments` when left out. */
  alertRules?: AlertRuleSet;
}

export interface AbandonedReport {
  /** Attempts that were looked at. */
  readonly judged: number;
  /** Of them those that opened an alert or added to one. */
  readonly proposed: number;
}

/** Those left for long enough and not looked at since, oldest first. */
const waiting = (db: Queries, tenant: string, now: Date) =>
  db
    .selectFrom('clinical.drafts as draft')
    .innerJoin('assignments', join =>
      join.onRef('assignments.tenant_id', '=', 'draft.tenant_id').onRef('assignments.id', '=', 'draft.assignment_id'),
    )
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .where('draft.tenant_id', '=', tenant)
    .where('draft.answered_at', '<=', new Date(now.getTime() - LEFT_AFTER))
    .where(({ or, eb }) =>
      or([eb('draft.judged_at', 'is', null), eb('draft.judged_at', '<', eb.ref('draft.answered_at'))]),
    )
    .where('campaigns.abandoned_attempts', '=', 'propose');

/**
 * Judges what has been left. Each attempt is a transaction of its own: one that fails leaves the others done, and is tried
 * again with the next run. Runs of several processes at once do no harm; all there is to remember is in the database.
 */
export async function judgeAbandoned(database: Database, options: AbandonedOptions = {}): Promise<AbandonedReport> {
  const { tenant = DEFAULT_TENANT, now = new Date(), alertRules = defaultAlertRules } = options;
  const report = { judged: 0, proposed: 0 };
  let failure: unknown;
  for (let after = ''; ;) {
    const rows = await waiting(database.kysely, tenant, now)
      .select('draft.attempt_id')
      .where('draft.attempt_id', '>', after)
      .orderBy('draft.attempt_id')
      .limit(BATCH_SIZE)
      .execute();
    for (const { attempt_id } of rows) {
      try {
        const outcome = await database.kysely
          .transaction()
          .execute(db => judgeOne({ db, tenant, now, alertRules }, attempt_id));
        if (outcome !== 'passed') report.judged += 1;
        if (outcome === 'proposed') report.proposed += 1;
      } catch (error) {
        failure ??= error;
      }
    }
    if (rows.length < BATCH_SIZE) break;
    after = rows.at(-1)!.attempt_id;
  }
  if (failure !== undefined) throw failure;
  return report;
}

interface Scope {
  readonly db: Queries;
  readonly tenant: string;
  readonly now: Date;
  readonly alertRules: AlertRuleSet;
}

async function judgeOne(scope: Scope, attemptId: string): Promise<'proposed' | 'nothing' | 'passed'> {
  const { db, tenant, now, alertRules } = scope;
  // Before the row, as an erasure takes them.
  await lockEvents(db, tenant);
  const row = await waiting(db, tenant, now)
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'assignments.tenant_id')
        .onRef('instruments.id', '=', 'assignments.instrument_id')
        .onRef('instruments.version', '=', 'assignments.instrument_version'),
    )
    .select(['draft.student_id', 'draft.assignment_id', 'draft.answers', 'draft.proposed_level'])
    .select(['assignments.campaign_id', 'instruments.definition'])
    .where('draft.attempt_id', '=', attemptId)
    // Held by a save, a submission or another process: it is no longer left, or being looked at.
    .forUpdate('draft')
    .skipLocked()
    .executeTakeFirst();
  if (!row) return 'passed';
  const { student_id: studentId, assignment_id: assignmentId, proposed_level: before } = row;
  const decisions = await readDecisions(db, tenant, studentId, row.campaign_id);
  // Taken back, the answers have lost their ground; given again before they are erased, they wait here still.
  if (!decisions || isWithdrawn(decisions, localDate(now))) return 'passed';
  const proposal = proposeAlertUnfinished(row.definition, row.answers, { rules: alertRules });
  const speaks = proposal !== null && (before === null || isMoreUrgent(proposal.level, before));
  await db
    .updateTable('clinical.drafts')
    .set({ judged_at: now, ...(speaks && { proposed_level: proposal.level }) })
    .where('tenant_id', '=', tenant)
    .where('attempt_id', '=', attemptId)
    .execute();
  // The same entry whatever was found: that there is one tells nothing of the answers.
  await record(scope, studentId);
  if (!speaks) return 'nothing';
  await openOrMergeAlert(scope, studentId, proposal, { assignmentId });
  return 'proposed';
}

async function record({ db, tenant, now }: Scope, studentId: string): Promise<void> {
  await db
    .insertInto('audit.entries')
    .values({
      tenant_id: tenant,
      at: now,
      actor: 'abandoned-attempts',
      operation: 'drafts.judge',
      action: 'read',
      subjects: [studentId],
      classes: ['C5'],
      purpose: 'follow-up',
      outcome: 'done',
      request_id: newId(),
    })
    .execute();
}
