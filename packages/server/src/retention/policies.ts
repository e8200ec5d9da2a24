/**
 * What is kept of whom, how long, and why: every table is here or the service does not compile. The copy of the own data,
 * the erasure and the retention job read it, in this order (a row goes before what it refers to).
 *
 * 个人信息保护法 19: as short as the purpose needs. The periods are defaults of this service, not of the law.
 */
import type { MyData, MyDataCopy } from '@xinqiao/contract/types';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Schema } from '../database/schema.ts';

const YEAR = 365;
/** Claims about how data were handled lapse after three years (民法典 188). */
const PROOF_DAYS = 3 * YEAR;
/** Longer than the holidays. */
const DRAFT_DAYS = 90;
export const AFTER_LEAVING_DAYS = 3 * YEAR;

type Kind = MyData['kinds'][number]['kind'];

/** Deleted when `column` is this many days ago; a row without a value there is not over yet. */
interface AfterEnd {
  readonly rule: 'after-end';
  readonly column: string;
  readonly days: number;
  /** Not while this holds of the row. */
  readonly unless?: (now: Date) => RawBuilder<SqlBool>;
}
/** Goes with the student, this many days after the student left the school. */
interface AfterLeaving {
  readonly rule: 'after-leaving';
  readonly days: number;
}
/** Is about no student: definitions, the organisation, staff in office, keys. */
interface Standing {
  readonly rule: 'standing';
}

export interface Policy {
  readonly keep: AfterEnd | AfterLeaving | Standing;
  /** The rows of a student; left out where no row is about one. */
  readonly of?: (studentId: string) => RawBuilder<SqlBool>;
  /** As what it is told to the student. */
  readonly kind?: Kind;
  /** Where the copy of the own data holds it; `null`: it does not, and `why` says why. */
  readonly copy?: keyof MyDataCopy | null;
  readonly onErasure?: 'erased' | 'kept';
  readonly why: string;
}

const standing = (why: string): Policy => ({ keep: { rule: 'standing' }, why });
const afterLeaving: AfterLeaving = { rule: 'after-leaving', days: AFTER_LEAVING_DAYS };
const ofStudent = (id: string) => sql<SqlBool>`student_id = ${id}`;
// Of the same school: an id may be somebody else's in another.
const ofNumber = (id: string, column: string, prefix = '') =>
  sql<SqlBool>`(tenant_id, ${sql.ref(column)}) in (
    select tenant_id, ${sql.lit(prefix)} || student_number from students where id = ${id}
  )`;
const ofParent = (id: string, table: 'clinical.alerts' | 'growth_entries', column: string) =>
  sql<SqlBool>`(tenant_id, ${sql.ref(column)}) in (select tenant_id, id from ${sql.table(table)} where student_id = ${id})`;

/** Of a draft: its campaign may be open for twice as long as drafts are kept. */
const isStillAsked = (now: Date) => sql<SqlBool>`exists (
  select from assignments join campaigns on campaigns.tenant_id = assignments.tenant_id and campaigns.id = assignments.campaign_id
  where assignments.tenant_id = drafts.tenant_id and assignments.id = drafts.assignment_id and campaigns.closes_at > ${now}
)`;

const notes = {
  keep: afterLeaving,
  kind: 'staff-notes',
  copy: null,
  onErasure: 'erased',
} as const;

/**
 * Who was let read what of whom, and why, is on record for three years at least (个人信息保护法 55, 56); what was given by it
 * stands in the access log.
 */
const opened = (column: string) =>
  ({
    keep: { rule: 'after-end', column, days: PROOF_DAYS },
    of: ofStudent,
    kind: 'access-records',
    copy: null,
    onErasure: 'kept',
  }) as const;

