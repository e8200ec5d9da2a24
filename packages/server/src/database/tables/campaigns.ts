/** Campaigns: the instruments they ask, how they are prepared, whom they ask, and why somebody has not answered. */
import type {
  Campaign,
  CampaignReason,
  CampaignPlan,
  CampaignPlanContent,
  CampaignTargetRule,
  ConsentText,
  Instrument,
  LocalizedText,
  PersonReference,
} from '@xinqiao/contract/types';
import type { Generated } from 'kysely';
import type { Instant, InstantOrNull, Json, JsonOrNull, Nullable, Placed } from './columns.ts';

export interface Instruments {
  tenant_id: string;
  id: string;
  version: string;
  definition: Json<Instrument>;
  registered_at: Instant;
}

export interface Campaigns {
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

/** A target with the year of enrolment of the freshmen who are meant. */
export interface StoredTarget extends CampaignTargetRule {
  readonly year: number;
}

export interface CampaignPlans {
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

export interface CampaignInstruments {
  tenant_id: string;
  campaign_id: string;
  position: number;
  instrument_id: string;
  instrument_version: string;
}

export interface Assignments extends Placed {
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

export interface CampaignReasons extends Placed {
  tenant_id: string;
  campaign_id: string;
  student_id: string;
  reason: CampaignReason['reason'];
  recorded_at: Instant;
}
