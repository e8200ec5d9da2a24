/** The handlers of every resource. One that is missing does not compile. */
import { handlers as accessLog } from '../access-log/handlers.ts';
import { handlers as alerts } from '../alerts/handlers.ts';
import { handlers as assignments } from '../assignments/handlers.ts';
import { handlers as audit } from '../audit/handlers.ts';
import { handlers as breakGlass } from '../break-glass/handlers.ts';
import { handlers as campaignPlans } from '../campaign-plans/handlers.ts';
import { handlers as campaigns } from '../campaigns/handlers.ts';
import { handlers as consents } from '../consents/handlers.ts';
import { handlers as corrections } from '../corrections/handlers.ts';
import { handlers as courses } from '../courses/handlers.ts';
import { handlers as delegations } from '../delegations/handlers.ts';
import { handlers as drafts } from '../drafts/handlers.ts';
import { handlers as embedSessions } from '../embed-sessions/handlers.ts';
import { handlers as erasures } from '../erasures/handlers.ts';
import { handlers as growthFiles } from '../growth-files/handlers.ts';
import { handlers as instruments } from '../instruments/handlers.ts';
import { handlers as me } from '../me/handlers.ts';
import { handlers as myData } from '../my-data/handlers.ts';
import { handlers as organisationUnits } from '../organisation-units/handlers.ts';
import { handlers as referrals } from '../referrals/handlers.ts';
import { handlers as responses } from '../responses/handlers.ts';
import { handlers as students } from '../students/handlers.ts';
import type { Handlers } from './handlers.ts';

export const allHandlers: Handlers = {
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
