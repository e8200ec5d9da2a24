/** What an import is told, and what it says it did. */
export interface ImportOptions {
  tenant?: string;
  /** The service's clock; the real one when left out. */
  now?: Date;
  /** Students who don't stand in the roster have left. Without it they stay as they are. */
  isComplete?: boolean;
  /** Staff who don't stand in the roster hold none of the roles any more that a roster gives. */
  isStaffComplete?: boolean;
  /** Take it although more than a tenth of the students, or of the staff, would leave. */
  allowsManyLeavers?: boolean;
  /** Says what would be written, and writes nothing. */
  dryRun?: boolean;
}

export interface RosterReport {
  readonly dryRun: boolean;
  readonly units: { new: number; renamed: number; moved: number };
  readonly students: {
    new: number;
    changed: number;
    /** Changed, and to another class. */
    moved: number;
    unchanged: number;
    left: number;
    returned: number;
    /** Here and not in the roster. */
    missing: number;
  };
  readonly staff: {
    new: number;
    changed: number;
    unchanged: number;
    /** Of those missing: whose roles ended. */
    ended: number;
    /** With a role that a roster gives, and not in this one; none where it says nothing of staff. */
    missing: number;
  };
  /** Questionnaires of running and coming campaigns, given to who is new in their unit. */
  readonly assignments: number;
}
