/** The schema `audit`: entries, the batches that seal them, and the keys that sign the batches. */
import type { AuditEntry, Role } from '@xinqiao/contract/types';
import type { Generated } from 'kysely';
import type { Instant, Json, JsonOrNull, Nullable } from './columns.ts';

export interface AuditEntries {
  tenant_id: string;
  id: Generated<number>;
  at: Instant;
  /** 学号 or 工号 of a person, id of a secret key. */
  actor: string;
  /** Null for a secret key. */
  role: Nullable<Role>;
  session_id: Nullable<string>;
  /** As in the contract: `alerts.get`. */
  operation: string;
  action: AuditEntry['action'];
  resource_id: Nullable<string>;
  /** Ids of the students that it was about. */
  subjects: string[];
  classes: string[];
  purpose: AuditEntry['purpose'];
  purpose_note: Nullable<string>;
  outcome: AuditEntry['outcome'];
  request_id: string;
  /** Null until it is sealed. */
  batch: Nullable<number>;
}

export interface AuditBatches {
  tenant_id: string;
  /** From 1, without a gap. */
  sequence: number;
  entries: number;
  /** SHA-256, lower-case hex, of the batch before; 64 zeros for the first. */
  previous: string;
  hash: string;
  sealed_at: Instant;
  /** The hash, signed: a compact JWS. */
  checkpoint: string;
}

export interface AuditKeys {
  tenant_id: string;
  /** RFC 7638 thumbprint. */
  id: string;
  public_key: Json<JsonWebKey>;
  /** Null when the key is kept outside of the database. */
  private_key: JsonOrNull<JsonWebKey>;
  created_at: Instant;
}
