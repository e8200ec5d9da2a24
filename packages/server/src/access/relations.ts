/**
 * Relations with a time: what somebody is given of one student beyond the role, and only as long as the relation holds. What
 * makes one hold stands in the contract: `delegations.ts`, `referrals.ts`, `break-glass.ts`.
 *
 * Each is asked for anew with every request, by the clock of the service. Nothing is remembered: what is over is over with
 * the next request.
 */
import type { DataClass } from '@xinqiao/contract';
import type { Purpose, Role } from '@xinqiao/contract/types';
import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Context } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';
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

/** What the database is told of the caller's relations: arrays as text, made by the service. */
export interface CaseSettings {
  delegated: RawBuilder<string | null>;
  broken: RawBuilder<string | null>;
  referrals: RawBuilder<string | null>;
  patients: RawBuilder<string | null>;
  documents: RawBuilder<string | null>;
}

/** Students and documents that relations open to the person at this moment. */
export function caseSettings(
  { userId, role }: { userId: string; role: Role },
  tenant: string,
  operation: OperationName,
  now: Date,
): Partial<CaseSettings> {
  if (!caseOperations.has(operation)) return {};
  const has = (relation: Held['relation']) => classesBy(role, relation).length > 0;
  // Told one after the other: what is of the open referrals is found by them, and not by asking once more which are open.
  const open = sql`nullif(current_setting('xinqiao.referrals', true), '')::text[]`;
  return {
    ...(has('delegated') && {
      delegated: sql<string | null>`(
        select array_agg(delegation.student_id)::text from clinical.delegations as delegation
        join students on students.tenant_id = delegation.tenant_id and students.id = delegation.student_id
        where delegation.tenant_id = ${tenant} and delegation.to_user = ${userId}
          and delegation.to_role = ${role} and ${delegationHolds(now)}
      )`,
    }),
    ...(has('break-glass') && {
      broken: sql<string | null>`(
        select array_agg(broken.student_id)::text from clinical.break_glass as broken
        join students on students.tenant_id = broken.tenant_id and students.id = broken.student_id
        where broken.tenant_id = ${tenant} and broken.by_user = ${userId} and broken.by_role = ${role}
          and ${isOpen(now)} and ${holdsRole(sql`broken.by_user`, sql`broken.by_role`)}
      )`,
    }),
    ...(has('referral') && {
      referrals: sql<string | null>`(
        select array_agg(referral.id)::text from clinical.referrals as referral
        join students on students.tenant_id = referral.tenant_id and students.id = referral.student_id
        where referral.tenant_id = ${tenant} and referral.to_user = ${userId} and ${referralHolds(now)}
      )`,
      patients: sql<string | null>`(
        select array_agg(distinct student_id)::text from clinical.referrals where tenant_id = ${tenant} and id = any(${open})
      )`,
      documents: sql<string | null>`(
        select array_agg(distinct document_id)::text from clinical.referral_documents
        where tenant_id = ${tenant} and referral_id = any(${open})
      )`,
    }),
  };
}

interface Row {
  relation: 'delegated' | 'break-glass';
  id: string;
  classes: DataClass[] | null;
  purpose: Purpose;
}

/** For `where` of a query with `students`: the session's person has broken the glass for the student. */
export const hasBrokenGlass = ({ principal, now }: Context): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from clinical.break_glass as broken
  where broken.tenant_id = students.tenant_id and broken.student_id = students.id
    and broken.by_user = ${principal.userId} and broken.by_role = ${principal.role} and ${isOpen(now)}
    and ${holdsRole(sql`broken.by_user`, sql`broken.by_role`)}
)`;

async function relationsTo({ db, tenant, principal, now }: Context, studentId: string): Promise<Row[]> {
  const { userId, role } = principal;
  const delegated = sql`
    select 'delegated' as relation, delegation.id, delegation.classes, delegation.purpose
    from clinical.delegations as delegation
    join students on students.tenant_id = delegation.tenant_id and students.id = delegation.student_id
    where delegation.tenant_id = ${tenant} and delegation.student_id = ${studentId}
      and delegation.to_user = ${userId} and delegation.to_role = ${role} and ${delegationHolds(now)}
    union all`;
  // The database lets nobody ask for delegations who can't have one.
  const { rows } = await sql<Row>`
    ${classesBy(role, 'delegated').length > 0 ? delegated : sql``}
    select 'break-glass' as relation, broken.id, null::text[] as classes, 'break-glass' as purpose
    from clinical.break_glass as broken
    join students on students.tenant_id = broken.tenant_id and students.id = broken.student_id
    where broken.tenant_id = ${tenant} and broken.student_id = ${studentId}
      and broken.by_user = ${userId} and broken.by_role = ${role} and ${isOpen(now)}
      and ${holdsRole(sql`broken.by_user`, sql`broken.by_role`)}
    order by 1, 2
  `.execute(db);
  return rows;
}

/** The caller's delegations and broken glass of a student, with what they add. */
export async function relationsOf(context: Context, studentId: string): Promise<Held[]> {
  const { role } = context.principal;
  const rows = caseClasses(role).length === 0 ? [] : await relationsTo(context, studentId);
  return rows.map(({ classes, ...row }) => ({
    ...row,
    classes: classesBy(role, row.relation).filter(one => classes === null || classes.includes(one)),
  }));
}

/**
 * Lets the answer show what the caller's relations to a student add. The caller of this function has made sure that the
 * student is within reach.
 *
 * @throws {ProblemError} 404 when there is none, at operations that a role has by a relation alone.
 */
export async function relateToStudent(context: Context, operation: OperationName, studentId: string): Promise<void> {
  const relations = await relationsOf(context, studentId);
  for (const one of relations) context.relate(one);
  if (relations.length === 0 && needsCase(context.principal.role, operation)) throw notFound();
}
