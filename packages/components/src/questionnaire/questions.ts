/** The step with the questions: where one is, what needs another look, the items, back and next. */
import { html, nothing, type TemplateResult } from 'lit';
import { type FormContext, wording } from './kinds.ts';
import type { Desk } from './desk.ts';
import { renderHelpCard } from './parts.ts';

type Part = TemplateResult | typeof nothing;

/** What a page may ask for around the questions (`on-request/extras.ts`). */
export interface QuestionsExtras {
  tools?: Part;
  /** Stands in for the items on a page of rest. */
  rest?: TemplateResult | undefined;
  encouragement?: Part;
  /** The button that leaves the page at once. */
  exit?: Part;
}

export function renderQuestions(
  context: FormContext,
  { back, next, list: { element: items }, course }: Desk,
  { exit, tools, rest, encouragement }: QuestionsExtras = {},
): TemplateResult {
  const { session, s, disabled, title } = context;
  const { layout, pages, pageIndex, page, progress, instrument } = session;
  const one = layout === 'one';
  const stem = wording(one ? undefined : instrument.stem, context);
  const [first = ''] = page.questions;
  const where =
    page.rest || (!one && pages.length < 2)
      ? s.questions(progress.total)
      : one
        ? s.position(session.numberOf(first) ?? 0, progress.total)
        : s.page(pageIndex + 1, pages.length);
  const left = progress.left === 0 ? s.allAnswered : s.left(progress.left) + (course?.minutesLeft(context) ?? '');
  const last = pageIndex === pages.length - 1;
  const forward = session.returning ? s.backToReview : last ? s.toReview : one ? s.next : s.nextPage;
  const backward = session.returning || pageIndex === 0 ? s.toIntro : one ? s.back : s.previousPage;
  const elsewhere = session.critical.size > 0 && !page.questions.some(id => session.critical.has(id));
  items.classList.toggle('one', one);
  // The click, which Enter makes too, and not the submission: a sandboxed frame knows none.
  return html`<form class="questions" autocomplete="off" novalidate>
    <div class="head">
      <div class="topline">
        <h2 class="title small muted" tabindex="-1" lang=${title.lang}>${title.text}</h2>
        ${exit ?? nothing}
      </div>
      <p class="where"><strong>${where}</strong><span class="muted">${left}</span></p>
      <progress max=${progress.total || 1} .value=${progress.answered} aria-label=${left}></progress>
    </div>
    ${tools ?? nothing} ${course?.renderSummary(context) ?? nothing}
    ${stem.text && !rest ? html`<p class="stem" lang=${stem.lang}>${context.show(stem.text)}</p>` : nothing}
    ${rest ?? items} ${(!rest && encouragement) || nothing} ${elsewhere ? renderHelpCard(context, true) : nothing}
    <div class="bar" part="navigation">
      <button type="button" class="quiet" ?disabled=${disabled} @click=${back}>${backward}</button>
      <button type="submit" class="primary" ?disabled=${disabled} @click=${next}>${forward}</button>
    </div>
  </form>`;
}
