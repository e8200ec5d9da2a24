/**
 * Who may see what, in one place: role → data classes, and operation → roles.
 *
 * What a role may never do answers 403 whatever the data are. What is merely out of reach answers 404, exactly like
 * what does not exist.
 */
import type { DataClass, Operations } from '@xinqiao/contract';
import type { Role } from '@xinqiao/contract/types';

export type OperationName = { [R in keyof Operations]: `${R}.${keyof Operations[R] & string}` }[keyof Operations];

/**
 * The data classes of a role. C0 is public. C1 is in every row because a session names its own person and unit with it;
 * the roster operations are kept from leaders below. C8 is given where the single rows (C2) are seen as well: an
 * aggregate over them tells nothing new. Released C4 of a student is the own one; an operation that serves it checks
 * the campaign's feedback policy.
 */
export const visibleClasses: Readonly<Record<Role, readonly DataClass[]>> = {
  // C7 of the own file alone: `access-log/handlers.ts`.
  student: ['C0', 'C1', 'C2', 'C4', 'C7'],
  'dorm-leader': ['C0', 'C1'],
  'class-committee': ['C0', 'C1'],
  counsellor: ['C0', 'C1', 'C2', 'C3', 'C8'],
  'homeroom-teacher': ['C0', 'C1', 'C2', 'C3', 'C8'],
  'psych-staff': ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C8'],
  // C3 of cases escalated to them alone: `alerts/scope.ts`.
  'college-leader': ['C0', 'C1', 'C3', 'C8'],
  'school-leader': ['C0', 'C1', 'C3', 'C8'],
  guardian: ['C0', 'C1', 'C2', 'C4'],
  'district-officer': ['C0', 'C1', 'C8'],
  'hospital-partner': ['C0', 'C1'],
  operator: ['C0', 'C1', 'C7'],
};

const everyone = Object.keys(visibleClasses) as Role[];
const peers: Role[] = ['dorm-leader', 'class-committee'];
const carers: Role[] = ['counsellor', 'homeroom-teacher', 'psych-staff'];
const leaders: Role[] = ['college-leader', 'school-leader'];

/** The roles that may call an operation; `null` where a secret key calls. */
export const callers: Readonly<Record<OperationName, readonly Role[] | null>> = {
  'embedSessions.create': null,
  'embedSessions.revoke': null,
  'me.get': everyone,
  'organisationUnits.list': everyone,
  'organisationUnits.get': everyone,
  'students.list': ['student', 'guardian', ...peers, ...carers],
  'students.get': ['student', 'guardian', ...peers, ...carers],
  'instruments.list': everyone,
  'instruments.get': everyone,
  'campaigns.list': ['student', 'guardian', ...carers, ...leaders],
  'campaigns.get': ['student', 'guardian', ...carers, ...leaders],
  'assignments.list': ['student'],
  'assignments.get': ['student'],
  'consents.list': ['student', 'guardian'],
  'consents.decide': ['student', 'guardian'],
  'responses.submit': ['student'],
  'responses.list': ['psych-staff'],
  'responses.get': ['psych-staff'],
  'alerts.list': [...carers, ...leaders],
  'alerts.summary': [...carers, ...leaders],
  'alerts.events': [...carers, ...leaders],
  'alerts.get': [...carers, ...leaders],
  'alerts.acknowledge': carers,
  'growthFiles.get': ['student', 'guardian', ...carers],
  'growthFiles.trends': ['student', 'guardian', 'psych-staff'],
  'courses.requirement': everyone,
  'courses.progress': ['student', 'guardian', ...carers],
  'courses.coverage': [...carers, ...leaders, 'district-officer'],
  'accessLog.list': ['student'],
  'audit.list': ['operator'],
  'myData.get': ['student'],
  'myData.copy': ['student'],
  'corrections.list': ['student', 'psych-staff'],
  'corrections.create': ['student'],
  'corrections.answer': ['psych-staff'],
  'erasures.list': ['student'],
  'erasures.create': ['student'],
};

/** What an operation shows beyond the classes of the role: in the copy of the own data, what the student answered. */
export const moreClasses: Partial<Record<OperationName, readonly DataClass[]>> = { 'myData.copy': ['C5'] };
