/** What was given to a form, and what of it may be gone in the end: nothing but what somebody has put something else in place of. */

export interface Given {
  readonly item: string;
  /** No other answer has it. */
  readonly value: string;
  /** What the form showed there before. */
  readonly before: string | undefined;
  /** A page has said that it is saved, or that it waits on the device for the network. */
  isKept: boolean;
}

export class History {
  readonly #given = new Map<string, Given>();

  /** A value that no other answer has. */
  next = (item: string): string => `${item}${this.#given.size + 1}`;

  give(item: string, value: string, before: string | undefined): void {
    this.#given.set(value, { item, value, before, isKept: false });
  }

  /** @throws when an answer was given by nobody, or to another question */
  #find(item: string, value: string): Given {
    const given = this.#given.get(value);
    if (given?.item !== item) throw new Error(`${item} shows ${value}, which nobody has answered there`);
    return given;
  }

  /** A page shows these and says that they are kept. */
  keep(shown: Record<string, string>): void {
    for (const [item, value] of Object.entries(shown)) this.#find(item, value).isKept = true;
  }

  /** How many. */
  get kept(): number {
    return [...this.#given.values()].filter(({ isKept }) => isKept).length;
  }

  /** Answers to a question that are kept and that nobody has put something else that is kept in place of. */
  newest(item: string): string[] {
    const kept = [...this.#given.values()].filter(given => given.item === item && given.isKept);
    const replaced = new Set(kept.flatMap(({ before }) => this.#withAllBefore(before)));
    return kept.map(({ value }) => value).filter(value => !replaced.has(value));
  }

  #withAllBefore(value: string | undefined): string[] {
    return value === undefined ? [] : [value, ...this.#withAllBefore(this.#given.get(value)?.before)];
  }

  /**
   * @param stands what the service has in the end
   * @throws when something is lost
   */
  judge(stands: Record<string, unknown>, items: readonly string[]): void {
    for (const item of items) {
      const value = stands[item];
      const newest = this.newest(item);
      if (newest.length === 0 && value === undefined) continue;
      if (typeof value !== 'string') throw new Error(`${item} is gone; it was ${newest.join(' or ')}`);
      // What was given and never said to be kept may be there all the same.
      const replaced = newest.some(one => this.#withAllBefore(this.#given.get(one)?.before).includes(value));
      this.#find(item, value);
      if (replaced) throw new Error(`${item} is ${value} again, where ${newest.join(' or ')} was given after it`);
    }
  }

  /** For whoever looks for the cause. */
  toString(): string {
    return [...this.#given.values()]
      .map(({ value, before, isKept }) => `${value}${isKept ? '' : ' (never said to be kept)'} after ${before ?? '–'}`)
      .join('\n');
  }
}
