/** Rows of the schema `clinical`: what was answered, what came of it, and who cares for whom. */
import {
  aboutStudent,
  byPerson,
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
  summariesOf,
  type Table,
} from '../conditions.ts';
import { carers, leaders } from '../policy.ts';
import { setting } from '../settings.ts';
import { filling, submitting, type TableAccess } from './kinds.ts';
import type { OwnTable } from './own.ts';

const delegates = ['counsellor', 'homeroom-teacher'] as const;
/** The list says what there is to go on with. */
const readsDrafts = [...filling, 'assignments.list', 'assignments.get', 'myData.get', 'myData.copy'] as const;
/** Whom it is about and what it gives stays as it was made. */
const revoking = { of: ['psych-staff'], change: ['revoked_at', 'revoked_by', 'revision'] } as const;
const ending = ['ended_at', 'revision'];
const reviewing = [
  ...['reviewed_at', 'reviewed_by', 'reviewed_by_name', 'reviewed_by_role', 'verdict', 'review_note'],
  ...ending,
];

/** All but the service's own: a table that is missing, or has a second room, does not compile. */
export const clinicalRows: Readonly<Record<Exclude<Extract<Table, `clinical.${string}`>, OwnTable>, TableAccess>> = {
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
};
