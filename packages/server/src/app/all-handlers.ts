/** The handlers of every resource. One that is missing does not compile. */
import { handlers as alerts } from '../alerts/handlers.ts';
import { handlers as assignments } from '../assignments/handlers.ts';
import { handlers as campaigns } from '../campaigns/handlers.ts';
import { handlers as consents } from '../consents/handlers.ts';
import { handlers as embedSessions } from '../embed-sessions/handlers.ts';
import { handlers as instruments } from '../instruments/handlers.ts';
import { handlers as me } from '../me/handlers.ts';
import { handlers as responses } from '../responses/handlers.ts';
import type { Handlers } from './handlers.ts';
import { ProblemError } from './problem.ts';

const later = async (): Promise<never> => {
  throw new ProblemError('unavailable');
};

export const allHandlers: Handlers = {
  embedSessions,
  me,
  organisationUnits: { list: later, get: later },
  students: { list: later, get: later },
  instruments,
  campaigns,
  assignments,
  consents,
  responses,
  alerts,
  growthFiles: { get: later, trends: later },
  courses: { requirement: later, progress: later, coverage: later },
};
