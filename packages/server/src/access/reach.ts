/**
 * What a session reaches: the subtrees where its person holds the role; for a student, the student.
 *
 * Most people hold a role at one unit. A counsellor of several classes holds it at each of them: `unit` is then the
 * lowest unit above all, which names the session, and `reach` the classes, which bound it.
 */
import { type Expression, sql, type SqlBool } from 'kysely';
import type { Context, SessionPrincipal } from '../app/handlers.ts';
import { notFound } from '../app/problem.ts';

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

/** Whether `path` lies in the subtree of one of the units, themselves included. */
export const isBelow = (path: string, units: readonly UnitNode[]): boolean =>
  units.some(unit => path.startsWith(unit.path));

/** For `where`: `column`, a path, lies in the subtree of `unit`. */
export function inSubtree(column: string, unit: UnitNode): Expression<SqlBool> {
  const path = sql.ref(column);
  return sql<SqlBool>`(${path} >= ${unit.path} and ${path} < ${afterSubtree(unit.path)})`;
}

const anyOf = (conditions: Expression<SqlBool>[]): Expression<SqlBool> =>
  sql<SqlBool>`(${conditions.length === 0 ? sql`false` : sql.join(conditions, sql` or `)})`;

/** Students are below a unit by their class, and below a dormitory by that. */
const studentsOf = (unit: UnitNode, table: string): Expression<SqlBool> =>
  inSubtree(`${table}.${unit.kind === 'dormitory' ? 'dormitory_path' : 'class_path'}`, unit);

/** Reaches students by their ids, all others by units. */
export const isOfOneself = ({ role }: SessionPrincipal): boolean => role === 'student' || role === 'guardian';

/** The student; of a guardian the children. */
const ownStudents = ({ studentId, childIds }: SessionPrincipal, column: string): Expression<SqlBool> =>
  anyOf([...(studentId === null ? [] : [studentId]), ...childIds].map(id => sql`${sql.ref(column)} = ${id}`));

/** Tables that say themselves where their student is. */
type Placed = 'students' | 'alert' | 'event';

/**
 * For `where` of a query that has the table `students`, or alerts or their events by these names: those whom the session
 * reaches, and of these only those of `unit` when it is given. The tenant is the query's own to name.
 */
export function reachedStudents(
  principal: SessionPrincipal,
  unit?: UnitNode,
  table: Placed = 'students',
): Expression<SqlBool> {
  const reached = isOfOneself(principal)
    ? ownStudents(principal, table === 'students' ? 'students.id' : `${table}.student_id`)
    : anyOf(principal.reach.map(one => studentsOf(one, table)));
  return unit ? sql<SqlBool>`(${reached} and ${studentsOf(unit, table)})` : reached;
}

/** For `where` of a query that has the table `units`: the session's own unit and all that it reaches. */
export function reachedUnits(principal: SessionPrincipal): Expression<SqlBool> {
  const own = sql<SqlBool>`${sql.ref('units.id')} = ${principal.unit.id}`;
  return anyOf([own, ...principal.reach.map(unit => inSubtree('units.path', unit))]);
}

/**
 * A unit named by the caller, or the session's own. What is counted of it is still bounded by the reach: pass it to
 * {@link reachedStudents}.
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
  if (!unit || !isBelow(unit.path, principal.reach)) throw notFound();
  return unit;
}

/**
 * Makes sure that there is such a student within reach.
 *
 * @throws {ProblemError} 404 when there is none.
 */
export async function requireStudent(context: Context, studentId: string): Promise<void> {
  const student = await context.db
    .selectFrom('students')
    .select('students.id')
    .where('students.tenant_id', '=', context.tenant)
    .where('students.id', '=', studentId)
    .where(reachedStudents(context.principal))
    .executeTakeFirst();
  if (!student) throw notFound();
}
