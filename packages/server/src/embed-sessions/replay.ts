/** A token is not kept with the record of its request: a repeat signs the same session again. */
import type { EmbedSession } from '@xinqiao/contract/types';
import type { OperationName } from '../access/policy.ts';
import type { Replay } from '../app/idempotency.ts';
import { readSession } from './sessions.ts';

export const replays: Partial<Record<OperationName, Replay>> = {
  'embedSessions.create': {
    keep: body => ({ id: (body as EmbedSession).id }),
    restore: (context, kept) => readSession(context, (kept as { id: string }).id),
  },
};
