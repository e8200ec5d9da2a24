/** The receipt of what a student has answered, again: the one way to read what was released after the submission. */
import type { Receipt } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { toldNow } from '../campaigns/select.ts';
import { toReceipt } from './receipt.ts';
import { selectAnswered } from './select.ts';

/**
 * Named by the assignment, which the student's list has.
 *
 * @throws {ProblemError} 404 when the assignment is not one's own, or was not answered.
 */
export async function ownReceipt(context: Context, assignmentId: string): Promise<Receipt> {
  const row = await selectAnswered(context)
    .selectAll('response')
    .select('instruments.definition')
    .select(toldNow(context.now).as('feedback'))
    .where('response.student_id', '=', context.principal.studentId)
    .where('response.assignment_id', '=', assignmentId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return toReceipt(row, row.definition, row.feedback);
}
