/** Who may call: keys of portals, the sessions that they make, codes for these, and the keys that sign their tokens. */
import type { Role } from '@xinqiao/contract/types';
import type { Instant, InstantOrNull, Json, Nullable } from './columns.ts';

export interface SecretKeys {
  tenant_id: string;
  id: string;
  /** SHA-256 of the key, lower-case hex; the key itself is nowhere. */
  hash: string;
  /** What the operator calls it. */
  name: Nullable<string>;
  /** Id of the first of the keys that replaced each other: they are one portal. */
  family: string;
  origins: string[];
  /** Elements that its sessions may serve; any when null. */
  components: Nullable<string[]>;
  created_at: Instant;
  /** To the minute. */
  last_used_at: InstantOrNull;
  /** The end of a key that has been replaced; sessions that it made live on. */
  expires_at: InstantOrNull;
  /** Its sessions end with it. */
  revoked_at: InstantOrNull;
}

export interface Sessions {
  tenant_id: string;
  id: string;
  key_id: string;
  user_id: string;
  role: Role;
  /** Names the session. */
  unit_id: string;
  /** Ids of the units whose subtrees the session reaches. */
  reach: string[];
  components: string[];
  /** Resources that it may call. */
  features: string[];
  origin: string;
  created_at: Instant;
  expires_at: Instant;
  /** No renewal reaches beyond. Null where the portal allowed none. */
  renewable_until: InstantOrNull;
  revoked_at: InstantOrNull;
}

/** For a session that begins when the page exchanges the code. */
export interface SessionCodes {
  tenant_id: string;
  id: string;
  /** SHA-256 of the code, lower-case hex. */
  hash: string;
  session_id: string;
  expires_at: Instant;
  used_at: InstantOrNull;
}

/** Keys that sign the tokens of sessions. */
export interface SigningKeys {
  tenant_id: string;
  /** RFC 7638 thumbprint; `kid` of the tokens. */
  id: string;
  public_key: Json<JsonWebKey>;
  /** JWK as JSON, or the same encrypted (compact JWE). Gone when the key signs no more. */
  private_key: Nullable<string>;
  created_at: Instant;
  /** Signs no more; what it has signed is good to its end. */
  retired_at: InstantOrNull;
  /** What it has signed is not. */
  revoked_at: InstantOrNull;
}
