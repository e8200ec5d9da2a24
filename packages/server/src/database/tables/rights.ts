/** What the rights of a person need: consent and the guardians who give it, erasures, and tombstones of what was erased. */
import type { Consent, Erasure } from '@xinqiao/contract/types';
import type { Generated } from 'kysely';
import type { Instant, InstantOrNull, Nullable } from './columns.ts';

export interface Consents {
  tenant_id: string;
  id: string;
  /** Rises with every decision; the newest of a student and campaign is the one that holds. */
  sequence: Generated<number>;
  campaign_id: string;
  student_id: string;
  version: string;
  decision: Consent['decision'];
  decided_at: Instant;
  given_by: Generated<Consent['by']>;
  guardian_id: Nullable<string>;
}

export interface Guardians {
  tenant_id: string;
  id: string;
  /** What a portal names as `userId`. */
  user_number: string;
  name: string;
}

export interface Guardianships {
  tenant_id: string;
  guardian_id: string;
  student_id: string;
  /** In the school's words: 母亲, 父亲, … */
  relation: string;
  since: Instant;
  until: InstantOrNull;
}

export interface Erasures {
  tenant_id: string;
  id: string;
  student_id: string;
  /** Null for all that can be erased. */
  campaign_id: Nullable<string>;
  cause: Erasure['cause'];
  state: Erasure['state'];
  requested_at: Instant;
  due_at: Instant;
  done_at: InstantOrNull;
}

export interface Tombstones {
  tenant_id: string;
  /** SHA-256 of the attempt's id, lower-case hex; nothing says whose it was. */
  attempt_hash: string;
  erased_at: Instant;
}
