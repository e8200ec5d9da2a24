/**
 * A second opinion on the second wall: which rows of which table a caller gets at in the database, by the table of roles and data
 * classes. Nothing of how the database decides is imported here.
 */
import type { Role } from '@xinqiao/contract/types';
import type { Schema } from '../../packages/server/src/database/schema.ts';
import { callers } from './facts.ts';
import type { OperationName } from './oracle.ts';
import {
  alerts,
  answered,
  broken,
  decided,
  delegated,
  drafting,
  erasing,
  everyCampaign,
  guardians,
  referred,
  type Roles,
  sessions,
  summaries,
  type Thing,
} from './things.ts';

export type Table = keyof Schema;

export interface Rows {
  /** SQL of what a row is about; nothing where it is about nobody: then there are rows or there are none. */
  readonly subject?: string;
  /** What there are rows about: every student when left out. */
  readonly things?: readonly Thing[];
  /** SQL of the rows that are looked at: all when left out. */
  readonly where?: string;
  readonly read: Roles;
  /** Of whom these columns are all that is read. */
  readonly columns?: (key: Role | 'embed key') => readonly string[] | undefined;
  /** Of whom these columns are all that is changed. */
  readonly changes?: (key: Role | 'embed key') => readonly string[];
  /** Where the operation decides. */
  readonly at?: Partial<Record<OperationName, Roles>>;
}

const care = { counsellor: 'reach', 'homeroom-teacher': 'reach', 'psych-staff': 'reach' } as const;
const leaders = { 'college-leader': 'reach', 'school-leader': 'reach' } as const;
const file: Roles = { student: 'self', guardian: 'child', ...care };
const followed: Roles = { ...care, 'college-leader': 'escalated', 'school-leader': 'escalated' };
const everyone: Roles = Object.fromEntries(
  [...callers.flatMap(one => one.role ?? []), 'embed key'].map(role => [role, 'anyone']),
);
const definitions: Roles = Object.fromEntries(
  [...Object.keys(file), ...Object.keys(leaders)].map(role => [role, 'anyone']),
);

/** Of the student only what asks; a district officer what it is that was counted. */
const asked: Roles = { ...definitions, student: 'asked', guardian: 'asked', 'district-officer': 'anyone' };

/** Here, and nowhere else, a relation with a time opens something. */
const CASE_OPERATIONS = [
  ...['growthFiles.get', 'growthFiles.trends', 'responses.list', 'responses.get'],
  ...['referrals.list', 'referrals.get', 'referrals.bundle', 'referrals.create', 'referrals.revoke'],
] as OperationName[];
const inCase = (roles: Roles): Rows['at'] => Object.fromEntries(CASE_OPERATIONS.map(name => [name, roles]));

const opened: Roles = { 'college-leader': 'broken', 'school-leader': 'broken' };
const scores: Roles = { counsellor: 'case', 'homeroom-teacher': 'case', ...opened, 'hospital-partner': 'named' };
/** What leaders are shown of a student when they have broken the glass. */
const inEmergency = (read: Roles): Rows => ({ subject: 'student_id', read, at: inCase(opened) });

const about = (read: Roles, more: Partial<Rows> = {}): Rows => ({ subject: 'student_id', read, ...more });
const nobodys: Rows = { read: {} };
const at = (names: readonly OperationName[], roles: Roles): Rows['at'] =>
  Object.fromEntries(names.map(name => [name, roles]));
const submitting = at(['responses.submit'], { student: 'self' });
const filling: readonly OperationName[] = ['drafts.open', 'drafts.get', 'drafts.save', 'responses.submit'];
const reviewed: Roles = {
  ...{ counsellor: 'made', 'homeroom-teacher': 'made' },
  ...{ 'psych-staff': 'reach', ...leaders },
};
const ofMaker: Roles = { 'psych-staff': 'made' };
const referredInCase = inCase({ 'psych-staff': 'made or broken', 'hospital-partner': 'named' });

/** Why somebody has not answered: for those who record it, and in the copy of the own data. */
const recording = ['campaigns.progress', 'campaigns.reasons', 'campaigns.setReason', 'campaigns.removeReason'] as const;

const ids = ['tenant_id', 'id', 'assignment_id', 'student_id'];
/** Of a draft: neither whether it was looked at as one that was left nor what came of that. */
const drafted = [
  ...['tenant_id', 'attempt_id', 'assignment_id', 'student_id', 'language', 'seed', 'answers', 'timings'],
  ...['changes', 'visible_time', 'position', 'revision', 'saved_at', 'answered_at', 'key'],
];
/** Of a case: whose it is and what it gives stays as it was made. */
const revoking = () => ['revoked_at', 'revoked_by', 'revision'];
const ending = ['ended_at', 'revision'];
const reviewing = [
  ...['reviewed_at', 'reviewed_by', 'reviewed_by_name', 'reviewed_by_role'],
  ...['verdict', 'review_note'],
];
const doings = ['tenant_id', 'id', 'at', 'actor', 'role', 'operation', 'action', 'classes', 'purpose', 'outcome'];

