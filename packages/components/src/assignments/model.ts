/** The to-do list: which group an assignment belongs to, and in what order. */
import type { Assignment } from '@xinqiao/contract/types';

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

/** The link to an assignment; `{id}` and `{campaignId}` stand for its own. `undefined` without a template: a button. */
export const assignmentHref = (template: string | undefined, { id, campaignId }: Assignment): string | undefined =>
  template?.replace(/\{(id|campaignId)\}/g, (_, name) => encodeURIComponent(name === 'id' ? id : campaignId));
