/** What a session reaches: the subtree of its unit; for a student, the student. */
import { type Expression, sql, type SqlBool } from 'kysely';
import { notFound } from '../app/problem.ts';
import type { Context, SessionPrincipal } from '../app/handlers.ts';

export interface UnitNode {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
}

/**
 * Paths below a unit, itself included, are those from `path` up to this one: `a/b/` to `a/b0`, `0` being the character
 * after the slash. A range uses the index on any PostgreSQL, which `like` does only on some.
 */
export const afterSubtree = (path: string): string => `${path.slice(0, -1)}0`;

/** Whether `path` lies in the subtree of `ancestor`, itself included. */
export const isBelow = (path: string, ancestor: string): boolean => path.startsWith(ancestor);

/** `column` (a path) lies in the subtree: for `where`. */
export function inSubtree(column: string, path: string): Expression<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${afterSubtree(path)})`;
}

/** The students of a unit, by class, or by dormitory for a dormitory. `students` must be among the tables. */
export function studentsOf(unit: UnitNode): Expression<SqlBool> {
  return inSubtree(unit.kind === 'dormitory' ? 'students.dormitory_path' : 'students.class_path', unit.path);
}

/**
 * The students that the session reaches, for `where` of a query with the table `students`:
 * `.where(reachedStudents(context.principal))`. The tenant is the query.s own to name.
 */
export function reachedStudents(principal: SessionPrincipal): Expression<SqlBool> {
  return principal.studentId !== null && principal.role === 'student'
    ? sql<SqlBool>`${sql.ref('students.id')} = ${principal.studentId}`
    : studentsOf(principal.unit);
}

/**
 * A unit named by the caller, or the session's own.
 *
 * @throws {ProblemError} 404 when it does not exist or is out of reach.
 */
export async function reachedUnit(context: Context, unitId: string | undefined): Promise<UnitNode> {
  const { principal, db, tenant } = context;
  if (unitId === undefined || unitId === principal.unit.id) return principal.unit;
  const unit = await db
    .selectFrom('units')
    .select(['id', 'kind', 'path'])
    .where('tenant_id', '=', tenant)
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (!unit || !isBelow(unit.path, principal.unit.path)) throw notFound();
  return unit;
}

/**
 * The student with this id.
 *
 * @throws {ProblemError} 404 when there is none within reach.
 */
export async function reachedStudent(context: Context, studentId: string): Promise<{ id: string }> {
  const student = await context.db
    .selectFrom('students')
    .select('students.id')
    .where('students.tenant_id', '=', context.tenant)
    .where('students.id', '=', studentId)
    .where(reachedStudents(context.principal))
    .executeTakeFirst();
  if (!student) throw notFound();
  return student;
}
