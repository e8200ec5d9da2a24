/** What the questionnaire tells its page. Values travel in events only; nothing is logged. */
import type { DraftState } from '@xinqiao/sdk/draft-store';
import type { Answers, AnswerValue, Receipt, ScoreResult } from '@xinqiao/contract/types';

/** An answer was given, changed or cleared (`null`). */
export type XqAnswerEvent = CustomEvent<{ item: string; value: AnswerValue }>;
/** Another step is shown; `index` and `count` count pages of questions. */
export type XqPageEvent = CustomEvent<{
  phase: 'intro' | 'questions' | 'review' | 'done';
  index: number;
  count: number;
  items: readonly string[];
}>;
/** A critical item was answered positively for the first time; `id` is the rule's. */
export type XqCriticalEvent = CustomEvent<{ item: string; id: string }>;
/** Stand-alone: finished and scored in the browser. */
export type XqCompleteEvent = CustomEvent<{
  instrumentId: string;
  answers: Answers;
  result: ScoreResult;
  /** What the order was drawn from, when it was drawn by lot. */
  seed?: number;
  /** What was drawn by lot. */
  shuffle?: readonly ('pages' | 'items' | 'options')[];
  /** For the quality of the response, and nothing else about the person: milliseconds to each answer, by item id. */
  timings: Readonly<Record<string, number>>;
  /** How often an answer was changed after it was first given, by item id; those never changed are left out. */
  changes: Readonly<Record<string, number>>;
  /** Milliseconds for which the form was in sight. */
  visibleTime: number;
}>;
/**
 * What has become of the answers so far: `saved` (the service has all), `kept` (this device has all, the service not yet),
 * `pending` (neither has the last one yet), `ended` (the service takes no more). `error` says why it is not `saved`.
 */
export type XqDraftEvent = CustomEvent<{ state: DraftState; error?: unknown }>;
/** The service has the answers. */
export type XqSubmitEvent = CustomEvent<{ receipt: Receipt }>;
/** A definition, answers given in, or a submission could not be used. */
export type XqErrorEvent = CustomEvent<{ error: unknown }>;

export interface XqQuestionnaireEventMap {
  'xq-answer': XqAnswerEvent;
  'xq-page': XqPageEvent;
  'xq-critical': XqCriticalEvent;
  'xq-complete': XqCompleteEvent;
  'xq-draft': XqDraftEvent;
  'xq-submit': XqSubmitEvent;
  'xq-error': XqErrorEvent;
}
