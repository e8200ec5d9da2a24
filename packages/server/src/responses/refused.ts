/**
 * Submissions that are refused though they came from somebody who has agreed to be asked: nothing of them is kept, but an answer
 * that asks for help is heard (decision 0040).
 */
import type { Answers, Instrument } from '@xinqiao/contract/types';
import { type AlertProposal, proposeAlertUnfinished } from '@xinqiao/instruments';
import { lockEvents, openOrMergeAlert } from '../alerts/open.ts';
import type { Context } from '../app/handlers.ts';
import { type PointedError, type ProblemCode, ProblemError } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';

export interface Refused {
  readonly studentId: string;
  readonly assignmentId: string;
  /** The form that the assignment asks for. */
  readonly definition: Instrument;
  /** Null when nobody may read them: without consent, or when they are of another form. */
  readonly answers: Answers | null;
}

/** Done once the refusal is certain; whatever was answered, so that the audit has the same entry. */
export const refusal = (
  context: Context,
  code: ProblemCode,
  refused: Refused,
  errors: readonly PointedError[] = [],
): ProblemError => new ProblemError(code, { errors, afterwards: db => hear(context, refused, db) });

async function hear({ tenant, now, alertRules }: Context, refused: Refused, kysely: Queries): Promise<void> {
  const { definition, answers, studentId, assignmentId } = refused;
  const proposal = answers && proposeAlertUnfinished(definition, answers, { rules: alertRules, isRefused: true });
  if (!proposal) return;
  await kysely.transaction().execute(async db => {
    await lockEvents(db, tenant);
    if (await isHeard(db, tenant, refused, proposal)) return;
    await openOrMergeAlert({ db, tenant, now }, studentId, proposal, { assignmentId });
  });
}

/** Whether the open alert rests on all of it already, by the response, by an attempt that was left or by an earlier try. */
async function isHeard(
  db: Queries,
  tenant: string,
  { studentId, assignmentId }: Refused,
  { reasons }: AlertProposal,
): Promise<boolean> {
  const rows = await db
    .selectFrom('clinical.alerts as alert')
    .innerJoin('clinical.alert_reasons as reason', join =>
      join.onRef('reason.tenant_id', '=', 'alert.tenant_id').onRef('reason.alert_id', '=', 'alert.id'),
    )
    .leftJoin('clinical.responses as response', join =>
      join.onRef('response.tenant_id', '=', 'reason.tenant_id').onRef('response.id', '=', 'reason.response_id'),
    )
    .select('reason.rule')
    .where('alert.tenant_id', '=', tenant)
    .where('alert.student_id', '=', studentId)
    .where('alert.closed_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('reason.assignment_id', '=', assignmentId), eb('response.assignment_id', '=', assignmentId)]),
    )
    .execute();
  const heard = new Set(rows.map(({ rule }) => rule));
  return reasons.every(({ rule }) => heard.has(rule));
}
