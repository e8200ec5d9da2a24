/** What the badge counts and what its list shows. Pure; `now` is handed in. */
import type { Alert, AlertReason, AlertSummary } from '@xinqiao/contract/types';
import { daysUntil } from '../core/format.ts';

/** Most urgent first. */
export const LEVELS: readonly string[] = ['imminent', 'high', 'moderate', 'watch'];
/** Rules that speak of an answer, not of a score: these are read first. */
const URGENT_RULES: readonly string[] = ['critical-item', 'decision'];
/** Alerts that the list shows; the rest move up when these are taken note of. */
export const LIST_LENGTH = 10;

export type AlertCounts = AlertSummary['open'];

export interface LevelCount {
  /** One of `LEVELS`, or a level that only a newer service knows. */
  level: string;
  count: number;
}

/** Place of a level in the order of urgency; one that is not known stands last, but is never left out. */
const rank = (level: string): number => (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length);

/** The levels that have alerts, most urgent first. */
export const levelCounts = (counts: AlertCounts): LevelCount[] =>
  Object.entries(counts)
    .map(([level, count]) => ({ level, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => rank(a.level) - rank(b.level));

export const total = (counts: AlertCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** How many more there are than before; 0 when there are fewer, or when the two speak of different units. */
export function increase(before: AlertSummary | undefined, now: AlertSummary, key: 'open' | 'unacknowledged'): number {
  return before?.unitId === now.unitId ? Math.max(0, total(now[key]) - total(before[key])) : 0;
}

/**
 * The order in which to act: what nobody has taken note of, then by level, then by due time. An alert that was just
 * acknowledged here keeps its place, so that nothing jumps away under the finger.
 */
export function orderAlerts(alerts: readonly Alert[], justDone: ReadonlyMap<string, Alert> = new Map()): Alert[] {
  const byId = new Map([...justDone, ...alerts.map(alert => [alert.id, justDone.get(alert.id) ?? alert] as const)]);
  const waits = (alert: Alert) => (alert.acknowledgedAt === null || justDone.has(alert.id) ? 0 : 1);
  return [...byId.values()]
    .sort(
      (a, b) =>
        waits(a) - waits(b) ||
        rank(a.level) - rank(b.level) ||
        Date.parse(a.respondBy) - Date.parse(b.respondBy) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, LIST_LENGTH);
}

/** `now`: at once; `overdue`: the time has passed; otherwise the day it falls on, on the clocks of the school. */
export type Due = 'now' | 'overdue' | 'today' | 'tomorrow' | 'later';

/** By when somebody should get in touch. `imminent` is always now: a time of day would invite waiting for it. */
export function due(alert: Pick<Alert, 'level' | 'respondBy'>, now: Date): Due {
  if (alert.level === 'imminent') return 'now';
  if (Date.parse(alert.respondBy) <= now.getTime()) return 'overdue';
  const days = daysUntil(alert.respondBy, now);
  return days < 1 ? 'today' : days < 2 ? 'tomorrow' : 'later';
}

/** Why somebody should follow up, each reason once, the most urgent first, with the details that stand behind it. */
export interface ReasonGroup {
  text: AlertReason['text'];
  details: NonNullable<AlertReason['detail']>[];
}

/** Several results can say the same; a counsellor reads it once. */
export function groupReasons(reasons: readonly AlertReason[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  const critical = (reason: AlertReason) => (URGENT_RULES.includes(reason.code) ? 0 : 1);
  for (const reason of [...reasons].sort((a, b) => critical(a) - critical(b))) {
    const key = JSON.stringify(reason.text);
    const group = groups.get(key) ?? { text: reason.text, details: [] };
    groups.set(key, group);
    if (reason.detail) group.details.push(reason.detail);
  }
  return [...groups.values()];
}

/** Fill `{studentId}` and `{alertId}` into the host's template. */
export const fileHref = (template: string, alert: Alert): string =>
  template.replace(/\{(studentId|alertId)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'studentId' ? alert.student.id : alert.id),
  );
