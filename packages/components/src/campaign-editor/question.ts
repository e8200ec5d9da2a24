import { html, nothing, type TemplateResult } from 'lit';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isBusy: boolean;
  act(): void;
  cancel(): void;
}

/** What is asked before something that can't be taken back. The host moves the focus to `#question`. */
export const renderQuestion = ({ title, text, yes, no, isBusy, act, cancel }: Question): TemplateResult =>
  html`<div class="panel" role="group" aria-labelledby="question">
    <h3 id="question" tabindex="-1">${title}</h3>
    <p>${text}</p>
    <div class="row">
      <button type="button" id="yes" aria-disabled=${isBusy} @click=${act}>${yes}</button>
      <button type="button" aria-disabled=${isBusy} @click=${isBusy ? nothing : cancel}>${no}</button>
    </div>
  </div>`;
