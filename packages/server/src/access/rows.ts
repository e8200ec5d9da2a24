/**
 * Which rows of which table a caller reads and writes. A table that is missing does not compile.
 *
 * To add a table: name its class and, for each relation, which of its rows are meant: {@link aboutStudent} where a column holds
 * a student's id, {@link following} where another table's row decides, {@link everyRow} for what the whole school may see.
 * Readers then follow from `matrix`; what they don't says `also`, and every write is there. A table with `standing` rows
 * for nobody ({@link nobody}) is the service's own. The next start makes grants and policies of it.
 */
import type { DataClass } from '@xinqiao/contract';
import {
  aboutStudent,
  byPerson,
  everyRow,
  following,
  listed,
  ofParent,
  ofReach,
  owned,
  ownDelegations,
  placedByStudent,
  reachedIf,
  reachedStudents,
  releasedToGuardians,
  type Rows,
  summariesOf,
  type Table,
} from './conditions.ts';
import { setting, settingList } from './settings.ts';
import {
  type Caller,
  carers,
  everyone,
  leaders,
  matrix,
  type OperationName,
  type Relation,
  type Wall,
} from './policy.ts';

/** In the words of the table: reads, adds, changes, removes rows. */
export const COMMANDS = { read: 'select', add: 'insert', change: 'update', remove: 'delete' } as const;
export type Command = keyof typeof COMMANDS;

/** Beside what follows from the matrix. */
export interface Also {
  readonly commands: readonly Command[];
  readonly callers: readonly Caller[];
  readonly relation: Relation;
  /** At these operations only. */
  readonly at?: readonly OperationName[];
  /** The rows of the relation when left out. */
  readonly rows?: Rows;
  /** For the page in the docs, where the relation does not say it. */
  readonly note?: string;
}

export interface TableAccess {
  readonly class: DataClass;
  readonly rows: Partial<Record<Relation, Rows>>;
  readonly also?: readonly Also[];
  /** The columns that some callers read, or change; all of them for everybody else. */
  readonly columns?: readonly (Partial<Record<Command, readonly string[]>> & { readonly of: readonly Caller[] })[];
  /** Callers that read the table as this role of the database alone. */
  readonly walls?: Partial<Record<Caller, Wall>>;
}

const callers = Object.keys(matrix) as Caller[];
const nobody = { class: 'C7', rows: {} } as const satisfies TableAccess;

const definitions = { self: everyRow, child: everyRow, subtree: everyRow, 'break-glass': everyRow };
const counted = { commands: ['read'], callers: leaders, relation: 'subtree' } as const satisfies Also;
/** The names and dates of what is counted, for who sees counts alone. */
const countedAcross = { ...counted, callers: ['district-officer'], note: 'to count by' } as const satisfies Also;
const delegates = ['counsellor', 'homeroom-teacher'] as const;
const submitting = { callers: ['student'], relation: 'self', at: ['responses.submit'] } as const;
/** An attempt from its first answer to its submission. */
const filling = ['drafts.open', 'drafts.get', 'drafts.save', 'responses.submit'] as const;
/** The list says what there is to go on with. */
const readsDrafts = [...filling, 'assignments.list', 'assignments.get', 'myData.get', 'myData.copy'] as const;
/** What is said of consent: a withdrawal begins an erasure, and consent that is given again ends it. */
const deciding = ['consents.decide'] as const;
/** Made with the key, or one that it replaced. */
const ownKeys = owned('key_id');
/** Those of the person, in whatever role. */
const ownSessions: Rows = () => `user_id = ${setting('person')}`;
/** Why somebody has not answered, told to those who record it; and counted. */
const recording = ['campaigns.progress', 'campaigns.reasons', 'campaigns.setReason', 'campaigns.removeReason'] as const;
const ofOneself = owned('student_id');
/** Psychology staff, preparing campaigns. */
const planning = { callers: ['psych-staff'], relation: 'subtree' } as const;
/** Whom it is about and what it gives stays as it was made. */
const revoking = { of: ['psych-staff'], change: ['revoked_at', 'revoked_by', 'revision'] } as const;
const ending = ['ended_at', 'revision'];
const reviewing = [
  ...['reviewed_at', 'reviewed_by', 'reviewed_by_name', 'reviewed_by_role', 'verdict', 'review_note'],
  ...ending,
];
const byKeys = { commands: ['add', 'change', 'remove'], callers: ['secret-key'], relation: 'tenant' } as const;

