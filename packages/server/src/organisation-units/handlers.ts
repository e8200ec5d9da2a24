/** The organisation, as far as the session reaches. */
import { sql, type SqlBool } from 'kysely';
import { reachedUnit, reachedUnits } from '../access/reach.ts';
import { selectUnits, toUnit } from '../access/unit.ts';
import type { ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';

export const handlers: ResourceHandlers<'organisationUnits'> = {
  /** Children come in the order that the school gives them; without a parent the tree comes from the root down. */
  async list(context, { query }) {
    const reached = selectUnits(context)
      .where(reachedUnits(context.principal))
      .$if(query.kind !== undefined, q => q.where('units.kind', '=', query.kind!));
    const limit = limitOf(query) + 1;
    if (query.parentId === undefined) {
      const after = readCursor(query, ['string']);
      const rows = await reached
        .$if(after !== undefined, q => q.where('units.path', '>', after![0]))
        .orderBy('units.path')
        .limit(limit)
        .execute();
      return pageOf(query, rows, row => [row.path], toUnit);
    }
    const parent = await reachedUnit(context, query.parentId);
    const after = readCursor(query, ['integer', 'string']);
    const rows = await reached
      .where('units.parent_id', '=', parent.id)
      .$if(after !== undefined, q =>
        q.where(sql<SqlBool>`(units.position, units.id) > (${after![0]}::int, ${after![1]})`),
      )
      .orderBy('units.position')
      .orderBy('units.id')
      .limit(limit)
      .execute();
    return pageOf(query, rows, row => [row.position, row.id], toUnit);
  },

  async get(context, { params }) {
    const row = await selectUnits(context)
      .where('units.id', '=', params.unitId)
      .where(reachedUnits(context.principal))
      .executeTakeFirst();
    if (!row) throw notFound();
    return toUnit(row);
  },
};
