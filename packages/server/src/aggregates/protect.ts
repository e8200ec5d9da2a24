/**
 * Which counts of a table may be shown so that nobody's status, and no count below k, can be worked out from them: by
 * totals, sub-totals, siblings, other statuses, or all of these together (decision 0012).
 *
 * One table is decided as a whole, and everything a reader is told is a part of it: several questions give no more than
 * one. The sizes of units are taken as known: class lists say them.
 */
import type { AggregateCell } from '@xinqiao/contract/types';
import { Network, type Range } from './network.ts';

/** The students of a class, by status. */
export interface LeafCounts {
  /** Ids from the root to the class, each followed by a slash. */
  readonly path: string;
  readonly counts: readonly number[];
}

export interface ProtectedRow {
  readonly students: number;
  readonly cells: readonly AggregateCell[];
}

/** By the path of every unit that has students, and in the order of the statuses. */
export type ProtectedTable = ReadonlyMap<string, ProtectedRow>;

/** Those who know the single rows get the counts as they are. */
export const exact = (counts: readonly number[]): AggregateCell[] => counts.map(value => ({ kind: 'value', value }));

interface Cell {
  readonly path: string;
  readonly status: number;
  readonly value: number;
  /** Students of the unit. */
  readonly of: number;
  /** Fewer than k, or all but fewer than k; zero and everybody among them. */
  readonly isSensitive: boolean;
  shown: AggregateCell;
}

const SMALL_GROUP: AggregateCell = { kind: 'withheld', reason: 'small-group' };
const PROTECTS_OTHERS: AggregateCell = { kind: 'withheld', reason: 'protects-others' };

/**
 * @param leaves a class once at most, every one with the same statuses
 * @param k the smallest count that is shown
 * @param within what others are told of the same table, who see more: nothing is told beyond it
 */
export function protect(leaves: readonly LeafCounts[], k: number, within?: ProtectedTable): ProtectedTable {
  const cells = cellsOf(leaves, k, within);
  // First as if only the shown numbers were known, then with what "fewer than k" says as well. The first finds counts
  // below k of several units or statuses together, which no single cell would show.
  audit(leaves, cells, k, { far: k, known: numbersOnly });
  audit(leaves, cells, k, { far: k - 1, known: everythingSaid });
  return tableOf(cells);
}

function* unitsAbove(path: string): Generator<string> {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) yield path.slice(0, end + 1);
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

function cellsOf(leaves: readonly LeafCounts[], k: number, within?: ProtectedTable): Map<string, Cell[]> {
  const sums = new Map<string, number[]>();
  for (const { path, counts } of leaves) {
    for (const unit of unitsAbove(path)) {
      const sum = sums.get(unit) ?? counts.map(() => 0);
      sums.set(unit, sum);
      for (const [status, count] of counts.entries()) sum[status]! += count;
    }
  }
  const entries = [...sums].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(
    entries.map(([path, counts]) => {
      const of = counts.reduce((sum, count) => sum + count, 0);
      return [path, counts.map((value, status) => firstCell({ path, status, value, of }, k, within))];
    }),
  );
}

function firstCell(cell: Pick<Cell, 'path' | 'status' | 'value' | 'of'>, k: number, within?: ProtectedTable): Cell {
  const { value, of } = cell;
  const isSensitive = value < k || of - value < k;
  const told = within?.get(cell.path)?.cells[cell.status];
  return { ...cell, isSensitive, shown: told?.kind === 'withheld' ? told : primary(value, of, k) };
}

function primary(value: number, of: number, k: number): AggregateCell {
  if (of < k) return SMALL_GROUP;
  if (value < k) return { kind: 'fewer', than: k };
  return of - value < k ? { kind: 'all-but-fewer', than: k } : { kind: 'value', value };
}

type Known = (cell: Cell) => Range;

const numbersOnly: Known = ({ shown, of }) =>
  shown.kind === 'value' ? { low: shown.value, high: shown.value } : { low: 0, high: of };

const everythingSaid: Known = cell => {
  const { shown, of } = cell;
  if (shown.kind === 'fewer') return { low: 0, high: Math.min(of, shown.than - 1) };
  return shown.kind === 'all-but-fewer' ? { low: Math.max(0, of - shown.than + 1), high: of } : numbersOnly(cell);
};

interface Reader {
  /** Up to this count a sensitive cell has to be possible. */
  readonly far: number;
  readonly known: Known;
}

/** Withholds more, until each sensitive cell could be everything from none to `far` for all that the reader knows. */
function audit(
  leaves: readonly LeafCounts[],
  table: ReadonlyMap<string, Cell[]>,
  k: number,
  { far, known }: Reader,
): void {
  const network = new Network();
  const sink = network.addNode();
  const nodes = new Map([...table].map(([path, cells]) => [path, cells.map(() => network.addNode())]));
  const cellOf = new Map<number, Cell>();
  const edges: [Cell, number][] = [];
  for (const cell of [...table.values()].flat()) {
    const from = nodes.get(cell.path)![cell.status]!;
    const to = nodes.get(parentOf(cell.path))?.[cell.status] ?? sink;
    const edge = network.addEdge(from, to, cell.value, known(cell), cell.of);
    cellOf.set(edge, cell);
    edges.push([cell, edge]);
  }
  for (const { path, counts } of leaves) {
    const row = network.addNode();
    const of = counts.reduce((sum, count) => sum + count, 0);
    for (const [status, count] of counts.entries()) {
      network.addEdge(row, nodes.get(path)![status]!, count, { low: 0, high: of }, of);
    }
  }
  // Of few students little is lost by saying less, and words lose less than numbers.
  const costOf = (edge: number): number => {
    const { shown, of } = cellOf.get(edge)!;
    return shown.kind === 'value' ? 1 + Math.log2(1 + of) : 0.5;
  };
  for (const [cell, edge] of edges.filter(([{ isSensitive }]) => isSensitive)) {
    for (const target of targetsOf(cell, k, far)) {
      while (!network.reach(edge, target)) {
        const inTheWay = network.inTheWay(edge, target, costOf);
        if (inTheWay.length === 0) throw new TypeError('The counts of a class are fewer than none.');
        for (const other of inTheWay) {
          network.withhold(other);
          cellOf.get(other)!.shown = PROTECTS_OTHERS;
        }
      }
    }
  }
}

/** Below k: none and `far`; all but fewer than k: the same of those who are left. */
function targetsOf({ value, of }: Cell, k: number, far: number): [number, number] {
  const most = Math.min(far, of);
  return value < k ? [0, most] : [of - most, of];
}

function tableOf(cells: ReadonlyMap<string, Cell[]>): ProtectedTable {
  return new Map(
    [...cells].map(([path, row]) => [path, { students: row[0]?.of ?? 0, cells: row.map(({ shown }) => shown) }]),
  );
}
