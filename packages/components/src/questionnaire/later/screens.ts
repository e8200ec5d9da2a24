/** The steps after the questions: review and closing page; and what is shown when there is nothing to fill in. */
import type { Assignment, Feedback, Receipt } from '@xinqiao/contract/types';
import { indexInstrument, isAnswered, optionsOf } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDay, formatNumber, formatTime, languageName } from '../../core/format.ts';
import type { Desk } from '../desk.ts';
import { type FormContext, type Kind, kindOf, worded, wording } from '../kinds.ts';
import type { Question } from '../pages.ts';
// Not from the chunk itself: one that does not come would keep this one away, and with it the saving of answers.
import { aid, faultText, renderHelpCard, renderNumbers } from '../parts.ts';
import type { QuestionnaireStrings } from '../strings.ts';
import type { Failure } from './submission.ts';
import { goTo } from './summary.ts';

const labelOf: NonNullable<Kind['words']> = (value, item, session) => {
  const option = optionsOf(session.instrument, item).find(one => one.value === value);
  return option ? worded(option.label, session.language).text || String(value) : '';
};

/** Every visible question with its answer in words. Without `open` it is only to be read. */
export function renderAnswers(context: FormContext, open?: (item: string) => void): TemplateResult {
  const { session, s } = context;
  return html`<ol class="answers" part="answers">
    ${session.questions.map(id => {
      const item = indexInstrument(session.instrument).byId.get(id)!.item as Question;
      const number = session.numberOf(id) ?? 0;
      const text = wording(item.text, context);
      const value = session.valueOf(id);
      const fault = session.errors.get(id);
      const answered = isAnswered(value);
      return html`<li class=${answered && !fault ? '' : 'open'}>
        <div>
          <p class="asked small muted" lang=${text.lang}>${number}. ${text.text}</p>
          ${
            answered
              ? html`<p class="answer" lang=${session.language}>
                  <span>${(kindOf(item).words ?? labelOf)(value, item, session)}</span>
                </p>`
              : html`<p class="answer none">${session.rawOf(id) || s.unanswered}</p>`
          }
          ${fault ? html`<p class="fault">${faultText(fault, item, s)}</p>` : nothing}
        </div>
        ${
          open
            ? html`<button type="button" class="quiet" ?disabled=${context.disabled} @click=${() => open(id)}>
                ${answered ? s.change : s.answerNow}<span class="visually-hidden"> ${s.changeItem(number)}</span>
              </button>`
            : nothing
        }
      </li>`;
    })}
  </ol>`;
}

export interface ReviewState {
  standAlone: boolean;
  failure: Failure | undefined;
  summary: TemplateResult | typeof nothing;
  submit: () => void;
}

export function renderReview(context: FormContext, desk: Desk, state: ReviewState): TemplateResult {
  const { session, s } = context;
  const { left } = session.progress;
  const { sending } = session;
  const { failure, submit } = state;
  const label = sending ? s.submitting : failure ? s.retry : state.standAlone ? s.finish : s.submit;
  return html`<div class="review" part="review">
    <h2 tabindex="-1">${s.review}</h2>
    <p class="muted">${s.reviewText}${left > 0 ? html` <strong>${s.reviewLeft(left)}</strong>` : nothing}</p>
    ${state.summary} ${renderAnswers(context, id => goTo(desk, id))}
    ${
      failure
        ? html`<div class="notice failure" part="failure" role="alert">
            <strong>${failure.kind === 'already' ? s.done : s.notSent}</strong>
            <p>${s.failures[failure.kind]}</p>
          </div>`
        : nothing
    }
    ${session.critical.size > 0 ? renderHelpCard(context, false) : nothing}
    <div class="bar">
      <button type="button" class="quiet" ?disabled=${context.disabled} @click=${desk.back}>${s.toIntro}</button>
      ${
        failure?.kind === 'already' || failure?.kind === 'gone'
          ? nothing
          : html`<button
              type="button"
              class="primary"
              ?disabled=${context.disabled}
              aria-disabled=${sending ? 'true' : nothing}
              @click=${submit}
            >
              ${label}
            </button>`
      }
    </div>
  </div>`;
}

