/**
 * Somebody who wants to know more than is told: writes down every table that could be true and looks what they have in
 * common. Knows the sizes of all units and how the tree is made; knows nothing of how it was decided what is shown.
 */
import type { AggregateCell } from '@xinqiao/contract/types';

/** All that was told, of any number of questions: rows by path. */
export type Told = ReadonlyMap<string, { readonly students: number; readonly cells: readonly AggregateCell[] }>;

type Counts = readonly number[];
const keyOf = (counts: Counts): string => counts.join(' ');

/** Every way in which `students` can be spread over so many statuses. */
function* spreads(students: number, statuses: number): Generator<number[]> {
  if (statuses === 1) return yield [students];
  for (let first = 0; first <= students; first += 1) {
    for (const rest of spreads(students - first, statuses - 1)) yield [first, ...rest];
  }
}

export function isPossible(cell: AggregateCell, count: number, of: number): boolean {
  if (cell.kind === 'value') return count === cell.value;
  if (cell.kind === 'fewer') return count < cell.than;
  return cell.kind === 'withheld' || of - count < cell.than;
}

interface Node {
  readonly path: string;
  readonly children: readonly Node[];
  /** What this unit's row can be, as far as it and what is below it tell. */
  readonly possible: ReadonlyMap<string, Counts>;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

/** Rows that can be made of one row of each set. */
function sums(sets: readonly (readonly Counts[])[], statuses: number): Map<string, Counts> {
  let made = new Map<string, Counts>([[keyOf(Array<number>(statuses).fill(0)), Array<number>(statuses).fill(0)]]);
  for (const set of sets) {
    const next = new Map<string, Counts>();
    for (const one of made.values()) {
      for (const other of set) {
        const sum = one.map((count, status) => count + other[status]!);
        next.set(keyOf(sum), sum);
      }
    }
    made = next;
  }
  return made;
}

function build(told: Told, path: string): Node {
  const { students, cells } = told.get(path)!;
  const fits = (counts: Counts) => counts.every((count, status) => isPossible(cells[status]!, count, students));
  const children = [...told.keys()].filter(other => parentOf(other) === path).map(child => build(told, child));
  const all =
    children.length === 0
      ? [...spreads(students, cells.length)]
      : sums(
          children.map(({ possible }) => [...possible.values()]),
          cells.length,
        ).values();
  const possible = new Map([...all].filter(fits).map(counts => [keyOf(counts), counts]));
  return { path, children, possible };
}

/** Takes out of every child what doesn't fit with its parent and its siblings, from the root down. */
function* settle({ path, children, possible }: Node): Generator<[string, Counts[]]> {
  yield [path, [...possible.values()]];
  for (const child of children) {
    const others = children.filter(other => other !== child).map(other => [...other.possible.values()]);
    const rest = [...sums(others, [...possible.values()][0]!.length).values()];
    const kept = [...child.possible].filter(([, counts]) =>
      rest.some(other => possible.has(keyOf(counts.map((count, status) => count + other[status]!)))),
    );
    yield* settle({ ...child, possible: new Map(kept) });
  }
}

/** What each unit's row can be for somebody who has read all of `told`. */
export function worldsOf(told: Told): Map<string, Counts[]> {
  const roots = [...told.keys()].filter(path => !told.has(parentOf(path)));
  return new Map(roots.flatMap(root => [...settle(build(told, root))]));
}
