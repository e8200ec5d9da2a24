/** Coverage of a unit and its children as rows: what is covered, where somebody can still help, and in which order. */
import type { OrganisationUnit, UnitCoverage } from '@xinqiao/contract/types';
import type { BarPart } from '../core/chart/stacked-bar.ts';

/** From done to not begun. */
export const STATUSES = ['met', 'onTrack', 'atRisk', 'notMet', 'notEnrolled'] as const;
export type Status = (typeof STATUSES)[number];

const fills = { met: 'solid', onTrack: 'soft', atRisk: 'striped', notMet: 'crossed', notEnrolled: 'open' } as const;

export interface StatusPart extends BarPart {
  status: Status;
}

export interface RowView {
  unit: OrganisationUnit;
  students: number;
  /** Every status, also those of nobody. */
  parts: readonly StatusPart[];
  /** Students who have met the requirement or are on track. */
  covered: number;
  /** The others: somebody can still arrange something for them. */
  gap: number;
  /** Covered students in percent of all; `undefined` for a unit without students. */
  percent: number | undefined;
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
  const { unit, students, met, onTrack, atRisk, notMet, notEnrolled } = coverage;
  const covered = met + onTrack;
  return {
    unit,
    students,
    parts: STATUSES.map(status => ({ status, fill: fills[status], count: coverage[status] })),
    covered,
    gap: atRisk + notMet + notEnrolled,
    percent: percent(covered, students),
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

/** Rows in order. A unit without students always stands last, equal ones by name. */
export function sortRows(rows: readonly RowView[], { key, descending }: Sorting): RowView[] {
  const share = (row: RowView) => row.covered / row.students;
  const byKey: Record<SortKey, (a: RowView, b: RowView) => number> = {
    name: () => 0,
    students: (a, b) => a.students - b.students,
    covered: (a, b) => share(a) - share(b),
    gap: (a, b) => a.gap / a.students - b.gap / b.students || a.gap - b.gap,
  };
  const sign = descending ? -1 : 1;
  const byName = (a: RowView, b: RowView) => collator.compare(a.unit.name, b.unit.name);
  return [...rows].sort((a, b) => {
    if (key !== 'name' && (a.students === 0) !== (b.students === 0)) return a.students === 0 ? 1 : -1;
    if (key === 'name') return sign * byName(a, b);
    return sign * (byKey[key](a, b) || 0) || byName(a, b);
  });
}

/**
 * The way from where one began to the unit that is shown.
 *
 * @param asked id of the unit that was opened from the last one, if any
 */
export function follow(
  path: readonly OrganisationUnit[],
  unit: OrganisationUnit,
  asked: string | undefined,
): OrganisationUnit[] {
  const known = path.findIndex(({ id }) => id === unit.id);
  if (known >= 0) return [...path.slice(0, known), unit];
  const last = path[path.length - 1];
  return last && (unit.parentId === last.id || unit.id === asked) ? [...path, unit] : [unit];
}
