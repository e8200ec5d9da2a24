/**
 * Relations with a time: what somebody is given of one student beyond the role, and only as long as the relation holds. What
 * makes one hold stands in the contract: `delegations.ts`, `referrals.ts`, `break-glass.ts`.
 *
 * Each is asked for anew with every request, once, by the clock of the service. Nothing is remembered: what is over is over
 * with the next request.
 */
import type { DataClass } from '@xinqiao/contract';
import type { Purpose, Role } from '@xinqiao/contract/types';
import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Context, KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';
import { caseClasses, caseOperations, classesBy, needsCase, type OperationName } from './policy.ts';

/** A relation that holds now. */
export interface Held {
  readonly relation: 'delegated' | 'referral' | 'own-case' | 'break-glass';
  readonly id: string;
  /** Shown beyond what the role sees. */
  readonly classes: readonly DataClass[];
  /** With which the read is recorded. */
  readonly purpose: Purpose;
}

/** The data classes that a relation can add for a role at an operation. */
export const addedBy = (operation: OperationName, role: Role): readonly DataClass[] =>
  caseOperations.has(operation) ? caseClasses(role) : [];

/**
 * For `where` of a query with the table `students`: the person holds the role at the student's class or above it.
 *
 * @param user a column, or the 工号.
 */
export const holdsRole = (
  user: RawBuilder<unknown>,
  role: RawBuilder<unknown>,
): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from role_assignments as held
  join people on people.tenant_id = held.tenant_id and people.id = held.person_id
  join units on units.tenant_id = held.tenant_id and units.id = held.unit_id
  where held.tenant_id = students.tenant_id and people.staff_number = ${user} and held.role = ${role}
    and starts_with(students.class_path, units.path)
)`;

/** For `where` of a query with `students` and `clinical.delegations as delegation`: its people are what they were. */
export const delegationStands: RawBuilder<SqlBool> = sql<SqlBool>`(${holdsRole(sql`delegation.by_user`, sql`'psych-staff'`)}
  and ${holdsRole(sql`delegation.to_user`, sql`delegation.to_role`)})`;

/** The same at this moment, and not revoked: it gives what it gives. */
export const delegationHolds = (now: Date): Expression<SqlBool> => sql<SqlBool>`(
  delegation.revoked_at is null and delegation.starts_at <= ${now} and delegation.ends_at > ${now} and ${delegationStands}
)`;

/** For `where` of a query with `students` and `clinical.referrals as referral`: its people are what they were. */
export const referralStands: RawBuilder<SqlBool> = sql<SqlBool>`(${holdsRole(sql`referral.by_user`, sql`'psych-staff'`)}
  and ${holdsRole(sql`referral.to_user`, sql`'hospital-partner'`)})`;

/** The same at this moment, and not revoked: it is open to the partner. */
export const referralHolds = (now: Date): RawBuilder<SqlBool> => sql<SqlBool>`(
  referral.revoked_at is null and referral.made_at <= ${now} and referral.ends_at > ${now} and ${referralStands}
)`;

/** For `where` of a query with `clinical.break_glass as broken`: within its time. */
export const isOpen = (now: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`(broken.opened_at <= ${now} and coalesce(broken.ended_at, broken.ends_at) > ${now})`;

/** A delegation or broken glass of a student. */
interface StudentCase {
  readonly relation: 'delegated' | 'break-glass';
  readonly id: string;
  readonly studentId: string;
  /** Those that were given; null for all that the relation can give. */
  readonly classes: readonly DataClass[] | null;
  readonly purpose: Purpose;
}

/** A referral that is open to its partner. */
interface OpenReferral {
  readonly id: string;
  readonly studentId: string;
  readonly documentIds: readonly string[];
}

/** What relations open to the person at this moment. */
export interface Cases {
  readonly ofStudents: readonly StudentCase[];
  readonly referrals: readonly OpenReferral[];
}

export const NO_CASES: Cases = { ofStudents: [], referrals: [] };

/**
 * Asked once a call, with the service's own rights: the guards go by it and the database is told of it.
 *
 * @param about the student whom the call names, if it names one: cases of others open nothing then.
 */
export async function casesOf(
  db: Queries,
  principal: SessionPrincipal | KeyPrincipal,
  tenant: string,
  operation: OperationName,
  now: Date,
  about?: string,
): Promise<Cases> {
  if (principal.kind !== 'session' || !caseOperations.has(operation)) return NO_CASES;
  const { userId, role } = principal;
  const has = (relation: Held['relation']) => classesBy(role, relation).length > 0;
  const ofStudent = (column: string) => (about === undefined ? sql`` : sql`and ${sql.ref(column)} = ${about}`);
  const delegated = sql`
    select 'delegated' as relation, delegation.id, delegation.student_id as "studentId", delegation.classes, delegation.purpose
    from clinical.delegations as delegation
    join students on students.tenant_id = delegation.tenant_id and students.id = delegation.student_id
    where delegation.tenant_id = ${tenant} and delegation.to_user = ${userId} and delegation.to_role = ${role}
      ${ofStudent('delegation.student_id')} and ${delegationHolds(now)}`;
  const broken = sql`
    select 'break-glass' as relation, broken.id, broken.student_id as "studentId", null::text[] as classes,
      'break-glass' as purpose
    from clinical.break_glass as broken
    join students on students.tenant_id = broken.tenant_id and students.id = broken.student_id
    where broken.tenant_id = ${tenant} and broken.by_user = ${userId} and broken.by_role = ${role}
      ${ofStudent('broken.student_id')} and ${isOpen(now)} and ${holdsRole(sql`broken.by_user`, sql`broken.by_role`)}`;
  const open = sql<OpenReferral>`
    select referral.id, referral.student_id as "studentId", array(
      select document_id from clinical.referral_documents as document
      where document.tenant_id = referral.tenant_id and document.referral_id = referral.id
    ) as "documentIds"
    from clinical.referrals as referral
    join students on students.tenant_id = referral.tenant_id and students.id = referral.student_id
    where referral.tenant_id = ${tenant} and referral.to_user = ${userId}
      ${ofStudent('referral.student_id')} and ${referralHolds(now)}`;
  const asked = [...(has('delegated') ? [delegated] : []), ...(has('break-glass') ? [broken] : [])];
  const ofStudents =
    asked.length === 0
      ? []
      : (await sql<StudentCase>`${sql.join(asked, sql` union all `)} order by relation, id`.execute(db)).rows;
  return { ofStudents, referrals: has('referral') ? (await open.execute(db)).rows : [] };
}

/** The students of cases of a kind. */
export const studentsBy = ({ ofStudents }: Cases, relation: StudentCase['relation']): string[] =>
  ofStudents.filter(one => one.relation === relation).map(({ studentId }) => studentId);

/** The caller's delegations and broken glass of a student, with what they add. */
export function relationsOf({ cases, principal }: Context, studentId: string): Held[] {
  return cases.ofStudents
    .filter(one => one.studentId === studentId)
    .map(({ relation, id, classes, purpose }) => ({
      ...{ relation, id, purpose },
      classes: classesBy(principal.role, relation).filter(one => classes === null || classes.includes(one)),
    }));
}

/**
 * Lets the answer show what the caller's relations to a student add. The caller of this function has made sure that the
 * student is within reach.
 *
 * @throws {ProblemError} 404 when there is none, at operations that a role has by a relation alone.
 */
export function relateToStudent(context: Context, operation: OperationName, studentId: string): void {
  const relations = relationsOf(context, studentId);
  for (const one of relations) context.relate(one);
  if (relations.length === 0 && needsCase(context.principal.role, operation)) throw notFound();
}
