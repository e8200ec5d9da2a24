/** Fields of the editor: a label, its control, its help and its error, which stand together. */
import type { CampaignPlanContent, LocalizedText } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Language } from '../core/localization.ts';
import { errorText } from './errors.ts';
import { idOf, withText } from './model.ts';
import type { CampaignEditorStrings } from './strings.ts';

export interface Form {
  readonly s: CampaignEditorStrings;
  /** Of the interface. */
  readonly language: Language;
  /** In which the texts are edited now. */
  readonly edited: Language;
  readonly content: CampaignPlanContent;
  /** Codes by field. */
  readonly errors: ReadonlyMap<string, string>;
  change(pointer: string, value: unknown): void;
  /** Puts the focus there once the change is drawn. */
  focus(id: string): void;
}

export const renderError = ({ s, errors }: Form, field: string): TemplateResult | typeof nothing => {
  const code = errors.get(field);
  return code === undefined
    ? nothing
    : html`<p class="error small" id="${idOf(field)}-error">${errorText(s, code)}</p>`;
};

/** For `aria-describedby`. */
export const describedBy = ({ errors }: Form, field: string): string | typeof nothing =>
  errors.has(field) ? `${idOf(field)}-error` : nothing;

export function renderText(
  form: Form,
  pointer: string,
  text: LocalizedText,
  label: string,
  isLong = false,
): TemplateResult {
  const { edited, errors, language } = form;
  const field = `${pointer}/${edited}`;
  const onInput = (event: Event) =>
    form.change(pointer, withText(text, edited, (event.target as HTMLInputElement).value));
  const id = idOf(field);
  const value = live(text[edited] ?? '');
  const lang = edited === language ? nothing : edited;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${
      isLong
        ? html`<textarea
            id=${id}
            lang=${lang}
            .value=${value}
            aria-invalid=${errors.has(field)}
            aria-describedby=${describedBy(form, field)}
            @input=${onInput}
          ></textarea>`
        : html`<input
            id=${id}
            lang=${lang}
            .value=${value}
            aria-invalid=${errors.has(field)}
            aria-describedby=${describedBy(form, field)}
            @input=${onInput}
          />`
    }
    ${renderError(form, field)}
  </div>`;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function renderRadios(form: Form, pointer: string, chosen: string, legend: string, options: readonly Option[]) {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${options.map(
      ({ value, label }) =>
        html`<label class="choice"
          ><input
            type="radio"
            name=${idOf(pointer)}
            .checked=${live(value === chosen)}
            @change=${() => form.change(pointer, value)}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}