function renderFeedback(feedback: readonly Feedback[], { session, s, language }: FormContext): TemplateResult {
  const rows = feedback.filter(({ level, score }) => level || score !== null);
  if (rows.length === 0) return html``;
  return html`<section class="feedback" part="feedback" aria-label=${s.feedback}>
    <h3>${s.feedback}</h3>
    <dl>
      ${rows.map(({ scaleId, level, score, max }) => {
        const { instrument } = session;
        const title = instrument.scales.find(({ id }) => id === scaleId)?.title ?? instrument.title;
        const name = worded(title, language);
        const state = worded(level ?? undefined, language);
        return html`<div>
          <dt class="muted" lang=${name.lang}>${name.text}</dt>
          <dd>
            ${state.text ? html`<strong lang=${state.lang}>${state.text}</strong>` : nothing}
            ${score === null ? nothing : html`<span class="muted small">${formatNumber(language, score)} / ${max}</span>`}
          </dd>
        </div>`;
      })}
    </dl>
    <p class="small muted">${s.feedbackText}</p>
  </section>`;
}

/** What stands in for a form while it is not known who is there. */
export const renderHeld = ({ s }: FormContext): TemplateResult =>
  html`<p class="muted" part="state" role="status">${s.held}</p>`;

/** The receipt of the service; without one the plain page that ends a stand-alone form. */
export function renderClosing(context: FormContext, receipt: Receipt | undefined): TemplateResult {
  const { session, s, language } = context;
  const needsHelp = session.critical.size > 0 || receipt?.offerHelp === true;
  return html`<div class="closing" part="receipt">
    <svg class="done" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" />
      <path d="M15 24.5l6.5 6.5L34 18" />
    </svg>
    <h2 tabindex="-1">${receipt ? s.thanks : s.finished}</h2>
    <p>${receipt ? s.received : s.finishedText}</p>
    ${needsHelp ? renderHelpCard(context, false) : nothing}
    ${receipt?.feedback ? renderFeedback(receipt.feedback, context) : nothing}
    ${
      receipt
        ? html`<dl class="receipt">
            <div>
              <dt class="small muted">${s.receiptCode}</dt>
              <dd class="code">${receipt.receiptCode}</dd>
            </div>
            <div>
              <dt class="small muted">${s.receiptTime}</dt>
              <dd><time datetime=${receipt.receivedAt}>${formatTime(language, receipt.receivedAt)}</time></dd>
            </div>
          </dl>`
        : nothing
    }
    ${
      needsHelp
        ? nothing
        : html`<div class="quiet-help">
            ${
              aid
                ? html`<p class="small muted">${s.helpQuiet}</p>
                    ${aid.renderLines(context)}`
                : renderNumbers(s, context.helpLines)
            }
          </div>`
    }
    <slot name="outro"></slot>
  </div>`;
}

/** One calm sentence in place of the form. */
const renderNotice = (title: string, text: string): TemplateResult =>
  html`<div class="state" part="state" role="status">
    <h3>${title}</h3>
    <p class="muted">${text}</p>
  </div>`;

/** A scale that came without its wording. */
export const renderNoText = ({ noText, noTextText }: QuestionnaireStrings): TemplateResult =>
  renderNotice(noText, noTextText);

/** Why an assignment cannot be filled in; `undefined` when it can. */
export function renderUnavailable(
  { status, opensAt }: Assignment,
  { s, language }: Pick<FormContext, 's' | 'language'>,
): TemplateResult | undefined {
  if (status === 'done') return renderNotice(s.done, s.doneText);
  if (status === 'closed') return renderNotice(s.closed, s.closedText);
  return status === 'not-yet-open'
    ? renderNotice(s.notYetOpen(formatDay(language, opensAt)), s.notYetOpenText)
    : undefined;
}

/** Before the person has agreed to take part. */
export const renderConsent = ({ consentTitle, consentText }: QuestionnaireStrings): TemplateResult =>
  renderNotice(consentTitle, consentText);

/** A wording in another language than the page's is told before it begins. */
export const renderOtherLanguage = ({ session, s, language }: FormContext): TemplateResult | typeof nothing =>
  session.language === language
    ? nothing
    : html`<p class="notice">${s.onlyIn(languageName(language, session.language))}</p>`;

/** The answers as text: nothing can be changed. */
export const renderReadonly = (context: FormContext): TemplateResult =>
  html`<h2 lang=${context.title.lang}>${context.title.text}</h2>
    ${renderAnswers(context)}`;
