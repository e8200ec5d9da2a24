/** The list of what needs another look. Without it (the chunk did not come) the message beside the item still tells. */
import { indexInstrument } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { FormContext } from '../kinds.ts';
import type { Question } from '../pages.ts';
import { faultText } from '../parts.ts';

/** The page of a question, with the focus on its control. */
export function goTo(desk: Desk, id: string): void {
  if (desk.open?.goTo(id)) desk.stepped(id);
}

/** What needs another look; takes the focus, and its links lead to the controls. */
export function renderSummary({ session, s }: FormContext, desk: Desk): TemplateResult {
  const { faulty } = desk;
  const open = (event: Event, id: string) => {
    event.preventDefault();
    if (session.phase === 'questions') desk.list.focusControl(id);
    else goTo(desk, id);
  };
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
        ? html`<button type="button" class="quiet skip" @click=${() => desk.next(undefined, true)}>${s.skip}</button>`
        : nothing
    }
  </div>`;
}
