/** What the service has to answer to a cell of the matrix, by the oracle. */
import type { DataClass } from '@xinqiao/contract';
import { asking, type Caller, callers, campaigns, idOf, plans, type Student, students } from './facts.ts';
import { addedInCase, type Kind, oracle, type OperationName, type Rule, sees } from './oracle.ts';
import { cases } from './cases.ts';
import { concerns, isOfUnits, knows, mayAnswer, stands } from './relations.ts';

export type Expected =
  /** `known`: for another reason than where the caller stands, who therefore knows what it is about. */
  | { readonly is: 'refused'; readonly status: number; readonly code: string; readonly known?: true }
  /** Nothing tells it from what does not exist. */
  | { readonly is: 'absent' }
  | { readonly is: 'given'; readonly classes: ReadonlySet<DataClass>; readonly rows?: readonly string[] };

/** Whose a thing is; undefined when there is no such thing in this school. */
function ownerOf(kind: Kind, id: string): Student | undefined {
  return students.find(student => {
    switch (kind) {
      case 'student':
      case 'students':
        return student.id === id;
      case 'alert':
        return idOf.alert(student.id) === id;
      case 'correction':
        return idOf.correction(student.id) === id;
      case 'draft':
        return mayAnswer(student) && idOf.draft(student.id) === id;
      case 'assignment':
        return asking.some(one => idOf.assignment(student.id, one) === id);
      case 'answered':
        return student.hasAnswered && campaigns.some(one => one.isAnswered && idOf.assignment(student.id, one) === id);
      case 'response':
        return student.hasAnswered && campaigns.some(one => one.isAnswered && idOf.response(student.id, one.id) === id);
      default:
        return false;
    }
  });
}

const INSTRUMENTS = new Set(campaigns.map(one => one.instrumentId));

function isThere(caller: Caller, rule: Rule, target: string | null): boolean {
  if (target === null) return true;
  switch (rule.about) {
    case 'unit':
      return isOfUnits(caller, target);
    case 'campaign': {
      const campaign = campaigns.find(one => one.id === target);
      return campaign !== undefined && concerns(caller, campaign);
    }
    case 'plan':
      return plans.some(one => one.id === target && isOfUnits(caller, one.unitId));
    case 'instrument':
      return INSTRUMENTS.has(target);
    case 'delegation':
    case 'referral':
    case 'breakGlass':
      return cases.some(one => one.kind === rule.about && one.id === target && knows(caller, one));
    default: {
      if (rule.about === 'students' && rule.roles[caller.role!] === 'anyone') return true;
      const owner = ownerOf(rule.about, target);
      return owner !== undefined && stands(caller, rule.roles[caller.role!]!, owner);
    }
  }
}

/** For a portal alone, or with what it has made. */
const KEY_OPERATIONS: ReadonlySet<OperationName> = new Set([
  'embedSessions.create',
  'embedSessions.revoke',
  'embedSessions.revokeAll',
  'embedSessions.createCode',
  'embedSessions.exchange',
]);

/** Whether the caller may ask this at all, about whomever. */
export const mayAsk = ({ id, role }: Caller, name: OperationName): boolean =>
  KEY_OPERATIONS.has(name) ? id === 'embed key' : role !== null && oracle[name].roles[role] !== undefined;

/** What the service has to answer. `target` is null where the operation is about nothing or its filter is left out. */
export function expect(caller: Caller, name: OperationName, target: string | null): Expected {
  const rule = oracle[name];
  const isKey = caller.id === 'embed key';
  const unauthenticated = { is: 'refused', status: 401, code: 'unauthenticated' } as const;
  if (caller.id === 'no credential' || isKey !== KEY_OPERATIONS.has(name)) return unauthenticated;
  if (isKey) {
    if (target === null || callers.some(one => one.role !== null && one.id === target))
      return { is: 'given', classes: new Set(['C0', 'C1']) };
    if (rule.about === 'code') return unauthenticated;
    return rule.about === 'user' ? { is: 'refused', status: 403, code: 'forbidden' } : { is: 'absent' };
  }
  const role = caller.role!;
  if (!mayAsk(caller, name)) return { is: 'refused', status: 403, code: 'forbidden' };
  if (!isThere(caller, rule, target)) return { is: 'absent' };
  const refusal = rule.further?.(caller, target);
  if (refusal) return { is: 'refused', ...refusal, known: true };
  const rows = rule.rows?.(caller, target);
  const owner = rule.inCase && target !== null ? ownerOf(rule.about, target) : undefined;
  const added = owner && stands(caller, 'case', owner) ? (addedInCase[role] ?? []) : [];
  return {
    is: 'given',
    classes: new Set(['C0', ...sees[role], ...added, ...(rule.also ?? [])]),
    ...(rows && { rows }),
  };
}
