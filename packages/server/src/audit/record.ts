/**
 * Writes the entries of the audit: of a success in the transaction of the write, or before the read's answer goes out; of a
 * refusal after what was refused has been rolled back.
 */
import type { DataClass, Operation } from '@xinqiao/contract';
import type { AuditEntry } from '@xinqiao/contract/types';
import type { OperationName } from '../access/policy.ts';
import { addedBy } from '../access/relations.ts';
import type { Context, KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import type { Insertable } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { classesOf, isRecorded, subjectsOf } from './data.ts';
import { checkPurpose, type PurposePolicy, purposeOf, type StatedPurpose } from './purposes.ts';

interface Asked {
  readonly tenant: string;
  readonly now: Date;
  readonly requestId: string;
  readonly request: Request;
  readonly name: OperationName;
  readonly operation: Operation;
  readonly principal: SessionPrincipal | KeyPrincipal;
  readonly classes: ReadonlySet<DataClass>;
  readonly policy: PurposePolicy;
}

/** Parameters, query and body as the contract has read them. */
interface Parts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** What a handler has found out about the caller. */
type Shown = Pick<Context, 'db' | 'relations'>;

/** An entry that is to be written. */
export type NewEntry = Insertable<Schema['audit.entries']>;

export interface Recorder {
  /**
   * The entry of a success, for who calls to write.
   *
   * @param context with the relations by which more was shown than the role sees.
   * @param answer what goes out.
   * @throws {ProblemError} 403 `purpose-required`; then nothing may go out.
   */
  done(context: Shown, input: Parts, answer: unknown, isRepeat: boolean): Promise<NewEntry | undefined>;
  /**
   * Writes the entry of a refusal.
   *
   * @param params of the path, as they came.
   */
  refused(db: Queries, params: Readonly<Record<string, string>>): Promise<void>;
}

/** A broken glass is named whatever the caller says; the purpose of a delegation where the caller says nothing. */
function purposeByRelation(stated: StatedPurpose, relations: Shown['relations']): StatedPurpose {
  if (relations.some(({ relation }) => relation === 'break-glass')) return { ...stated, purpose: 'break-glass' };
  const [first] = relations;
  return first && !stated.isNamed ? { ...stated, purpose: first.purpose } : stated;
}

const nothing: Recorder = { done: async () => undefined, refused: async () => {} };

/**
 * @throws {ProblemError} 400 when the named purpose is none.
 */
export function createRecorder(asked: Asked): Recorder {
  const { principal, operation, name, request } = asked;
  const role = principal.kind === 'session' ? principal.role : null;
  const stated = purposeOf(request, name, role);
  // What is recorded doesn't depend on whether there is a relation: a refusal for want of one has its entry too.
  const possible = classesOf(operation, new Set([...asked.classes, ...(role ? addedBy(name, role) : [])]));
  if (!isRecorded(name, operation, possible)) return nothing;
  return {
    async done({ db, relations }, { params, query, body }, answer, isRepeat) {
      // Whoever acts as a student is the one it is about; anybody else names students.
      const own = principal.kind === 'session' && principal.role === 'student' ? principal.studentId : null;
      const subjects = own === null ? subjectsOf(params, query, body, answer) : [own];
      const mustBeNamed =
        operation.method === 'GET' && own === null && !stated.isNamed && asked.policy.named.includes(name);
      if (mustBeNamed) await checkPurpose(db, asked.tenant, asked.now, subjects);
      const resource = idOf(answer) ?? lastOf(params);
      const given = classesOf(operation, new Set([...asked.classes, ...relations.flatMap(({ classes }) => classes)]));
      const why = purposeByRelation(stated, relations);
      return toEntry(asked, why, { given, subjects, resource, outcome: isRepeat ? 'repeated' : 'done' });
    },
    async refused(db, params) {
      // What was sent stands in the entry only where it looks like an id.
      const resource = lastOf(params);
      const subjects = ID.test(params['studentId'] ?? '') ? [params['studentId']!] : [];
      await writeEntry(db, toEntry(asked, stated, { given: possible, subjects, resource, outcome: 'refused' }));
    },
  };
}

const ID = /^[A-Za-z0-9._-]{1,64}$/;

const lastOf = (params: unknown): string | null => {
  const last = Object.values((params ?? {}) as Record<string, unknown>).at(-1);
  return typeof last === 'string' && ID.test(last) ? last : null;
};

const idOf = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string' ? answer.id : null;

interface What {
  readonly given: readonly DataClass[];
  readonly subjects: readonly string[];
  readonly resource: string | null;
  readonly outcome: AuditEntry['outcome'];
}

function toEntry(asked: Asked, { purpose, note }: StatedPurpose, what: What): NewEntry {
  const { principal, tenant, now, requestId, name, operation } = asked;
  const isSession = principal.kind === 'session';
  return {
    tenant_id: tenant,
    at: now,
    actor: isSession ? principal.userId : principal.keyId,
    role: isSession ? principal.role : null,
    session_id: isSession ? principal.sessionId : null,
    operation: name,
    action: operation.method === 'GET' ? 'read' : 'write',
    resource_id: what.resource,
    subjects: [...what.subjects],
    classes: [...what.given],
    purpose,
    purpose_note: note,
    outcome: what.outcome,
    request_id: requestId,
  };
}

export async function writeEntry(db: Queries, entry: NewEntry): Promise<void> {
  await db.insertInto('audit.entries').values(entry).execute();
}
