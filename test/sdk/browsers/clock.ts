/** A device whose wall clock is wrong, as people set it: `Date` alone says another time. */
export function shiftClock(hours: number): void {
  const Right = Date;
  const by = hours * 3_600_000;
  globalThis.Date = class extends Right {
    constructor(...given: []) {
      super(...((given.length > 0 ? given : [Right.now() + by]) as []));
    }
    static override now(): number {
      return Right.now() + by;
    }
  } as DateConstructor;
}
