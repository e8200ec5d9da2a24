/** One rule for each condition under which callers get at rows, from `rows.ts` and the matrix: what becomes a policy of the database. */
import type { DataClass } from '@xinqiao/contract';
import { isOneOf, setting } from './settings.ts';
import {
  accessOf,
  type Caller,
  matrix,
  type OperationName,
  type Relation,
  type Wall,
  wallAt,
  wallsOf,
} from './policy.ts';
import type { Table } from './conditions.ts';
import { tables } from './rows.ts';
import type { Also, Command, TableAccess } from './rows/kinds.ts';

/** One condition under which callers get at rows: what becomes a policy of the database. */
export interface Rule {
  readonly table: Table;
  readonly command: Command;
  readonly relations: readonly Relation[];
  readonly callers: readonly Caller[];
  /** The roles of the database that these are. */
  readonly walls: readonly Wall[];
  readonly at: readonly OperationName[];
  /** SQL. */
  readonly rows: string;
  readonly note?: string;
}

const callers = Object.keys(matrix) as Caller[];

const callersBy = (dataClass: DataClass, relation: Relation): Caller[] =>
  callers.filter(caller => accessOf(caller, dataClass)?.relations.includes(relation));

function rulesOf(table: Table, access: TableAccess): Rule[] {
  const { class: dataClass, rows, also = [] } = access;
  const standing: Also[] = (Object.keys(rows) as Relation[]).map(relation => ({
    commands: ['read'],
    callers: callersBy(dataClass, relation),
    relation,
  }));
  const all = [...standing, ...also].flatMap(one =>
    one.commands.flatMap(command =>
      one.callers.flatMap(caller =>
        wallsOf(caller)
          .filter(({ wall }) => (access.walls?.[caller] ?? wall) === wall)
          .filter(({ wall, whole }) => whole || !one.at || one.at.some(name => wallAt(caller, name) === wall))
          .map(({ wall, whole }): Rule => {
            const of = one.rows ?? rows[one.relation]!;
            const name = table.slice(table.indexOf('.') + 1);
            return {
              ...{ table, command, relations: [one.relation], callers: [caller], walls: [wall] },
              ...{ at: one.at ?? [], rows: of(name, whole), ...(one.note !== undefined && { note: one.note }) },
            };
          }),
      ),
    ),
  );
  return merged(all);
}

const both = <T>(some: readonly T[] = [], more: readonly T[]): T[] => [...new Set([...some, ...more])];

/** One rule for all who get at the same rows. */
function merged(all: readonly Rule[]): Rule[] {
  const found = new Map<string, Rule>();
  for (const rule of all) {
    const key = JSON.stringify([rule.command, rule.at, rule.rows, rule.note]);
    const same = found.get(key);
    found.set(key, {
      ...rule,
      relations: both(same?.relations, rule.relations),
      callers: both(same?.callers, rule.callers),
      walls: both(same?.walls, rule.walls),
    });
  }
  return [...found.values()];
}

/** Everything that anybody may get at; what is not here is the service's own. */
export const rules: readonly Rule[] = (Object.entries(tables) as [Table, TableAccess][]).flatMap(([table, access]) =>
  rulesOf(table, access),
);

/** The columns that a caller reads of a table, or changes; undefined for all. */
export const columnsOf = (table: Table, caller: Caller, command: Command): readonly string[] | undefined =>
  tables[table].columns?.find(one => one.of.includes(caller) && one[command])?.[command];

/** The condition of a rule as a policy has it: tenant and operation, then the rows. */
export const conditionOf = ({ table, at, rows }: Rule): string =>
  [
    `${table === 'tenants' ? 'id' : 'tenant_id'} = ${setting('tenant')}`,
    ...(at.length > 0 ? [isOneOf('operation', at)] : []),
    ...(rows === 'true' ? [] : [rows]),
  ].join('\n  and ');
