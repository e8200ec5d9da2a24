/** The units of an answer, and their rows for who sees each student as well. */
import { reachedUnits, type UnitNode } from '../access/reach.ts';
import { selectUnits } from '../access/unit.ts';
import type { Context } from '../app/handlers.ts';
import { exact, type LeafCounts, type ProtectedRow } from './protect.ts';

/** The unit and, below it, colleges and classes; dormitories stand beside them and hold the same students again. */
export async function readUnits(context: Context, unit: UnitNode) {
  const rows = await selectUnits(context)
    .where(query => query.or([query('units.id', '=', unit.id), query('units.parent_id', '=', unit.id)]))
    .where(query => query.or([query('units.id', '=', unit.id), query('units.kind', '!=', 'dormitory')]))
    .where(reachedUnits(context.principal))
    .orderBy('units.position')
    .orderBy('units.id')
    .execute();
  const own = rows.find(({ id }) => id === unit.id)!;
  return { own, children: rows.filter(({ id }) => id !== unit.id) };
}

export type UnitRow = Awaited<ReturnType<typeof readUnits>>['own'];

/** The counts of the classes below a path, as they are. */
export const exactRow =
  (classes: readonly LeafCounts[], statuses: number) =>
  (path: string): ProtectedRow => {
    const counts = Array<number>(statuses).fill(0);
    for (const one of classes.filter(({ path: below }) => below.startsWith(path))) {
      for (const [status, count] of one.counts.entries()) counts[status]! += count;
    }
    return { students: counts.reduce((sum, count) => sum + count, 0), cells: exact(counts) };
  };
