/** Puts together what two devices made of one draft. */
import type { DraftContent } from '@xinqiao/contract/types';

export interface Merged {
  readonly content: DraftContent;
  /** Whether both had changed the same answer: then one stands, and the other one is kept beside. */
  readonly overridden: boolean;
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Independent of the order in which items were answered. Time in sight goes by and is no reason to save. */
export const sameContent = (a: DraftContent, b: DraftContent): boolean =>
  a.position === b.position &&
  sameMembers(a.answers, b.answers) &&
  sameMembers(a.timings, b.timings) &&
  sameMembers(a.changes, b.changes);

const sameMembers = (a: Record<string, unknown> = {}, b: Record<string, unknown> = {}): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every(key => same(a[key], b[key]));

/** @param pointers into the content (RFC 6901): what they name is left out */
export function without({ answers, timings, position }: DraftContent, pointers: readonly string[]): DraftContent {
  const named = new Set(pointers.map(pointer => pointer.split('/').slice(0, 3).join('/')));
  const rest = <T>(name: string, members: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(members).filter(([id]) => !named.has(`/${name}/${id.replace(/~/g, '~0').replace(/\//g, '~1')}`)),
    );
  return {
    answers: rest('answers', answers),
    timings: rest('timings', timings),
    position: named.has('/position') ? null : position,
  };
}

/**
 * An answer that was changed here stands, any other is that of the other device. The time in sight is that of both.
 *
 * @param base what both began from
 * @param isLeft `mine` was left behind, and the service may have had it: an answer that was changed more often than that
 * has been changed since
 */
export function merge(base: DraftContent, mine: DraftContent, theirs: DraftContent, isLeft = false): Merged {
  let overridden = false;
  const isOlder = (key: string) => isLeft && (theirs.changes?.[key] ?? 0) > (mine.changes?.[key] ?? 0);
  const put = <T>(
    base: Record<string, T> = {},
    mine: Record<string, T> = {},
    theirs: Record<string, T> = {},
    count = false,
  ) => {
    const result: Record<string, T> = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const changedHere = !same(mine[key], base[key]);
      if (count && changedHere && !same(theirs[key], base[key]) && !same(mine[key], theirs[key])) overridden = true;
      const value = changedHere && !isOlder(key) ? mine[key] : theirs[key];
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
  const answers = put(base.answers, mine.answers, theirs.answers, true);
  const timings = put(base.timings, mine.timings, theirs.timings);
  const changes = put(base.changes, mine.changes, theirs.changes);
  const position = same(mine.position, base.position) ? theirs.position : mine.position;
  const [before, here, there] = [base, mine, theirs].map(({ visibleTime = 0 }) => visibleTime) as [
    number,
    number,
    number,
  ];
  const visibleTime = there + Math.max(0, here - before);
  return { content: { answers, timings, position, changes, visibleTime }, overridden };
}
