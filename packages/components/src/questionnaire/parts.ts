/** What stands beside a question, however it is drawn: what is wrong, and the help lines. */
import type { Item } from '@xinqiao/contract/types';
import { indexInstrument } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import { renderHelpLines } from '../core/help-lines.ts';
import type { FormContext } from './kinds.ts';
import type { Question } from './pages.ts';
import type { ItemErrorCode } from './session.ts';
import type { QuestionnaireStrings } from './strings.ts';

/** What is wrong, in words for the person. */
export function faultText(code: ItemErrorCode, item: Question, s: QuestionnaireStrings): string {
  if (code === 'required') return s.required;
  const whole = item.type === 'number' && code === 'wrong-type';
  const name = whole ? (item.integer ? 'not-whole' : 'not-a-number') : code;
  // The words for what can be typed or ticked wrongly come with the item types that allow it.
  const faults: Readonly<Record<string, string>> | undefined = s.faults;
  return (faults && Object.prototype.hasOwnProperty.call(faults, name) && faults[name]) || s.refused || s.required;
}

/** The message beside an item that has a fault. */
export function renderMessage(
  item: Question,
  { session, s }: FormContext,
  key: string,
): TemplateResult | typeof nothing {
  const fault = session.errors.get(item.id);
  return fault
    ? html`<p class="fault" part="error" id="${key}-fault">
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <circle cx="10" cy="10" r="9" />
          <path d="M10 5v6M10 14v.5" /></svg
        >${faultText(fault, item, s)}
      </p>`
    : nothing;
}

/** One warm sentence and the numbers: beside the answer that called for it, and wherever the person goes after it. */
export function renderHelpCard({ s, language, helpLines }: FormContext, goingOn: boolean): TemplateResult {
  return html`<section class="help-card" part="help-card" aria-label=${s.helpTitle}>
    <h3>${s.helpTitle}</h3>
    <p>${s.helpText}</p>
    ${renderHelpLines(helpLines, language)} ${goingOn ? html`<p class="small muted">${s.helpOn}</p>` : nothing}
  </section>`;
}

/** The help lines beside an answer that called for them. */
export const renderHelp = (item: Item, context: FormContext): TemplateResult | typeof nothing =>
  context.session.critical.has(item.id) ? renderHelpCard(context, true) : nothing;

/** The id of an item's control: its place in the definition, since an id of the scale may be any text. */
export const keyOf = (item: Item, { session }: FormContext): string =>
  `q${indexInstrument(session.instrument).byId.get(item.id)?.rank ?? 0}`;
