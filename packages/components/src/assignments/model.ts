/** The to-do list: which group an assignment belongs to, in what order, and how long there is still time. */
import type { Assignment } from '@xinqiao/contract/types';
import { wallClock } from '../core/format.ts';

export interface AssignmentGroups {
  /** To be filled in, the earliest due first. */
  todo: readonly Assignment[];
  /** The student chose not to take part: never pressed for, still within reach. */
  declined: readonly Assignment[];
  /** Announced, the next to open first. */
  upcoming: readonly Assignment[];
  /** Done, the newest first. */
  done: readonly Assignment[];
  /** Ended without an answer, the newest first. */
  closed: readonly Assignment[];
}

const by =
  (key: (assignment: Assignment) => string | null, direction = 1) =>
  (a: Assignment, b: Assignment): number =>
    // Those of the same time stay in the order of the service, which is that of the campaign.
    direction * (Date.parse(key(a) ?? '') - Date.parse(key(b) ?? ''));

/** A status this version does not know is left out: nothing true could be said about it. */
export function groupAssignments(assignments: readonly Assignment[]): AssignmentGroups {
  const having = (status: Assignment['status']) => assignments.filter(assignment => assignment.status === status);
  const declines = ({ consent }: Assignment) =>
    consent === 'refused' || consent === 'withdrawn' || consent === 'guardian-refused';
  const open = having('to-do').sort(by(({ dueAt }) => dueAt));
  return {
    todo: open.filter(assignment => !declines(assignment)),
    declined: open.filter(declines),
    upcoming: having('not-yet-open').sort(by(({ opensAt }) => opensAt)),
    done: having('done').sort(by(({ completedAt }) => completedAt, -1)),
    closed: having('closed').sort(by(({ dueAt }) => dueAt, -1)),
  };
}

/** The last minute before a deadline: "until 29 March 00:00" would be read as if that day still counted. */
export function lastMinute(dueAt: string): string {
  const [zone = 'Z'] = /[+-]\d{2}:\d{2}$/.exec(dueAt) ?? [];
  const minute = Date.parse(dueAt) - 60_000;
  return (zone === 'Z' ? new Date(minute) : wallClock(dueAt, minute)).toISOString().replace('Z', zone);
}

/** The link to an assignment; `{id}` and `{campaignId}` stand for its own. `undefined` without a template: a button. */
export const assignmentHref = (template: string | undefined, { id, campaignId }: Assignment): string | undefined =>
  template?.replace(/\{(id|campaignId)\}/g, (_, name) => encodeURIComponent(name === 'id' ? id : campaignId));
