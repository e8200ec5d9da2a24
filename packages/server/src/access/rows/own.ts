/** Rows of the audit, and of the tables that are the service's own, whichever schema they lie in. */
import { everyRow, type Table } from '../conditions.ts';
import { settingList } from '../settings.ts';
import { filling, type TableAccess } from './kinds.ts';

const nobody = { class: 'C7', rows: {} } as const satisfies TableAccess;

export const ownRows = {
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
} as const satisfies Partial<Record<Table, TableAccess>>;
export type OwnTable = keyof typeof ownRows;
