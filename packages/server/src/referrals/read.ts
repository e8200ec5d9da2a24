/** Reads referrals, each as far as the caller may see it. */
import type { Referral } from '@xinqiao/contract/types';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { reachedStudents } from '../access/reach.ts';
import { referralStands, relationsOf, studentsBy } from '../access/relations.ts';
import { classesBy } from '../access/policy.ts';
import { selectStudentReference, toStudentReference } from '../access/student-reference.ts';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import { timestamp, timestampOrNull } from '../app/time.ts';

const stateOf = (now: Date) => sql<Referral['state']>`case
  when referral.revoked_at is not null then 'revoked'
  when referral.ends_at <= ${now} then 'ended'
  when not ${referralStands} then 'lapsed'
  else 'active' end`;

/** A partner those that are open; psychology staff the own ones, and those of students whose glass they have broken. */
const seen = (context: Context): RawBuilder<SqlBool> => {
  const { principal, cases } = context;
  if (principal.role === 'hospital-partner') {
    return sql<SqlBool>`referral.id = any(${cases.referrals.map(({ id }) => id)}::text[])`;
  }
  return sql<SqlBool>`(${reachedStudents(principal)} and (referral.by_user = ${principal.userId}
    or referral.student_id = any(${studentsBy(cases, 'break-glass')}::text[])))`;
};

export const selectReferrals = (context: Context) =>
  selectStudentReference(context.db)
    .innerJoin('clinical.referrals as referral', join =>
      join.onRef('referral.tenant_id', '=', 'students.tenant_id').onRef('referral.student_id', '=', 'students.id'),
    )
    .selectAll('referral')
    .select(stateOf(context.now).as('state'))
    .select(
      sql<Referral['documents']>`(
        select coalesce(json_agg(json_strip_nulls(json_build_object(
          'kind', document.kind, 'id', document.document_id,
          'withAnswers', case when document.kind = 'response' then document.with_answers end
        )) order by document.position), '[]')
        from clinical.referral_documents as document
        where document.tenant_id = referral.tenant_id and document.referral_id = referral.id
      )`.as('documents'),
    )
    .where('referral.tenant_id', '=', context.tenant)
    .where(seen(context));

export type ReferralRow = Awaited<ReturnType<ReturnType<typeof selectReferrals>['execute']>>[number];

export const toReferral = (row: ReferralRow): Referral => ({
  id: row.id,
  student: toStudentReference(row),
  to: { userId: row.to_user, name: row.to_name, role: 'hospital-partner' },
  by: { userId: row.by_user, name: row.by_name, role: 'psych-staff' },
  note: row.note,
  basis: row.basis,
  basisNote: row.basis_note,
  basisOn: row.basis_on,
  documents: row.documents,
  madeAt: timestamp(row.made_at),
  until: timestamp(row.ends_at),
  state: row.state,
  revokedAt: timestampOrNull(row.revoked_at),
  revision: row.revision,
});

/** Lets the answer show what is in a referral: to its partner, to its maker. */
export function relateToReferral(context: Context, id: string): void {
  const { role } = context.principal;
  const relation = role === 'hospital-partner' ? 'referral' : 'own-case';
  context.relate({ relation, id, classes: classesBy(role, relation), purpose: 'hand-over' });
}

/** Lets the answer show what colleagues have made, when the caller has broken the glass for the student. */
export function relateByBrokenGlass(context: Context, studentId: string): void {
  for (const one of relationsOf(context, studentId)) context.relate(one);
}

/** @throws {ProblemError} 404. */
export async function findReferral(context: Context, id: string): Promise<ReferralRow> {
  const row = await selectReferrals(context).where('referral.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const { principal } = context;
  if (principal.role === 'hospital-partner' || row.by_user === principal.userId) {
    relateToReferral(context, id);
  } else relateByBrokenGlass(context, row.student_id);
  return row;
}

/** @throws {ProblemError} 404. */
export async function readReferral(context: Context, id: string): Promise<Referral> {
  const row = await findReferral(context, id);
  context.headers.set('etag', `"${row.revision}"`);
  return toReferral(row);
}