/** Every table; one that is missing does not compile. */
export const readable: Readonly<Record<Table, Rows>> = {
  tenants: { read: everyone, columns: () => ['id', 'name'] },
  units: {
    read: everyone,
    // How many are in a unit is told to who has units.
    columns: key =>
      ['student', 'guardian', 'hospital-partner', 'embed key'].includes(key)
        ? ['tenant_id', 'id', 'kind', 'name', 'parent_id', 'stage', 'path', 'position']
        : undefined,
  },
  people: { read: everyone },
  role_assignments: { read: everyone },
  instruments: { read: everyone },
  students: {
    subject: 'id',
    read: {
      ...{ student: 'self', guardian: 'child', 'dorm-leader': 'reach', 'class-committee': 'reach', ...care },
      // Units are shown with the number of their students.
      ...{ ...leaders, 'district-officer': 'reach', operator: 'reach', 'embed key': 'anyone' },
    },
    at: inCase({ 'hospital-partner': 'referred' }),
    // Enough to count by.
    columns: key =>
      key === 'district-officer' || key === 'operator'
        ? ['tenant_id', 'id', 'class_path', 'dormitory_path']
        : undefined,
  },
  guardians: {
    ...{ subject: 'id', things: guardians },
    read: { student: 'self', guardian: 'child', 'embed key': 'anyone' },
  },
  guardianships: about({ student: 'self', 'embed key': 'anyone' }),
  erasures: about({ student: 'self', guardian: 'child' }, { things: erasing }),
  sessions: {
    ...{ subject: 'user_id', things: sessions, read: { 'embed key': 'own session' } },
    at: { 'embedSessions.renew': everyPerson() },
  },
  session_codes: { subject: 'id', things: sessions, read: { 'embed key': 'own session' } },
  signing_keys: nobodys,
  campaigns: { subject: 'id', things: everyCampaign, read: asked },
  campaign_instruments: { subject: 'campaign_id', things: everyCampaign, read: asked },
  campaign_plans: { read: { 'psych-staff': 'anyone' } },
  assignments: inEmergency(file),
  campaign_reasons: {
    ...{ subject: 'student_id', read: {}, changes: () => ['reason', 'recorded_at'] },
    at: { ...at(recording, care), ...at(['myData.get', 'myData.copy'], { student: 'self' }) },
  },
  consents: { ...inEmergency(file), things: decided },
  courses: { read: definitions },
  course_sessions: { read: definitions },
  course_enrolments: inEmergency(file),
  attendance: inEmergency(file),
  growth_stages: inEmergency(file),
  growth_entries: {
    ...{ subject: 'id', things: summaries, read: file },
    at: inCase({ ...opened, 'hospital-partner': 'named' }),
  },
  'clinical.alerts': {
    ...{ subject: 'id', things: alerts, read: followed },
    at: { ...submitting, ...inCase({ 'hospital-partner': 'named' }) },
  },
  'clinical.alert_reasons': {
    ...{ subject: 'alert_id', things: alerts, read: followed },
    at: inCase({ 'hospital-partner': 'named' }),
  },
  'clinical.alert_events': about(followed),
  'clinical.responses': {
    ...{ subject: 'id', things: answered, read: { student: 'self', 'psych-staff': 'reach' } },
    at: {
      ...inCase(scores),
      ...at(['growthFiles.get', 'growthFiles.trends'], { ...scores, guardian: 'released' }),
    },
    // Never an answer.
    columns: key =>
      key === 'guardian' ? [...ids, 'instrument_id', 'instrument_version', 'received_at', 'result'] : undefined,
  },
  'clinical.drafts': {
    ...{ subject: 'student_id', things: drafting, read: {} },
    at: at([...filling, 'assignments.list', 'assignments.get', 'myData.get', 'myData.copy'], { student: 'self' }),
    columns: () => drafted,
  },
  'clinical.corrections': about({ student: 'self', 'psych-staff': 'reach' }),
  'clinical.growth_summaries': {
    ...{ subject: 'entry_id', things: summaries, read: { 'psych-staff': 'reach' } },
    at: inCase(scores),
  },
  'clinical.delegations': {
    ...{ subject: 'id', things: delegated },
    read: { 'psych-staff': 'reach', counsellor: 'given', 'homeroom-teacher': 'given' },
    changes: revoking,
  },
  'clinical.referrals': {
    ...{ subject: 'id', things: referred, read: ofMaker, at: referredInCase, changes: revoking },
  },
  'clinical.referral_documents': {
    ...{ subject: 'referral_id', things: referred, read: ofMaker, at: referredInCase },
  },
  'clinical.break_glass': {
    ...{ subject: 'id', things: broken, read: reviewed },
    changes: key => (key === 'counsellor' || key === 'homeroom-teacher' ? ending : [...ending, ...reviewing]),
  },
  'clinical.break_glass_events': {
    ...{ subject: 'break_glass_id', things: broken, read: reviewed },
  },
  // Students what was read about them; others what was done, not to whom: the world's own entries say it by their request.
  'audit.entries': {
    ...{ subject: 'substr(request_id, 6)', where: "request_id like 'read.%'" },
    read: { operator: 'anyone', student: 'self' },
    columns: key => (key === 'operator' ? [...doings, 'session_id', 'request_id', 'batch'] : undefined),
  },
  secret_keys: nobodys,
  'clinical.idempotency_keys': nobodys,
  'audit.batches': nobodys,
  'audit.keys': nobodys,
  aggregate_releases: nobodys,
  tombstones: { read: {}, at: at(filling, { student: 'anyone' }) },
};

