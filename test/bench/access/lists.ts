/** Every list of the contract as every role that may ask for it, and the counts of the alert badge. */
import { operations, type Operation } from '@xinqiao/contract';
import type { Role } from '@xinqiao/contract/types';
import { type OperationName, operations as policy } from '../../../packages/server/src/access/policy.ts';
import { CAMPAIGN, CLASSMATE, GUARDIAN, PEERS, STAFF, STUDENT } from './rows.ts';

export interface List {
  readonly name: OperationName;
  readonly role: Role;
  readonly userId: string;
  readonly path: string;
}

const callers: readonly (readonly [userId: string, role: Role])[] = [
  [STUDENT, 'student'],
  [GUARDIAN, 'guardian'],
  ...[...PEERS, ...STAFF].map(([userId, role]) => [userId, role] as const),
];

/** Beside the list as it is without a query. */
const queries: Partial<Record<OperationName, readonly string[]>> = {
  'students.list': ['?q=学生506', '?unitId=k3-7'],
  'organisationUnits.list': ['?kind=class'],
  'alerts.list': ['?level=high', '?unitId=k3-7'],
  'corrections.list': ['?state=open'],
  'delegations.list': ['?state=active', `?studentId=${CLASSMATE}`],
  'breakGlass.list': ['?state=unreviewed'],
};

/** Who may name the unit or the student of a query. */
const reachesClass = (role: Role): boolean => !['student', 'guardian', 'dorm-leader'].includes(role);

/** Asked for one student, not for all. */
const OF_ONE: readonly OperationName[] = ['responses.list'];

const isPage = ({ response }: Operation): boolean =>
  response !== undefined && 'shape' in response && 'nextCursor' in (response.shape as object);

/** Asked for by every badge once a minute, and no list. */
export const isCount = ({ name }: List): boolean => name === 'alerts.summary';

/** Requests of the measurement itself have entries, which both sides would have to list. */
const UNTIL = '2026-10-12T02:00:00.000Z';

function* pathsOf(name: OperationName, { path: template }: Operation, role: Role): Generator<string> {
  const path = template.replace('{campaignId}', CAMPAIGN);
  if (OF_ONE.includes(name)) {
    yield `${path}?studentId=${CLASSMATE}`;
    return;
  }
  yield name === 'audit.list' ? `${path}?to=${UNTIL}` : path;
  for (const query of queries[name] ?? [])
    if (!/unitId|studentId/.test(query) || reachesClass(role)) yield path + query;
}

const measured = Object.entries(operations).flatMap(([resource, members]) =>
  Object.entries(members as Record<string, Operation>)
    .map(([member, operation]) => ({ name: `${resource}.${member}` as OperationName, operation }))
    .filter(({ name, operation }) => isPage(operation) || name === 'alerts.summary'),
);

export const lists: readonly List[] = measured.flatMap(({ name, operation }) =>
  callers
    .filter(([, role]) => policy[name][role] !== undefined)
    .flatMap(([userId, role]) => [...pathsOf(name, operation, role)].map(path => ({ name, role, userId, path }))),
);

/** Lists that a role may ask for and that nobody asks for here. */
export const forgotten: readonly string[] = measured.flatMap(({ name }) =>
  Object.keys(policy[name])
    .filter(role => !lists.some(list => list.name === name && list.role === role))
    .map(role => `${name} as ${role}`),
);
