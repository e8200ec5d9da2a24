/** Alerts from the responses that asked for a person, with what has happened to them since. */
import type { AlertEvent, AlertLevel } from '@xinqiao/contract/types';
import { isMoreUrgent, respondBy } from '../alerts/policy.ts';
import { type Calendar, DAY, later } from './calendar.ts';
import type { Concern } from './concerns.ts';
import type { Row } from '../database/insert-rows.ts';
import { randomOf } from './random.ts';
import type { SeedResponse } from './responses.ts';

const HOUR = DAY / 24;

export interface SeedAlert {
  readonly alert: Row<'clinical.alerts'>;
  readonly reasons: Row<'clinical.alert_reasons'>[];
  readonly events: Omit<Row<'clinical.alert_events'>, 'id'>[];
}

/**
 * The alert of what a student answered in one campaign, or `null`.
 *
 * @param concern how the case stands now; without one it is from a campaign that is over, and closed.
 * @param carer who takes note.
 */
export function alertOf(
  responses: readonly SeedResponse[],
  concern: Concern | undefined,
  carer: string,
  { today }: Calendar,
): SeedAlert | null {
  const asking = responses.filter(({ proposal }) => proposal !== null);
  const [first] = asking;
  if (!first) return null;
  const { student, campaign } = first.participation;
  const id = `a.${student.id}.${campaign.id}`;
  const random = randomOf('alert', id);
  const openedAt = new Date(first.row.received_at);
  const proposed = asking.reduce<AlertLevel>((level, { proposal }) => {
    return proposal && isMoreUrgent(proposal.level, level) ? proposal.level : level;
  }, 'watch');
  const level = concern?.level ?? proposed;
  const isOpen = concern?.outcome === 'open';
  const isUrgent = isMoreUrgent(level, 'moderate');
  const isConfirmed = concern ? concern.levelStatus === 'confirmed' : isUrgent;

  // Nothing happens after the day on which the data are made.
  const after = (from: Date, hours: number) => new Date(Math.min(later(from, hours * HOUR).getTime(), today.getTime()));
  const acknowledgedAt =
    (concern?.isAcknowledged ?? true) ? after(openedAt, random.integer(1, isUrgent ? 3 : 30)) : null;
  const confirmedAt =
    isConfirmed && acknowledgedAt ? after(acknowledgedAt, random.integer(1, isUrgent ? 4 : 48)) : null;
  const escalatedAt = confirmedAt && isUrgent ? confirmedAt : null;
  const closedAt = isOpen
    ? null
    : after(acknowledgedAt ?? openedAt, random.integer(5 * 24, isUrgent ? 60 * 24 : 24 * 24));

  const happenings: [AlertEvent['type'], Date | null][] = [
    ['alert.opened', openedAt],
    ['alert.acknowledged', acknowledgedAt],
    ['alert.updated', confirmedAt],
    ['alert.closed', closedAt],
  ];
  const happened = happenings.filter((entry): entry is [AlertEvent['type'], Date] => entry[1] !== null);
  return {
    alert: {
      id,
      student_id: student.id,
      level,
      level_status: isConfirmed ? 'confirmed' : 'proposed',
      state: closedAt
        ? 'closed'
        : confirmedAt
          ? isUrgent
            ? 'intervening'
            : 'reviewed'
          : acknowledgedAt
            ? 'triaged'
            : 'found',
      opened_at: openedAt,
      respond_by: respondBy(confirmedAt ? level : proposed, openedAt),
      acknowledged_at: acknowledgedAt,
      acknowledged_by: acknowledgedAt && carer,
      escalated_at: escalatedAt,
      closed_at: closedAt,
      revision: happened.length,
    },
    reasons: asking.flatMap(({ row, proposal }) =>
      proposal!.reasons.map((reason, position) => ({
        id: `${row.id}.${position}`,
        alert_id: id,
        response_id: row.id,
        position,
        code: reason.code,
        at: openedAt,
        text: reason.text,
        detail: reason.detail,
        rule: reason.rule,
      })),
    ),
    events: happened.map(([type, when]) => ({
      alert_id: id,
      student_id: student.id,
      type,
      level: confirmedAt && when >= confirmedAt ? level : proposed,
      escalated: escalatedAt !== null && when >= escalatedAt,
      at: when,
    })),
  };
}
