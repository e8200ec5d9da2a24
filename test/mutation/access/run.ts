/**
 * `npm run mutation -- access`: alters the policy cell by cell, and the policies and grants of the database one by one, and
 * counts what the access matrix and the raw queries notice. Fails when something survives.
 *
 *   npm run mutation -- access --only guards      the cells operation × caller: loosened where empty, dropped where not
 *   npm run mutation -- access --only classes     the cells caller × data class, and each relation of a cell
 *   npm run mutation -- access --only policies    row-level security: dropped, of any tenant, at any operation, any row …
 *   npm run mutation -- access --only grants      rights on tables and columns: each one taken, each other one given
 *   npm run mutation -- access --part 1/4         every fourth
 *   npm run mutation -- access --only policies --like campaigns    those whose names match a regular expression
 *
 * Each wall is tested alone, because one covers the other: guards and classes by the matrix, the database by raw queries.
 * What nothing can show is no survivor, and is counted with the reason, which is found in the policy itself. Where a policy
 * follows a row that the database guards by the same condition, altering one of the two shows nothing: both have to be altered,
 * and that has to be noticed.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { DataClass } from '@xinqiao/contract';
import { sql } from 'kysely';
import {
  type Access,
  type Caller,
  type Cells,
  matrix,
  moreClasses,
  operations,
  type OperationName,
  type Wall,
  WALLS,
} from '../../../packages/server/src/access/policy.ts';
import { tables } from '../../../packages/server/src/access/rows.ts';
import { conditionOf } from '../../../packages/server/src/access/rules.ts';
import { roleNames } from '../../../packages/server/src/database/roles.ts';
import {
  createStatement,
  grants,
  type RowPolicy,
  rowPolicies,
} from '../../../packages/server/src/database/row-security.ts';
import type { Schema } from '../../../packages/server/src/database/schema.ts';
import { names, operationOf } from '../../access/ask.ts';
import { faultsOfOperation } from '../../access/matrix.ts';
import { principalsOf, readFaults, rightFaults } from '../../access/second-wall.ts';
import { readSamples, writeFaults } from '../../access/second-wall-writes.ts';
import { createUndo } from '../../access/undo.ts';
import { answerOf, classesIn } from '../../access/walk.ts';
import { createWorld } from '../../access/world.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    like: { type: 'string', default: '' },
    verbose: { type: 'boolean' },
  },
});
const like = new RegExp(values.like);
const [part = 1, parts = 1] = values.part.split('/').map(Number);

interface Mutant {
  readonly name: string;
  readonly apply: () => Promise<void> | void;
  readonly revert: () => Promise<void> | void;
  /** The first thing that somebody notices; undefined when nobody does. */
  readonly notice: () => Promise<string | undefined>;
  /** Why nothing can show it. */
  readonly unseen?: string;
  /** What guards the same beside it: is altered as well when nobody notices. */
  readonly beside?: Pick<Mutant, 'apply' | 'revert'>;
}

const world = await createWorld();
const undo = await createUndo(world.database);
const principals = await principalsOf(world);
const samples = await readSamples(world);
const { kysely } = world.database;
const roles = await roleNames(world.database);

const run = async (statement: string): Promise<void> => {
  await sql.raw(statement).execute(kysely);
};

const everyCaller = Object.keys(matrix) as Caller[];
const byMatrix = (name: OperationName, caller: Caller) => async (): Promise<string | undefined> => {
  const { faults } = await faultsOfOperation({ world, undo }, name, {
    isFirstEnough: true,
    only: one => (one.role ?? (one.id === 'embed key' ? 'secret-key' : '')) === caller,
  });
  return faults[0];
};

function guards(): Mutant[] {
  return names.flatMap(name =>
    everyCaller.map((caller): Mutant => {
      const cells = operations[name] as Cells & Record<string, DataClass | undefined>;
      const before = cells[caller];
      const isOfKey = operationOf(name).authentication !== 'session';
      const isForeign = isOfKey !== (caller === 'secret-key');
      return {
        name: `${before === undefined ? 'let' : 'drop'} ${caller} at ${name}`,
        apply: () => void (before === undefined ? (cells[caller] = 'C0') : delete cells[caller]),
        revert: () => void (before === undefined ? delete cells[caller] : (cells[caller] = before)),
        notice: byMatrix(name, caller),
        ...(isForeign && {
          unseen: 'a session is no key and no code, nor is either a session, whatever the table says',
        }),
      };
    }),
  );
}

