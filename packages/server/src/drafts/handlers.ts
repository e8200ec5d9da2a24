/** Drafts: an attempt until it is submitted, for its student alone. Nothing here looks into the answers; `abandoned.ts` does. */
import type { Draft, DraftContent } from '@xinqiao/contract/types';
import { canonicalJson, sha256Hex } from '../app/digest.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { notFound, ProblemError } from '../app/problem.ts';
import { localDate, timestamp } from '../app/time.ts';
import { statusAt } from '../campaigns/select.ts';
import { consentState, isWithdrawn, readDecisions } from '../consents/newest.ts';
import { json } from '../database/tables/columns.ts';
import { attemptHash } from '../erasures/erase.ts';

async function ownAssignment({ db, tenant, principal }: Context, assignmentId: string) {
  const row = await db
    .selectFrom('assignments')
    .innerJoin('campaigns', join =>
      join
        .onRef('campaigns.tenant_id', '=', 'assignments.tenant_id')
        .onRef('campaigns.id', '=', 'assignments.campaign_id'),
    )
    .selectAll('assignments')
    .select(['campaigns.opens_at', 'campaigns.closes_at', 'campaigns.consent'])
    .where('assignments.tenant_id', '=', tenant)
    .where('assignments.id', '=', assignmentId)
    .where('assignments.student_id', '=', principal.studentId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** With what does not change meanwhile: the form that the assignment asks for. */
const selectDrafts = ({ db, tenant, principal }: Context) =>
  db
    .selectFrom('clinical.drafts as draft')
    .innerJoin('assignments', join =>
      join.onRef('assignments.tenant_id', '=', 'draft.tenant_id').onRef('assignments.id', '=', 'draft.assignment_id'),
    )
    .select([
      'draft.attempt_id',
      'draft.assignment_id',
      'draft.student_id',
      'draft.language',
      'draft.seed',
      'draft.key',
    ])
    .select(['draft.answers', 'draft.timings', 'draft.changes', 'draft.visible_time', 'draft.position'])
    .select(['draft.revision', 'draft.saved_at'])
    .select(['assignments.instrument_id', 'assignments.instrument_version'])
    .where('draft.tenant_id', '=', tenant)
    .where('draft.student_id', '=', principal.studentId);

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof selectDrafts>['executeTakeFirst']>>>;

const toDraft = (row: Row): Draft => ({
  attemptId: row.attempt_id,
  assignmentId: row.assignment_id,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  language: row.language,
  seed: row.seed,
  answers: row.answers,
  timings: row.timings,
  ...(row.changes && { changes: row.changes }),
  ...(typeof row.visible_time === 'number' && { visibleTime: row.visible_time }),
  position: row.position,
  revision: row.revision,
  savedAt: timestamp(row.saved_at),
});

/**
 * Whether anything may be collected now: as for a submission, in the same order.
 *
 * @throws {ProblemError} 410 when the attempt was erased or consent withdrawn, 409 when the assignment is done or the campaign
 * not open, 403 without consent.
 */
async function requireOpen(context: Context, assignmentId: string, attemptId: string): Promise<void> {
  const { db, tenant, now } = context;
  const assignment = await ownAssignment(context, assignmentId);
  const tombstone = await db
    .selectFrom('tombstones')
    .select('attempt_hash')
    .where('tenant_id', '=', tenant)
    .where('attempt_hash', '=', await attemptHash(attemptId))
    .executeTakeFirst();
  const decisions = await readDecisions(db, tenant, assignment.student_id, assignment.campaign_id);
  if (!decisions) throw notFound();
  if (tombstone || isWithdrawn(decisions, localDate(now))) throw new ProblemError('gone');
  if (assignment.completed_at) throw new ProblemError('already-submitted');
  if (statusAt(now, assignment) !== 'open') throw new ProblemError('campaign-not-open');
  const state = consentState(decisions, assignment.consent.version, localDate(now));
  if (state !== 'given') throw new ProblemError('consent-required');
}

const newKey = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

/** What a save makes of a draft. A client that counts neither changes nor time in sight leaves them as they are. */
const savedBy = (row: Row, { answers, timings, position, changes, visibleTime }: DraftContent) => ({
  ...{ answers, timings, position },
  ...{ changes: changes ?? row.changes, visible_time: visibleTime ?? row.visible_time },
});

const sameContent = (row: Row, body: DraftContent): boolean => {
  const { answers, timings, position, changes, visible_time } = row;
  return canonicalJson({ answers, timings, position, changes, visible_time }) === canonicalJson(savedBy(row, body));
};

const conflict = (): ProblemError =>
  new ProblemError('state-conflict', {
    status: 412,
    detail: 'The draft was saved from elsewhere since that revision.',
  });

/** The revision in If-Match. */
function revisionOf({ request }: Context): number {
  const given = /^"(\d{1,9})"$/.exec(request.headers.get('if-match') ?? '')?.[1];
  if (given !== undefined) return Number(given);
  throw new ProblemError('invalid-request', { detail: 'If-Match has to name the revision that was changed.' });
}

export const handlers: ResourceHandlers<'drafts'> = {
  async open(context, { params, body }) {
    const { db, tenant, now } = context;
    const { assignmentId, language, seed } = body;
    const attemptId = params.attemptId.toLowerCase();
    await requireOpen(context, assignmentId, attemptId);
    const assignment = await ownAssignment(context, assignmentId);
    const taken = await db
      .selectFrom('clinical.responses')
      .select('id')
      .where('tenant_id', '=', tenant)
      .where('attempt_id', '=', attemptId)
      .executeTakeFirst();
    if (taken) throw new ProblemError('idempotency-conflict');
    await db
      .insertInto('clinical.drafts')
      .values({
        tenant_id: tenant,
        attempt_id: attemptId,
        assignment_id: assignmentId,
        student_id: assignment.student_id,
        language,
        seed,
        answers: json({}),
        timings: json({}),
        revision: 0,
        saved_at: now,
        key: newKey(),
      })
      // The attempt there is goes on, from whichever device it was begun.
      .onConflict(found => found.doNothing())
      .execute();
    const row = await selectDrafts(context).where('draft.assignment_id', '=', assignmentId).executeTakeFirst();
    // The id is that of another assignment's attempt.
    if (!row) throw new ProblemError('idempotency-conflict');
    context.headers.set('etag', `"${row.revision}"`);
    const { instrument_id, instrument_version, student_id, attempt_id } = row;
    const bound = [tenant, student_id, attempt_id, instrument_id, instrument_version];
    return { ...toDraft(row), key: row.key, boundTo: await sha256Hex(canonicalJson(bound)) };
  },

  async get(context, { params }) {
    const row = await selectDrafts(context)
      .where('draft.attempt_id', '=', params.attemptId.toLowerCase())
      .executeTakeFirst();
    if (!row) throw notFound();
    context.headers.set('etag', `"${row.revision}"`);
    return toDraft(row);
  },

  async save(context, { params, body }) {
    const { db, tenant, now } = context;
    const revision = revisionOf(context);
    const attemptId = params.attemptId.toLowerCase();
    const row = await selectDrafts(context)
      .where('draft.attempt_id', '=', attemptId)
      .forUpdate('draft')
      .executeTakeFirst();
    if (!row) throw await whyGone(context, attemptId);
    await requireOpen(context, row.assignment_id, attemptId);
    if (row.revision !== revision) {
      // The acknowledgement of this very save was lost, and it comes again.
      if (row.revision !== revision + 1 || !sameContent(row, body)) throw conflict();
      context.headers.set('etag', `"${row.revision}"`);
      return toDraft(row);
    }
    const content = savedBy(row, body);
    const { answers, timings, changes } = content;
    const isAnswer = canonicalJson(answers) !== canonicalJson(row.answers);
    // What was judged are other answers now, whatever the clocks say that each was told by.
    const answered = isAnswer && { answered_at: now, judged_at: null };
    const saved = { revision: revision + 1, saved_at: now, ...answered };
    await db
      .updateTable('clinical.drafts')
      .set({ ...saved, answers: json(answers), timings: json(timings), changes: changes && json(changes) })
      .set({ position: content.position, visible_time: content.visible_time })
      .where('tenant_id', '=', tenant)
      .where('attempt_id', '=', attemptId)
      .execute();
    context.headers.set('etag', `"${saved.revision}"`);
    return toDraft({ ...row, ...content, ...saved });
  },
};

/** There is no such draft of the student's: it was submitted, it was erased, or it never was. */
async function whyGone({ db, tenant, principal }: Context, attemptId: string): Promise<ProblemError> {
  const submitted = await db
    .selectFrom('clinical.responses')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('attempt_id', '=', attemptId)
    .where('student_id', '=', principal.studentId)
    .executeTakeFirst();
  if (submitted) return new ProblemError('already-submitted');
  const tombstone = await db
    .selectFrom('tombstones')
    .select('attempt_hash')
    .where('tenant_id', '=', tenant)
    .where('attempt_hash', '=', await attemptHash(attemptId))
    .executeTakeFirst();
  return tombstone ? new ProblemError('gone') : notFound();
}
