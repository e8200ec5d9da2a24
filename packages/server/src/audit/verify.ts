/** Verifies the chain: finds every entry that was changed, removed, moved or added after it was sealed. */
import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { type BatchRow, hashOf, NO_HASH } from './chain.ts';
import { readCheckpoint, type SignedCheckpoint } from './keys.ts';

export type AuditFaultCode =
  /** A batch is not there, although a later one or a checkpoint is. */
  | 'batch-missing'
  /** The batch does not follow from the one before it. */
  | 'chain-broken'
  /** Entries of the batch are fewer or more than were sealed. */
  | 'entries-missing'
  | 'entries-added'
  /** The entries are not those that were sealed: changed, exchanged or in another order. */
  | 'entries-changed'
  /** The signature of the batch is not valid, is another batch's, or of a key that is not trusted. */
  | 'signature-invalid'
  /** The batch is another than the one that an exported checkpoint was made for. */
  | 'checkpoint-differs'
  /** A line of the exported checkpoints is none. */
  | 'checkpoint-invalid'
  /** Entries name a batch that is not there. */
  | 'entries-without-batch';

export interface AuditFault {
  readonly code: AuditFaultCode;
  /** Number of the batch; of the line for `checkpoint-invalid`. */
  readonly sequence: number;
}

export interface AuditReport {
  readonly batches: number;
  /** Sealed entries. */
  readonly entries: number;
  /** Entries that no batch holds yet: nothing vouches for them. */
  readonly unsealed: number;
  /** Hash of the last batch; the one to write down. */
  readonly head: string;
  /** Thumbprints of the keys that signed. */
  readonly keys: readonly string[];
  readonly faults: readonly AuditFault[];
}

export interface VerifyOptions {
  tenant: string;
  /** Checkpoints exported earlier, compact JWS: what shows that the end was cut off, or everything made anew. */
  checkpoints?: readonly string[];
  /** Thumbprints of the only keys that are trusted; every key that signed when left out. */
  trustedKeys?: readonly string[];
}

/** Reads the whole chain, batch by batch. */
export async function verifyAudit(db: Queries, options: VerifyOptions): Promise<AuditReport> {
  const { tenant, checkpoints = [] } = options;
  const trusted = options.trustedKeys && new Set(options.trustedKeys);
  const faults: AuditFault[] = [];
  const exported = await readExported(checkpoints, tenant, trusted, faults);
  const keys = new Set<string>();
  const last = await lastSequence(db, tenant);
  let previous = NO_HASH;
  let entries = 0;
  let batches = 0;
  const beyond = [...exported.keys()].filter(sequence => sequence > last);
  faults.push(...beyond.map(sequence => ({ code: 'batch-missing' as const, sequence })));
  for (let sequence = 1; sequence <= last; sequence++) {
    const batch = await readBatch(db, tenant, sequence);
    if (!batch) {
      faults.push({ code: 'batch-missing', sequence });
      continue;
    }
    batches++;
    entries += batch.entries;
    const signed = await readCheckpoint(batch.checkpoint, trusted);
    if (signed) keys.add(signed.keyId);
    const codes = await faultsOf(db, batch, previous, signed, exported.get(sequence));
    faults.push(...codes.map(code => ({ code, sequence })));
    previous = batch.hash;
  }
  const { unsealed, stray } = await countOthers(db, tenant);
  faults.push(...stray.map(sequence => ({ code: 'entries-without-batch' as const, sequence })));
  return { batches, entries, unsealed, head: previous, keys: [...keys], faults };
}

async function faultsOf(
  db: Queries,
  batch: BatchRow,
  previous: string,
  signed: SignedCheckpoint | undefined,
  exported: readonly SignedCheckpoint[] = [],
): Promise<AuditFaultCode[]> {
  const { tenant_id: tenant, sequence } = batch;
  const rows = await db
    .selectFrom('audit.entries')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('batch', '=', sequence)
    .orderBy('id')
    .execute();
  const codes: AuditFaultCode[] = [];
  if (batch.previous !== previous) codes.push('chain-broken');
  if (rows.length < batch.entries) codes.push('entries-missing');
  else if (rows.length > batch.entries) codes.push('entries-added');
  else if ((await hashOf(tenant, sequence, batch.previous, rows)) !== batch.hash) codes.push('entries-changed');
  if (!signed || !isOf(signed, batch)) codes.push('signature-invalid');
  if (!exported.every(one => isOf(one, batch))) codes.push('checkpoint-differs');
  return codes;
}

const isOf = (checkpoint: SignedCheckpoint, batch: BatchRow): boolean =>
  checkpoint.tenant === batch.tenant_id &&
  checkpoint.sequence === batch.sequence &&
  checkpoint.entries === batch.entries &&
  checkpoint.hash === batch.hash &&
  checkpoint.sealedAt === batch.sealed_at.toISOString();

async function readExported(
  lines: readonly string[],
  tenant: string,
  trusted: ReadonlySet<string> | undefined,
  faults: AuditFault[],
): Promise<Map<number, SignedCheckpoint[]>> {
  const found = new Map<number, SignedCheckpoint[]>();
  for (const [index, line] of lines.entries()) {
    const checkpoint = await readCheckpoint(line.trim(), trusted);
    if (checkpoint?.tenant === tenant && Number.isSafeInteger(checkpoint.sequence)) {
      found.set(checkpoint.sequence, [...(found.get(checkpoint.sequence) ?? []), checkpoint]);
    } else faults.push({ code: 'checkpoint-invalid', sequence: index + 1 });
  }
  return found;
}

async function lastSequence(db: Queries, tenant: string): Promise<number> {
  const row = await db
    .selectFrom('audit.batches')
    .select(query => query.fn.max('sequence').as('last'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirst();
  return row?.last ?? 0;
}

const readBatch = (db: Queries, tenant: string, sequence: number): Promise<BatchRow | undefined> =>
  db
    .selectFrom('audit.batches')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('sequence', '=', sequence)
    .executeTakeFirst();

async function countOthers(db: Queries, tenant: string): Promise<{ unsealed: number; stray: number[] }> {
  const { rows } = await sql<{ batch: number | null; entries: number }>`
    select entry.batch, count(*) as entries from audit.entries as entry
    left join audit.batches as batch on batch.tenant_id = entry.tenant_id and batch.sequence = entry.batch
    where entry.tenant_id = ${tenant} and batch.sequence is null
    group by entry.batch order by entry.batch
  `.execute(db);
  return {
    unsealed: rows.find(row => row.batch === null)?.entries ?? 0,
    stray: rows.flatMap(row => (row.batch === null ? [] : [row.batch])),
  };
}