/** Classes that what an operation answers may hold. */
const classesOf = (name: OperationName): Set<string> => {
  const { method, path } = operationOf(name);
  const schema = answerOf(method, path);
  return schema ? classesIn(schema) : new Set();
};

const CLASSES: readonly DataClass[] = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'];

function classes(): Mutant[] {
  return everyCaller.flatMap(caller =>
    CLASSES.map((dataClass): Mutant => {
      const row = matrix[caller] as Partial<Record<DataClass, Access>>;
      const before = row[dataClass];
      const showing = names.filter(
        name =>
          operations[name][caller] !== undefined &&
          classesOf(name).has(dataClass) &&
          !moreClasses[name]?.includes(dataClass),
      );
      return {
        name: `${before === undefined ? 'give' : 'take'} ${dataClass} ${before === undefined ? 'to' : 'from'} ${caller}`,
        apply: () =>
          void (before === undefined ? (row[dataClass] = { relations: ['subtree'] }) : delete row[dataClass]),
        revert: () => void (before === undefined ? delete row[dataClass] : (row[dataClass] = before)),
        notice: async () => {
          for (const name of showing) {
            const seen = await byMatrix(name, caller)();
            if (seen !== undefined) return seen;
          }
          return undefined;
        },
        ...(showing.length === 0 && { unseen: 'no operation that the caller comes to answers with this class' }),
      };
    }),
  );
}

/** What raw queries of these tables say, as everybody who has one of these roles of the database. */
const byRawQueries =
  (of: readonly (keyof Schema)[], walls: readonly Wall[]) => async (): Promise<string | undefined> => {
    const concerned = new Set(walls.map(wall => wall.split('/')[0]));
    for (const who of principals) {
      const [{ id, role }] = who;
      if (!concerned.has(role ?? 'secret-key') || /^student (none|refused|both|alone|unassented)$/.test(id)) continue;
      try {
        const faults = await readFaults(world, who, of);
        if (faults.length === 0) faults.push(...(await writeFaults(world, who, samples, of)));
        if (faults.length > 0) return faults[0];
      } catch (error) {
        // A policy that needs a right which is gone: every query fails.
        if (!/^\w{5}$/.test(String((error as { code?: unknown }).code))) throw error;
        return String(error);
      }
    }
    return undefined;
  };

const dropStatement = ({ name, table }: RowPolicy): string => `drop policy "${name}" on ${table}`;

const policyMutant = (policy: RowPolicy, what: string, altered: Partial<RowPolicy> | null): Mutant => ({
  name: `${policy.table} ${policy.command} ${policy.name}: ${what}`,
  apply: async () => {
    await run(dropStatement(policy));
    if (altered) await run(createStatement({ ...policy, ...altered }, roles));
  },
  revert: async () => {
    if (altered) await run(dropStatement(policy));
    await run(createStatement(policy, roles));
  },
  notice: byRawQueries([policy.table], policy.to),
});

/** Conditions are joined by a line of their own each: tenant, operation where there is one, rows. */
const partsOf = ({ condition }: RowPolicy): string[] => condition.split('\n  and ');
const without = (policy: RowPolicy, index: number): string =>
  partsOf(policy)
    .filter((_, position) => position !== index)
    .join('\n  and ') || 'true';

/** Of any tenant, or at any operation. */
type Loosened = (policy: RowPolicy) => Mutant | undefined;
const ofAnyTenant = (policy: RowPolicy) => policyMutant(policy, 'of any tenant', { condition: without(policy, 0) });
const atAnyOperation: Loosened = policy =>
  policy.rule.at.length > 0 ? policyMutant(policy, 'at any operation', { condition: without(policy, 1) }) : undefined;

