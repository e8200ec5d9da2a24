/**
 * Who may see what, in one place. `matrix` says by which relation a role sees a data class, `operations` by which class it
 * comes to an operation: together the cell of each operation and role. `rows.ts` says the same of the tables; from there
 * come the grants and the row-level security of the database (`database/row-security.ts`), and the page in the docs from
 * both (`access/page.ts`).
 *
 * What a role may never do answers 403 whatever the data are. What is merely out of reach answers 404, exactly like
 * what does not exist.
 */
import type { DataClass, Operations } from '@xinqiao/contract';
import type { Role } from '@xinqiao/contract/types';
import type { KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';

export type OperationName = { [R in keyof Operations]: `${R}.${keyof Operations[R] & string}` }[keyof Operations];

/** A role, or the back end of a portal. */
export type Caller = Role | 'secret-key';

/** What binds a caller to the one whom data are about. */
export const RELATIONS = {
  session: 'the own name and unit, as the session has them',
  self: 'the own student record',
  child: 'a child of whom the person is a guardian now',
  subtree: 'students below a unit where the role is held',
  escalated: 'such a student, once a high level has been confirmed',
  delegated: 'a student whose case was delegated to the person, for its time',
  referral: 'the bundle of a referral, for its time',
  'own-case': 'a referral that the person has made',
  'break-glass': 'a student for whom the person broke the glass, four hours at most',
  tenant: 'everything of the school',
} as const;
export type Relation = keyof typeof RELATIONS;

/** With a case: holding the role alone gives nothing. `relations.ts` asks whether they hold. */
const CASE: ReadonlySet<Relation> = new Set(['delegated', 'referral', 'own-case', 'break-glass']);

/** What has to be so with the data, beside the relation. */
export type State = 'released';

export interface Access {
  readonly relations: readonly Relation[];
  /** `released`: as far as the campaign's feedback policy goes. */
  readonly state?: State;
}

const by = (...relations: Relation[]): Access => ({ relations });
const released = (...relations: Relation[]): Access => ({ relations, state: 'released' });

/**
 * Role × data class. C0 is public. C1 is in every row because a session names its own person and unit with it. C8 is given
 * where the single rows (C2) are seen as well: an aggregate over them tells nothing new.
 */
export const matrix = {
  student: { C0: by('tenant'), C1: by('self'), C2: by('self'), C4: released('self'), C7: by('self') },
  'dorm-leader': { C0: by('tenant'), C1: by('subtree') },
  'class-committee': { C0: by('tenant'), C1: by('subtree') },
  counsellor: {
    ...{ C0: by('tenant'), C1: by('subtree'), C2: by('subtree'), C3: by('subtree') },
    ...{ C4: by('delegated', 'break-glass'), C8: by('subtree') },
  },
  'homeroom-teacher': {
    ...{ C0: by('tenant'), C1: by('subtree'), C2: by('subtree'), C3: by('subtree') },
    ...{ C4: by('delegated', 'break-glass'), C8: by('subtree') },
  },
  'psych-staff': {
    ...{ C0: by('tenant'), C1: by('subtree'), C2: by('subtree'), C3: by('subtree') },
    ...{ C4: by('subtree'), C5: by('subtree'), C6: by('own-case', 'break-glass'), C8: by('subtree') },
  },
  'college-leader': {
    ...{ C0: by('tenant'), C1: by('session', 'break-glass'), C2: by('break-glass'), C3: by('escalated') },
    ...{ C4: by('break-glass'), C8: by('subtree') },
  },
  'school-leader': {
    ...{ C0: by('tenant'), C1: by('session', 'break-glass'), C2: by('break-glass'), C3: by('escalated') },
    ...{ C4: by('break-glass'), C8: by('subtree') },
  },
  guardian: { C0: by('tenant'), C1: by('child'), C2: by('child'), C4: released('child') },
  'district-officer': { C0: by('tenant'), C1: by('session'), C8: by('subtree') },
  'hospital-partner': {
    ...{ C0: by('tenant'), C1: by('session', 'referral') },
    ...{ C3: by('referral'), C4: by('referral'), C5: by('referral'), C6: by('referral') },
  },
  operator: { C0: by('tenant'), C1: by('session'), C7: by('tenant') },
  'secret-key': { C0: by('tenant'), C1: by('tenant') },
} as const satisfies Readonly<Record<Caller, Partial<Record<DataClass, Access>>>>;

type Matrix = typeof matrix;
type CallerOf<C extends DataClass> = { [R in Caller]: C extends keyof Matrix[R] ? R : never }[Caller];

/** Callers that come to an operation by what they see of this class; one that sees nothing of it does not compile. */
const seeing = <C extends DataClass>(dataClass: C, ...callers: CallerOf<C>[]): Cells =>
  Object.fromEntries(callers.map(caller => [caller, dataClass]));

/** Caller → data class. Whoever is not there may not call. */
export type Cells = Partial<Record<Caller, DataClass>>;

export const peers = ['dorm-leader', 'class-committee'] as const;
export const carers = ['counsellor', 'homeroom-teacher', 'psych-staff'] as const;
export const leaders = ['college-leader', 'school-leader'] as const;
export const everyone = Object.keys(matrix).filter(caller => caller !== 'secret-key') as Role[];

const alerts = seeing('C3', ...carers, ...leaders);
const results = { ...seeing('C4', 'counsellor', 'homeroom-teacher', ...leaders), ...seeing('C5', 'psych-staff') };
const emergencies = seeing('C3', ...carers, ...leaders);
const referrals = seeing('C6', 'psych-staff', 'hospital-partner');

/** Operation × role: an operation that is missing does not compile. */
export const operations: Readonly<Record<OperationName, Cells>> = {
  'embedSessions.create': seeing('C1', 'secret-key'),
  'embedSessions.revoke': seeing('C1', 'secret-key'),
  'embedSessions.revokeAll': seeing('C1', 'secret-key'),
  'embedSessions.renew': seeing('C1', ...everyone),
  'embedSessions.createCode': seeing('C1', 'secret-key'),
  'embedSessions.exchange': seeing('C1', 'secret-key'),
  'me.get': seeing('C1', ...everyone),
  'organisationUnits.list': seeing('C0', ...everyone),
  'organisationUnits.get': seeing('C0', ...everyone),
  'students.list': seeing('C1', 'student', 'guardian', ...peers, ...carers),
  'students.get': seeing('C1', 'student', 'guardian', ...peers, ...carers),
  'instruments.list': seeing('C0', ...everyone),
  'instruments.get': seeing('C0', ...everyone),
  'campaigns.list': {
    ...seeing('C2', 'student', 'guardian', ...carers),
    ...seeing('C8', ...leaders, 'district-officer'),
  },
  'campaigns.get': {
    ...seeing('C2', 'student', 'guardian', ...carers),
    ...seeing('C8', ...leaders, 'district-officer'),
  },
  'campaigns.progress': seeing('C8', ...carers, ...leaders, 'district-officer'),
  'campaigns.reasons': seeing('C1', ...carers),
  'campaigns.setReason': seeing('C1', ...carers),
  'campaigns.removeReason': seeing('C1', ...carers),
  'campaignPlans.list': seeing('C1', 'psych-staff'),
  'campaignPlans.target': seeing('C8', 'psych-staff'),
  'campaignPlans.get': seeing('C1', 'psych-staff'),
  'campaignPlans.create': seeing('C1', 'psych-staff'),
  'campaignPlans.update': seeing('C1', 'psych-staff'),
  'campaignPlans.publish': seeing('C1', 'psych-staff'),
  'campaignPlans.close': seeing('C1', 'psych-staff'),
  'campaignPlans.copy': seeing('C1', 'psych-staff'),
  'assignments.list': seeing('C2', 'student'),
  'assignments.get': seeing('C2', 'student'),
  'assignments.receipt': seeing('C4', 'student'),
  'consents.list': seeing('C2', 'student', 'guardian'),
  'consents.decide': seeing('C2', 'student', 'guardian'),
  'drafts.open': seeing('C1', 'student'),
  'drafts.get': seeing('C1', 'student'),
  'drafts.save': seeing('C1', 'student'),
  'responses.submit': seeing('C4', 'student'),
  'responses.list': results,
  'responses.get': results,
  'alerts.list': alerts,
  'alerts.summary': alerts,
  'alerts.events': alerts,
  'alerts.get': alerts,
  'alerts.acknowledge': seeing('C3', ...carers),
  'growthFiles.get': seeing('C2', 'student', 'guardian', ...carers, ...leaders),
  'growthFiles.trends': seeing('C4', 'student', 'guardian', ...carers, ...leaders),
  'courses.requirement': seeing('C0', ...everyone),
  'courses.progress': seeing('C2', 'student', 'guardian', ...carers),
  'courses.coverage': seeing('C8', ...carers, ...leaders, 'district-officer'),
  'accessLog.list': seeing('C7', 'student'),
  'audit.list': seeing('C7', 'operator'),
  'myData.get': seeing('C1', 'student'),
  'myData.copy': seeing('C1', 'student'),
  'corrections.list': seeing('C4', 'student', 'psych-staff'),
  'corrections.create': seeing('C4', 'student'),
  'corrections.answer': seeing('C4', 'psych-staff'),
  'erasures.list': seeing('C1', 'student'),
  'erasures.create': seeing('C1', 'student'),
  'delegations.list': seeing('C3', ...carers),
  'delegations.get': seeing('C3', ...carers),
  'delegations.create': seeing('C3', 'psych-staff'),
  'delegations.revoke': seeing('C3', 'psych-staff'),
  'referrals.list': referrals,
  'referrals.get': referrals,
  'referrals.bundle': referrals,
  'referrals.create': seeing('C6', 'psych-staff'),
  'referrals.revoke': seeing('C6', 'psych-staff'),
  'breakGlass.list': emergencies,
  'breakGlass.events': emergencies,
  'breakGlass.get': emergencies,
  'breakGlass.create': emergencies,
  'breakGlass.end': emergencies,
  'breakGlass.review': seeing('C3', 'psych-staff', ...leaders),
};

/** What an operation shows beyond the classes of the role: what the student answered, in the copy and until it is submitted. */
export const moreClasses: Partial<Record<OperationName, readonly DataClass[]>> = {
  'myData.copy': ['C5'],
  'drafts.open': ['C5'],
  'drafts.get': ['C5'],
  'drafts.save': ['C5'],
};

/** By which relations a caller sees a class; nothing where it does not. */
export const accessOf = (caller: Caller, dataClass: DataClass): Access | undefined =>
  (matrix[caller] as Partial<Record<DataClass, Access>>)[dataClass];

/** The classes that holding the role gives. */
export const standingClasses = (caller: Caller): DataClass[] =>
  (Object.keys(matrix[caller]) as DataClass[]).filter(dataClass =>
    accessOf(caller, dataClass)!.relations.some(relation => !CASE.has(relation)),
  );

/** The classes that a role is given in a relation with a case, and by this one. */
export const classesBy = (caller: Caller, relation: Relation): DataClass[] =>
  CASE.has(relation)
    ? (Object.keys(matrix[caller]) as DataClass[]).filter(one => accessOf(caller, one)!.relations.includes(relation))
    : [];

/** The classes that a role may be given in some relation with a case. */
export const caseClasses = (caller: Caller): DataClass[] => [
  ...new Set([...CASE].flatMap(relation => classesBy(caller, relation))),
];

/** Where relations with a case are asked for; nowhere else do they open anything. */
export const caseOperations: ReadonlySet<OperationName> = new Set([
  ...(['growthFiles.get', 'growthFiles.trends', 'responses.list', 'responses.get'] as const),
  ...(['referrals.list', 'referrals.get', 'referrals.bundle', 'referrals.create', 'referrals.revoke'] as const),
]);

const WITHOUT_CAMPAIGNS: readonly string[] = [
  ...['me', 'organisationUnits', 'students', 'instruments', 'courses', 'accessLog', 'corrections'],
];

/** Whether it reads what campaigns ask of a student; at all others the database is not told which do. */
export const readsCampaigns = (operation: OperationName): boolean =>
  !WITHOUT_CAMPAIGNS.includes(operation.slice(0, operation.indexOf('.')));

/** Whether the role comes to the operation by a relation with a case alone: without one, 404. */
export const needsCase = (caller: Caller, operation: OperationName): boolean => {
  const dataClass = operations[operation][caller];
  return dataClass !== undefined && !standingClasses(caller).includes(dataClass);
};

type AnyPrincipal = SessionPrincipal | KeyPrincipal;

export const callerOf = (principal: AnyPrincipal): Caller =>
  principal.kind === 'session' ? principal.role : 'secret-key';

/** The guard of every operation. */
export const mayCall = (principal: AnyPrincipal, operation: OperationName): boolean =>
  operations[operation][callerOf(principal)] !== undefined;

/** What the answer of an operation may hold for the caller. */
export const classesAt = (principal: AnyPrincipal, operation: OperationName): ReadonlySet<DataClass> =>
  new Set([...standingClasses(callerOf(principal)), ...(moreClasses[operation] ?? [])]);

/**
 * Each caller is a role of the database; `/school` is the same one where it reaches the whole school, so that nothing is
 * asked of single rows then, and `/released` a guardian who is told results.
 */
export type Wall = Caller | `${Caller}/school` | 'guardian/released';

/** A guardian reads here what a campaign releases of the own child (C4), which is kept with the clinical data. */
const releases: ReadonlySet<OperationName> = new Set(['growthFiles.get', 'growthFiles.trends']);

/** Students and guardians reach students by name, a partner by documents, a key whoever there is; all others by units. */
const isByUnit = (caller: Caller): boolean =>
  !['student', 'guardian', 'hospital-partner', 'secret-key'].includes(caller);

/** As which role of the database the caller's handler runs; the same where the caller reaches the whole school. */
export const wallAt = (caller: Caller, operation: OperationName): Wall =>
  caller === 'guardian' && releases.has(operation) ? 'guardian/released' : caller;
export const schoolWallOf = (caller: Caller): Wall => (isByUnit(caller) ? `${caller}/school` : caller);

/** The role of the database that the caller's handler runs as. */
export function wallOf(principal: AnyPrincipal, operation: OperationName): Wall {
  const caller = callerOf(principal);
  const wall = wallAt(caller, operation);
  return wall === caller && principal.kind === 'session' && principal.reachesAll ? schoolWallOf(caller) : wall;
}

export interface CallerWall {
  readonly wall: Wall;
  /** Reaches the whole school. */
  readonly whole: boolean;
}

/** All of a caller. */
export const wallsOf = (caller: Caller): CallerWall[] => [
  { wall: caller, whole: false },
  ...(isByUnit(caller) ? [{ wall: schoolWallOf(caller), whole: true }] : []),
  ...(caller === 'guardian' ? [{ wall: 'guardian/released' as const, whole: false }] : []),
];

export const WALLS: readonly Wall[] = (Object.keys(matrix) as Caller[]).flatMap(caller =>
  wallsOf(caller).map(({ wall }) => wall),
);

/** Roles that may see nothing of C3 to C7 but what was released to them: they hold no right on clinical data. */
export const lowRoles = [...peers, 'guardian', 'district-officer'] as const satisfies readonly Role[];
