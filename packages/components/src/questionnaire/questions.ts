/** The step with the questions: where one is, what needs another look, the items, back and next. */
import { html, nothing, type TemplateResult } from 'lit';
import { renderHelpCard } from './items.ts';
import { type FormContext, wording } from './kinds.ts';
import type { Actions } from './intro.ts';

interface QuestionsState {
  next: (event: Event) => void;
  summary: TemplateResult | typeof nothing;
}

export function renderQuestions(
  context: FormContext,
  items: HTMLElement,
  { back }: Actions,
  { next, summary }: QuestionsState,
): TemplateResult {
  const { session, s, disabled, title } = context;
  const { layout, pages, pageIndex, page, progress, instrument } = session;
  const one = layout === 'one';
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