export const tables: Readonly<Record<Table, TableAccess>> = {
  tenants: {
    class: 'C0',
    rows: { tenant: everyRow },
    columns: [{ of: callers, read: ['id', 'name'] }],
  },
  units: {
    class: 'C0',
    rows: { tenant: everyRow },
    // How many students are in each is for who reaches units.
    columns: [
      {
        of: ['student', 'guardian', 'hospital-partner', 'secret-key'],
        read: ['tenant_id', 'id', 'kind', 'name', 'parent_id', 'stage', 'path', 'position'],
      },
    ],
  },
  people: { class: 'C0', rows: { tenant: everyRow } },
  role_assignments: { class: 'C0', rows: { tenant: everyRow } },
  instruments: { class: 'C0', rows: { tenant: everyRow } },

  students: {
    class: 'C1',
    rows: {
      ...{ self: owned('id'), child: owned('id'), subtree: reachedStudents, tenant: everyRow },
      referral: listed('id', 'patients'),
    },
    also: [
      // For leaders these are those for whom they break the glass as well.
      { ...counted, note: 'to count them', callers: [...leaders, 'district-officer', 'operator'] },
    ],
    columns: [
      {
        of: ['district-officer', 'operator'],
        read: ['tenant_id', 'id', 'class_path', 'dormitory_path'],
      },
    ],
  },
  guardians: {
    class: 'C1',
    rows: {
      self: table =>
        `id = any (select guardian_id from guardianships as held where held.tenant_id = ${table}.tenant_id)`,
      child: () => `user_number = ${setting('person')}`,
      tenant: everyRow,
    },
  },
  guardianships: { class: 'C1', rows: { self: owned('student_id'), tenant: everyRow } },
  erasures: {
    class: 'C1',
    rows: { self: owned('student_id'), child: owned('student_id') },
    also: [
      { commands: ['add', 'change'], callers: ['student'], relation: 'self', at: [...deciding, 'erasures.create'] },
      { commands: ['add', 'change'], callers: ['guardian'], relation: 'child', at: deciding },
    ],
  },
  sessions: {
    class: 'C1',
    rows: { tenant: ownKeys },
    also: [
      byKeys,
      {
        ...{ commands: ['read', 'change'], callers: everyone, relation: 'session' },
        ...{ at: ['embedSessions.renew'], rows: ownSessions },
      },
    ],
  },
  session_codes: { class: 'C1', rows: { tenant: following('sessions', 'session_id') }, also: [byKeys] },

  campaigns: {
    class: 'C2',
    rows: { ...definitions, self: owned('id', 'asked'), child: owned('id', 'asked') },
    also: [
      counted,
      countedAcross,
      { commands: ['add'], ...planning, at: ['campaignPlans.publish'] },
      { commands: ['change'], ...planning, at: ['campaignPlans.close'] },
    ],
  },
  campaign_instruments: {
    class: 'C2',
    rows: { ...definitions, self: owned('campaign_id', 'asked'), child: owned('campaign_id', 'asked') },
    also: [counted, countedAcross, { commands: ['add'], ...planning, at: ['campaignPlans.publish'] }],
  },
  campaign_plans: {
    class: 'C1',
    rows: {},
    also: [{ commands: ['read', 'add', 'change'], ...planning, rows: everyRow }],
  },
  assignments: {
    class: 'C2',
    rows: placedByStudent,
    also: [
      { commands: ['change'], ...submitting },
      { commands: ['add'], ...planning, at: ['campaignPlans.publish'] },
    ],
  },
  // C1, but not of everybody who sees who has done what: those who record it see it, and whom it is about in the copy.
  campaign_reasons: {
    class: 'C1',
    rows: {},
    also: [
      {
        commands: ['read'],
        callers: ['student'],
        relation: 'self',
        at: ['myData.get', 'myData.copy'],
        rows: ofOneself,
      },
      {
        ...{ commands: ['read'], callers: carers, relation: 'subtree', rows: reachedStudents },
        at: recording,
      },
      {
        commands: ['add', 'change'],
        callers: carers,
        relation: 'subtree',
        rows: reachedStudents,
        at: ['campaigns.setReason'],
      },
      {
        commands: ['remove'],
        callers: carers,
        relation: 'subtree',
        rows: reachedStudents,
        at: ['campaigns.removeReason'],
      },
    ],
    columns: [{ of: carers, change: ['reason', 'recorded_at'] }],
  },
  consents: {
    class: 'C2',
    rows: aboutStudent,
    also: [
      { commands: ['add'], callers: ['student'], relation: 'self', at: [...deciding, 'erasures.create'] },
      { commands: ['add'], callers: ['guardian'], relation: 'child', at: deciding },
    ],
  },
  courses: { class: 'C2', rows: definitions },
  course_sessions: { class: 'C2', rows: definitions },
  course_enrolments: { class: 'C2', rows: aboutStudent },
  attendance: { class: 'C2', rows: aboutStudent },
  growth_stages: { class: 'C2', rows: aboutStudent },
  growth_entries: {
    class: 'C2',
    rows: aboutStudent,
    also: [
      { commands: ['read'], callers: ['hospital-partner'], relation: 'referral', rows: listed('id', 'documents') },
    ],
  },

  'clinical.alerts': {
    class: 'C3',
    rows: {
      ...placedByStudent,
      escalated: reachedIf('escalated_at is not null'),
      referral: listed('id', 'documents'),
    },
    also: [
      { commands: ['change'], callers: carers, relation: 'subtree', at: ['alerts.acknowledge'] },
      { commands: ['read', 'add', 'change'], ...submitting },
    ],
  },
  'clinical.alert_reasons': {
    class: 'C3',
    rows: {
      self: ofParent('clinical.alerts', 'alert_id'),
      subtree: reachedStudents,
      escalated: reachedIf('escalated'),
      referral: listed('alert_id', 'documents'),
    },
    also: [{ commands: ['add'], ...submitting }],
  },
  'clinical.alert_events': {
    class: 'C3',
    rows: {
      ...placedByStudent,
      escalated: reachedIf('escalated'),
    },
    also: [
      { commands: ['add'], callers: carers, relation: 'subtree', at: ['alerts.acknowledge'] },
      { commands: ['add'], ...submitting },
    ],
  },

  'clinical.responses': {
    class: 'C4',
    rows: { ...aboutStudent, child: releasedToGuardians, referral: listed('id', 'documents') },
    also: [{ commands: ['add'], ...submitting }],
    columns: [
      {
        of: ['guardian'],
        read: [
          ...['tenant_id', 'id', 'assignment_id', 'student_id', 'instrument_id', 'instrument_version'],
          ...['received_at', 'result'],
        ],
      },
    ],
    walls: { guardian: 'guardian/released' },
  },
  // C5, but nobody's to read but the one who is still answering.
  'clinical.drafts': {
    class: 'C5',
    rows: { self: owned('student_id') },
    also: [
      { commands: ['read'], callers: ['student'], relation: 'self', at: readsDrafts },
      { commands: ['add', 'change', 'remove'], callers: ['student'], relation: 'self', at: filling },
    ],
    columns: [
      {
        of: ['student'],
        // Neither whether it was looked at as one that was left nor what came of it.
        read: [
          ...['tenant_id', 'attempt_id', 'assignment_id', 'student_id', 'language', 'seed', 'answers', 'timings'],
          ...['changes', 'visible_time', 'position', 'revision', 'saved_at', 'answered_at', 'key'],
        ],
      },
    ],
  },
  'clinical.corrections': {
    class: 'C4',
    rows: { self: owned('student_id'), subtree: reachedStudents },
    also: [
      { commands: ['add'], callers: ['student'], relation: 'self' },
      { commands: ['change'], callers: ['psych-staff'], relation: 'subtree' },
    ],
  },
  'clinical.growth_summaries': {
    class: 'C4',
    rows: {
      subtree: following('growth_entries', 'entry_id'),
      delegated: summariesOf('delegated'),
      'break-glass': summariesOf('broken'),
      referral: listed('entry_id', 'documents'),
    },
  },

  // C3, but not of everybody who sees a follow-up: who gave it sees it, and who has it.
  'clinical.delegations': {
    class: 'C3',
    rows: {},
    also: [
      { commands: ['read'], callers: ['psych-staff'], relation: 'subtree', rows: reachedStudents },
      { commands: ['read'], callers: delegates, relation: 'delegated', rows: ownDelegations },
      {
        ...{ commands: ['add'], callers: ['psych-staff'], relation: 'subtree', at: ['delegations.create'] },
        rows: reachedStudents,
      },
      {
        ...{ commands: ['change'], callers: ['psych-staff'], relation: 'subtree', at: ['delegations.revoke'] },
        rows: reachedStudents,
      },
    ],
    columns: [revoking],
  },
  'clinical.break_glass': {
    class: 'C3',
    rows: {},
    also: [
      { commands: ['read'], callers: delegates, relation: 'break-glass', rows: byPerson },
      {
        ...{ commands: ['read'], callers: ['psych-staff', ...leaders], relation: 'subtree' },
        rows: reachedStudents,
      },
      {
        ...{ commands: ['add'], callers: [...carers, ...leaders], relation: 'subtree', at: ['breakGlass.create'] },
        rows: (...of) => `(${byPerson(...of)} and ${reachedStudents(...of)})`,
      },
      {
        ...{ commands: ['change'], callers: [...carers, ...leaders], relation: 'break-glass', at: ['breakGlass.end'] },
        rows: byPerson,
      },
      {
        ...{ commands: ['change'], callers: ['psych-staff', ...leaders], relation: 'subtree' },
        ...{ at: ['breakGlass.review'] },
        rows: (...of) => `(by_user <> ${setting('person')} and ${reachedStudents(...of)})`,
      },
    ],
    columns: [
      { of: delegates, change: ending },
      { of: ['psych-staff', ...leaders], change: reviewing },
    ],
  },
  'clinical.break_glass_events': {
    class: 'C3',
    rows: {},
    also: [
      {
        ...{ commands: ['read'], callers: [...carers, ...leaders], relation: 'break-glass' },
        rows: ofParent('clinical.break_glass', 'break_glass_id'),
      },
      {
        ...{ commands: ['add'], callers: [...carers, ...leaders], relation: 'break-glass' },
        ...{ at: ['breakGlass.create', 'breakGlass.end', 'breakGlass.review'] },
        rows: ofParent('clinical.break_glass', 'break_glass_id'),
      },
    ],
  },
  'clinical.referrals': {
    class: 'C6',
    rows: {
      'own-case': byPerson,
      'break-glass': listed('student_id', 'broken'),
      referral: listed('id', 'referrals'),
    },
    also: [
      {
        ...{ commands: ['add'], callers: ['psych-staff'], relation: 'own-case', at: ['referrals.create'] },
        rows: (...of) => `(${byPerson(...of)} and ${ofReach(...of)})`,
      },
      { commands: ['change'], callers: ['psych-staff'], relation: 'own-case', at: ['referrals.revoke'] },
    ],
    columns: [revoking],
  },
  'clinical.referral_documents': {
    class: 'C6',
    rows: {
      'own-case': ofParent('clinical.referrals', 'referral_id'),
      'break-glass': ofParent('clinical.referrals', 'referral_id'),
      referral: listed('referral_id', 'referrals'),
    },
    also: [
      {
        ...{ commands: ['add'], callers: ['psych-staff'], relation: 'own-case', at: ['referrals.create'] },
        // Not to what a colleague has made, which is seen by who has broken the glass.
        rows: ofParent('clinical.referrals', 'referral_id', byPerson),
      },
    ],
  },

  'audit.entries': {
    class: 'C7',
    // As it is: nothing else of the statement may go to the index before it.
    rows: { self: () => `subjects && ${settingList('own')}`, tenant: everyRow },
    columns: [
      {
        of: ['operator'],
        // Neither student nor resource: that somebody has an alert is not an operator's to know.
        read: [
          ...['tenant_id', 'id', 'at', 'actor', 'role', 'session_id', 'operation', 'action', 'classes', 'purpose'],
          ...['outcome', 'request_id', 'batch'],
        ],
      },
    ],
  },

  // The service's own: what signs, what keys are compared with, what was answered before, what is told of counts.
  secret_keys: nobody,
  signing_keys: nobody,
  'clinical.idempotency_keys': nobody,
  'audit.batches': nobody,
  'audit.keys': nobody,
  aggregate_releases: nobody,
  tombstones: {
    class: 'C7',
    rows: {},
    also: [
      {
        ...{ commands: ['read'], callers: ['student'], relation: 'self', at: filling },
        ...{ rows: everyRow, note: 'whether an attempt was erased' },
      },
    ],
  },
};
