/** How far a campaign has come, as steps from asked to submitted and as rows of units. */
import type { AggregateCell, OrganisationUnit, UnitProgress } from '@xinqiao/contract/types';
import { isExact, percentAtLeast, type Range, rangeOf, together } from '../core/aggregate.ts';
import type { BarPart } from '../core/chart/stacked-bar.ts';

/** Of those who are asked, from done to not begun; with `reasons` the school knows why not. */
export const STAGES = ['submitted', 'begun', 'consented', 'reasons', 'waiting'] as const;
export type Stage = (typeof STAGES)[number];
type Column = Stage | 'notAsked';
const COLUMNS: readonly Column[] = [...STAGES, 'notAsked'];

export const FILLS = {
  submitted: 'solid',
  begun: 'soft',
  consented: 'striped',
  reasons: 'ruled',
  waiting: 'open',
} as const;

/** A page that was written before there were reasons gives none. */
const reasonsOf = (row: UnitProgress): UnitProgress['reasons'] => (row as Partial<UnitProgress>).reasons ?? [];

const cellsOf = (row: UnitProgress, column: Column): readonly AggregateCell[] =>
  column === 'reasons' ? reasonsOf(row).map(({ value }) => value) : [row[column]];

/** Everybody who has come as far as this, or farther. */
export const STEPS = ['asked', 'consented', 'begun', 'submitted'] as const;
export type Step = (typeof STEPS)[number];
const within: Readonly<Record<Step, readonly Stage[]>> = {
  asked: STAGES,
  consented: ['consented', 'begun', 'submitted'],
  begun: ['begun', 'submitted'],
  submitted: ['submitted'],
};

export interface StagePart extends BarPart {
  stage: Stage;
  /** Of reasons one for each. */
  cells: readonly AggregateCell[];
}

export interface RowView {
  unit: OrganisationUnit;
  students: number;
  /** `count` is what is known to be there and is drawn. */
  parts: readonly StagePart[];
  /** Students who are asked and in no part that is drawn. */
  hidden: number;
  steps: Readonly<Record<Step, Range>>;
  /** Students with a reason, by which, and all of them. */
  reasons: UnitProgress['reasons'];
  withReason: Range;
  /** Students who are not asked. */
  missing: Range;
  /** Students who are asked and have not submitted. */
  left: Range;
  /** Something is not shown. */
  isVeiled: boolean;
  isSmall: boolean;
  /** Somebody is asked, and it isn't kept back that it is hardly anybody. */
  isAsked: boolean;
  /** Whether something is known of who has submitted. */
  isKnown: boolean;
  opens: boolean;
}

/** Two ways to the same number: who is in these columns, and who is in the others. */
function knownOf(row: UnitProgress, columns: readonly Column[]): Range {
  const sum = (some: readonly Column[]) =>
    together(some.flatMap(column => cellsOf(row, column)).map(cell => rangeOf(cell, row.students)));
  const [those, others] = [sum(columns), sum(COLUMNS.filter(column => !columns.includes(column)))];
  return {
    low: Math.max(those.low, row.students - others.high),
    high: Math.min(those.high, row.students - others.low),
  };
}

export function rowView(row: UnitProgress): RowView {
  const { unit, students, notAsked } = row;
  const parts = STAGES.map(stage => {
    const cells = cellsOf(row, stage);
    return { stage, cells, fill: FILLS[stage], count: together(cells.map(cell => rangeOf(cell, students))).low };
  });
  const steps = {
    asked: knownOf(row, within.asked),
    consented: knownOf(row, within.consented),
    begun: knownOf(row, within.begun),
    submitted: knownOf(row, within.submitted),
  };
  const { asked, submitted } = steps;
  const all = COLUMNS.flatMap(column => cellsOf(row, column));
  return {
    unit,
    students,
    parts,
    hidden: Math.max(0, asked.high - parts.reduce((sum, { count }) => sum + count, 0)),
    steps,
    reasons: reasonsOf(row),
    withReason: knownOf(row, ['reasons']),
    missing: knownOf(row, ['notAsked']),
    left: knownOf(row, ['begun', 'consented', 'reasons', 'waiting']),
    isVeiled: all.some(cell => cell.kind !== 'value'),
    isSmall: all.some(cell => cell.kind === 'withheld' && cell.reason === 'small-group'),
    isAsked: asked.high > 0 && notAsked.kind !== 'all-but-fewer',
    isKnown: asked.high > 0 && (submitted.low > 0 || submitted.high < asked.high || isExact(asked)),
    opens: unit.kind !== 'class' && unit.kind !== 'dormitory',
  };
}

/** Share of those asked who have submitted, in whole percent that is reached for sure; `undefined` where nobody is asked. */
export function shareOf({ asked, submitted }: RowView['steps']): { percent: number; isExact: boolean } | undefined {
  if (asked.high === 0) return undefined;
  return { percent: percentAtLeast(submitted.low, asked.high), isExact: isExact(asked) && isExact(submitted) };
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Where the largest share is still to come stands first; of which nothing is known last; equal ones by name. */
export function sortRows(rows: readonly RowView[]): RowView[] {
  const share = ({ steps: { asked, submitted } }: RowView) => submitted.low / asked.high;
  const rank = (row: RowView) => (row.isKnown && !row.isSmall ? 0 : 1);
  return [...rows].sort(
    (a, b) => rank(a) - rank(b) || share(a) - share(b) || collator.compare(a.unit.name, b.unit.name),
  );
}
