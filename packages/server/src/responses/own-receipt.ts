/** The receipt of what a student has answered, again: the one way to read what was released after the submission. */
import type { Receipt } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { toldNow } from '../campaigns/select.ts';
import { toReceipt } from './receipt.ts';

/**
 * Named by the assignment, which the student's list has.
 *
 * @throws {ProblemError} 404 when the assignment is not one's own, or was not answered.
 */
export async function ownReceipt({ db, tenant, principal, now }: Context, assignmentId: string): Promise<Receipt> {
  const row = await db
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
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'response.tenant_id')
        .onRef('instruments.id', '=', 'response.instrument_id')
        .onRef('instruments.version', '=', 'response.instrument_version'),
    )
    .selectAll('response')
    .select('instruments.definition')
    .select(toldNow(now).as('feedback'))
    .where('response.tenant_id', '=', tenant)
    .where('response.student_id', '=', principal.studentId)
    .where('response.assignment_id', '=', assignmentId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return toReceipt(row, row.definition, row.feedback);
}
