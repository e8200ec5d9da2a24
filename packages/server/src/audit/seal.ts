/** Seals what has been recorded: a batch, its hash, its signature. */
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { BATCH_SIZE, hashOf, NO_HASH } from './chain.ts';
import { type AuditKey, sign, signingKey } from './keys.ts';

export interface SealOptions {
  tenant: string;
  clock: () => Date;
  /** A key that is kept outside of the database; the database's own when left out. */
  key?: AuditKey | undefined;
}

/**
 * Seals up to a thousand entries, the oldest first. One at a time, whatever number of processes tries.
 *
 * @returns the checkpoint, a compact JWS; undefined when there was nothing to seal.
 */
export async function sealBatch(database: Database, options: SealOptions): Promise<string | undefined> {
  const { tenant, clock, key: own } = options;
  return database.kysely.transaction().execute(async db => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${tenant}`}, 0))`.execute(db);
    // An entry whose transaction ends later has a lower id perhaps: it comes into the next batch.
    const entries = await db
      .selectFrom('audit.entries')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('batch', 'is', null)
      .orderBy('id')
      .limit(BATCH_SIZE)
      .execute();
    if (entries.length === 0) return undefined;
    const last = await db
      .selectFrom('audit.batches')
      .select(['sequence', 'hash'])
      .where('tenant_id', '=', tenant)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const sequence = (last?.sequence ?? 0) + 1;
    const previous = last?.hash ?? NO_HASH;
    const hash = await hashOf(tenant, sequence, previous, entries);
    const sealedAt = clock();
    const checkpoint = await sign(
      { tenant, sequence, entries: entries.length, hash, sealedAt: sealedAt.toISOString() },
      await signingKey(db, tenant, own),
    );
    await db
      .insertInto('audit.batches')
      .values({
        ...{ tenant_id: tenant, sequence, previous, hash, checkpoint },
        entries: entries.length,
        sealed_at: sealedAt,
      })
      .execute();
    await sql`update audit.entries set batch = ${sequence}
      where tenant_id = ${tenant} and batch is null and id = any(${entries.map(({ id }) => id)}::bigint[])`.execute(db);
    return checkpoint;
  });
}

/** Seals until nothing is left. `onSealed` gets each checkpoint. */
export async function sealAll(
  database: Database,
  options: SealOptions,
  onSealed: (checkpoint: string) => Promise<void> | void = () => {},
): Promise<number> {
  let batches = 0;
  for (;;) {
    const checkpoint = await sealBatch(database, options);
    if (checkpoint === undefined) return batches;
    batches++;
    await onSealed(checkpoint);
  }
}

/**
 * Seals every `interval` milliseconds. The function it gives ends that, after a last sealing.
 *
 * @param onFailure what a sealing failed with; the next one tries again.
 */
export function keepSealing(
  seal: () => Promise<unknown>,
  interval: number,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const once = () => {
    running = running.then(seal).catch(onFailure);
    return running;
  };
  const timer = setInterval(() => void once(), interval);
  return async () => {
    clearInterval(timer);
    await once();
  };
}
