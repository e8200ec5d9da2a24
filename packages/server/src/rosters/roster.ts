/** What a roster says, whichever file it came in: units, students, staff and the roles they hold. */
import type { OrganisationUnit, Role, Stage, Student } from '@xinqiao/contract/types';

/** Where something stands: what a fault points at. */
export interface Place {
  readonly file: string;
  /** As an editor and a spreadsheet count: from 1, the header included. */
  readonly line: number;
}

export type FaultCode =
  | 'not-text'
  | 'not-csv'
  | 'missing-column'
  | 'repeated-column'
  | 'empty-file'
  | 'unknown-file'
  | 'missing-file'
  | 'required'
  | 'not-an-id'
  | 'not-a-date'
  | 'not-a-year'
  | 'unknown-value'
  | 'too-long'
  | 'forbidden-character'
  | 'repeated'
  | 'contradicts'
  | 'unknown-reference'
  | 'too-many-leavers';

/** One cell (or file) that can't be taken. Never holds what stands in it: that is about a person. */
export interface Fault extends Place {
  readonly column: string | null;
  readonly code: FaultCode;
  /** One sentence for whoever mends the file. */
  readonly detail: string;
}

export interface RosterUnit {
  /** Names the unit within this roster. */
  readonly key: string;
  /** The id that the source gives it; null where the source has names alone. */
  readonly id: string | null;
  readonly kind: OrganisationUnit['kind'];
  readonly name: string;
  /** Key of the unit above; null for the topmost. */
  readonly parent: string | null;
  readonly stage: Stage | null;
  readonly at: Place;
}

export interface RosterStudent {
  /** 学号. */
  readonly number: string;
  readonly name: string;
  /** Undefined where the source doesn't say: what is known stays. */
  readonly gender: Student['gender'] | undefined;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly stage: Stage;
  readonly enrolmentYear: number;
  readonly classKey: string;
  /** Undefined where the source doesn't say, null where it says that there is none. */
  readonly dormitoryKey: string | null | undefined;
  readonly at: Place;
}

/** A student of whom the source says that they have left; what else it says of them counts no more. */
export interface RosterLeaver {
  readonly number: string;
  readonly at: Place;
}

export interface RosterStaff {
  /** 工号. */
  readonly number: string;
  readonly name: string;
  readonly contact: string | null;
  readonly roles: readonly { readonly role: Role; readonly unitKey: string }[];
  readonly at: Place;
}

export interface Roster {
  readonly units: ReadonlyMap<string, RosterUnit>;
  readonly students: readonly RosterStudent[];
  readonly leavers: readonly RosterLeaver[];
  readonly staff: readonly RosterStaff[];
  /** What stops the import. With a single one, nothing is written. */
  readonly faults: readonly Fault[];
}
