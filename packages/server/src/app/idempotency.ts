/**
 * A POST happens once for each key, whatever the network does. The record is written in the transaction of the write
 * itself: either both are kept or neither.
 */
import type { OperationName } from '../access/policy.ts';
import { type NewEntry, writeEntry } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { canonicalJson, sha256Hex } from './digest.ts';
import type { CodePrincipal, Context, KeyPrincipal, SessionPrincipal } from './handlers.ts';
import { ProblemError } from './problem.ts';

type AnyContext = Context | Context<'secret-key'> | Context<'code'>;

/** Records are kept this long, in milliseconds. */
export const RETENTION = 24 * 60 * 60 * 1000;

/** Operations that have to do something also where they refuse another body: `responses/refused.ts`. */
const HEARING: ReadonlySet<OperationName> = new Set(['responses.submit']);

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** For an operation whose answer must not be kept: what is kept instead, and how the answer is made from it again. */
export interface Replay {
  keep(body: unknown): unknown;
  restore(context: AnyContext, kept: unknown): Promise<unknown>;
}

/** @throws {ProblemError} 400 when there is none, or one that isn't 8 to 128 printable ASCII characters. */
export function idempotencyKeyOf(request: Request): string {
  const key = request.headers.get('idempotency-key');
  if (key !== null && /^[\x21-\x7e]{8,128}$/.test(key)) return key;
  throw new ProblemError('invalid-request', {
    status: 400,
    detail: 'A POST needs the header Idempotency-Key: 8 to 128 printable ASCII characters, one for each thing to do.',
  });
}

/** The key belongs to the person in the role, not to the session: a retry may come with a refreshed one. */
function ownerOf(principal: SessionPrincipal | KeyPrincipal | CodePrincipal): string {
  if (principal.kind === 'session') return `${principal.role}:${principal.userId}`;
  return 'codeId' in principal ? `code:${principal.codeId}` : `key:${principal.keyId}`;
}

/** What another request is clearing away at this moment is left to it: its transaction may take long, or hang. */
const clear = (db: Queries, tenant: string, before: Date) =>
  db
    .deleteFrom('clinical.idempotency_keys')
    .where('tenant_id', '=', tenant)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('principal', 'operation', 'key'),
        'in',
        selectFrom('clinical.idempotency_keys as old')
          .select(['old.principal', 'old.operation', 'old.key'])
          .where('old.tenant_id', '=', tenant)
          .where('old.created_at', '<', before)
          .forUpdate()
          .skipLocked()
          .$asTuple('principal', 'operation', 'key'),
      ),
    )
    .execute();

/**
 * Runs `act`, or gives what it gave the first time. A second request that comes while the first still runs waits for
 * it. `context.db` is a transaction. `entryOf` gives what the audit is to hold: it is written together with the answer, in
 * one statement.
 *
 * @throws {ProblemError} 409 `idempotency-conflict` when the key came with another body before.
 */
export async function once(
  context: AnyContext,
  operation: OperationName,
  key: string,
  request: unknown,
  act: () => Promise<Answer>,
  entryOf: (answer: Answer, isRepeat: boolean) => Promise<NewEntry | undefined>,
  replay?: Replay,
): Promise<Answer> {
  const { db, tenant, now } = context;
  const record = { tenant_id: tenant, principal: ownerOf(context.principal), operation, key };
  const bodyDigest = await sha256Hex(canonicalJson(request));
  await clear(db, tenant, new Date(now.getTime() - RETENTION));
  const inserted = await db
    .insertInto('clinical.idempotency_keys')
    .values({ ...record, body_digest: bodyDigest, created_at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted) {
    const answer = await act();
    const kept = replay ? replay.keep(answer.body) : (answer.body ?? null);
    const entry = await entryOf(answer, false);
    await (entry ? db.with('entry', query => query.insertInto('audit.entries').values(entry)) : db)
      .updateTable('clinical.idempotency_keys')
      .where(query => query.and(record))
      .set({ status: answer.status, response: json(kept), headers: json(answer.headers) })
      .execute();
    return answer;
  }
  const first = await db
    .selectFrom('clinical.idempotency_keys')
    .selectAll()
    .where(query => query.and(record))
    .executeTakeFirst();
  if (!first?.status || first.body_digest !== bodyDigest) {
    // What it would have done is taken back with the conflict.
    if (first?.status && HEARING.has(operation)) await act();
    throw new ProblemError('idempotency-conflict');
  }
  const body = replay ? await replay.restore(context, first.response) : first.response;
  const answer = { status: first.status, body, headers: first.headers ?? {} };
  const entry = await entryOf(answer, true);
  if (entry) await writeEntry(db, entry);
  return answer;
}