export const policies: Readonly<Record<keyof Schema, Policy>> = {
  'clinical.alert_events': {
    ...notes,
    of: ofStudent,
    why: 'Follow-up by trained staff, told in person; erased once the alert is closed.',
  },
  'clinical.alert_reasons': {
    ...notes,
    of: id => ofParent(id, 'clinical.alerts', 'alert_id'),
    why: 'Follow-up by trained staff, told in person; erased once the alert is closed.',
  },
  'clinical.alerts': {
    ...notes,
    of: ofStudent,
    why: 'Follow-up by trained staff, told in person; an open one is kept until it is closed (个人信息保护法 13 (4)).',
  },
  'clinical.growth_summaries': {
    ...notes,
    of: id => ofParent(id, 'growth_entries', 'entry_id'),
    why: 'Written by trained staff about what another school handed over; told in person.',
  },
  // Before the responses: their place in the copy speaks for both.
  'clinical.drafts': {
    keep: { rule: 'after-end', column: 'saved_at', days: DRAFT_DAYS, unless: isStillAsked },
    of: ofStudent,
    kind: 'answers',
    copy: 'drafts',
    onErasure: 'erased',
    why: 'An attempt that was not submitted; its student goes on with it in the form. Rests on consent (个人信息保护法 29, 47).',
  },
  'clinical.break_glass_events': {
    ...opened('at'),
    why: 'Tells leaders of a break-glass access; goes before it.',
  },
  'clinical.break_glass': {
    ...opened('reviewed_at'),
    why: 'Proof of who opened the file in an emergency and who reviewed it (个人信息保护法 51, 56); kept until it is reviewed.',
  },
  'clinical.delegations': {
    keep: { rule: 'after-end', column: 'ends_at', days: PROOF_DAYS },
    of: ofStudent,
    kind: 'staff-notes',
    copy: null,
    onErasure: 'erased',
    why: 'Whom psychology staff asked to follow a case; reads by it stand in the access log. One that holds with an alert open is kept.',
  },
  'clinical.referral_documents': {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'staff-notes',
    copy: null,
    onErasure: 'erased',
    why: 'Names what is in a bundle; goes with what it names, and with its referral.',
  },
  'clinical.referrals': {
    ...opened('ends_at'),
    why: 'Proof of what was handed to whom on which ground (个人信息保护法 23, 55, 56).',
  },
  'clinical.responses': {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'answers',
    copy: 'responses',
    onErasure: 'erased',
    why: 'Rests on consent (个人信息保护法 29, 47).',
  },
  'clinical.corrections': {
    keep: { rule: 'after-end', column: 'answered_at', days: PROOF_DAYS },
    of: ofStudent,
    kind: 'requests',
    copy: 'corrections',
    onErasure: 'erased',
    why: 'Shows that a request was answered (个人信息保护法 46, 50).',
  },
  'clinical.idempotency_keys': {
    keep: { rule: 'after-end', column: 'created_at', days: 1 },
    of: id => ofNumber(id, 'principal', 'student:'),
    kind: 'technical',
    copy: null,
    onErasure: 'erased',
    why: 'Repeats the answer to a request that was sent twice; what it repeats is in the copy.',
  },
  assignments: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'assignments',
    copy: 'assignments',
    onErasure: 'kept',
    why: 'That somebody was asked; that it is done is taken back with the answers, and stays for the count alone.',
  },
  campaign_reasons: {
    keep: { rule: 'after-end', column: 'recorded_at', days: YEAR },
    of: ofStudent,
    kind: 'assignments',
    copy: 'reasons',
    onErasure: 'kept',
    why: 'Why there was no answer, until the next yearly assessment. From the books of the school, not on consent; to see it go would tell who has withdrawn.',
  },
  consents: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'consents',
    copy: 'consents',
    onErasure: 'kept',
    why: 'Proof that data were handled lawfully (个人信息保护法 9, 69).',
  },
  erasures: {
    keep: { rule: 'after-end', column: 'done_at', days: PROOF_DAYS },
    of: ofStudent,
    kind: 'requests',
    copy: 'erasures',
    onErasure: 'kept',
    why: 'Proof that the erasure was done (个人信息保护法 50).',
  },
  tombstones: {
    keep: { rule: 'after-end', column: 'erased_at', days: PROOF_DAYS },
    why: 'Keeps a late answer from coming back; says nothing of whose it was.',
  },
  attendance: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'courses',
    copy: 'courseProgress',
    onErasure: 'kept',
    why: 'Record of teaching; rests on the task of the school, not on consent.',
  },
  course_enrolments: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'courses',
    copy: 'courseProgress',
    onErasure: 'kept',
    why: 'Record of teaching; rests on the task of the school, not on consent.',
  },
  growth_entries: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'growth-file',
    copy: 'growthFile',
    onErasure: 'kept',
    why: 'School stages and what earlier schools handed over.',
  },
  growth_stages: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'growth-file',
    copy: 'growthFile',
    onErasure: 'kept',
    why: 'School stages and what earlier schools handed over.',
  },
  role_assignments: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'roster',
    copy: 'roles',
    onErasure: 'kept',
    why: 'Offices held in class or dormitory.',
  },
  guardianships: {
    keep: afterLeaving,
    of: ofStudent,
    kind: 'guardians',
    copy: 'guardians',
    onErasure: 'kept',
    why: 'Who decides with a child under 14 (个人信息保护法 31).',
  },
  sessions: {
    keep: { rule: 'after-end', column: 'expires_at', days: 1 },
    of: id => ofNumber(id, 'user_id'),
    kind: 'technical',
    copy: null,
    onErasure: 'kept',
    why: 'Signs the person in for ten minutes, renewed for twelve hours at most; holds nothing that the roster does not.',
  },
  session_codes: {
    keep: { rule: 'after-end', column: 'expires_at', days: 1 },
    why: 'Stands for a session for a minute; hashed, and says nothing of whose it was.',
  },
  students: {
    keep: afterLeaving,
    of: id => sql<SqlBool>`id = ${id}`,
    kind: 'roster',
    copy: 'student',
    onErasure: 'kept',
    why: 'The roster of the school; rests on its task, not on consent.',
  },
  guardians: standing('Goes when the last guardianship has gone.'),
  campaigns: standing('What is asked, of nobody in particular.'),
  campaign_plans: standing('What is to be asked, of nobody in particular.'),
  campaign_instruments: standing('What is asked, of nobody in particular.'),
  instruments: standing('Published scales.'),
  courses: standing('What is taught.'),
  course_sessions: standing('What is taught.'),
  people: standing('Staff in office; the school removes who has left.'),
  units: standing('The organisation.'),
  secret_keys: standing('Keys of portals, hashed; revoked ones show what a session was made with.'),
  aggregate_releases: standing('Numbers of students that say nothing of one; the next release takes its place.'),
  signing_keys: standing('Public halves of the keys that sign sessions.'),
  tenants: standing('The school itself.'),
  'audit.entries': standing(
    'Only added to: who did what, when and why. Names people by id and holds nothing of the data.',
  ),
  'audit.batches': standing('Seals of the audit.'),
  'audit.keys': standing('Public halves check the seals.'),
};

export const allPolicies = Object.entries(policies) as [keyof Schema, Policy][];

/** Those with rows about students. */
export const personal = allPolicies.filter(
  (entry): entry is [keyof Schema, Policy & Required<Pick<Policy, 'of' | 'kind' | 'copy' | 'onErasure'>>] =>
    entry[1].of !== undefined,
);
