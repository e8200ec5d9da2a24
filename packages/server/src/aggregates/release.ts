/**
 * What leaders and district officers are told of counts: parts of one table, decided as a whole for everybody and kept
 * for a week or a day. Between two releases nothing that a student does or who comes and goes changes an answer
 * (decision 0012).
 */
import type { AggregateCell, Role } from '@xinqiao/contract/types';
import { isBelow, type UnitNode } from '../access/reach.ts';
import type { Context, SessionPrincipal } from '../app/handlers.ts';
import { localDate } from '../app/time.ts';
import { asService } from '../database/roles.ts';
import type { ReleasedTable } from '../database/tables/aggregates.ts';
import { json } from '../database/tables/columns.ts';
import { type LeafCounts, protect, type ProtectedRow, type ProtectedTable } from './protect.ts';

/** The smallest count that is shown: 5 within a school, 10 across schools. */
const SMALLEST: Partial<Record<Role, 5 | 10>> = {
  'college-leader': 5,
  'school-leader': 5,
  'district-officer': 10,
};

/** Whether the role sees counts (C8) of people whose single rows (C2) it does not see. */
export const isProtected = ({ role }: SessionPrincipal): boolean => SMALLEST[role] !== undefined;

export interface Release {
  /** When it was counted. */
  readonly at: Date;
  /** A unit's row; one of nobody where there are no students, all withheld for a dormitory, which cuts across classes. */
  rowOf(path: string): ProtectedRow;
  /** The row of a unit that was asked for; of one above several where the role is held, the sum of what these show. */
  totalOf(unit: UnitNode): ProtectedRow;
}

export interface About {
  /** The operation, and what it is about where there are several. */
  readonly about: string;
  readonly period: 'day' | 'week';
  readonly statuses: number;
}

type Scope = Pick<Context, 'db' | 'tenant'>;

/** The first day of the period that `now` is in; weeks begin on Monday. */
export function periodOf(now: Date, period: About['period']): string {
  const day = new Date(`${localDate(now)}T00:00:00Z`);
  if (period === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

const read = ({ db, tenant }: Scope, about: string) =>
  db
    .selectFrom('aggregate_releases')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('about', '=', about)
    .executeTakeFirst();

/**
 * The release of the present period; who asks first makes it.
 *
 * @param count every class of the tenant, whoever asks: a table that depended on that would tell by its difference
 */
export async function released(
  context: Context,
  { about, period, statuses }: About,
  count: (scope: Scope) => Promise<LeafCounts[]>,
): Promise<Release> {
  const { tenant, now, principal } = context;
  const current = periodOf(now, period);
  const row = await asService(context.db, async db => {
    const kept = await read({ db, tenant }, about);
    if (kept && kept.period >= current) return kept;
    const leaves = await count({ db, tenant });
    const within = protect(leaves, 5);
    const body = json({ 5: toRows(within), 10: toRows(protect(leaves, 10, within)) });
    const next = { period: current, released_at: now, body };
    await db
      .insertInto('aggregate_releases')
      .values({ tenant_id: tenant, about, ...next })
      // Of two who ask first at once, the one who was quicker made it.
      .onConflict(conflict =>
        conflict.columns(['tenant_id', 'about']).doUpdateSet(next).where('aggregate_releases.period', '<', current),
      )
      .execute();
    return (await read({ db, tenant }, about))!;
  });
  const table = row.body[SMALLEST[principal.role]!];
  const rowOf = (path: string): ProtectedRow => table[path] ?? nobody(statuses);
  return {
    at: row.released_at,
    rowOf,
    totalOf: unit => {
      if (unit.kind === 'dormitory') return { ...nobody(statuses), cells: Array.from({ length: statuses }, withheld) };
      if (isBelow(unit.path, principal.reach)) return rowOf(unit.path);
      return sumOf(
        principal.reach.filter(({ path }) => path.startsWith(unit.path)).map(({ path }) => rowOf(path)),
        statuses,
      );
    },
  };
}

const withheld = (): AggregateCell => ({ kind: 'withheld', reason: 'protects-others' });

const nobody = (statuses: number): ProtectedRow => ({
  students: 0,
  cells: Array.from({ length: statuses }, () => ({ kind: 'value', value: 0 })),
});

const toRows = (table: ProtectedTable): ReleasedTable => Object.fromEntries(table);

/** Nothing is added that is not shown. */
function sumOf(rows: readonly ProtectedRow[], statuses: number): ProtectedRow {
  const cells = Array.from({ length: statuses }, (_, status): AggregateCell => {
    const values = rows.map(({ cells: all }) => all[status]!);
    return values.every(cell => cell.kind === 'value')
      ? { kind: 'value', value: values.reduce((sum, { value }) => sum + value, 0) }
      : withheld();
  });
  return { students: rows.reduce((sum, { students }) => sum + students, 0), cells };
}
