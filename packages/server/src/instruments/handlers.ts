/** Instruments: the definitions that are registered here, every version of them. */
import type { Instrument, InstrumentSummary } from '@xinqiao/contract/types';
import { languagesOf } from '@xinqiao/instruments';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { ResourceHandlers } from '../app/handlers.ts';
import { limitOf, pageOf, readCursor } from '../app/paging.ts';
import { notFound } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** 1.10.0 comes after 1.9.0, which text would not say. */
const newestVersionFirst = sql`string_to_array(version, '.')::bigint[] desc`;

/** Items that ask something. */
export const countQuestions = (instrument: Instrument): number =>
  instrument.items.filter(item => item.type !== 'display' && item.type !== 'group' && item.required !== false).length;

function summaryOf(instrument: Instrument): InstrumentSummary {
  const { id, version, title, abbreviation, respondent, administration, age, licences } = instrument;
  return {
    id,
    version,
    title,
    abbreviation,
    respondent,
    administration,
    age,
    licences,
    itemCount: countQuestions(instrument),
    languages: languagesOf(instrument),
  };
}

const ofTenant = (db: Queries, tenant: string): SelectQueryBuilder<Schema, 'instruments', object> =>
  db.selectFrom('instruments').where('tenant_id', '=', tenant);

export const handlers: ResourceHandlers<'instruments'> = {
  async list({ db, tenant }, { query }) {
    const after = readCursor(query, ['string']);
    const rows = await ofTenant(db, tenant)
      .distinctOn('id')
      .select('definition')
      .$if(after !== undefined, q => q.where('id', '>', after![0]))
      .orderBy('id')
      .orderBy(newestVersionFirst)
      .limit(limitOf(query) + 1)
      .execute();
    return pageOf(
      query,
      rows,
      row => [row.definition.id],
      row => summaryOf(row.definition),
    );
  },

  async get({ db, tenant }, { params, query }) {
    const row = await ofTenant(db, tenant)
      .select('definition')
      .where('id', '=', params.instrumentId)
      .$if(query.version !== undefined, q => q.where('version', '=', query.version!))
      .orderBy(newestVersionFirst)
      .executeTakeFirst();
    if (!row) throw notFound();
    return row.definition;
  },
};
