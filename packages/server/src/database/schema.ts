/**
 * The tables as Kysely types. What is in them and why stands in `migrations/`; the names are the same.
 *
 * JSON columns are written as text (`json(value)`), because pg would turn a JavaScript array into a PostgreSQL array.
 * `timestamptz` is read as `Date`, `date` as `YYYY-MM-DD`, `int8` and `numeric` as numbers, on every engine.
 */
import type {
  AggregateCell,
  Alert,
  AlertLevel,
  Answers,
  AuditEntry,
  BreakGlassAccess,
  BreakGlassEvent,
  Campaign,
  CampaignReason,
  CampaignPlan,
  CampaignPlanContent,
  CampaignTargetRule,
  Consent,
  ConsentText,
  Correction,
  Delegation,
  Erasure,
  GrowthEntry,
  Instrument,
  LocalizedText,
  OrganisationUnit,
  PersonReference,
  Referral,
  Role,
  ResponseQuality,
  ScoreResult,
  Stage,
  Student,
  TextLicence,
} from '@xinqiao/contract/types';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** Written by the service's clock, read as `Date`, precise to a millisecond. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** What goes into a JSON column. */
export const json = (value: unknown): string => JSON.stringify(value);

interface Tenants {
  id: string;
  name: string;
  created_at: Instant;
}

export interface Units {
  tenant_id: string;
  id: string;
  kind: OrganisationUnit['kind'];
  name: string;
  parent_id: Nullable<string>;
  stage: Nullable<Stage>;
  /** Ids from the root to this unit, each followed by a slash: `school/college/class/`. */
  path: string;
  /** Among siblings, from 0. */
  position: Generated<number>;
  /** Directly in it: a class or a dormitory. Kept by the database. */
  student_count: Generated<number>;
}

interface People {
  tenant_id: string;
  id: string;
  /** 工号; what a portal names as `userId`. */
  staff_number: string;
  name: string;
  contact: Nullable<string>;
}

interface RoleAssignments {
  tenant_id: string;
  id: string;
  /** Either a member of staff or a student (class committee, dormitory leader). */
  person_id: Nullable<string>;
  student_id: Nullable<string>;
  role: Role;
  unit_id: string;
}

interface Students {
  tenant_id: string;
  id: string;
  /** 学号; what a portal names as `userId`. */
  student_number: string;
  name: string;
  gender: Student['gender'];
  birth_date: string;
  stage: Stage;
  enrolment_year: number;
  class_id: string;
  /** Path of the class and of the dormitory, repeated here so that a subtree is one index range. */
  class_path: string;
  college_id: string;
  dormitory_id: Nullable<string>;
  dormitory_path: Nullable<string>;
  /** The day the student left the school; retention counts from it. */
  left_on: Nullable<string>;
}

/** What says where its student is: kept by the database. */
interface Placed {
  class_path: Generated<string>;
  dormitory_path: Nullable<string>;
}

interface Instruments {
  tenant_id: string;
  id: string;
  version: string;
  definition: Json<Instrument>;
  registered_at: Instant;
}

interface Campaigns {
  tenant_id: string;
  id: string;
  title: Json<LocalizedText>;
  purpose: Json<LocalizedText>;
  unit_id: string;
  opens_at: Instant;
  closes_at: Instant;
  consent: Json<ConsentText>;
  feedback: Campaign['feedback'];
  /** What of the scores guardians are told; nothing unless the school says so. */
  guardian_feedback: Generated<Campaign['feedback']>;
  /** Whether a critical answer of an attempt that was left opens a proposal, or is not looked at. */
  abandoned_attempts: Generated<'propose' | 'ignore'>;
  feedback_from: Generated<CampaignPlan['feedbackFrom']>;
  /** Null: everybody of the unit, whatever the age. */
  target: JsonOrNull<StoredTarget>;
}

/** A target with the academic year (by the calendar year in which it begins) of which freshmen are meant. */
export interface StoredTarget extends CampaignTargetRule {
  readonly year: number;
}

interface CampaignPlans {
  tenant_id: string;
  /** Also of the campaign that it becomes. */
  id: string;
  content: Json<CampaignPlanContent>;
  consent_version: Nullable<string>;
  copied_from: Nullable<string>;
  revision: Generated<number>;
  saved_at: Instant;
  saved_by: Json<PersonReference>;
  published_at: InstantOrNull;
  closed_at: InstantOrNull;
}

interface CampaignInstruments {
  tenant_id: string;
  campaign_id: string;
  position: number;
  instrument_id: string;
  instrument_version: string;
}

interface Assignments extends Placed {
  tenant_id: string;
  id: string;
  campaign_id: string;
  student_id: string;
  instrument_id: string;
  instrument_version: string;
  /** The status follows from this and from the campaign's times, by the clock of the service. */
  completed_at: InstantOrNull;
  /** It was submitted and erased since: to be done for the student, and done for those who count and follow up. */
  was_done: Generated<boolean>;
}

