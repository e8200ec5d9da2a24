/** One operation of the access matrix: what is wrong with the answers of the service, by the oracle. */
import type { DataClass } from '@xinqiao/contract';
import { ask, type Cell, cellsOf, nothingFor, operationOf, type Said } from './ask.ts';
import { expect, type Expected } from './expect.ts';
import { type Caller, FOREIGN_MARK, idOf } from './facts.ts';
import type { OperationName } from './oracle.ts';
import type { Undo } from './undo.ts';
import { answerOf, classesIn, told } from './walk.ts';
import type { World } from './world.ts';

const roleOf = ({ role, id }: Caller): string => role ?? id;
const sayWhich = ({ caller, name, target }: Cell) => `${caller.id} → ${name}(${target ?? ''})`;

interface Row {
  readonly id?: string;
  readonly alertId?: string;
  readonly studentId?: string;
  readonly instrumentId?: string;
  readonly breakGlassId?: string;
  readonly student?: { readonly id: string };
}

/** What a row is about, named as the oracle names it. */
const aboutOf: Partial<Record<OperationName, (row: Row) => string | undefined>> = {
  'campaigns.reasons': row => row.student?.id,
  'consents.list': row => row.studentId,
  'growthFiles.trends': row => row.instrumentId,
  'alerts.events': row => row.alertId,
  'breakGlass.events': row => row.breakGlassId,
};

/** Has more than one row about the same. */
const SEVERAL: ReadonlySet<OperationName> = new Set(['consents.list']);

function bodiesOf({ name }: Cell, text: string): unknown[] {
  if (!operationOf(name).stream) return text === '' ? [] : [JSON.parse(text)];
  return [...text.matchAll(/^data: ?(.+)$/gm)].map(([, data]) => JSON.parse(data!) as unknown);
}

/** For each role, the classes that the oracle gives and the contract has, and those of what was told so far. */
type Told = Map<string, { readonly given: Set<string>; readonly told: Set<string> }>;

/** What is wrong with an answer that gives something; empty when all is right. */
function faultsOf(
  cell: Cell,
  expected: Extract<Expected, { is: 'given' }>,
  { status, text }: Said,
  seen: Told,
): string[] {
  const operation = operationOf(cell.name);
  const faults: string[] = [];
  if (status !== operation.status) return [`${status}, not ${operation.status}: ${text}`];
  if (text.includes(FOREIGN_MARK)) faults.push('told of another tenant');
  const schema = answerOf(operation.method, operation.path);
  const bodies = bodiesOf(cell, text);
  if (!schema) return faults;
  const role = roleOf(cell.caller);
  const ofRole = seen.get(role) ?? { given: new Set(), told: new Set() };
  seen.set(role, ofRole);
  for (const one of classesIn(schema)) if (expected.classes.has(one as DataClass)) ofRole.given.add(one);
  for (const body of bodies) {
    for (const { path, dataClass } of told(schema, body)) {
      ofRole.told.add(dataClass!);
      if (dataClass === undefined) faults.push(`${path} is of no class`);
      else if (!expected.classes.has(dataClass as DataClass)) faults.push(`${path} is ${dataClass}`);
    }
  }
  if (expected.rows) {
    const rows = operation.stream ? bodies : (bodies[0] as { data: Row[] }).data;
    const about = aboutOf[cell.name] ?? ((row: Row) => row.id);
    const all = (rows as Row[]).map(about);
    const is = [...(SEVERAL.has(cell.name) ? new Set(all) : all)].sort().join(' ');
    const should = [...expected.rows].sort().join(' ');
    if (is !== should) faults.push(`rows [${is}], not [${should}]`);
  }
  return faults;
}

/** Events come in the order of the students, but for one that comes last: `world.ts`. */
function hasAll(rows: readonly string[]): (text: string) => boolean {
  const last = idOf.alert('a1-given');
  const id = rows.includes(last) ? last : rows.at(-1);
  return text => id === undefined || text.includes(id);
}

export interface Asked {
  readonly world: World;
  readonly undo: Undo;
}

async function faultsIn({ world, undo }: Asked, cell: Cell, nothing: Map<string, Said>, seen: Told): Promise<string[]> {
  const expected = expect(cell.caller, cell.name, cell.target);
  const said = await ask(world, cell, hasAll(expected.is === 'given' ? (expected.rows ?? []) : []));
  if (expected.is === 'given') {
    const faults = faultsOf(cell, expected, said, seen);
    if (operationOf(cell.name).method !== 'GET') await undo.restore();
    return faults;
  }
  const faults: string[] = [];
  if (expected.is === 'absent' && said.status !== 404) faults.push(`${said.status}, not 404: ${said.text}`);
  if (expected.is === 'refused') {
    const { code } = said.text.startsWith('{') ? (JSON.parse(said.text) as { code?: string }) : {};
    if (said.status !== expected.status || code !== expected.code) {
      faults.push(`${said.status} ${code}, not ${expected.status} ${expected.code}`);
    }
  }
  const key = cell.caller.id;
  let same = nothing.get(key);
  if (!same) {
    same = await ask(world, { ...cell, target: nothingFor(cell.name) });
    nothing.set(key, same);
  }
  const isKnown = expected.is === 'refused' && (expected.known || expected.status === 401);
  if (!isKnown && JSON.stringify(same) !== JSON.stringify(said)) {
    faults.push(`${said.status} ${said.text}, but for what is not there ${same.status} ${same.text}`);
  }
  return faults;
}

/** Everything that is wrong, in words; stops after the first fault when that is enough. */
export async function faultsOfOperation(
  asked: Asked,
  name: OperationName,
  { isFirstEnough = false, only = () => true }: { isFirstEnough?: boolean; only?: (caller: Caller) => boolean } = {},
): Promise<{ cells: number; faults: string[] }> {
  const nothing = new Map<string, Said>();
  const seen: Told = new Map();
  const faults: string[] = [];
  const cells = cellsOf(name).filter(cell => only(cell.caller));
  for (const cell of cells) {
    for (const fault of await faultsIn(asked, cell, nothing, seen)) faults.push(`${sayWhich(cell)}: ${fault}`);
    if (isFirstEnough && faults.length > 0) return { cells: cells.length, faults };
  }
  for (const [role, { given, told: those }] of seen) {
    for (const dataClass of [...given].filter(one => !those.has(one)))
      faults.push(`${role} → ${name}: told nowhere of ${dataClass}`);
  }
  // Nothing that was refused has left anything behind.
  for (const table of await asked.undo.changes()) faults.push(`${name}: ${table} has changed`);
  return { cells: cells.length, faults };
}
