import type { OrganisationUnit } from '@xinqiao/contract/types';

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
