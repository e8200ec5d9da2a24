/**
 * A table of counts as a network of flows: what else a reader of the table can take to be true.
 *
 * Every row's people flow from the row through its statuses up the tree into the sink; the flow through an edge is a
 * count. Whoever knows the rows' sizes and some counts knows of the others that they are a flow too. How far one of them
 * can be from the truth is how much can be sent around through its edge: both ends of that range are exact, and so is
 * every whole number between (Ford and Fulkerson; for tables of two dimensions, one of them a tree: Cox 1995 and 2007, Castro 2012).
 */

/** What a reader knows of a flow: not less than `low`, not more than `high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export class Network {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #flow: number[] = [];
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #most: number[] = [];
  /** The steps from a node: 2 × edge along it, 2 × edge + 1 against it. */
  readonly #steps: number[][] = [];
  #seen = new Int32Array(0);
  #by = new Int32Array(0);
  #round = 0;

  addNode(): number {
    return this.#steps.push([]) - 1;
  }

  /**
   * @param most what the edge could hold if nothing were known of it but the sizes of the rows
   * @returns the edge's number
   */
  addEdge(from: number, to: number, flow: number, { low, high }: Range, most: number): number {
    const edge = this.#from.push(from) - 1;
    this.#to.push(to);
    this.#flow.push(flow);
    this.#low.push(low);
    this.#high.push(high);
    this.#most.push(most);
    this.#steps[from]!.push(2 * edge);
    this.#steps[to]!.push(2 * edge + 1);
    return edge;
  }

  /** Nothing is known of an edge from now on. */
  withhold(edge: number): void {
    this.#low[edge] = 0;
    this.#high[edge] = this.#most[edge]!;
  }

  /**
   * Moves the flow of `edge` towards `target` as far as what is known of the others allows.
   *
   * @returns whether it came there.
   */
  reach(edge: number, target: number): boolean {
    while (this.#flow[edge] !== target) {
      const path = this.#shortest(edge, target);
      if (!path) return false;
      this.#send(edge, target, path);
    }
    return true;
  }

  /**
   * The edges that would have to be withheld for `edge` to come nearer to `target`, at the least cost; empty when
   * nothing helps.
   *
   * @param costOf cost of withholding an edge; asked only for edges that are in the way
   */
  inTheWay(edge: number, target: number, costOf: (edge: number) => number): number[] {
    const [start, end] = this.#ends(edge, target);
    const by = this.#cheapest(edge, start, end, costOf);
    if (!by) return [];
    return this.#pathTo(start, end, by)
      .filter(step => this.#room(step) <= 0)
      .map(step => step >> 1);
  }

  /** More through an edge comes back from its end to its beginning by another way; less goes that other way instead. */
  #ends(edge: number, target: number): [number, number] {
    const ends: [number, number] = [this.#to[edge]!, this.#from[edge]!];
    return this.#flow[edge]! < target ? ends : [ends[1], ends[0]];
  }

  #room(step: number): number {
    const edge = step >> 1;
    return step & 1 ? this.#flow[edge]! - this.#low[edge]! : this.#high[edge]! - this.#flow[edge]!;
  }

  /** The same if nothing were known of the edge. */
  #widestRoom(step: number): number {
    const edge = step >> 1;
    return step & 1 ? this.#flow[edge]! : this.#most[edge]! - this.#flow[edge]!;
  }

  #endOf(step: number): number {
    return step & 1 ? this.#from[step >> 1]! : this.#to[step >> 1]!;
  }

  #pathTo(start: number, end: number, by: Int32Array): number[] {
    const path: number[] = [];
    for (let node = end; node !== start;) {
      const step = by[node]!;
      path.push(step);
      node = this.#endOf(step ^ 1);
    }
    return path;
  }

  #send(edge: number, target: number, path: readonly number[]): void {
    const wanted = target - this.#flow[edge]!;
    const amount = Math.min(Math.abs(wanted), ...path.map(step => this.#room(step)));
    for (const step of path) this.#flow[step >> 1]! += step & 1 ? -amount : amount;
    this.#flow[edge]! += Math.sign(wanted) * amount;
  }

  /** The shortest way round for the flow of `edge`, searched from both ends: a class has few neighbours, a college many. */
  #shortest(edge: number, target: number): number[] | undefined {
    const [start, end] = this.#ends(edge, target);
    if (this.#seen.length < this.#steps.length) {
      this.#seen = new Int32Array(this.#steps.length);
      this.#by = new Int32Array(this.#steps.length);
      this.#round = 0;
    }
    // `round` where it was come to from the start, `-round` from the end.
    const round = ++this.#round;
    this.#seen[start] = round;
    this.#seen[end] = -round;
    let ahead = [start];
    let behind = [end];
    while (ahead.length > 0 && behind.length > 0) {
      const isAhead = ahead.length <= behind.length;
      const mark = isAhead ? round : -round;
      const next: number[] = [];
      for (const node of isAhead ? ahead : behind) {
        for (const step of this.#steps[node]!) {
          const other = this.#endOf(step);
          const taken = isAhead ? step : step ^ 1;
          if (this.#seen[other] === mark || step >> 1 === edge || this.#room(taken) <= 0) continue;
          if (this.#seen[other] === -mark) {
            const [from, to] = isAhead ? [node, other] : [other, node];
            return [...this.#pathTo(start, from, this.#by), taken, ...this.#pathOn(to, end, this.#by)];
          }
          this.#seen[other] = mark;
          this.#by[other] = taken;
          next.push(other);
        }
      }
      if (isAhead) ahead = next;
      else behind = next;
    }
    return undefined;
  }

  #pathOn(start: number, end: number, by: Int32Array): number[] {
    const path: number[] = [];
    for (let node = start; node !== end; node = this.#endOf(path.at(-1)!)) path.push(by[node]!);
    return path;
  }

  /** Dijkstra, with a heap of [cost, node]. */
  #cheapest(edge: number, start: number, end: number, costOf: (edge: number) => number): Int32Array | undefined {
    const by = new Int32Array(this.#steps.length);
    const cost = new Float64Array(this.#steps.length).fill(Infinity);
    cost[start] = 0;
    const heap = new Heap();
    heap.push(0, start);
    for (let next = heap.pop(); next; next = heap.pop()) {
      const [reached, node] = next;
      if (node === end) return by;
      if (reached > cost[node]!) continue;
      for (const step of this.#steps[node]!) {
        if (step >> 1 === edge || this.#widestRoom(step) <= 0) continue;
        // A little for every edge: of two ways that cost the same, the shorter.
        const sum = reached + (this.#room(step) > 0 ? 1e-6 : costOf(step >> 1));
        const other = this.#endOf(step);
        if (sum >= cost[other]!) continue;
        cost[other] = sum;
        by[other] = step;
        heap.push(sum, other);
      }
    }
    return undefined;
  }
}

class Heap {
  readonly #items: [number, number][] = [];

  push(cost: number, node: number): void {
    const items = this.#items;
    let at = items.push([cost, node]) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (items[above]![0] <= items[at]![0]) return;
      [items[above], items[at]] = [items[at]!, items[above]!];
      at = above;
    }
  }

  pop(): [number, number] | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || items.length === 0) return first;
    items[0] = last!;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < items.length && items[left]![0] < items[least]![0]) least = left;
      if (right < items.length && items[right]![0] < items[least]![0]) least = right;
      if (least === at) return first;
      [items[least], items[at]] = [items[at]!, items[least]!];
      at = least;
    }
  }
}
