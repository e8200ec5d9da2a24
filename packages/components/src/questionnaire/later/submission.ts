/** Sending the answers, or scoring them here; and what a failure means for the person. Never logs an answer. */
import type { DraftContent, Receipt } from '@xinqiao/contract/types';
import {
  ApiError,
  CampaignNotOpenError,
  ConflictError,
  ConsentRequiredError,
  createAttemptId,
  InvalidAnswersError,
  NetworkError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  type XinqiaoClient,
} from '@xinqiao/sdk';
import type { XqQuestionnaireEventMap } from '../events.ts';
import type { ItemErrorCode, QuestionnaireSession } from '../session.ts';

export interface Failure {
  kind: 'network' | 'session' | 'invalid' | 'closed' | 'already' | 'gone' | 'consent' | 'other' | 'failed';
  /** Faults by item id, from the pointers `/answers/<item>`. */
  items: readonly (readonly [string, ItemErrorCode])[];
}

/** What came of it: the event that tells the page, and a receipt or a failure to show. */
export type Outcome = {
  [K in 'xq-submit' | 'xq-complete' | 'xq-error']: {
    event: K;
    detail: XqQuestionnaireEventMap[K]['detail'];
    receipt?: Receipt;
    failure?: Failure;
  };
}['xq-submit' | 'xq-complete' | 'xq-error'];

export interface Target {
  /** `undefined` while no provider has one: then nothing can be sent. */
  client: XinqiaoClient | undefined;
  /** `undefined` for a form that stands alone: its answers are scored in the browser and go nowhere. */
  assignmentId: string | undefined;
  /** Who the session is, as far as the page knows. */
  userId?: string | undefined;
}

/** An assignment, and a client to send it with. */
export interface ServiceTarget extends Target {
  client: XinqiaoClient;
  assignmentId: string;
}

/** The draft that the answers are in (`draft/keeper.ts`). */
export interface Kept {
  readonly attemptId: string | undefined;
  finish(): Promise<void>;
}

/** @param kept the draft, which ends with the receipt */
export async function submit(
  session: QuestionnaireSession,
  { client, assignmentId }: Target,
  kept?: Kept,
): Promise<Outcome> {
  try {
    if (assignmentId !== undefined) {
      const answers = session.answers();
      const receipt = await send(session, client, assignmentId, kept?.attemptId);
      // Where its file does not come there is no copy on the device that the receipt could take away.
      const drafts = await import('@xinqiao/sdk/draft-store').catch(() => undefined);
      if (drafts && receipt.digest !== (await drafts.answersDigest(answers))) throw new OtherAnswersError();
      await kept?.finish();
      return { event: 'xq-submit', detail: { receipt }, receipt };
    }
    const { score } = await import('../trusted.ts');
    const { instrument } = session;
    const answers = session.answers();
    const result = score(instrument, answers);
    return { event: 'xq-complete', detail: { instrumentId: instrument.id, answers, result, ...sentConduct(session) } };
  } catch (error) {
    const { kind, items } = describeFailure(error);
    const known = items.filter(([id]) => session.numberOf(id) !== undefined);
    session.setErrors(known);
    // A pointer to nothing that is shown is no fault that the person could mend.
    const failure: Failure = { kind: kind === 'invalid' && known.length === 0 ? 'failed' : kind, items: known };
    return { event: 'xq-error', detail: { error }, failure };
  }
}

/** The receipt is of other answers than were sent: then nothing that is here may go. */
class OtherAnswersError extends Error {
  override name = 'OtherAnswersError';
  constructor() {
    super('The receipt names another digest than that of the answers that were sent.');
  }
}

/** The newest attempt of each session. */
const attempts = new WeakMap<QuestionnaireSession, { id: string; body: string; conduct: SentConduct }>();

/** More than the service takes is no time that anybody needed: a form that stands open for ever must not be refused. */
const WEEK = 7 * 24 * 60 * 60 * 1000;
const MOST_CHANGES = 1000;