/** Rows that a trigger puts where their student is, by what it looks at: whoever writes one has to see that. */
const placed: Partial<Record<keyof Schema, keyof Schema>> = {
  assignments: 'students',
  campaign_reasons: 'students',
  'clinical.alerts': 'students',
  'clinical.alert_events': 'students',
  'clinical.alert_reasons': 'clinical.alerts',
  'clinical.break_glass': 'students',
  'clinical.corrections': 'students',
  'clinical.delegations': 'students',
};

/** The policies by which those rows are seen that a policy, or a trigger, looks for in other tables, and what these follow. */
function followed({ table, command, condition, to }: RowPolicy, found = new Set<RowPolicy>()) {
  const looked = [...condition.matchAll(/\b(?:from|join) ([\w.]+) as /g)].map(([, other]) => other);
  if (command !== 'select') looked.push(placed[table]);
  for (const one of rowPolicies) {
    const isBehind = one.command === 'select' && looked.includes(one.table) && one.to.some(wall => to.includes(wall));
    if (!isBehind || found.has(one)) continue;
    found.add(one);
    followed({ ...one, to }, found);
  }
  return found;
}

function loosened(policy: RowPolicy, how: Loosened): Mutant[] {
  const mutant = how(policy);
  const beside = [...followed(policy)].flatMap(one => how(one) ?? []);
  if (!mutant || beside.length === 0) return mutant ? [mutant] : [];
  const each = (what: 'apply' | 'revert') => async () => {
    for (const one of beside) await one[what]();
  };
  return [{ ...mutant, beside: { apply: each('apply'), revert: each('revert') } }];
}

/** A row that was the caller's before is written as anything. */
function unchecked(policy: RowPolicy): Mutant[] {
  if (policy.command !== 'update') return [];
  const changed = grants
    .filter(({ wall, table, command }) => command === 'update' && table === policy.table && policy.to.includes(wall))
    .map(({ columns }) => columns);
  const isKept = changed.every(columns => columns && !columns.some(one => policy.condition.match(`\\b${one}\\b`)));
  return [
    {
      ...policyMutant(policy, 'unchecked', {}),
      apply: () => run(`alter policy "${policy.name}" on ${policy.table} with check (true)`),
      ...(isKept && { unseen: 'nobody has the right to change a column that the condition asks for' }),
    },
  ];
}

function altered(policy: RowPolicy): Mutant[] {
  const { at, rows } = policy.rule;
  const mutants = [
    policyMutant(policy, 'dropped', null),
    ...loosened(policy, ofAnyTenant),
    ...loosened(policy, atAnyOperation),
    ...unchecked(policy),
  ];
  for (const name of at.length > 1 ? at : []) {
    const fewer = at.filter(one => one !== name);
    mutants.push(policyMutant(policy, `not at ${name}`, { condition: conditionOf({ ...policy.rule, at: fewer }) }));
  }
  if (rows !== 'true') {
    const rest = partsOf(policy).slice(0, at.length > 0 ? 2 : 1);
    mutants.push(policyMutant(policy, 'any row', { condition: rest.join('\n  and ') }));
  }
  for (const wall of policy.to.length > 1 ? policy.to : []) {
    const mutant = policyMutant(policy, `not for ${wall}`, { to: policy.to.filter(one => one !== wall) });
    mutants.push({ ...mutant, notice: byRawQueries([policy.table], [wall]) });
  }
  return mutants;
}

function unguarded(): Mutant[] {
  return (Object.keys(tables) as (keyof Schema)[]).map(table => {
    const readers = rowPolicies.filter(one => one.table === table).flatMap(({ to }) => to);
    return {
      name: `${table}: no row-level security`,
      apply: () => run(`alter table ${table} disable row level security`),
      revert: () => run(`alter table ${table} enable row level security`),
      notice: byRawQueries([table], readers),
      ...(readers.length === 0 && { unseen: 'nobody but the service holds a right on it' }),
    };
  });
}

const COMMANDS = ['select', 'insert', 'update', 'delete'] as const;

