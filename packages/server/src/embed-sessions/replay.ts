/** No token and no code is kept with the record of its request: a repeat signs the same session again. */
import type { EmbedSession, EmbedSessionCode } from '@xinqiao/contract/types';
import type { OperationName } from '../access/policy.ts';
import type { Replay } from '../app/idempotency.ts';
import type { Context } from '../app/handlers.ts';
import { replaceCode } from './codes.ts';
import { readSession } from './sessions.ts';

const keepId = (body: unknown) => ({ id: (body as EmbedSession | EmbedSessionCode).id });
const idOf = (kept: unknown) => (kept as { id: string }).id;
const signed: Replay = { keep: keepId, restore: async (context, kept) => readSession(context, idOf(kept)) };

export const replays: Partial<Record<OperationName, Replay>> = {
  'embedSessions.create': signed,
  'embedSessions.exchange': signed,
  'embedSessions.renew': signed,
  'embedSessions.createCode': {
    keep: keepId,
    restore: async (context, kept) => replaceCode(context as Context<'secret-key'>, idOf(kept)),
  },
};
