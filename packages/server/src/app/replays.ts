/**
 * Operations whose answer is not kept with the record of its request but made again from what is stored: a token, and what
 * is written about a student, which would outlive its erasure there. A repeat then tells what is so now.
 */
import type { OperationName } from '../access/policy.ts';
import { readAccess } from '../break-glass/handlers.ts';
import { readDelegation } from '../delegations/handlers.ts';
import { replays as sessions } from '../embed-sessions/replay.ts';
import { readReferral } from '../referrals/read.ts';
import type { Context } from './handlers.ts';
import type { Replay } from './idempotency.ts';

/** Keeps the id alone. Who asks again is still who may read it, or gets the 404 of everybody else. */
const byId = (read: (context: Context, id: string) => Promise<unknown>): Replay => ({
  keep: body => ({ id: (body as { id: string }).id }),
  restore: (context, kept) => read(context as Context, (kept as { id: string }).id),
});

export const replays: Partial<Record<OperationName, Replay>> = {
  ...sessions,
  'delegations.create': byId(readDelegation),
  'delegations.revoke': byId(readDelegation),
  'referrals.create': byId(readReferral),
  'referrals.revoke': byId(readReferral),
  'breakGlass.create': byId(readAccess),
  'breakGlass.end': byId(readAccess),
  'breakGlass.review': byId(readAccess),
};
