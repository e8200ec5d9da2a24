/** The step with the questions: where one is, what needs another look, the items, back and next. */
import { indexInstrument } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import { faultText, renderHelpCard } from './items.ts';
import { type FormContext, worded, wording } from './kinds.ts';
import type { Question } from './pages.ts';
import type { Actions } from './screens.ts';

interface QuestionsState {
  next: (event: Event) => void;
  summary: TemplateResult | typeof nothing;
}

/** What needs another look; takes the focus, and its links lead to the controls. */
export function renderSummary(
  { session, s }: FormContext,
  faulty: readonly string[],
  open: (event: Event, id: string) => void,
  skip: () => void,
): TemplateResult {
  const one = session.phase === 'questions' && session.layout === 'one';
  const reason = (id: string) => {
    const code = session.errors.get(id) ?? 'required';
    const item = indexInstrument(session.instrument).byId.get(id)?.item as Question;
    return code === 'required' ? s.unanswered : faultText(code, item, s);
  };
  const missing = faulty.every(id => session.errors.get(id) === 'required');
  return html`<div class="summary" part="error-summary" role="group" aria-labelledby="summary-title" tabindex="-1">
    <h3 id="summary-title">${one ? s.summaryOne : s.summary(faulty.length)}</h3>
    <ul>
      ${faulty.map(
        id =>
          html`<li>
            <a href="#" @click=${(event: Event) => open(event, id)}
              >${s.itemLink(session.numberOf(id) ?? 0)} · ${reason(id)}</a
            >
          </li>`,
      )}
    </ul>
    ${
      session.phase === 'questions' && missing
        ? html`<button type="button" class="quiet skip" @click=${skip}>${s.skip}</button>`
        : nothing
    }
  </div>`;
}

export function renderQuestions(
  context: FormContext,
  items: HTMLElement,
  { back }: Actions,
  { next, summary }: QuestionsState,
): TemplateResult {
  const { session, s, disabled } = context;
  const { layout, pages, pageIndex, page, progress, instrument } = session;
  const one = layout === 'one';
  const title = worded(instrument.title, context.language);
  const stem = wording(one ? undefined : instrument.stem, context);
  const [first = ''] = page.questions;
  const where = one
    ? s.position(session.numberOf(first) ?? 0, progress.total)
    : pages.length > 1
      ? s.page(pageIndex + 1, pages.length)
      : s.questions(progress.total);
  const left = progress.left > 0 ? s.left(progress.left) : s.allAnswered;
  const last = pageIndex === pages.length - 1;
  const forward = session.returning ? s.backToReview : last ? s.toReview : one ? s.next : s.nextPage;
  const backward = session.returning || pageIndex === 0 ? s.toIntro : one ? s.back : s.previousPage;
  const elsewhere = session.critical.size > 0 && !page.questions.some(id => session.critical.has(id));
  items.classList.toggle('one', one);
  return html`<form class="questions" autocomplete="off" novalidate @submit=${next}>
    <div class="head">
      <h2 class="title small muted" tabindex="-1" lang=${title.lang}>${title.text}</h2>
      <p class="where"><strong>${where}</strong><span class="muted">${left}</span></p>
      <progress max=${progress.total || 1} .value=${progress.answered} aria-label=${left}></progress>
    </div>
    ${summary} ${stem.text ? html`<p class="stem" lang=${stem.lang}>${stem.text}</p>` : nothing} ${items}
    ${elsewhere ? renderHelpCard(context, true) : nothing}
    <div class="bar" part="navigation">
      <button type="button" class="quiet" ?disabled=${disabled} @click=${back}>${backward}</button>
      <button type="submit" class="primary" ?disabled=${disabled}>${forward}</button>
    </div>
  </form>`;
}
