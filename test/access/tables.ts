/**
 * A second opinion on the second wall: which rows of which table a caller gets at in the database, by the table of roles and data
 * classes. Nothing of how the database decides is imported here.
 */
import type { Role } from '@xinqiao/contract/types';
import type { Schema } from '../../packages/server/src/database/schema.ts';
import { type AnyCase, breakGlasses, delegations, type DocumentKind, referrals } from './cases.ts';
import {
  type Caller,
  callers,
  campaigns,
  ELSEWHERE,
  further,
  idOf,
  officeHolders,
  type Student,
  students,
} from './facts.ts';
import type { OperationName } from './oracle.ts';
import { isMadeBy, isNamed, knows, mayAnswer, type Relation, stands, studentWith } from './relations.ts';

export type Table = keyof Schema;

/** How a caller stands to a row. */
type RowRelation =
  | Relation
  /** The caller is who made it. */
  | 'made'
  /** Made by the caller, of a student in reach. */
  | 'made in reach'
  /** Made by somebody else, of a student in reach. */
  | "another's in reach"
  /** Given to the caller, at whatever time. */
  | 'given'
  /** Made by the caller, or of a student for whom the caller has broken the glass. */
  | 'made or broken'
  /** In a bundle that is open to the caller. */
  | 'named'
  /** A child's, and its campaign tells guardians something. */
  | 'released'
  /** A session of the caller, or one that was made with the caller's key. */
  | 'own session';
type Roles = Partial<Record<Role | 'embed key', RowRelation>>;

/** What a row is about. */
export interface Thing {
  readonly id: string;
  readonly student: Student;
  readonly stands: (caller: Caller, relation: RowRelation) => boolean;
}

const byStudent =
  (student: Student) =>
  (caller: Caller, relation: RowRelation): boolean =>
    stands(caller, relation as Relation, student);

const thingOf = (student: Student): Thing => ({ id: student.id, student, stands: byStudent(student) });

/** What may be in a bundle. */
const document = (kind: DocumentKind, id: string, student: Student): Thing => ({
  ...{ id, student },
  stands: (caller, relation) =>
    relation === 'named' ? isNamed(caller, kind, id) : stands(caller, relation as Relation, student),
});

function caseThing(one: AnyCase): Thing {
  const student = studentWith(one.studentId)!;
  return {
    ...{ id: one.id, student },
    stands(caller, relation) {
      const isInReach = stands(caller, 'reach', student);
      switch (relation) {
        case 'made':
          return isMadeBy(caller, one);
        case 'made in reach':
          return isInReach && isMadeBy(caller, one);
        case "another's in reach":
          return isInReach && !isMadeBy(caller, one);
        case 'given':
          return one.kind !== 'breakGlass' && one.to === caller.userId;
        case 'made or broken':
          return isMadeBy(caller, one) || stands(caller, 'broken', student);
        case 'named':
          return one.kind === 'referral' && knows(caller, one);
        default:
          return stands(caller, relation as Relation, student);
      }
    },
  };
}

const all = students.map(thingOf);
const answered = students
  .filter(one => one.hasAnswered)
  .flatMap(student =>
    campaigns
      .filter(one => one.isAnswered)
      .map(({ id, guardianFeedback }): Thing => {
        const it = document('response', idOf.response(student.id, id), student);
        return {
          ...it,
          stands: (caller, relation) =>
            relation === 'released'
              ? guardianFeedback !== 'none' && stands(caller, 'child', student)
              : it.stands(caller, relation),
        };
      }),
  );
const alerts = students.map(one => document('alert', idOf.alert(one.id), one));
const summaries = students.map(one => document('growth-summary', idOf.entry(one.id), one));

/** Sessions, by whose they are; and of codes. */
const sessions = [
  ...new Set([...callers, ...further].filter(one => one.role !== null).map(one => one.userId)),
  ELSEWHERE,
].map((id): Thing => ({
  ...{ id, student: students[0]! },
  stands: ({ role, userId }) => (role === null ? id !== ELSEWHERE : id === userId),
}));

