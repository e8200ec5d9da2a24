/** Courses: what is asked, how far a student is, and how far a unit is covered. */
import type { Stage } from '@xinqiao/contract/types';
import { reachedUnit, type UnitNode } from '../access/reach.ts';
import type { Context, ResourceHandlers } from '../app/handlers.ts';
import { coverage } from './coverage.ts';
import { progress } from './progress.ts';
import { requirementOf } from './requirement.ts';

/** The unit's stage, or that of the nearest unit above which has one; a university's where none has. */
async function stageOf({ db, tenant }: Context, unit: UnitNode): Promise<Stage> {
  const row = await db
    .selectFrom('units')
    .select('stage')
    .where('tenant_id', '=', tenant)
    .where('id', 'in', unit.path.split('/').slice(0, -1))
    .where('stage', 'is not', null)
    .orderBy('path', 'desc')
    .executeTakeFirst();
  return row?.stage ?? 'undergraduate';
}

export const handlers: ResourceHandlers<'courses'> = {
  async requirement(context, { query }) {
    const unit = await reachedUnit(context, query.unitId);
    return requirementOf(await stageOf(context, unit), unit.id);
  },

  progress: (context, { params }) => progress(context, params.studentId),

  async coverage(context, { query }) {
    const unit = await reachedUnit(context, query.unitId);
    return coverage(context, unit, await stageOf(context, unit));
  },
};
