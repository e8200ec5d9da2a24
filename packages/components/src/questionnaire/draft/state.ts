/** Whether the answers are saved, in calm words. "Saved" is only said of what the service has. */
import { UnauthenticatedError } from '@xinqiao/sdk';
import { type DraftStore, isFinal } from '@xinqiao/sdk/draft-store';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormContext } from '../kinds.ts';
import { describeFailure } from '../later/submission.ts';
import type { DraftStrings } from './strings.ts';

/** What is said, by the name of its words; `ended` has words for each reason. */
export type Condition =
  'nothing' | 'ended' | 'draftSaving' | 'draftSaved' | 'draftWaiting' | 'draftUnsaved' | 'draftSignIn';

/** @param error why the draft could not be opened, when it could not */
export function conditionOf(
  store: Pick<DraftStore, 'state' | 'problem' | 'content'> | undefined,
  error: unknown,
  edited: boolean,
): Condition {
  const problem = error ?? store?.problem;
  if (store?.state === 'ended' || (!store && isFinal(error))) return 'ended';
  if (!store && problem === undefined) return edited ? 'draftSaving' : 'nothing';
  if (store?.state === 'saved') return Object.keys(store.content.answers).length > 0 ? 'draftSaved' : 'nothing';
  if (!edited) return 'nothing';
  if (problem === undefined) return 'draftSaving';
  if (UnauthenticatedError.is(problem)) return 'draftSignIn';
  return store?.state === 'kept' ? 'draftWaiting' : 'draftUnsaved';
}

export const isTrouble = (condition: Condition): boolean =>
  condition !== 'nothing' && condition !== 'draftSaving' && condition !== 'draftSaved';

export function endedText(error: unknown, s: DraftStrings): string {
  const { kind } = describeFailure(error);
  const texts: Readonly<Record<string, string>> = s.draftEnded;
  return texts[kind] ?? s.draftEnded.failed;
}

export interface Shown {
  error: unknown;
  notice: 'draftResumed' | 'draftMerged' | undefined;
}

export function renderDraft({ s }: FormContext, condition: Condition, { error, notice }: Shown): TemplateResult {
  return html`${notice ? html`<p class="notice resumed" part="draft">${s[notice]}</p>` : nothing}
    <div class=${isTrouble(condition) ? 'draft trouble' : 'draft'} part="draft">
      ${
        condition === 'ended'
          ? html`<strong>${s.draftEndedTitle}</strong>
              <p>${endedText(error, s)}</p>`
          : condition === 'nothing'
            ? nothing
            : s[condition]
      }
    </div>`;
}