function everyPerson(): Roles {
  return Object.fromEntries(callers.flatMap(({ role }) => (role === null ? [] : [[role, 'own session']])));
}

export type Change = 'insert' | 'update' | 'delete';
type Writes = Partial<Record<Change, Roles>>;

const ofKey: Roles = { 'embed key': 'own session' };
const byKey: Writes = { insert: ofKey, update: ofKey, delete: ofKey };
const writesDraft: Writes = { insert: { student: 'self' }, update: { student: 'self' }, delete: { student: 'self' } };
const telling: Writes = { insert: reviewed };
const openers: Roles = {
  ...{ counsellor: 'made', 'homeroom-teacher': 'made', 'psych-staff': 'made' },
  ...{ 'college-leader': 'made', 'school-leader': 'made' },
};
/** Of consent, and of erasures, which a withdrawal begins and consent that is given again ends. */
const deciding = (writes: (roles: Roles) => Writes) => ({
  'consents.decide': writes({ student: 'self', guardian: 'child' }),
  'erasures.create': writes({ student: 'self' }),
});
const madeInReach = (roles: Roles): Roles =>
  Object.fromEntries(Object.keys(roles).map(role => [role, 'made in reach'])) as Roles;

/** What a caller may write, and at which operation; nothing that is not here. */
export const writable: Partial<Record<Table, Partial<Record<OperationName | 'any', Writes>>>> = {
  consents: deciding(insert => ({ insert })),
  erasures: deciding(both => ({ insert: both, update: both })),
  sessions: { any: byKey, 'embedSessions.renew': { update: everyPerson() } },
  session_codes: { any: byKey },
  campaigns: {
    'campaignPlans.publish': { insert: { 'psych-staff': 'anyone' } },
    'campaignPlans.close': { update: { 'psych-staff': 'anyone' } },
  },
  campaign_instruments: { 'campaignPlans.publish': { insert: { 'psych-staff': 'anyone' } } },
  campaign_plans: { any: { insert: { 'psych-staff': 'anyone' }, update: { 'psych-staff': 'anyone' } } },
  assignments: {
    'responses.submit': { update: { student: 'self' } },
    'campaignPlans.publish': { insert: { 'psych-staff': 'reach' } },
  },
  campaign_reasons: {
    'campaigns.setReason': { insert: care, update: care },
    'campaigns.removeReason': { delete: care },
  },
  'clinical.responses': { 'responses.submit': { insert: { student: 'self' } } },
  'clinical.drafts': Object.fromEntries(filling.map(name => [name, writesDraft])),
  'clinical.alerts': {
    'responses.submit': { insert: { student: 'self' }, update: { student: 'self' } },
    'alerts.acknowledge': { update: care },
  },
  'clinical.alert_reasons': { 'responses.submit': { insert: { student: 'self' } } },
  'clinical.alert_events': {
    'responses.submit': { insert: { student: 'self' } },
    'alerts.acknowledge': { insert: care },
  },
  'clinical.corrections': { any: { insert: { student: 'self' }, update: { 'psych-staff': 'reach' } } },
  'clinical.delegations': {
    'delegations.create': { insert: { 'psych-staff': 'reach' } },
    'delegations.revoke': { update: { 'psych-staff': 'reach' } },
  },
  'clinical.referrals': {
    'referrals.create': { insert: madeInReach(ofMaker) },
    'referrals.revoke': { update: ofMaker },
  },
  // By whoever made the referral.
  'clinical.referral_documents': { 'referrals.create': { insert: ofMaker } },
  'clinical.break_glass': {
    'breakGlass.create': { insert: madeInReach(openers) },
    'breakGlass.end': { update: openers },
    'breakGlass.review': {
      update: {
        ...{ 'psych-staff': "another's in reach", 'college-leader': "another's in reach" },
        'school-leader': "another's in reach",
      },
    },
  },
  'clinical.break_glass_events': {
    'breakGlass.create': telling,
    'breakGlass.end': telling,
    'breakGlass.review': telling,
  },
};

/** Operations at which the database lets somebody do more. */
export const DECIDING: readonly OperationName[] = [
  ...new Set([
    ...Object.values(readable).flatMap(({ at: some }) => Object.keys(some ?? {}) as OperationName[]),
    ...Object.values(writable).flatMap(some => Object.keys(some) as (OperationName | 'any')[]),
  ]),
].filter(name => name !== 'any');
