/** Gives the audit out, line by line, for an archive that the owner of the database does not own. */
import type { Queries } from '../database/database.ts';
import { sealedPart } from './chain.ts';

const PAGE = 1000;

/** Every checkpoint from the first: compact JWS. */
export async function* exportCheckpoints(db: Queries, tenant: string): AsyncIterable<string> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('audit.batches')
      .select(['sequence', 'checkpoint'])
      .where('tenant_id', '=', tenant)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield row.checkpoint;
    const last = rows.at(-1);
    if (!last) return;
    after = last.sequence;
  }
}

/** Every sealed entry as JSON, in the order of the chain, with the number of its batch: enough to compute its hash. */
export async function* exportEntries(db: Queries, tenant: string): AsyncIterable<string> {
  let after: readonly [batch: number, id: number] = [0, 0];
  for (;;) {
    const rows = await db
      .selectFrom('audit.entries')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('batch', 'is not', null)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('batch', 'id'), '>', tuple(...after)))
      .orderBy('batch')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield JSON.stringify({ ...sealedPart(row), batch: row.batch });
    const last = rows.at(-1);
    if (!last) return;
    after = [last.batch!, last.id];
  }
}
