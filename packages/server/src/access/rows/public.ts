/**
 * Rows of the schema `public`: the school and its people, who is signed in, campaigns and who has done what in them, courses and
 * growth files.
 */
import {
  aboutStudent,
  everyRow,
  following,
  listed,
  owned,
  placedByStudent,
  reachedStudents,
  type Rows,
  type Table,
} from '../conditions.ts';
import { type Caller, carers, everyone, leaders, matrix } from '../policy.ts';
import { setting } from '../settings.ts';
import { type Also, submitting, type TableAccess } from './kinds.ts';
import type { OwnTable } from './own.ts';

const callers = Object.keys(matrix) as Caller[];
const definitions = { self: everyRow, child: everyRow, subtree: everyRow, 'break-glass': everyRow };
const counted = { commands: ['read'], callers: leaders, relation: 'subtree' } as const satisfies Also;
/** The names and dates of what is counted, for who sees counts alone. */
const countedAcross = { ...counted, callers: ['district-officer'], note: 'to count by' } as const satisfies Also;
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
const byKeys = { commands: ['add', 'change', 'remove'], callers: ['secret-key'], relation: 'tenant' } as const;

/** All but the service's own: a table that is missing, or has a second room, does not compile. */
export const publicRows: Readonly<Record<Exclude<Table, `${string}.${string}` | OwnTable>, TableAccess>> = {
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
};
