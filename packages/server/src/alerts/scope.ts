/** Which alerts a session sees. */
import { type Expression, sql, type SqlBool } from 'kysely';
import { reachedStudents, type UnitNode } from '../access/reach.ts';
import type { SessionPrincipal } from '../app/handlers.ts';
import type { HubEvent } from './hub.ts';

/** Leaders learn of a student when the case was escalated to them, that is when a high level was confirmed. */
const seesEscalatedOnly = ({ role }: SessionPrincipal): boolean =>
  role === 'college-leader' || role === 'school-leader';

/** For `where` of a query with `clinical.alerts as alert`. */
export function seenAlerts(principal: SessionPrincipal, unit?: UnitNode): Expression<SqlBool> {
  const reached = reachedStudents(principal, unit, 'alert');
  return seesEscalatedOnly(principal) ? sql<SqlBool>`(${reached} and alert.escalated_at is not null)` : reached;
}

/** For `where` of a query with `clinical.alert_events as event`. */
export function seenEvents(principal: SessionPrincipal, unit?: UnitNode): Expression<SqlBool> {
  const reached = reachedStudents(principal, unit, 'event');
  return seesEscalatedOnly(principal) ? sql<SqlBool>`(${reached} and event.escalated)` : reached;
}

const holds = (unit: UnitNode, { classPath, dormitoryPath }: HubEvent): boolean =>
  (unit.kind === 'dormitory' ? (dormitoryPath ?? '') : classPath).startsWith(unit.path);

/** The same for an event that has just happened. */
export const seesEvent = (principal: SessionPrincipal, unit: UnitNode, event: HubEvent): boolean =>
  (event.escalated || !seesEscalatedOnly(principal)) &&
  holds(unit, event) &&
  principal.reach.some(root => holds(root, event));
