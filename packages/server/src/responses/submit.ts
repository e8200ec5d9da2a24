/**
 * A submission: whether it may come, whether it fits, and all that follows from it. Everything happens in the
 * transaction of the request.
 */
import type { Answers, Receipt } from '@xinqiao/contract/types';
import {
  checkAnswers,
  daysLookedBack,
  type EarlierResult,
  languagesOf,
  proposeAlert,
  score,
} from '@xinqiao/instruments';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { operations } from '@xinqiao/contract';
import { openOrMergeAlert } from '../alerts/open.ts';
import { newId } from '../app/digest.ts';
import type { Context } from '../app/handlers.ts';
import { notFound, type PointedError, type ProblemCode, ProblemError } from '../app/problem.ts';
import { pointerOf } from '../app/read-body.ts';
import { localDate } from '../app/time.ts';
import { statusAt, toldNow } from '../campaigns/select.ts';
import { consentState, type Decisions, isWithdrawn, readDecisions } from '../consents/newest.ts';
import { attemptHash } from '../erasures/erase.ts';
import { textLicenceOf } from '../instruments/wording.ts';
import { json } from '../database/tables/columns.ts';
import { answersDigest, receiptCode, toReceipt } from './receipt.ts';
import { type Refused, refusal } from './refused.ts';

type Body = z.output<typeof operations.responses.submit.body>;

/**
 * The assignment of the student, held until the end of the transaction against a second submission; its key is not, which a reason
 * of an alert refers to: an attempt that is judged at this moment would wait for it, and be waited for.
 */
async function ownAssignment({ db, tenant, principal, now }: Context, assignmentId: string) {
  const row = await db
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'assignments.tenant_id')
        .onRef('instruments.id', '=', 'assignments.instrument_id')
        .onRef('instruments.version', '=', 'assignments.instrument_version'),
    )
    .selectAll('assignments')
    .select(['campaigns.opens_at', 'campaigns.closes_at', 'campaigns.consent'])
    .select(toldNow(now).as('feedback'))
    .select('instruments.definition')
    .where('assignments.tenant_id', '=', tenant)
    .where('assignments.id', '=', assignmentId)
    .where('assignments.student_id', '=', principal.studentId)
    .forNoKeyUpdate('assignments')
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}
type OwnAssignment = Awaited<ReturnType<typeof ownAssignment>>;

/**
 * The receipt of an attempt that came before; `undefined` when this is the first time.
 *
 * @throws {ProblemError} 409 when the attempt came with another body, or the assignment is done by another attempt.
 */
async function earlierReceipt(
  { db, tenant }: Context,
  body: Body,
  assignment: OwnAssignment,
  digest: string,
  refuse: Refuse,
): Promise<Receipt | undefined> {
  const attemptId = body.attemptId.toLowerCase();
  const earlier = await db
    .selectFrom('clinical.responses')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('attempt_id', '=', attemptId)
    .executeTakeFirst();
  if (earlier) {
    const isSame =
      earlier.assignment_id === body.assignmentId &&
      earlier.instrument_id === body.instrumentId &&
      earlier.instrument_version === body.instrumentVersion &&
      earlier.language === body.language &&
      earlier.digest === digest;
    if (!isSame) throw refuse('idempotency-conflict');
    return toReceipt(earlier, assignment.definition, assignment.feedback);
  }
  if (assignment.completed_at) throw refuse('already-submitted');
  return undefined;
}

/**
 * The decisions of the assignment's campaign.
 *
 * @throws {ProblemError} 410 when the attempt was erased, or consent was withdrawn: a queue that still holds the answers
 * drops them.
 */
async function requireNotGone({ db, tenant, now }: Context, body: Body, assignment: OwnAssignment): Promise<Decisions> {
  const tombstone = await db
    .selectFrom('tombstones')
    .select('attempt_hash')
    .where('tenant_id', '=', tenant)
    .where('attempt_hash', '=', await attemptHash(body.attemptId))
    .executeTakeFirst();
  if (tombstone) throw new ProblemError('gone');
  const decisions = await readDecisions(db, tenant, assignment.student_id, assignment.campaign_id);
  if (!decisions) throw notFound();
  if (isWithdrawn(decisions, localDate(now))) throw new ProblemError('gone');
  return decisions;
}

const hasConsent = ({ now }: Context, decisions: Decisions, { consent }: OwnAssignment): boolean =>
  consentState(decisions, consent.version, localDate(now)) === 'given';

type Refuse = (code: ProblemCode, errors?: readonly PointedError[]) => ProblemError;

function refusedOf(context: Context, body: Body, assignment: OwnAssignment, decisions: Decisions): Refused {
  const { student_id: studentId, id: assignmentId, definition } = assignment;
  const isOfForm = body.instrumentId === definition.id && body.instrumentVersion === definition.version;
  const isReadable = isOfForm && hasConsent(context, decisions, assignment);
  return { studentId, assignmentId, definition, answers: isReadable ? body.answers : null };
}

function requireConsent(context: Context, decisions: Decisions, assignment: OwnAssignment): void {
  if (!hasConsent(context, decisions, assignment)) throw new ProblemError('consent-required');
}

