/**
 * The tables as Kysely types, by their names. What is in a row stands in `tables/`, by subject; why, in `migrations/`, with the
 * same names.
 */
import type { AggregateReleases } from './tables/aggregates.ts';
import type { AuditBatches, AuditEntries, AuditKeys } from './tables/audit.ts';
import type {
  Assignments,
  CampaignInstruments,
  CampaignPlans,
  CampaignReasons,
  Campaigns,
  Instruments,
} from './tables/campaigns.ts';
import type {
  AlertEvents,
  AlertReasons,
  Alerts,
  BreakGlass,
  BreakGlassEvents,
  Corrections,
  Delegations,
  Drafts,
  GrowthSummaries,
  IdempotencyKeys,
  ReferralDocuments,
  Referrals,
  Responses,
} from './tables/clinical.ts';
import type { Attendance, CourseEnrolments, CourseSessions, Courses } from './tables/courses.ts';
import type { GrowthEntries, GrowthStages } from './tables/growth-files.ts';
import type { Consents, Erasures, Guardians, Guardianships, Tombstones } from './tables/rights.ts';
import type { People, RoleAssignments, Students, Tenants, Units } from './tables/school.ts';
import type { SecretKeys, SessionCodes, Sessions, SigningKeys } from './tables/sessions.ts';

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
