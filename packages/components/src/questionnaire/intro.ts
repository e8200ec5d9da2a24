/** The first step: what this is, how long it takes, whose it is, and that one can stop. */
import type { Assignment } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { plainText } from '../core/localization.ts';
import { type FormContext, worded } from './kinds.ts';

/** About 8 seconds a question, as the service reckons. */
const SECONDS_A_QUESTION = 8;

export interface Actions {
  start: () => void;
  back: () => void;
  submit: () => void;
  open: (item: string) => void;
}

/** The name of a language in words, e.g. `英语`. */
function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function renderIntro(context: FormContext, { start }: Actions, assignment?: Assignment): TemplateResult {
  const { s, language, session, title } = context;
  const { instrument } = session;
  const { total } = session.progress;
  const minutes = assignment?.estimatedMinutes ?? Math.max(1, Math.ceil((total * SECONDS_A_QUESTION) / 60));
  const recall = worded(instrument.recall, language);
  const credit = instrument.licences[session.language]?.credit;
  const facts = [s.questions(total), s.minutes(minutes), recall.text && s.recall(recall.text)];
  return html`<div class="intro" part="intro">
    ${assignment ? html`<p class="small muted">${plainText(assignment.campaignTitle, language)}</p>` : nothing}
    <h2 lang=${title.lang} tabindex="-1">${title.text}</h2>
    <ul class="facts">
      ${facts.filter(Boolean).map(fact => html`<li>${fact}</li>`)}
    </ul>
    ${instrument.administration === 'interview' ? html`<p class="notice">${s.interview}</p>` : nothing}
    ${
      session.language === language
        ? nothing
        : html`<p class="notice">${s.onlyIn(languageName(session.language, language))}</p>`
    }
    <p>${s.about}</p>
    <p>${s.stop}</p>
    <p class="muted small">${s.kept}</p>
    <div class="bar">
      <button type="button" class="primary" ?disabled=${context.disabled} @click=${start}>
        ${session.edited ? s.resume : s.begin}
      </button>
    </div>
    ${credit ? html`<p class="credit muted" lang="en">${credit}</p>` : nothing}
  </div>`;
}

/** One calm sentence in place of the form. */
export const renderNotice = (title: string, text: string): TemplateResult =>
  html`<div class="state" part="state" role="status">
    <h3>${title}</h3>
    <p class="muted">${text}</p>
  </div>`;
