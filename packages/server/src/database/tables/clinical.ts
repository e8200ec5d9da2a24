/**
 * The schema `clinical`, of which a role of the database can be kept out whole: what was answered, what came of it and who cares
 * for whom, and the records of repeated calls, which hold answers of the service that say such things.
 */
import type {
  Alert,
  AlertLevel,
  Answers,
  BreakGlassAccess,
  BreakGlassEvent,
  Correction,
  Delegation,
  LocalizedText,
  PersonReference,
  Referral,
  Role,
  ResponseQuality,
  ScoreResult,
  TextLicence,
} from '@xinqiao/contract/types';
import type { Generated } from 'kysely';
import type { Instant, InstantOrNull, Json, JsonOrNull, Nullable, Placed } from './columns.ts';

export interface Responses {
  tenant_id: string;
  id: string;
  attempt_id: string;
  assignment_id: string;
  student_id: string;
  instrument_id: string;
  instrument_version: string;
  language: string;
  answers: Json<Answers>;
  /** SHA-256 of the answers in canonical JSON, lower-case hex. */
  digest: string;
  receipt_code: string;
  offer_help: boolean;
  result: Json<ScoreResult>;
  /** Null for a response from before this was looked at. */
  quality: JsonOrNull<ResponseQuality>;
  text_licence: JsonOrNull<TextLicence>;
  /** What the order was drawn from, and what was; null for the order of the definition. */
  seed: number | null;
  shuffle: JsonOrNull<('pages' | 'items' | 'options')[]>;
  received_at: Instant;
}

export interface Drafts {
  tenant_id: string;
  /** Made by the client. */
  attempt_id: string;
  assignment_id: string;
  student_id: string;
  language: string;
  seed: number;
  answers: Json<Answers>;
  timings: Json<Record<string, number>>;
  /** Null until something that counts them saves. */
  changes: JsonOrNull<Record<string, number>>;
  visible_time: Nullable<number>;
  position: Nullable<string>;
  revision: number;
  saved_at: Instant;
  /** When an answer was last given or changed; null before the first. */
  answered_at: InstantOrNull;
  /** When it was last looked at as an attempt that was left. */
  judged_at: InstantOrNull;
  /** The most urgent level that it has proposed. */
  proposed_level: Nullable<AlertLevel>;
  /** For copies on devices; base64. */
  key: string;
}

export interface Corrections extends Placed {
  tenant_id: string;
  id: string;
  student_id: string;
  about: Correction['about'];
  wrong: string;
  right: string;
  requested_at: Instant;
  state: Correction['state'];
  answer: Nullable<string>;
  answered_at: InstantOrNull;
  answered_by: Nullable<string>;
}

export interface Alerts extends Placed {
  tenant_id: string;
  id: string;
  student_id: string;
  level: AlertLevel;
  level_status: Alert['levelStatus'];
  state: Alert['state'];
  opened_at: Instant;
  respond_by: Instant;
  acknowledged_at: InstantOrNull;
  /** Name of the person, as it was. */
  acknowledged_by: Nullable<string>;
  /** When a `high` or `imminent` level was confirmed first: from then on leaders see the alert. */
  escalated_at: InstantOrNull;
  closed_at: InstantOrNull;
  revision: number;
}

export interface AlertReasons extends Placed {
  tenant_id: string;
  id: string;
  alert_id: string;
  /** The response that spoke; null for a report by a person. */
  response_id: Nullable<string>;
  /** The assignment whose attempt spoke before it was submitted. */
  assignment_id: Nullable<string>;
  position: Generated<number>;
  code: string;
  at: Instant;
  text: Json<LocalizedText>;
  detail: JsonOrNull<LocalizedText>;
  /** Rule set, rule and version; null for a report by a person. */
  rule: Nullable<string>;
  /** Whether the alert is: kept by the database. */
  escalated: Generated<boolean>;
}

export interface AlertEvents extends Placed {
  tenant_id: string;
  /** Rises in the order of commits (the writer holds a lock); the id of the server-sent event. */
  id: Generated<number>;
  alert_id: string;
  student_id: string;
  type: 'alert.opened' | 'alert.updated' | 'alert.acknowledged' | 'alert.closed';
  level: AlertLevel;
  /** Whether the alert was escalated when it happened: leaders hear of those alone. */
  escalated: boolean;
  at: Instant;
}

export interface GrowthSummaries {
  tenant_id: string;
  entry_id: string;
  summary: Json<LocalizedText>;
}

export interface Delegations extends Placed {
  tenant_id: string;
  id: string;
  student_id: string;
  /** 工号 and name of who has it, as of all people below. */
  to_user: string;
  to_name: string;
  to_role: Role;
  by_user: string;
  by_name: string;
  classes: Delegation['classes'];
  purpose: Delegation['purpose'];
  note: string;
  starts_at: Instant;
  /** Over at this moment. */
  ends_at: Instant;
  given_at: Instant;
  revoked_at: InstantOrNull;
  revoked_by: Nullable<string>;
  revision: Generated<number>;
}

export interface Referrals {
  tenant_id: string;
  id: string;
  student_id: string;
  to_user: string;
  to_name: string;
  by_user: string;
  by_name: string;
  note: string;
  basis: Referral['basis'];
  basis_note: string;
  basis_on: string;
  made_at: Instant;
  /** Over at this moment. */
  ends_at: Instant;
  revoked_at: InstantOrNull;
  revoked_by: Nullable<string>;
  revision: Generated<number>;
}

export interface ReferralDocuments {
  tenant_id: string;
  referral_id: string;
  position: number;
  student_id: string;
  kind: Referral['documents'][number]['kind'];
  document_id: string;
  with_answers: Generated<boolean>;
  /** Of an alert, as it was when the bundle was made. */
  level: Nullable<AlertLevel>;
}

export interface BreakGlass extends Placed {
  tenant_id: string;
  id: string;
  student_id: string;
  by_user: string;
  by_name: string;
  by_role: Role;
  reason: string;
  opened_at: Instant;
  /** Over at this moment, or at `ended_at`. */
  ends_at: Instant;
  ended_at: InstantOrNull;
  told: Json<PersonReference[]>;
  review_due_at: Instant;
  reviewed_at: InstantOrNull;
  reviewed_by: Nullable<string>;
  reviewed_by_name: Nullable<string>;
  reviewed_by_role: Nullable<Role>;
  verdict: Nullable<NonNullable<BreakGlassAccess['review']>['verdict']>;
  review_note: Nullable<string>;
  revision: Generated<number>;
}

export interface BreakGlassEvents {
  tenant_id: string;
  /** Rises in the order of commits (the writer holds a lock); the id of the server-sent event. */
  id: Generated<number>;
  break_glass_id: string;
  student_id: string;
  type: BreakGlassEvent['type'];
  at: Instant;
}

export interface IdempotencyKeys {
  tenant_id: string;
  principal: string;
  operation: string;
  key: string;
  /** SHA-256 of the request's body in canonical JSON, lower-case hex. */
  body_digest: string;
  status: Nullable<number>;
  response: JsonOrNull<unknown>;
  headers: JsonOrNull<Record<string, string>>;
  created_at: Instant;
}
