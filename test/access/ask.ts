/** Puts the question of a cell of the matrix to the service. */
import { operations, type Operation } from '@xinqiao/contract';
import type { EmbedSession, EmbedSessionCode } from '@xinqiao/contract/types';
import {
  asking,
  type Caller,
  callers,
  campaigns,
  FOREIGN_STUDENT,
  idOf,
  NOBODY,
  NOW,
  plans,
  students,
  units,
} from './facts.ts';
import { breakGlasses, delegations, referrals } from './cases.ts';
import { mayAsk } from './expect.ts';
import { type Kind, oracle, type OperationName } from './oracle.ts';
import { CONSENT_VERSION, planContent } from './rows.ts';
import { submissionOf, type World } from './world.ts';

export const operationOf = (name: OperationName): Operation => {
  const [resource, member] = name.split('.') as [keyof typeof operations, string];
  return (operations[resource] as Record<string, Operation>)[member]!;
};

export const names = Object.keys(oracle) as OperationName[];

const everyStudent = [...students.map(({ id }) => id), FOREIGN_STUDENT, NOBODY];
const [scored] = campaigns;
const asked = asking.find(one => !one.isAnswered)!;

const people = callers.filter(one => one.role !== null).map(({ id }) => id);

/** What an operation is asked about; the last is what does not exist. */
const targets: Readonly<Record<Kind, readonly (string | null)[]>> = {
  none: [null],
  student: everyStudent,
  response: everyStudent.map(id => idOf.response(id, scored!.id)),
  alert: everyStudent.map(idOf.alert),
  correction: everyStudent.map(idOf.correction),
  draft: everyStudent.map(idOf.draft),
  assignment: everyStudent.map(id => idOf.assignment(id, asked)),
  answered: everyStudent.map(id => idOf.assignment(id, scored!)),
  unit: [null, ...units.map(({ id }) => id), 'nowhere'],
  campaign: [...campaigns.map(({ id }) => id), 'nowhere'],
  plan: [...plans.map(({ id }) => id), 'plan-of-nobody'],
  instrument: [...new Set(campaigns.map(one => one.instrumentId)), 'nothing'],
  user: [...people, NOBODY],
  session: [...people, NOBODY],
  code: [...people, NOBODY],
  students: [null, ...everyStudent],
  delegation: [...delegations.map(({ id }) => id), 'delegation.none'],
  referral: [...referrals.map(({ id }) => id), 'referral.none'],
  breakGlass: [...breakGlasses.map(({ id }) => id), 'break-glass.none'],
};

export interface Cell {
  readonly caller: Caller;
  readonly name: OperationName;
  readonly target: string | null;
}

/** Students, and what belongs to them. */
const PERSONAL: readonly Kind[] = [
  ...(['student', 'students', 'response', 'alert', 'assignment', 'answered', 'correction', 'draft'] as const),
];

/** `npm run access` asks everything; `npm test` what tells one cell from another. */
const isWhole = process.env['XINQIAO_ACCESS'] === 'whole';

/**
 * Every operation × every caller × everything it can be asked about. `npm test` asks whoever is refused for the role alone about
 * one thing and about what does not exist; and of the students the first about everybody, the others about themselves and one
 * beside: they differ from it in nothing but their own state.
 */
export const cellsOf = (name: OperationName): Cell[] =>
  callers.flatMap(caller => {
    const { about } = oracle[name];
    const isPart = operationOf(name).path.includes('{');
    const all = targets[about].filter(target => !isPart || target !== null);
    const one = all.length > 2 ? [all[1]!, all.at(-1)!] : all;
    if (isWhole) return all.map(target => ({ caller, name, target }));
    const own = PERSONAL.includes(about)
      ? all.at(everyStudent.indexOf(caller.studentId!) - everyStudent.length)!
      : all[0]!;
    const isFurther = caller.role === 'student' && caller.studentId !== students[1]!.id;
    const isOfSession = about === 'session' && caller.id !== 'embed key';
    const few = mayAsk(caller, name) ? [...new Set([own, ...one])] : one;
    return (isFurther || isOfSession || !mayAsk(caller, name) ? few : all).map(target => ({ caller, name, target }));
  });

/** What does not exist, for the same operation. */
export const nothingFor = (name: OperationName): string | null => targets[oracle[name].about].at(-1)!;

const hence = (hours: number): string => new Date(NOW.getTime() + hours * 3_600_000).toISOString();

