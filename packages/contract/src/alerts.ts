/**
 * Alerts: a student who needs follow-up, why, by when, and who has taken note.
 *
 * A score alone never opens a formal level: what a response opens is a proposal (`levelStatus`) that a trained person
 * confirms or lowers.
 */
import { z } from 'zod';
import { c0, c3, c5, component, Id, LocalizedText, page, pageQuery, Timestamp } from './common.ts';
import { operation } from './operation.ts';
import { StudentReference } from './students.ts';

export const ALERT_LEVELS = ['imminent', 'high', 'moderate', 'watch'] as const;
export const AlertLevel = component(
  'AlertLevel',
  z.enum(ALERT_LEVELS),
  'Semantic level, most urgent first; label and colour are the school’s (defaults: red, orange, yellow, blue).',
);

export const ALERT_STATES = [
  'found',
  'reported',
  'triaged',
  'reviewed',
  'intervening',
  'referred',
  'following',
  'lowered',
  'closed',
  'returning',
] as const;

const AlertReason = component(
  'AlertReason',
  z.object({
    code: c3(z.string(), 'The rule that spoke, e.g. `critical-item`, `cut-off`, `band`, `peer-report`.'),
    at: c3(Timestamp),
    text: c3(LocalizedText, 'Why somebody should follow up, without score or answer.'),
    detail: c5(LocalizedText.optional(), 'Scale, item and answer; only for who may see answers.'),
    rule: c5(z.string().optional(), 'Rule set, rule and version, e.g. `xinqiao/suicidal-ideation@1.0.0`.'),
  }),
);

export const Alert = component(
  'Alert',
  z.object({
    id: c3(Id),
    student: StudentReference,
    level: c3(AlertLevel),
    levelStatus: c3(z.enum(['proposed', 'confirmed'])),
    state: c3(z.enum(ALERT_STATES)),
    reasons: z.array(AlertReason),
    openedAt: c3(Timestamp),
    respondBy: c3(Timestamp, 'When the first response is due, by the policy of the level.'),
    acknowledgedAt: c3(Timestamp.nullable()),
    acknowledgedBy: c3(z.string().nullable(), 'Name of the person who took note.'),
    revision: c3(z.int().min(1), 'Also the ETag; send it as If-Match when updating.'),
  }),
);

const AlertCounts = component(
  'AlertCounts',
  z.object({
    imminent: c3(z.int().min(0)),
    high: c3(z.int().min(0)),
    moderate: c3(z.int().min(0)),
    watch: c3(z.int().min(0)),
  }),
);

export const AlertSummary = component(
  'AlertSummary',
  z.object({
    unitId: c3(Id),
    open: AlertCounts,
    unacknowledged: AlertCounts,
    asOf: c3(Timestamp),
    eventId: c3(z.string(), 'Position in the event stream that this summary includes; pass it as Last-Event-ID.'),
  }),
  'Open alerts of a unit, by level.',
);

export const AlertEvent = component(
  'AlertEvent',
  z.object({
    id: c3(z.string()),
    type: c3(z.enum(['alert.opened', 'alert.updated', 'alert.acknowledged', 'alert.closed'])),
    alertId: c3(Id),
    level: c3(AlertLevel),
    at: c3(Timestamp),
  }),
  'Something happened to an alert within reach; read the alert or the summary for what is true now.',
);

const AlertParams = z.object({ alertId: c3(Id) });
const scope = { unitId: c0(Id.optional(), 'A unit within reach; the whole reach when left out.') };

export const alerts = {
  list: operation({
    method: 'GET',
    path: '/v1/alerts',
    summary: 'List open alerts, most urgent first, then the earliest due',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      ...scope,
      level: c3(z.enum(ALERT_LEVELS).optional()),
      acknowledged: c3(z.enum(['true', 'false']).optional()),
    }),
    status: 200,
    response: page('Alert', Alert),
  }),
  summary: operation({
    method: 'GET',
    path: '/v1/alerts/summary',
    summary: 'Count open alerts by level',
    authentication: 'session',
    query: z.object(scope),
    status: 200,
    response: AlertSummary,
  }),
  events: operation({
    method: 'GET',
    path: '/v1/alerts/events',
    summary: 'Follow alerts as they happen (server-sent events, resumable by Last-Event-ID)',
    authentication: 'session',
    query: z.object(scope),
    status: 200,
    response: AlertEvent,
    stream: true,
  }),
  get: operation({
    method: 'GET',
    path: '/v1/alerts/{alertId}',
    summary: 'Read an alert',
    authentication: 'session',
    params: AlertParams,
    status: 200,
    response: Alert,
  }),
  acknowledge: operation({
    method: 'POST',
    path: '/v1/alerts/{alertId}/acknowledge',
    summary: 'Take note of an alert',
    authentication: 'session',
    params: AlertParams,
    status: 200,
    response: Alert,
  }),
};
