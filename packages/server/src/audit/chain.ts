/**
 * The chain of the audit: entries are sealed in batches, each batch with the hash of the one before. Whoever changes,
 * removes or moves an entry has to make every later batch anew, and then no longer agrees with a checkpoint that was
 * exported.
 */
import type { Selectable } from 'kysely';
import { canonicalJson, sha256Hex } from '../app/digest.ts';
import type { Schema } from '../database/schema.ts';

export type EntryRow = Selectable<Schema['audit.entries']>;
export type BatchRow = Selectable<Schema['audit.batches']>;

/** Before the first batch. */
export const NO_HASH = '0'.repeat(64);

/** Entries a batch. */
export const BATCH_SIZE = 1000;

/** What of an entry is sealed: everything but the number of its batch. */
export const sealedPart = ({ batch, at, ...rest }: EntryRow) => ({ ...rest, at: at.toISOString() });

/** SHA-256 of a batch in canonical JSON (RFC 8785); `entries` in the order of their ids. */
export const hashOf = (
  tenant: string,
  sequence: number,
  previous: string,
  entries: readonly EntryRow[],
): Promise<string> => sha256Hex(canonicalJson({ tenant, sequence, previous, entries: entries.map(sealedPart) }));
