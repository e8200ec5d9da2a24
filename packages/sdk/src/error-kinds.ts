/** Telling errors apart without their classes: who only has to know what went wrong does not load them. */

/** Shared by every copy of this package on a page: `instanceof` only knows its own. */
export const KINDS = Symbol.for('@xinqiao/sdk/error-kinds');

/**
 * The name of an error's class and of those it is derived from, the nearest first: `NotFoundError`, `ApiError`,
 * `XinqiaoError`. From whichever copy of this package; empty for every other value.
 */
export function kindsOf(value: unknown): readonly string[] {
  const kinds: unknown = (value as { [KINDS]?: unknown } | null | undefined)?.[KINDS];
  return Array.isArray(kinds) ? (kinds as readonly string[]) : [];
}
