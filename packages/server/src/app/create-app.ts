/** The service as a function from request to response. */
import type { HelpLine } from '@xinqiao/contract/types';
import { type AlertRuleSet, defaultAlertRules, parseAlertRules } from '@xinqiao/instruments';
import { alertEvents } from '../alerts/hub.ts';
import { defaultPurposePolicy, type PurposePolicy } from '../audit/purposes.ts';
import { createRecorder } from '../audit/record.ts';
import { breakGlassEvents } from '../break-glass/hub.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { settingsOf } from '../access/settings.ts';
import { roleNames } from '../database/roles.ts';
import { createSessionEnds } from '../embed-sessions/endings.ts';
import { createSigners } from '../embed-sessions/token.ts';
import { defaultHelpLines } from '../me/help-lines.ts';
import { createQualityJudge, type QualitySettings } from '../responses/quality.ts';
import { allHandlers } from './all-handlers.ts';
import { createEventHub } from './event-hub.ts';
import { createRouter, type Environment, type FailureReport } from './router.ts';

export interface AppOptions {
  /** Migrated: {@link migrate}. The app doesn't close it. */
  database: Database;
  /** Which school of the database is served. */
  tenant?: string;
  /** The service's clock. */
  clock?: () => Date;
  /**
   * At least 32 bytes; encrypts the keys that sign sessions, the same in every process. Without it they are in the database
   * as they are.
   */
  signingSecret?: Uint8Array;
  /** The school's help lines; the national defaults when left out. */
  helpLines?: readonly HelpLine[];
  /** What proposes an alert; the defaults of `@xinqiao/instruments` when left out. */
  alertRules?: AlertRuleSet;
  /** How the quality of a response is judged; the defaults of `@xinqiao/instruments` when left out. */
  quality?: QualitySettings;
  /** Where staff have to name a purpose; nowhere when left out: it follows from the operation. */
  purposes?: PurposePolicy;
  /** What the paths begin with, e.g. `/api`; nothing when left out. */
  basePath?: string;
  /** Told of failures on our side. Reports hold no message, name, token or answer. */
  onFailure?: (report: FailureReport) => void;
}

export interface XinqiaoApp {
  /** Never rejects: what goes wrong is a problem+json. */
  fetch(request: Request): Promise<Response>;
  /** Ends the event streams. Requests on their way finish; the database stays open. */
  close(): Promise<void>;
}

/**
 * @throws {RangeError} when the signing secret is too short.
 * @throws {ShapeError} when the alert rules or the settings of quality are faulty.
 */
export function createApp(options: AppOptions): XinqiaoApp {
  const environment = environmentOf(options);
  const router = createRouter(environment, allHandlers, options.basePath ?? '');
  return {
    fetch: async request => router.fetch(request),
    close: async () => {
      await Promise.all([environment.hub.close(), environment.breakGlassHub.close()]);
    },
  };
}

/** What the requests of an app share. Throws what {@link createApp} throws. */
export function environmentOf(options: AppOptions): Environment {
  const { database, tenant = DEFAULT_TENANT, signingSecret } = options;
  if (signingSecret && signingSecret.length < 32) throw new RangeError('The signing secret has less than 32 bytes.');
  const clock = options.clock ?? (() => new Date());
  return {
    database,
    tenant,
    clock,
    getSigner: createSigners({ database, tenant, clock, secret: signingSecret }),
    hub: createEventHub(database, alertEvents(tenant)),
    breakGlassHub: createEventHub(database, breakGlassEvents(tenant)),
    sessionEnds: createSessionEnds(database),
    helpLines: options.helpLines ?? defaultHelpLines,
    alertRules: parseAlertRules(options.alertRules ?? defaultAlertRules),
    judgeQuality: createQualityJudge(options.quality),
    purposes: options.purposes ?? defaultPurposePolicy,
    createRecorder,
    roleNames,
    settingsOf,
    onFailure: options.onFailure ?? (() => {}),
  };
}
