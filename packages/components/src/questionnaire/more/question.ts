/** Questions that are no plain choice, and those drawn the page's own way, each by one template of Lit. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Field, type FormContext, kindOf, wording } from '../kinds.ts';
import type { Question } from '../pages.ts';
import { keyOf, renderMessage } from '../parts.ts';

/** The parts of a question, for whatever puts them together. */
export function partsOf(
  item: Question,
  context: FormContext,
): { field: Field; label: TemplateResult; notes: TemplateResult; message: TemplateResult | typeof nothing } {
  const { session, s } = context;
  const one = session.layout === 'one';
  const key = keyOf(item, context);
  const number = session.numberOf(item.id) ?? 0;
  const fault = session.errors.get(item.id);
  const text = wording(item.text, context);
  const help = wording(item.help, context);
  const stem = wording(one ? session.instrument.stem : undefined, context);
  const hint = kindOf(item).hint?.(item, s, session);
  const describedBy = [help.text && `${key}-help`, hint && `${key}-hint`, fault && `${key}-fault`]
    .filter(Boolean)
    .join(' ');
  const label = html`<span class="visually-hidden">${s.position(number, session.questions.length)}</span>
    ${stem.text ? html`<span class="stem" lang=${stem.lang}>${context.show(stem.text)}</span>` : nothing}
    <span class=${one ? 'text' : 'text indexed'} lang=${text.lang}
      >${one ? nothing : html`<span class="index" aria-hidden="true">${number}</span>`}<span id="${key}-text"
        >${context.show(text.text)}</span
      >${
        item.required === false
          ? html` <span class="optional small muted" lang=${text.lang === nothing ? nothing : context.language}
              >(${s.optional})</span
            >`
          : nothing
      }</span
    >`;
  const notes = html`${context.beside(item, context)}
  ${help.text ? html`<p class="help muted" id="${key}-help" lang=${help.lang}>${context.show(help.text)}</p>` : nothing}
  ${hint ? html`<p class="help small muted" id="${key}-hint">${hint}</p>` : nothing}`;
  const field = { item, key, invalid: fault !== undefined, describedBy, context };
  return { field, label, notes, message: renderMessage(item, context, key) };
}

export function renderQuestion(item: Question, context: FormContext): TemplateResult {
  const kind = kindOf(item);
  const { field, label, notes, message } = partsOf(item, context);
  const { key, invalid, describedBy } = field;
  const rest = html`${notes}
    <div class=${`control ${item.type}`}>${kind.render(field)}</div>
    ${message}`;
  if (!kind.grouped) {
    // A click on a label is one on its control: on a slider it would choose the place where that stands.
    const isSlider = item.type === 'scale' && item.control === undefined;
    const legend = isSlider
      ? html`<span class="legend" id="${key}-label">${label}</span>`
      : html`<label class="legend" id="${key}-label" for=${key}>${label}</label>`;
    return html`<div class="question" part="question" role="group" aria-labelledby="${key}-label" tabindex="-1">
      ${legend}${rest}
    </div>`;
  }
  // A radio group may be invalid; a plain group may not, there each checkbox says so.
  const radio = item.type === 'choice';
  return html`<fieldset
    class="question"
    part="question"
    role=${radio ? 'radiogroup' : 'group'}
    tabindex="-1"
    aria-describedby=${describedBy || nothing}
    aria-invalid=${radio && invalid ? 'true' : nothing}
    aria-required=${radio && item.required !== false ? 'true' : nothing}
    ?disabled=${context.disabled}
  >
    <legend class="legend">${label}</legend>
    ${rest}
  </fieldset>`;
}