function requireInstrument(body: Body, assignment: OwnAssignment): void {
  const errors: PointedError[] = [];
  const detail = 'Is not what the assignment asks for.';
  if (body.instrumentId !== assignment.instrument_id) {
    errors.push({ pointer: '/instrumentId', code: 'not-assigned', detail });
  }
  if (body.instrumentVersion !== assignment.instrument_version) {
    errors.push({ pointer: '/instrumentVersion', code: 'not-assigned', detail });
  }
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
}

/** The student has no such assignment in the list; a client that keeps one from before is told why. */
function requireWording({ definition }: OwnAssignment): void {
  if (languagesOf(definition).length > 0) return;
  const detail = 'The instrument has no wording, so nobody can have been asked it.';
  throw new ProblemError('invalid-request', { errors: [{ pointer: '/instrumentId', code: 'no-wording', detail }] });
}

function requireAnswers(answers: Answers, assignment: OwnAssignment, refuse: Refuse): void {
  const errors = checkAnswers(assignment.definition, answers, { complete: true }).map(({ item, code, detail }) => ({
    pointer: pointerOf(item === '' ? ['answers'] : ['answers', item]),
    code,
    detail,
  }));
  if (errors.length > 0) throw refuse('invalid-answers', errors);
}

const DAY = 24 * 60 * 60 * 1000;

/** What the student answered as far back as the alert rules look; nothing is read where they don't. */
async function earlierResults(
  { db, tenant, now, alertRules }: Context,
  { student_id }: OwnAssignment,
): Promise<EarlierResult[]> {
  const days = daysLookedBack(alertRules);
  if (days === 0) return [];
  // Two that come at once would each be judged without the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`results:${tenant}:${student_id}`}, 0))`.execute(db);
  const rows = await db
    .selectFrom('clinical.responses as response')
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'response.tenant_id')
        .onRef('instruments.id', '=', 'response.instrument_id')
        .onRef('instruments.version', '=', 'response.instrument_version'),
    )
    .select(['response.result', 'response.received_at as at', 'instruments.definition as instrument'])
    .where('response.tenant_id', '=', tenant)
    .where('response.student_id', '=', student_id)
    .where('response.received_at', '>=', new Date(now.getTime() - days * DAY))
    .execute();
  // They are here, and so came before, whatever the clock said.
  return rows.map(row => ({ ...row, at: row.at < now ? row.at : now }));
}

export async function submit(context: Context, body: Body): Promise<Receipt> {
  const { db, tenant, now } = context;
  const assignment = await ownAssignment(context, body.assignmentId);
  const digest = await answersDigest(body.answers);
  const decisions = await requireNotGone(context, body, assignment);
  const refuse: Refuse = (code, errors) =>
    refusal(context, code, refusedOf(context, body, assignment, decisions), errors);
  const earlier = await earlierReceipt(context, body, assignment, digest, refuse);
  if (earlier) return earlier;
  if (statusAt(now, assignment) !== 'open') throw refuse('campaign-not-open');
  requireConsent(context, decisions, assignment);
  requireInstrument(body, assignment);
  requireWording(assignment);
  requireAnswers(body.answers, assignment, refuse);

  const { definition } = assignment;
  const licence = textLicenceOf(definition, body.language);
  const result = score(definition, body.answers);
  const { timings, changes, visibleTime, seed, shuffle } = body;
  const quality = context.judgeQuality(definition, body.answers, { timings, changes, visibleTime });
  const proposal = proposeAlert(definition, result, {
    rules: context.alertRules,
    at: now,
    earlier: await earlierResults(context, assignment),
    quality,
  });
  const attemptId = body.attemptId.toLowerCase();
  const row = {
    id: newId(),
    attempt_id: attemptId,
    assignment_id: assignment.id,
    student_id: assignment.student_id,
    instrument_id: assignment.instrument_id,
    instrument_version: assignment.instrument_version,
    language: body.language,
    digest,
    receipt_code: await receiptCode(attemptId),
    offer_help: result.critical.length > 0 || proposal?.level === 'imminent' || proposal?.level === 'high',
    received_at: now,
  };
  const stored = await db
    .insertInto('clinical.responses')
    .values({
      tenant_id: tenant,
      ...row,
      answers: json(body.answers),
      result: json(result),
      quality: json(quality),
      text_licence: licence ? json(licence) : null,
      seed: seed ?? null,
      shuffle: shuffle ? json(shuffle) : null,
    })
    // An attempt id that is being used elsewhere at this moment.
    .onConflict(conflict => conflict.columns(['tenant_id', 'attempt_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!stored) throw refuse('idempotency-conflict');
  await db
    .updateTable('assignments')
    .set({ completed_at: now })
    .where('tenant_id', '=', tenant)
    .where('id', '=', assignment.id)
    .execute();
  // The key goes with it: no copy on any device can be read from now on.
  await db
    .deleteFrom('clinical.drafts')
    .where('tenant_id', '=', tenant)
    .where('assignment_id', '=', assignment.id)
    .execute();
  if (proposal) await openOrMergeAlert(context, assignment.student_id, proposal, { responseId: row.id });
  return toReceipt({ ...row, result }, definition, assignment.feedback);
}
