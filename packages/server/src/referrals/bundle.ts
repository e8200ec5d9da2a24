/** The bundle of a referral: what was named when it was made, and nothing else. */
import type { QuestionnaireResponse, ReferralBundle } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { toStudentReference } from '../access/student-reference.ts';
import type { Context } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';
import { selectResponses, toResponse } from '../responses/handlers.ts';
import type { ReferralRow } from './read.ts';

type Document = ReferralBundle['documents'][number];
type Documents = Map<string, Document>;
type AlertDocument = Extract<Document, { kind: 'alert' }>;

/** Of a document, so that what was found comes in the order in which it was named. */
const keyOf = (kind: Document['kind'], id: string): string => `${kind} ${id}`;

/** Without what was answered to single items. */
function withoutAnswers(response: QuestionnaireResponse): QuestionnaireResponse {
  const { answers, quality, seed, shuffle, result, ...rest } = response;
  const { critical, missing, errors, ...scores } = result;
  return { ...rest, result: scores };
}

const namedIn = ({ db, tenant }: Context, referral: ReferralRow) =>
  db
    .selectFrom('clinical.referral_documents as document')
    .where('document.tenant_id', '=', tenant)
    .where('document.referral_id', '=', referral.id)
    // Of this student: a mistake in the table of documents must not open another's.
    .where('document.student_id', '=', referral.student_id);

async function addResponses(context: Context, referral: ReferralRow, found: Documents): Promise<void> {
  const rows = await selectResponses(context)
    .innerJoin('clinical.referral_documents as document', join =>
      join
        .onRef('document.tenant_id', '=', 'response.tenant_id')
        .onRef('document.student_id', '=', 'response.student_id')
        .onRef('document.document_id', '=', 'response.id'),
    )
    .select('document.with_answers')
    .where('document.referral_id', '=', referral.id)
    .where('document.kind', '=', 'response')
    .where('response.student_id', '=', referral.student_id)
    .execute();
  for (const { with_answers, ...row } of rows) {
    const whole = toResponse(row);
    const response = with_answers ? whole : withoutAnswers(whole);
    found.set(keyOf('response', row.id), { kind: 'response', response });
  }
}

async function addAlerts(context: Context, referral: ReferralRow, found: Documents): Promise<void> {
  const rows = await namedIn(context, referral)
    .innerJoin('clinical.alerts as alert', join =>
      join
        .onRef('alert.tenant_id', '=', 'document.tenant_id')
        .onRef('alert.student_id', '=', 'document.student_id')
        .onRef('alert.id', '=', 'document.document_id'),
    )
    .select(['alert.id', 'alert.opened_at', 'document.level'])
    .select(
      // Reasons that came later were not named.
      sql<AlertDocument['reasons']>`(
        select coalesce(json_agg(json_build_object('code', code, 'at', at, 'text', text) order by at desc, position), '[]')
        from clinical.alert_reasons as reason
        where reason.tenant_id = alert.tenant_id and reason.alert_id = alert.id and reason.at <= ${referral.made_at}
      )`.as('reasons'),
    )
    .where('document.kind', '=', 'alert')
    .execute();
  for (const row of rows) {
    found.set(keyOf('alert', row.id), {
      kind: 'alert',
      id: row.id,
      level: row.level!,
      openedAt: timestamp(row.opened_at),
      reasons: row.reasons.map(({ code, at, text }) => ({ code, at: timestamp(new Date(at)), text })),
    });
  }
}

async function addSummaries(context: Context, referral: ReferralRow, found: Documents): Promise<void> {
  const rows = await namedIn(context, referral)
    .innerJoin('growth_entries as entry', join =>
      join
        .onRef('entry.tenant_id', '=', 'document.tenant_id')
        .onRef('entry.student_id', '=', 'document.student_id')
        .onRef('entry.id', '=', 'document.document_id'),
    )
    .innerJoin('clinical.growth_summaries as summary', join =>
      join.onRef('summary.tenant_id', '=', 'entry.tenant_id').onRef('summary.entry_id', '=', 'entry.id'),
    )
    .select(['entry.id', 'entry.on_date', 'entry.title', 'summary.summary'])
    .where('document.kind', '=', 'growth-summary')
    .execute();
  for (const { id, on_date, title, summary } of rows) {
    found.set(keyOf('growth-summary', id), { kind: 'growth-summary', id, on: on_date, title, summary });
  }
}

/** What has been erased since is left out. */
export async function readBundle(context: Context, referral: ReferralRow): Promise<ReferralBundle> {
  const found: Documents = new Map();
  await addResponses(context, referral, found);
  await addAlerts(context, referral, found);
  await addSummaries(context, referral, found);
  return {
    referralId: referral.id,
    student: toStudentReference(referral),
    documents: referral.documents.flatMap(({ kind, id }) => found.get(keyOf(kind, id)) ?? []),
  };
}