/** How the form was filled in, hidden questions included. */
export function conductOf({ timings, changes, visibleMilliseconds }: QuestionnaireSession) {
  const within = (counts: ReadonlyMap<string, number>, most: number): Record<string, number> =>
    Object.fromEntries([...counts].map(([id, count]) => [id, Math.min(count, most)]));
  return {
    timings: within(timings, WEEK),
    changes: within(changes, MOST_CHANGES),
    visibleTime: Math.min(visibleMilliseconds, WEEK),
  };
}

/** Goes on with what was counted before, or elsewhere. */
export function adoptContent(session: QuestionnaireSession, content: Omit<DraftContent, 'position'>): void {
  const { timings, changes = {} } = content;
  for (const [id, time] of Object.entries(timings)) session.timings.set(id, time);
  for (const [id, count] of Object.entries(changes)) session.changes.set(id, count);
  session.adopt(content);
}

type SentConduct = ReturnType<typeof sentConduct>;

/** Of the questions that are visible, as their answers are; with what the order was drawn from. */
function sentConduct(session: QuestionnaireSession) {
  const { order } = session;
  const questions = new Set(session.questions);
  const { timings, changes, visibleTime } = conductOf(session);
  const shown = (counts: Record<string, number>, least: number): Record<string, number> =>
    Object.fromEntries(Object.entries(counts).filter(([id, count]) => count >= least && questions.has(id)));
  return {
    timings: shown(timings, 0),
    changes: shown(changes, 1),
    visibleTime,
    ...(order && { seed: order.seed, shuffle: [...order.shuffle] }),
  };
}

function send(
  session: QuestionnaireSession,
  client: XinqiaoClient | undefined,
  assignmentId: string,
  attemptId: string | undefined,
): Promise<Receipt> {
  if (!client) return Promise.reject(new Error('There is no client to submit with.'));
  const { instrument, language } = session;
  const request = {
    assignmentId,
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    language,
    answers: session.answers(),
  };
  // A repeat of the same answers is the same attempt, which the service stores once; without a draft changed answers are
  // another one. The times are those of its first sending: a repeat has to be the same to the letter.
  const body = JSON.stringify(request);
  const last = attempts.get(session);
  const attempt =
    last?.body === body ? last : { id: attemptId ?? createAttemptId(), body, conduct: sentConduct(session) };
  attempts.set(session, attempt);
  return client.responses.submit({ ...request, ...attempt.conduct, attemptId: attempt.id });
}

/** The item that an RFC 6901 pointer into the request names. */
export function itemOfPointer(pointer: string): string | undefined {
  const [, id] = /^\/answers\/([^/]+)/.exec(pointer) ?? [];
  return id?.replace(/~1/g, '/').replace(/~0/g, '~');
}

export function describeFailure(error: unknown): Failure {
  if (InvalidAnswersError.is(error)) {
    const items = error.errors.flatMap(({ pointer, code }) => {
      const item = itemOfPointer(pointer);
      return item === undefined ? [] : [[item, code as ItemErrorCode] as const];
    });
    return { kind: 'invalid', items };
  }
  return { kind: kindOf(error), items: [] };
}

function kindOf(error: unknown): Failure['kind'] {
  // An expired session is one kind of being unauthenticated.
  if (UnauthenticatedError.is(error)) return 'session';
  if (ConsentRequiredError.is(error)) return 'consent';
  if (CampaignNotOpenError.is(error)) return 'closed';
  if (error instanceof OtherAnswersError) return 'other';
  // Of the same attempt, which came with other answers before.
  if (ConflictError.is(error) && error.code !== 'state-conflict') return 'already';
  if (ApiError.is(error) && error.code === 'gone') return 'gone';
  return NetworkError.is(error) || TimeoutError.is(error) || UnavailableError.is(error) ? 'network' : 'failed';
}
