/** What schools before university offer, and to whom. */
import type { Stage } from '@xinqiao/contract/types';
import type { Context } from '../app/handlers.ts';
import type { Element } from './verdict.ts';

export const elementKinds = [
  'school-based-curriculum',
  'life-education',
  'setback-education',
] as const satisfies readonly Element[];

export interface OfferedCourse {
  readonly id: string;
  readonly kind: Element;
  /** Offered at a unit, a course is for the classes of its subtree that are of its stage. */
  isFor(stage: Stage, classPath: string): boolean;
}

export async function offeredCourses({ db, tenant }: Pick<Context, 'db' | 'tenant'>): Promise<OfferedCourse[]> {
  const rows = await db
    .selectFrom('courses')
    .innerJoin('units', join =>
      join.onRef('units.tenant_id', '=', 'courses.tenant_id').onRef('units.id', '=', 'courses.unit_id'),
    )
    .select(['courses.id', 'courses.kind', 'courses.stage', 'units.path'])
    .where('courses.tenant_id', '=', tenant)
    .where('courses.kind', 'in', elementKinds)
    .orderBy('courses.id')
    .execute();
  return rows.map(({ id, kind, stage, path }) => ({
    id,
    kind: kind as Element,
    isFor: (asked, classPath) => asked === stage && classPath.startsWith(path),
  }));
}
