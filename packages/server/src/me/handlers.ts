/** Who the session is. */
import { selectUnits, toUnit } from '../access/unit.ts';
import type { ResourceHandlers } from '../app/handlers.ts';
import { timestamp } from '../app/time.ts';

export const handlers: ResourceHandlers<'me'> = {
  async get(context) {
    const { principal, now, helpLines } = context;
    const unit = await selectUnits(context).where('units.id', '=', principal.unit.id).executeTakeFirstOrThrow();
    return {
      userId: principal.userId,
      name: principal.name,
      role: principal.role,
      unit: toUnit(unit),
      studentId: principal.studentId,
      components: [...principal.components],
      helpLines: [...helpLines],
      serverTime: timestamp(now),
    };
  },
};
