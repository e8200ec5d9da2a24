/** The first step: what this is, how long it takes, whose it is, and that one can stop. */
import type { Assignment } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from './desk.ts';
import { type FormContext, worded } from './kinds.ts';

/** About 8 seconds a question, as the service reckons. */
const SECONDS_A_QUESTION = 8;

export function renderIntro(context: FormContext, { start, course }: Desk, assignment?: Assignment): TemplateResult {
  const { s, language, session, title } = context;
  const { instrument } = session;
  const { total } = session.progress;
  const minutes = assignment?.estimatedMinutes ?? Math.max(1, Math.ceil((total * SECONDS_A_QUESTION) / 60));
  const campaign = worded(assignment?.campaignTitle, language);
  const recall = worded(instrument.recall, language);
  const credit = instrument.licences[session.language]?.credit;
  const facts = [s.questions(total), s.minutes(minutes), recall.text && s.recall(recall.text)];
  return html`<div class="intro" part="intro">
    ${assignment ? html`<p class="small muted" lang=${campaign.lang}>${campaign.text}</p>` : nothing}
    <h2 lang=${title.lang} tabindex="-1">${title.text}</h2>
    <ul class="facts">
      ${facts.filter(Boolean).map(fact => html`<li>${fact}</li>`)}
    </ul>
    ${instrument.administration === 'interview' ? html`<p class="notice">${s.interview}</p>` : nothing}
    ${course?.renderNotice(context) ?? nothing}
    <p>${s.about}</p>
    <p>${s.stop}</p>
    <p class="small muted">${assignment ? s.kept : s.keptHere}</p>
    <slot name="intro"></slot>
    <div class="bar">
      <button type="button" class="primary" ?disabled=${context.disabled} @click=${start}>
        ${session.edited ? s.resume : s.begin}
      </button>
    </div>
    ${course?.renderDraft(context) /* It comes while somebody may be pressing the button: below, it moves nothing away. */}
    ${credit ? html`<p class="credit muted" lang="en">${credit}</p>` : nothing}
  </div>`;
}