export interface Rows {
  /** SQL of what a row is about; nothing where it is about nobody: then there are rows or there are none. */
  readonly subject?: string;
  /** What there are rows about: everybody when left out. */
  readonly things?: readonly Thing[];
  readonly read: Roles;
  /** Of whom these columns are all that is read. */
  readonly columns?: (key: Role | 'embed key') => readonly string[] | undefined;
  /** Beyond the relation: students and guardians may know of these. */
  readonly known?: readonly string[];
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
const referred: Roles = { 'psych-staff': 'made' };
const referredInCase = inCase({ 'psych-staff': 'made or broken', 'hospital-partner': 'named' });

const ids = ['tenant_id', 'id', 'assignment_id', 'student_id'];
/** Of a draft: neither whether it was looked at as one that was left nor what came of that. */
const drafted = [
  ...['tenant_id', 'attempt_id', 'assignment_id', 'student_id', 'language', 'seed', 'answers', 'timings'],
  ...['position', 'revision', 'saved_at', 'answered_at', 'key'],
];
const doings = ['tenant_id', 'id', 'at', 'actor', 'role', 'operation', 'action', 'classes', 'purpose', 'outcome'];

/** Every table; one that is missing does not compile. */
export const readable: Readonly<Record<Table, Rows>> = {
  tenants: { read: everyone, columns: () => ['id', 'name'] },
  units: { read: everyone },
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
    known: officeHolders,
    // Enough to count by.
    columns: key =>
      key === 'district-officer' || key === 'operator'
        ? ['tenant_id', 'id', 'class_path', 'dormitory_path']
        : undefined,
  },
  guardians: { read: { student: 'self', guardian: 'child', 'embed key': 'anyone' } },
  guardianships: about({ student: 'self', 'embed key': 'anyone' }),
  erasures: about(
    { student: 'self', guardian: 'child' },
    { things: all.filter(({ student }) => student.state === 'withdrawn') },
  ),
  sessions: {
    ...{ subject: 'user_id', things: sessions, read: { 'embed key': 'own session' } },
    at: { 'embedSessions.renew': everyPerson() },
  },
  session_codes: { subject: 'id', things: sessions, read: { 'embed key': 'own session' } },
  signing_keys: nobodys,
  // A district officer reads what it is that was counted.
  campaigns: { read: { ...definitions, 'district-officer': 'anyone' } },
  campaign_instruments: { read: { ...definitions, 'district-officer': 'anyone' } },
  campaign_plans: { read: { 'psych-staff': 'anyone' } },
  assignments: inEmergency(file),
  consents: { ...inEmergency(file), things: all.filter(({ student }) => student.state !== 'none') },
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
    ...{ subject: 'student_id', things: all.filter(({ student }) => mayAnswer(student)), read: {} },
    at: at([...filling, 'myData.get', 'myData.copy'], { student: 'self' }),
    columns: () => drafted,
  },
  'clinical.corrections': about({ student: 'self', 'psych-staff': 'reach' }),
  'clinical.growth_summaries': {
    ...{ subject: 'entry_id', things: summaries, read: { 'psych-staff': 'reach' } },
    at: inCase(scores),
  },
  'clinical.delegations': {
    ...{ subject: 'id', things: delegations.map(caseThing) },
    read: { 'psych-staff': 'reach', counsellor: 'given', 'homeroom-teacher': 'given' },
  },
  'clinical.referrals': {
    ...{ subject: 'id', things: referrals.map(caseThing), read: referred, at: referredInCase },
  },
  'clinical.referral_documents': {
    ...{ subject: 'referral_id', things: referrals.map(caseThing), read: referred, at: referredInCase },
  },
  'clinical.break_glass': { subject: 'id', things: breakGlasses.map(caseThing), read: reviewed },
  'clinical.break_glass_events': {
    ...{ subject: 'break_glass_id', things: breakGlasses.map(caseThing), read: reviewed },
  },
  // Of the students those who have been read about; others by what was done, not to whom.
  'audit.entries': {
    read: { operator: 'anyone', student: 'anyone' },
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
const drafting: Writes = { insert: { student: 'self' }, update: { student: 'self' }, delete: { student: 'self' } };
const telling: Writes = { insert: reviewed };
const openers: Roles = {
  ...{ counsellor: 'made', 'homeroom-teacher': 'made', 'psych-staff': 'made' },
  ...{ 'college-leader': 'made', 'school-leader': 'made' },
};
const madeInReach = (roles: Roles): Roles =>
  Object.fromEntries(Object.keys(roles).map(role => [role, 'made in reach'])) as Roles;

/** What a caller may write, and at which operation; nothing that is not here. */
export const writable: Partial<Record<Table, Partial<Record<OperationName | 'any', Writes>>>> = {
  consents: { any: { insert: { student: 'self', guardian: 'child' } } },
  erasures: {
    any: { insert: { student: 'self', guardian: 'child' }, update: { student: 'self', guardian: 'child' } },
  },
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
  'clinical.responses': { 'responses.submit': { insert: { student: 'self' } } },
  'clinical.drafts': Object.fromEntries(filling.map(name => [name, drafting])),
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
    'referrals.create': { insert: madeInReach(referred) },
    'referrals.revoke': { update: referred },
  },
  // By whoever made the referral.
  'clinical.referral_documents': { 'referrals.create': { insert: referred } },
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