function rights(): Mutant[] {
  return WALLS.flatMap(wall =>
    (Object.keys(tables) as (keyof Schema)[]).flatMap(table =>
      COMMANDS.map((command): Mutant => {
        const role = `"${roles[wall]}"`;
        const schema = table.includes('.') ? table.slice(0, table.indexOf('.')) : 'public';
        const held = grants.find(one => one.wall === wall && one.table === table && one.command === command);
        const columns = held?.columns ? ` (${held.columns.map(one => `"${one}"`).join(', ')})` : '';
        const entered = grants.some(
          one =>
            one.wall === wall && (one.table.includes('.') ? one.table : `public.${one.table}`).startsWith(`${schema}.`),
        );
        return {
          name: `${held ? 'revoke' : 'grant'} ${command} on ${table} ${held ? 'from' : 'to'} ${wall}`,
          async apply() {
            if (held) return run(`revoke ${command}${columns} on ${table} from ${role}`);
            await run(`grant usage on schema ${schema} to ${role}`);
            await run(`grant ${command} on ${table} to ${role}`);
          },
          async revert() {
            if (held) return run(`grant ${command}${columns} on ${table} to ${role}`);
            await run(`revoke ${command} on ${table} from ${role}`);
            if (!entered) await run(`revoke usage on schema ${schema} from ${role}`);
          },
          notice: byRights(table, wall),
        };
      }),
    ),
  );
}

/** Where a role reads or changes some columns alone: all of them. */
function everyColumn(): Mutant[] {
  return grants.flatMap(({ wall, table, command, columns }) =>
    columns === undefined
      ? []
      : {
          name: `grant ${command} of every column of ${table} to ${wall}`,
          apply: () => run(`grant ${command} on ${table} to "${roles[wall]}"`),
          async revert() {
            await run(`revoke ${command} on ${table} from "${roles[wall]}"`);
            await run(
              `grant ${command} (${columns.map(one => `"${one}"`).join(', ')}) on ${table} to "${roles[wall]}"`,
            );
          },
          notice: byRights(table, wall),
        },
  );
}

const byRights = (table: keyof Schema, wall: Wall) => async (): Promise<string | undefined> => {
  for (const who of principals) {
    const [{ role }] = who;
    if ((role ?? 'secret-key') !== wall.split('/')[0]) continue;
    const [fault] = await rightFaults(world, who, [table]);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const all: Record<string, () => Mutant[] | Promise<Mutant[]>> = {
  guards,
  classes,
  policies: () => [...rowPolicies.flatMap(altered), ...unguarded()],
  grants: () => [...rights(), ...everyColumn()],
};

async function noticeTogether(notice: Mutant['notice'], beside: NonNullable<Mutant['beside']>) {
  await beside.apply();
  try {
    return await notice();
  } finally {
    await beside.revert();
  }
}

let isWhole = true;
for (const [kind, make] of Object.entries(all)) {
  if (values.only !== undefined && values.only !== kind) continue;
  const start = performance.now();
  const mutants = (await make()).filter(({ name }) => like.test(name)).filter((_, index) => index % parts === part - 1);
  const unseen = mutants.filter(one => one.unseen !== undefined);
  const survivors: string[] = [];
  let doubled = 0;
  for (const mutant of mutants.filter(one => one.unseen === undefined)) {
    await mutant.apply();
    try {
      const alone = await mutant.notice();
      const seen = alone ?? (mutant.beside && (await noticeTogether(mutant.notice, mutant.beside)));
      if (seen === undefined) survivors.push(mutant.name);
      else if (alone === undefined) doubled++;
      if (values.verbose) console.log(`  ${mutant.name}: ${seen ?? 'SURVIVED'}`);
    } finally {
      await mutant.revert();
      await undo.restore();
    }
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const noticed = mutants.length - unseen.length - survivors.length;
  console.log(`${kind}: ${mutants.length} altered, ${noticed} noticed, ${survivors.length} survived; ${seconds} s`);
  if (doubled > 0) console.log(`  ${doubled} of them once the policies of the rows that they follow were altered too`);
  for (const reason of new Set(unseen.map(one => one.unseen))) {
    console.log(`  ${unseen.filter(one => one.unseen === reason).length} that nothing can show: ${reason}`);
  }
  for (const name of survivors) console.log(`  survived: ${name}`);
  isWhole &&= survivors.length === 0;
}
await world.close();
process.exit(isWhole ? 0 : 1);
