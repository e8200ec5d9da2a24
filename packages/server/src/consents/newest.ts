/** What holds: the newest decision of the student, and of guardians, on a campaign. */
import type { Assignment, Consent } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { localDate } from '../app/time.ts';
import type { Queries } from '../database/database.ts';
import { needsGuardian } from './age.ts';

export interface Decision {
  readonly version: string;
  readonly decision: Consent['decision'];
  /** The calendar day at the school, `YYYY-MM-DD`. */
  readonly on: string;
}

export interface Decisions {
  readonly birthDate: string;
  readonly student: Decision | null;
  readonly guardian: Decision | null;
}

/** A consent to an older text does not hold for a newer one: it is asked for again (个人信息保护法 14). */
function decisionOn(newest: Decision | null, currentVersion: string): 'required' | Consent['decision'] {
  if (!newest) return 'required';
  return newest.decision === 'given' && newest.version !== currentVersion ? 'required' : newest.decision;
}

/**
 * Under 14 both must have agreed, and either can end it. From the 14th birthday the student alone decides; what the child
 * agreed to before without a guardian was never a consent, so it is asked for again.
 *
 * @param today the calendar day at the school, `YYYY-MM-DD`
 */
export function consentState(
  { birthDate, student, guardian }: Decisions,
  currentVersion: string,
  today: string,
): Assignment['consent'] {
  const own = decisionOn(student, currentVersion);
  const guardians = decisionOn(guardian, currentVersion);
  if (!needsGuardian(birthDate, today)) {
    const wasAssent = own === 'given' && needsGuardian(birthDate, student!.on);
    return wasAssent && guardians !== 'given' ? 'required' : own;
  }
  if (own === 'refused' || own === 'withdrawn') return own;
  if (guardians === 'refused' || guardians === 'withdrawn') return 'guardian-refused';
  if (own === 'required') return 'required';
  return guardians === 'given' ? 'given' : 'guardian-required';
}

/** Whether what was collected lost its ground: whoever's consent is needed has taken it back. */
export const isWithdrawn = ({ birthDate, student, guardian }: Decisions, today: string): boolean =>
  student?.decision === 'withdrawn' || (needsGuardian(birthDate, today) && guardian?.decision === 'withdrawn');

export interface Stored {
  version: string;
  decision: Consent['decision'];
  decided_at: string;
}

const toDecision = (stored: Stored | null): Decision | null =>
  stored && { version: stored.version, decision: stored.decision, on: localDate(new Date(stored.decided_at)) };

// The inner table has a name of its own: the query around may be of `consents` itself.
const newestBy = (by: Consent['by'], student: string, campaign: string) => sql<Stored | null>`(
  select json_build_object('version', newest.version, 'decision', newest.decision, 'decided_at', newest.decided_at)
  from consents as newest
  where newest.tenant_id = ${sql.ref(`${student.split('.')[0]}.tenant_id`)}
    and newest.student_id = ${sql.ref(student)}
    and newest.campaign_id = ${sql.ref(campaign)}
    and newest.given_by = ${by}
  order by newest.sequence desc
  limit 1
)`;

/** Columns for {@link toDecisions}: `student` and `campaign` name columns of the query, with their tables. */
export const decisionColumns = (student: string, campaign: string) => [
  newestBy('student', student, campaign).as('own_decision'),
  newestBy('guardian', student, campaign).as('guardian_decision'),
];

export const toDecisions = (row: {
  birth_date: string;
  own_decision: Stored | null;
  guardian_decision: Stored | null;
}): Decisions => ({
  birthDate: row.birth_date,
  student: toDecision(row.own_decision),
  guardian: toDecision(row.guardian_decision),
});

/** For one student and one campaign; `undefined` when the campaign does not ask the student. */
export async function readDecisions(
  db: Queries,
  tenant: string,
  studentId: string,
  campaignId: string,
): Promise<Decisions | undefined> {
  const row = await db
    .selectFrom('students')
    .innerJoin('campaigns', 'campaigns.tenant_id', 'students.tenant_id')
    .select('students.birth_date')
    .select(decisionColumns('students.id', 'campaigns.id'))
    .where('students.tenant_id', '=', tenant)
    .where('students.id', '=', studentId)
    .where('campaigns.id', '=', campaignId)
    .executeTakeFirst();
  return row && toDecisions(row);
}
