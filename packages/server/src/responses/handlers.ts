/** Responses: what students answered. Written by the student, read by psychology staff, and by others in a relation. */
import type { QuestionnaireResponse } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { reachedStudents, requireStudent } from '../access/reach.ts';
import { relateToStudent } from '../access/relations.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import { submit } from './submit.ts';

export const selectResponses = (context: Context) =>
  selectStudentReference(context.db)
    .innerJoin('clinical.responses as response', join =>
      join.onRef('response.tenant_id', '=', 'students.tenant_id').onRef('response.student_id', '=', 'students.id'),
    )
    .select([
      'response.id',
      'response.assignment_id',
      'response.instrument_id',
      'response.instrument_version',
      'response.language',
      'response.received_at',
      'response.result',
      'response.text_licence',
    ])
    // Not even read for who may not see answers.
    .$if(context.classes.has('C5'), query =>
      query.select(['response.answers', 'response.quality', 'response.seed', 'response.shuffle']),
    )
    .where('response.tenant_id', '=', context.tenant);

type Row = Awaited<ReturnType<ReturnType<typeof selectResponses>['execute']>>[number];

export const toResponse = (row: Row): QuestionnaireResponse => ({
  id: row.id,
  student: toStudentReference(row),
  assignmentId: row.assignment_id,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  language: row.language,
  receivedAt: timestamp(row.received_at),
  ...(row.answers && { answers: row.answers }),
  result: row.result,
  ...(row.text_licence && { textLicence: row.text_licence }),
  ...(row.quality && { quality: row.quality }),
  ...(typeof row.seed === 'number' && { seed: row.seed }),
  ...(row.shuffle && { shuffle: row.shuffle }),
});

const reachedResponses = (context: Context) => selectResponses(context).where(reachedStudents(context.principal));

/** @throws {ProblemError} 404 when there is no such response within reach, or no relation to its student. */
async function relateToResponse(context: Context, responseId: string): Promise<void> {
  const { db, tenant, principal } = context;
  const row = await db
    .selectFrom('clinical.responses as response')
    .innerJoin('students', join =>
      join.onRef('students.tenant_id', '=', 'response.tenant_id').onRef('students.id', '=', 'response.student_id'),
    )
    .select('response.student_id')
    .where('response.tenant_id', '=', tenant)
    .where('response.id', '=', responseId)
    .where(reachedStudents(principal))
    .executeTakeFirst();
  if (!row) throw notFound();
  relateToStudent(context, 'responses.get', row.student_id);
}

export const handlers: ResourceHandlers<'responses'> = {
  submit: (context, { body }) => submit(context, body),

  async list(context, { query }) {
    await requireStudent(context, query.studentId);
    relateToStudent(context, 'responses.list', query.studentId);
    const after = readCursor(query, ['instant', 'string']);
    const rows = await reachedResponses(context)
      .where('response.student_id', '=', query.studentId)
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(response.received_at, response.id) < (${after![0]}::timestamptz, ${after![1]})`),
      )
      .orderBy('response.received_at', 'desc')
      .orderBy('response.id', 'desc')
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(query, rows, row => [row.received_at, row.id], toResponse);
  },

  async get(context, { params }) {
    if (!context.classes.has('C4')) await relateToResponse(context, params.responseId);
    const row = await reachedResponses(context).where('response.id', '=', params.responseId).executeTakeFirst();
    if (!row) throw notFound();
    return toResponse(row);
  },
};
