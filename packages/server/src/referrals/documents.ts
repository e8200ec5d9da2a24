/** Checks what is to be in a bundle. */
import type { AlertLevel, Referral } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';
import { type PointedError, ProblemError } from '../app/problem.ts';

type Documents = Referral['documents'];

/** Ids that exist of this student, by kind; of alerts the level as it is now. */
async function existing({ db, tenant }: Context, studentId: string, documents: Documents) {
  const idsOf = (kind: Documents[number]['kind']) => [
    ...new Set(documents.filter(one => one.kind === kind).map(one => one.id)),
  ];
  const responses = await db
    .selectFrom('clinical.responses')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where(query => query('id', '=', query.fn.any(query.val(idsOf('response')))))
    .execute();
  const alerts = await db
    .selectFrom('clinical.alerts')
    .select(['id', 'level'])
    .where('tenant_id', '=', tenant)
    .where('student_id', '=', studentId)
    .where(query => query('id', '=', query.fn.any(query.val(idsOf('alert')))))
    .execute();
  const summaries = await db
    .selectFrom('clinical.growth_summaries as summary')
    .innerJoin('growth_entries as entry', join =>
      join.onRef('entry.tenant_id', '=', 'summary.tenant_id').onRef('entry.id', '=', 'summary.entry_id'),
    )
    .select('entry.id')
    .where('entry.tenant_id', '=', tenant)
    .where('entry.student_id', '=', studentId)
    .where(query => query('entry.id', '=', query.fn.any(query.val(idsOf('growth-summary')))))
    .execute();
  return {
    response: new Set(responses.map(({ id }) => id)),
    alert: new Set(alerts.map(({ id }) => id)),
    'growth-summary': new Set(summaries.map(({ id }) => id)),
    levels: new Map<string, AlertLevel>(alerts.map(({ id, level }) => [id, level])),
  };
}

/**
 * @returns the level of each alert that is named, by id.
 * @throws {ProblemError} 422 with a pointer to each document that is named twice, asks for answers and has none, or is not
 * there: another student's answers like one that does not exist.
 */
export async function checkDocuments(
  context: Context,
  studentId: string,
  documents: Documents,
): Promise<ReadonlyMap<string, AlertLevel>> {
  const known = await existing(context, studentId, documents);
  const errors = documents.flatMap(({ kind, id, withAnswers }, index): PointedError[] => {
    const pointer = `/documents/${index}`;
    const isTwice = documents.findIndex(one => one.kind === kind && one.id === id) < index;
    return [
      ...(isTwice ? [{ pointer, code: 'duplicate', detail: 'Is named before.' }] : []),
      ...(known[kind].has(id)
        ? []
        : [{ pointer: `${pointer}/id`, code: 'not-found', detail: 'There is no such document of this student.' }]),
      ...(withAnswers && kind !== 'response'
        ? [{ pointer: `${pointer}/withAnswers`, code: 'not-an-option', detail: 'A response alone has answers.' }]
        : []),
    ];
  });
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
  return known.levels;
}
