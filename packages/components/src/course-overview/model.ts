/** Coverage of a unit and its children as rows: what is covered, where somebody can still help, and in which order. */
import type { AggregateCell, OrganisationUnit, UnitCoverage } from '@xinqiao/contract/types';
import { type Range, rangeOf, together } from '../core/aggregate.ts';
import type { BarPart } from '../core/chart/stacked-bar.ts';

/** From done to not begun. */
export const STATUSES = ['met', 'onTrack', 'atRisk', 'notMet', 'notEnrolled'] as const;
export type Status = (typeof STATUSES)[number];
const COVERED: readonly Status[] = ['met', 'onTrack'];
/** Where somebody can still help. */
export const LEFT: readonly Status[] = ['atRisk', 'notMet', 'notEnrolled'];

const fills = { met: 'solid', onTrack: 'soft', atRisk: 'striped', notMet: 'crossed', notEnrolled: 'open' } as const;

export interface StatusPart extends BarPart {
  status: Status;
  cell: AggregateCell;
}

export interface RowView {
  unit: OrganisationUnit;
  students: number;
  /** Every status, also those of nobody. `count` is what is known to be there and is drawn. */
  parts: readonly StatusPart[];
  /** Students in no part that is drawn. */
  hidden: number;
  /** Students who have met the requirement or are on track. */
  covered: Range;
  /** The others: somebody can still arrange something for them. */
  gap: Range;
  /** The group is too small for anything to be shown. */
  isSmall: boolean;
  /** Whether something is known of who is covered. */
  isKnown: boolean;
  /** Whether the unit has children of its own to look into. */
  opens: boolean;
}

/** Whole percent, honest at the ends: 100 only for all, 0 only for none. */
export function percent(count: number, of: number): number | undefined {
  if (of <= 0) return undefined;
  if (count >= of) return 100;
  return count <= 0 ? 0 : Math.min(99, Math.max(1, Math.round((count / of) * 100)));
}

export function rowView(coverage: UnitCoverage): RowView {
  const { unit, students } = coverage;
  const parts = STATUSES.map(status => {
    const cell = coverage[status];
    return { status, cell, fill: fills[status], count: rangeOf(cell, students).low };
  });
  const known = (statuses: readonly Status[]) => together(statuses.map(status => rangeOf(coverage[status], students)));
  // Two ways to the same number: who is covered, and who is not.
  const [done, left] = [known(COVERED), known(LEFT)];
  const low = Math.max(done.low, students - left.high);
  const high = Math.min(done.high, students - left.low);
  return {
    unit,
    students,
    parts,
    hidden: students - parts.reduce((sum, { count }) => sum + count, 0),
    covered: { low, high },
    gap: { low: students - high, high: students - low },
    isSmall: parts.some(({ cell }) => cell.kind === 'withheld' && cell.reason === 'small-group'),
    isKnown: students > 0 && (low > 0 || high < students),
    opens: unit.kind !== 'class' && unit.kind !== 'dormitory',
  };
}

export const SORT_KEYS = ['name', 'students', 'covered', 'gap'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sorting {
  key: SortKey;
  descending: boolean;
}

/** Where the most is left to do stands first. */
export const GAPS_FIRST: Sorting = { key: 'gap', descending: true };

/** The direction in which a column is first sorted: names from the start, small coverage and large numbers on top. */
export const firstDirection = (key: SortKey): Sorting => ({ key, descending: key === 'gap' || key === 'students' });

const collator = new Intl.Collator('zh-CN', { numeric: true });

/**
 * Rows in order, by what is known of them. One of which nothing is known always stands last, and a unit without students
 * behind it; equal ones by name.
 */
export function sortRows(rows: readonly RowView[], { key, descending }: Sorting): RowView[] {
  const rank = (row: RowView) => (row.students === 0 ? 2 : row.isKnown ? 0 : 1);
  const byKey: Record<SortKey, (a: RowView, b: RowView) => number> = {
    name: () => 0,
    students: (a, b) => a.students - b.students,
    covered: (a, b) => a.covered.low / a.students - b.covered.low / b.students,
    gap: (a, b) => a.gap.low / a.students - b.gap.low / b.students || a.gap.low - b.gap.low,
  };
  const sign = descending ? -1 : 1;
  const byName = (a: RowView, b: RowView) => collator.compare(a.unit.name, b.unit.name);
  return [...rows].sort((a, b) => {
    if (key === 'name') return sign * byName(a, b);
    const last = key === 'students' ? Number(a.students === 0) - Number(b.students === 0) : rank(a) - rank(b);
    return last || sign * (byKey[key](a, b) || 0) || byName(a, b);
  });
}
