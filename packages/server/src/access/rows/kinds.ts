/** What can be said of a table: its class, who gets at which of its rows and how; and what the rooms of tables say alike. */
import type { DataClass } from '@xinqiao/contract';
import type { Rows } from '../conditions.ts';
import type { Caller, OperationName, Relation, Wall } from '../policy.ts';

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

export const submitting = { callers: ['student'], relation: 'self', at: ['responses.submit'] } as const;
/** An attempt from its first answer to its submission. */
export const filling = ['drafts.open', 'drafts.get', 'drafts.save', 'responses.submit'] as const;
