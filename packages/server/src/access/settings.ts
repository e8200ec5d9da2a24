/**
 * What the database is told of the caller, for the length of a transaction: `xinqiao.tenant` and so on. Policies read each
 * setting once a statement, in a sub-select of its own.
 */
import { type RawBuilder, sql } from 'kysely';
import type { KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import { type OperationName, readsCampaigns } from './policy.ts';
import { isOfOneself } from './reach.ts';
import { type Cases, NO_CASES, studentsBy } from './relations.ts';

/** What they hold. A setting that is empty or missing is null: it lets nothing through. */
export const SETTINGS = {
  tenant: 'the school',
  operation: 'what is called',
  person: 'the number of the person, or the id of the key',
  own: 'ids of the own student record, or of the children; of a key, the key and those it replaced',
  within: 'what paths below the units in reach begin with, for `like`; those that are no dormitories',
  dormitories: 'the same of dormitories',
  asked: 'ids of the campaigns that ask the own student or the children',
  delegated: 'ids of the students whose cases are delegated to the person now',
  broken: 'ids of the students for whom the person has broken the glass now',
  referrals: 'ids of the referrals that are open to the person now',
  patients: 'ids of the students of these',
  documents: 'ids of the documents in these',
} as const;
export type SettingName = keyof typeof SETTINGS;

const current = (name: SettingName): string => `nullif(current_setting('xinqiao.${name}', true), '')`;

export const setting = (name: SettingName): string => `(select ${current(name)})`;

/** A list, for `&&`. */
export const settingList = (name: SettingName): string => `(select ${current(name)}::text[])::text[]`;

export const any = (column: string, list: string): string => `${column} = any (${list})`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Told apart once a statement. */
export const isOneOf = (name: SettingName, values: readonly string[]): string =>
  `(select ${current(name)} in (${values.map(quoted).join(', ')}))`;

/** Values of settings: text, or SQL that gives text. What is left out lets nothing through. */
export type Settings = Readonly<Partial<Record<SettingName, string | RawBuilder<string | null>>>>;

/** What is empty lets nothing through, told or not. */
function lists(all: Readonly<Partial<Record<SettingName, readonly string[]>>>): Settings {
  const told = Object.entries(all).filter(([, values]) => values.length > 0);
  return Object.fromEntries(told.map(([name, values]) => [name, sql`${[...new Set(values)]}::text[]::text`]));
}

/**
 * The settings of a call. Students and guardians reach students by their ids, all others by units.
 *
 * @param cases what relations open to the caller at the operation.
 */
export function settingsOf(
  principal: SessionPrincipal | KeyPrincipal,
  tenant: string,
  operation: OperationName,
  cases: Cases = NO_CASES,
): Settings {
  const base = { tenant, operation };
  if (principal.kind === 'secret-key') {
    return { ...base, person: principal.keyId, ...lists({ own: principal.keyIds }) };
  }
  const { userId: person, studentId, childIds, reach } = principal;
  const own = studentId === null ? childIds : [studentId];
  const isByUnit = !isOfOneself(principal);
  return {
    ...{ ...base, person },
    ...lists({ own, ...(isByUnit && pathsOf(reach)), ...idsOf(cases) }),
    ...(!isByUnit && readsCampaigns(operation) && { asked: asking(own, tenant) }),
  };
}

function idsOf(cases: Cases) {
  const { referrals } = cases;
  return {
    delegated: studentsBy(cases, 'delegated'),
    broken: studentsBy(cases, 'break-glass'),
    referrals: referrals.map(({ id }) => id),
    patients: referrals.map(({ studentId }) => studentId),
    documents: referrals.flatMap(({ documentIds }) => documentIds),
  };
}

function pathsOf(reach: SessionPrincipal['reach']) {
  const of = (isDormitory: boolean) =>
    reach.filter(({ kind }) => (kind === 'dormitory') === isDormitory).map(({ path }) => beginningWith(path));
  return { within: of(false), dormitories: of(true) };
}

/** As `like` reads it. */
const beginningWith = (path: string): string => `${path.replaceAll(/[\\%_]/g, '\\$&')}%`;

/**
 * Told of here and not looked for by the policies: these stand in a statement once for each table that belongs to a campaign. Who has
 * decided on one is asked by it: both rows stay as long as the student does.
 */
const asking = (students: readonly string[], tenant: string) => sql<string>`array(
  select campaign_id from assignments where tenant_id = ${tenant} and student_id = any(${[...students]}::text[])
)::text`;