interface CampaignReasons extends Placed {
  tenant_id: string;
  campaign_id: string;
  student_id: string;
  reason: CampaignReason['reason'];
  recorded_at: Instant;
}

interface Consents {
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

interface Guardians {
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

interface Erasures {
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

interface Tombstones {
  tenant_id: string;
  /** SHA-256 of the attempt's id, lower-case hex; nothing says whose it was. */
  attempt_hash: string;
  erased_at: Instant;
}

interface Drafts {
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

interface Corrections extends Placed {
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

interface Courses {
  tenant_id: string;
  id: string;
  kind: 'compulsory' | 'elective' | 'school-based-curriculum' | 'life-education' | 'setback-education';
  title: Json<LocalizedText>;
  unit_id: string;
  stage: Stage;
  term: string;
  teacher: string;
  credits: number;
  planned_hours: number;
}

interface CourseSessions {
  tenant_id: string;
  id: string;
  course_id: string;
  title: Json<LocalizedText>;
  starts_at: Instant;
  hours: number;
  place: string;
}

interface CourseEnrolments {
  tenant_id: string;
  course_id: string;
  student_id: string;
  /** Null until the course is over for this student. */
  credits_earned: Nullable<number>;
}

interface Attendance {
  tenant_id: string;
  session_id: string;
  student_id: string;
  status: 'attended' | 'absent' | 'excused';
}

interface GrowthStages {
  tenant_id: string;
  student_id: string;
  stage: Stage;
  school: string;
  from_date: string;
  to_date: Nullable<string>;
}

interface GrowthEntries {
  tenant_id: string;
  id: string;
  student_id: string;
  stage: Stage;
  term: string;
  kind: GrowthEntry['kind'];
  on_date: string;
  title: Json<LocalizedText>;
}

interface SecretKeys {
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

interface Sessions {
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
interface SessionCodes {
  tenant_id: string;
  id: string;
  /** SHA-256 of the code, lower-case hex. */
  hash: string;
  session_id: string;
  expires_at: Instant;
  used_at: InstantOrNull;
}

/** Keys that sign the tokens of sessions. */
interface SigningKeys {
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

interface Alerts extends Placed {
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

interface AlertReasons extends Placed {
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

interface AlertEvents extends Placed {
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

interface GrowthSummaries {
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

interface IdempotencyKeys {
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

interface AuditEntries {
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

interface AuditBatches {
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

interface AuditKeys {
  tenant_id: string;
  /** RFC 7638 thumbprint. */
  id: string;
  public_key: Json<JsonWebKey>;
  /** Null when the key is kept outside of the database. */
  private_key: JsonOrNull<JsonWebKey>;
  created_at: Instant;
}

/** By the path of a unit. */
export type ReleasedTable = Readonly<
  Record<string, { readonly students: number; readonly cells: readonly AggregateCell[] }>
>;

interface AggregateReleases {
  tenant_id: string;
  /** The operation that tells it. */
  about: string;
  /** First day of the week or the day for which it holds. */
  period: string;
  released_at: Instant;
  /** By the smallest count that is shown. */
  body: Json<Readonly<Record<5 | 10, ReleasedTable>>>;
}

export interface Schema {
  tenants: Tenants;
  units: Units;
  people: People;
  role_assignments: RoleAssignments;
  students: Students;
  instruments: Instruments;
  campaigns: Campaigns;
  campaign_plans: CampaignPlans;
  campaign_instruments: CampaignInstruments;
  assignments: Assignments;
  campaign_reasons: CampaignReasons;
  consents: Consents;
  guardians: Guardians;
  guardianships: Guardianships;
  erasures: Erasures;
  tombstones: Tombstones;
  courses: Courses;
  course_sessions: CourseSessions;
  course_enrolments: CourseEnrolments;
  attendance: Attendance;
  growth_stages: GrowthStages;
  growth_entries: GrowthEntries;
  aggregate_releases: AggregateReleases;
  secret_keys: SecretKeys;
  sessions: Sessions;
  session_codes: SessionCodes;
  signing_keys: SigningKeys;
  'clinical.responses': Responses;
  'clinical.drafts': Drafts;
  'clinical.corrections': Corrections;
  'clinical.alerts': Alerts;
  'clinical.alert_reasons': AlertReasons;
  'clinical.alert_events': AlertEvents;
  'clinical.growth_summaries': GrowthSummaries;
  'clinical.delegations': Delegations;
  'clinical.referrals': Referrals;
  'clinical.referral_documents': ReferralDocuments;
  'clinical.break_glass': BreakGlass;
  'clinical.break_glass_events': BreakGlassEvents;
  'clinical.idempotency_keys': IdempotencyKeys;
  'audit.entries': AuditEntries;
  'audit.batches': AuditBatches;
  'audit.keys': AuditKeys;
}
