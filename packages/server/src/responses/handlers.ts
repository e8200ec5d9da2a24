/** Responses: what students answered. Written by the student, read by psychology staff. */
import type { QuestionnaireResponse } from '@xinqiao/contract/types';
import { sql, type SqlBool } from 'kysely';
import { reachedStudents, requireStudent } from '../access/reach.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import { submit } from './submit.ts';

const select = (context: Context) =>
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
      'response.answers',
      'response.result',
      'response.quality',
      'response.text_licence',
    ])
    .where('response.tenant_id', '=', context.tenant)
    .where(reachedStudents(context.principal));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toResponse = (row: Row): QuestionnaireResponse => ({
  id: row.id,
  student: toStudentReference(row),
  assignmentId: row.assignment_id,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  language: row.language,
  receivedAt: timestamp(row.received_at),
  answers: row.answers,
  result: row.result,
  ...(row.text_licence && { textLicence: row.text_licence }),
  ...(row.quality && { quality: row.quality }),
});

export const handlers: ResourceHandlers<'responses'> = {
  submit: (context, { body }) => submit(context, body),

  async list(context, { query }) {
    await requireStudent(context, query.studentId);
    const after = readCursor(query, ['instant', 'string']);
    const rows = await select(context)
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
    const row = await select(context).where('response.id', '=', params.responseId).executeTakeFirst();
    if (!row) throw notFound();
    return toResponse(row);
  },
};