function bodyOf({ caller, name, target }: Cell, world: World): unknown {
  switch (name) {
    case 'consents.decide': {
      const isOwn = caller.studentId === target;
      const whose = { ...(!isOwn && { studentId: target }) };
      return { campaignId: asked.id, version: CONSENT_VERSION, decision: 'given', ...whose };
    }
    case 'responses.submit': {
      const owner = everyStudent.find(id => idOf.assignment(id, asked) === target);
      return submissionOf(owner!, asked);
    }
    case 'campaignPlans.create':
    case 'campaignPlans.update':
      return planContent('a');
    case 'campaigns.setReason':
      return { reason: 'leave' };
    case 'drafts.open':
      return { assignmentId: target, language: 'zh-CN', seed: 1 };
    case 'drafts.save':
      return { answers: {}, timings: {}, position: null };
    case 'corrections.create':
      return { about: 'roster', wrong: '班级', right: '更正' };
    case 'corrections.answer':
      return { state: 'accepted', answer: '已更正' };
    case 'delegations.create':
      return {
        ...{ studentId: target, to: { userId: 't-counsellor', role: 'counsellor' }, classes: ['C4'], purpose: 'care' },
        ...{ note: '请继续谈话', until: hence(24) },
      };
    case 'referrals.create':
      return {
        ...{ studentId: target, to: { userId: 't-hospital-partner' }, note: '请评估', basis: 'protection-of-life' },
        ...{ basisNote: '记录在案', basisOn: '2026-10-12', until: hence(24) },
        documents: [{ kind: 'alert', id: idOf.alert(target!) }],
      };
    case 'breakGlass.create':
      return { studentId: target, reason: '夜间紧急，需要了解情况' };
    case 'breakGlass.review':
      return { verdict: 'justified', note: '情况属实' };
    case 'erasures.create':
      return { campaignId: target };
    case 'embedSessions.revokeAll':
      return { userId: NOBODY };
    case 'embedSessions.createCode':
    case 'embedSessions.create':
      return sessionOf(world, target);
    default:
      return operationOf(name).body ? {} : undefined;
  }
}

function sessionOf(world: World, target: string | null) {
  const { userId, role } = callers.find(({ id }) => id === target) ?? { userId: NOBODY, role: 'student' };
  return { userId, role, components: ['xq-provider'], origin: world.origin };
}

/** What the caller shows; where a code is wanted, the one that the portal has got for a person. */
async function credentialFor(world: World, { caller, name, target }: Cell): Promise<EmbedSession | string | undefined> {
  const own = world.credentials.get(caller);
  if (oracle[name].about !== 'code' || typeof own !== 'string' || target === NOBODY) return own;
  const body = sessionOf(world, target);
  const response = await world.call(own, 'POST', operationOf('embedSessions.createCode').path, { body });
  return ((await response.json()) as EmbedSessionCode).code;
}

/** The filter by which a list is asked about a unit or a student. */
const FILTERS = { unit: ['unitId', 'unitIds', 'parentId'], student: ['studentId'], students: ['studentId'] } as const;

/** The session of a caller is one that was made for this very cell, because it ends. */
const idIn = (world: World, name: OperationName, target: string): string =>
  oracle[name].about === 'session'
    ? (world.spare.get(target)?.id ?? target)
    : name === 'drafts.open'
      ? '00000000-0000-4000-8000-999999999999'
      : target;

export function pathOf(world: World, { name, target }: Cell): string {
  const { path, query } = operationOf(name);
  // Of a student in a campaign it is asked in the one that nobody has answered.
  const ofCampaign = path.replace('{campaignId}', oracle[name].about === 'student' ? asked.id : '{campaignId}');
  if (path.includes('{')) return ofCampaign.replace(/\{\w+\}/, idIn(world, name, target!));
  const filters: readonly string[] = FILTERS[oracle[name].about as keyof typeof FILTERS] ?? [];
  const known = query ? Object.keys(query.shape) : [];
  const filter = filters.find(one => known.includes(one));
  const search = new URLSearchParams({
    ...(known.includes('limit') && { limit: '200' }),
    ...(known.includes('rule') && { rule: 'all' }),
    ...(filter !== undefined && target !== null && { [filter]: target }),
  });
  return search.size > 0 ? `${path}?${search}` : path;
}

export interface Said {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

export async function ask(world: World, cell: Cell, isLast: (text: string) => boolean = () => true): Promise<Said> {
  const operation = operationOf(cell.name);
  const stop = new AbortController();
  const response = await world.call(await credentialFor(world, cell), operation.method, pathOf(world, cell), {
    headers: {
      'x-request-id': 'the-same-request',
      ...(operation.stream && { 'last-event-id': '0' }),
      ...((operation.method === 'PATCH' || cell.name === 'campaignPlans.update') && { 'if-match': '"1"' }),
    },
    body: bodyOf(cell, world),
    signal: stop.signal,
  });
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const text = isStream ? await readUntil(response, isLast) : await response.text();
  stop.abort();
  return { status: response.status, headers: JSON.stringify([...response.headers]), text };
}

async function readUntil(response: Response, isLast: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  let text = '';
  while (!isLast(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
