/**
 * The vocabulary of Xinqiao. A new resource is one file beside this one and one line in `operations`.
 */
import { accessLog } from './access-log.ts';
import { alerts } from './alerts.ts';
import { assignments } from './assignments.ts';
import { audit } from './audit.ts';
import { breakGlass } from './break-glass.ts';
import { campaignPlans } from './campaign-plans.ts';
import { campaigns } from './campaigns.ts';
import { consents } from './consents.ts';
import { corrections } from './corrections.ts';
import { courses } from './courses.ts';
import { delegations } from './delegations.ts';
import { drafts } from './drafts.ts';
import { embedSessions } from './embed-sessions.ts';
import { erasures } from './erasures.ts';
import { growthFiles } from './growth-files.ts';
import { instruments } from './instruments.ts';
import { me } from './me.ts';
import { myData } from './my-data.ts';
import { organisationUnits } from './organisation-units.ts';
import { referrals } from './referrals.ts';
import { responses } from './responses.ts';
import { students } from './students.ts';

/** Every operation, by resource and name: `operations.alerts.list`. */
export const operations = {
  embedSessions,
  me,
  organisationUnits,
  students,
  instruments,
  campaigns,
  campaignPlans,
  assignments,
  consents,
  drafts,
  responses,
  alerts,
  growthFiles,
  courses,
  accessLog,
  audit,
  myData,
  corrections,
  erasures,
  delegations,
  referrals,
  breakGlass,
};
export type Operations = typeof operations;

export * from './access-log.ts';
export * from './alerts.ts';
export * from './assignments.ts';
export * from './audit.ts';
export * from './break-glass.ts';
export * from './campaign-plans.ts';
export * from './campaigns.ts';
export * from './common.ts';
export * from './consents.ts';
export * from './corrections.ts';
export * from './courses.ts';
export * from './delegations.ts';
export * from './drafts.ts';
export * from './embed-sessions.ts';
export * from './erasures.ts';
export * from './features.ts';
export * from './growth-files.ts';
export * from './help-lines.ts';
export * from './instruments.ts';
export * from './me.ts';
export * from './my-data.ts';
export * from './operation.ts';
export * from './organisation-units.ts';
export * from './people.ts';
export * from './referrals.ts';
export * from './responses.ts';
export * from './students.ts';

// Of what an instrument is made of, the parts that have a use by themselves.
export { Answers, AnswerValue, COMPARISONS, Item } from './items.ts';
export { ResponseQuality } from './response-quality.ts';
export { Band, ScoreResult } from './scoring.ts';
