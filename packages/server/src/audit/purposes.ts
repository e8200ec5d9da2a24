/** Why: the purpose that the caller names, or the one that follows from the operation. */
import { PURPOSE_HEADER, PURPOSE_NOTE_HEADER, PURPOSE_NOTE_LIMIT, PURPOSES } from '@xinqiao/contract';
import type { Purpose, Role } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import type { OperationName } from '../access/policy.ts';
import { ProblemError } from '../app/problem.ts';
import type { Queries } from '../database/database.ts';

/** Full age, in years (《民法典》 17). */
const FULL_AGE = 18;

/** The school's policy of purposes. */
export interface PurposePolicy {
  /**
   * Operations at which staff who read the file of somebody under 18 have to name the purpose; nothing is assumed there.
   * None by default: every entry then has the purpose that follows from the operation, unless the caller names another.
   */
  readonly named: readonly OperationName[];
}

export const defaultPurposePolicy: PurposePolicy = { named: [] };

export interface StatedPurpose {
  readonly purpose: Purpose;
  readonly note: string | null;
  /** Whether the caller has named it. */
  readonly isNamed: boolean;
}

const byResource: Readonly<Record<string, Purpose>> = {
  alerts: 'follow-up',
  responses: 'assessment',
  embedSessions: 'sign-in',
  courses: 'administration',
  audit: 'operation',
  delegations: 'hand-over',
  referrals: 'hand-over',
  breakGlass: 'break-glass',
};

const assumed = (operation: OperationName, role: Role | null): Purpose => {
  const resource = operation.slice(0, operation.indexOf('.'));
  if (role === 'student' || role === 'guardian') return 'own';
  return byResource[resource] ?? 'care';
};

/** That the glass was broken is for the service to say. */
const namable = PURPOSES.filter(purpose => purpose !== 'break-glass');

const bad = (detail: string): ProblemError => new ProblemError('invalid-request', { status: 400, detail });

/**
 * @param role null for a portal's key.
 * @throws {ProblemError} 400 when the header names no purpose of the contract, the note is too long or is no text, or
 * `other` comes without a note.
 */
export function purposeOf(request: Request, operation: OperationName, role: Role | null): StatedPurpose {
  const named = request.headers.get(PURPOSE_HEADER);
  const note = noteOf(request);
  if (named === null) {
    if (note !== null) throw bad('The header Xinqiao-Purpose-Note needs Xinqiao-Purpose beside it.');
    return { purpose: assumed(operation, role), note: null, isNamed: false };
  }
  const purpose = namable.find(one => one === named);
  if (!purpose) throw bad(`The header Xinqiao-Purpose is one of ${namable.join(', ')}.`);
  if (purpose === 'other' && note === null) throw bad('The purpose "other" needs the header Xinqiao-Purpose-Note.');
  return { purpose, note, isNamed: true };
}

function noteOf(request: Request): string | null {
  const encoded = request.headers.get(PURPOSE_NOTE_HEADER);
  if (encoded === null) return null;
  let note: string | undefined;
  try {
    note = decodeURIComponent(encoded).trim();
  } catch {
    // Told below.
  }

  if (!note || [...note].length > PURPOSE_NOTE_LIMIT || /[\u0000-\u001f\u007f]/.test(note)) {
    throw bad(
      `The header Xinqiao-Purpose-Note is one line of 1 to ${PURPOSE_NOTE_LIMIT} characters, percent-encoded UTF-8.`,
    );
  }
  return note;
}

/**
 * Staff who read a minor's file name the purpose where the policy says so.
 *
 * @throws {ProblemError} 403 `purpose-required`.
 */
export async function checkPurpose(db: Queries, tenant: string, now: Date, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const minor = await db
    .selectFrom('students')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('id', 'in', [...subjects])
    // By the calendar day at the school.
    .where(
      sql<boolean>`birth_date > (${now}::timestamptz at time zone 'Asia/Shanghai')::date - interval '${sql.lit(FULL_AGE)} years'`,
    )
    .limit(1)
    .executeTakeFirst();
  if (minor) {
    throw new ProblemError('purpose-required', {
      detail: 'Reading the file of somebody under 18 needs the header Xinqiao-Purpose.',
    });
  }
}
