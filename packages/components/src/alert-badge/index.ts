export { XqAlertBadge } from './alert-badge.ts';
export type { XqAlertAcknowledgeEvent, XqAlertBadgeEventMap, XqAlertOpenEvent } from './alert-badge.ts';
export type { AlertBadgeStrings } from './strings.ts';
