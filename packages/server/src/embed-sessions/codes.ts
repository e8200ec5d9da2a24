/** One-time codes: the page gets one in place of a token, and exchanges it. Only their hash is stored. */
import type { EmbedSessionCode } from '@xinqiao/contract/types';
import type { CodePrincipal, Context } from '../app/handlers.ts';
import { newId, sha256Hex } from '../app/digest.ts';
import { ProblemError } from '../app/problem.ts';
import { timestamp } from '../app/time.ts';
import type { Queries } from '../database/database.ts';
import { announceEnd } from './endings.ts';
import { wholeSeconds } from './sessions.ts';
import { SESSION_SECONDS } from './token.ts';

export const CODE_PREFIX = 'xq_code_';

/** Time in which a code is exchanged, in seconds. */
export const CODE_SECONDS = 60;

/** The same for a code that never was, one whose minute is over, and one that was used. */
export const noCode = (afterwards?: (db: Queries) => Promise<void>): ProblemError =>
  new ProblemError('unauthenticated', {
    detail: 'The code was used, or its minute is over: ask the portal for a new one.',
    ...(afterwards && { afterwards }),
  });

/** Makes a code for a session that has been stored. */
export async function createCode(
  { db, tenant, now }: Context<'secret-key'>,
  sessionId: string,
): Promise<EmbedSessionCode> {
  const code = CODE_PREFIX + newId() + newId();
  const expiresAt = wholeSeconds(now, CODE_SECONDS);
  await db
    .insertInto('session_codes')
    .values({
      tenant_id: tenant,
      id: newId(),
      hash: await sha256Hex(code),
      session_id: sessionId,
      expires_at: expiresAt,
    })
    .execute();
  return { id: sessionId, code, expiresAt: timestamp(expiresAt), expiresIn: CODE_SECONDS };
}

/**
 * Begins the code's session, whose ten minutes count from here.
 *
 * @returns the id of the session.
 * @throws {ProblemError} 401 when the code has been used: its session is ended then, because one of the two who had the
 * code was not meant to.
 */
export async function useCode({ db, tenant, now, principal }: Context<'code'>): Promise<string> {
  const { codeId, sessionId } = principal;
  const used = await db
    .updateTable('session_codes')
    .set({ used_at: now })
    .where('tenant_id', '=', tenant)
    .where('id', '=', codeId)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  // What a refusal has written is taken back with it: the end comes after.
  if (!used) throw noCode(async db => endReplayed(db, tenant, now, principal));
  const begun = await db
    .updateTable('sessions')
    .set({ created_at: wholeSeconds(now), expires_at: wholeSeconds(now, SESSION_SECONDS) })
    .where('tenant_id', '=', tenant)
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw noCode();
  return sessionId;
}

async function endReplayed(db: Queries, tenant: string, now: Date, { sessionId }: CodePrincipal): Promise<void> {
  await db
    .updateTable('sessions')
    .set(query => ({ revoked_at: query.fn.coalesce('revoked_at', query.val(now)) }))
    .where('tenant_id', '=', tenant)
    .where('id', '=', sessionId)
    .execute();
  await announceEnd(db, [sessionId]);
}

/**
 * A new code for the same session in place of one that nobody has used: what the repeat of a request gets, because the
 * first is nowhere.
 *
 * @throws {ProblemError} 409 when the page has exchanged it already.
 */
export async function replaceCode(context: Context<'secret-key'>, sessionId: string): Promise<EmbedSessionCode> {
  const { db, tenant } = context;
  const unused = await db
    .deleteFrom('session_codes')
    .where('tenant_id', '=', tenant)
    .where('session_id', '=', sessionId)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!unused) throw new ProblemError('state-conflict', { detail: 'The code has been used.' });
  return createCode(context, sessionId);
}
