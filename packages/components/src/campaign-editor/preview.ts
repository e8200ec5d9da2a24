/** What students will see of a plan, in the page's own words; loaded when somebody asks for it. */
import type { CampaignPlanContent, Instrument } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { renderContent } from '../core/content.ts';
import type { Language } from '../core/localization.ts';
import { firstQuestion } from './model.ts';
import type { CampaignEditorStrings } from './strings.ts';

export function renderPreview(
  content: CampaignPlanContent,
  instruments: readonly Instrument[],
  s: CampaignEditorStrings,
  language: Language,
): TemplateResult {
  const { title, purpose, consent } = content;
  const text = (words: Readonly<Record<string, string>> | undefined) => renderContent(words, language);
  return html`<div class="sheet">
      <h4>${text(title)}</h4>
      <p class="muted">${text(purpose)}</p>
    </div>
    <div class="sheet">
      <h4>${text(consent.title)}</h4>
      <p>${text(consent.summary)}</p>
      ${consent.points.map(point => html`<p><strong>${text(point.title)}</strong> ${text(point.text)}</p>`)}
      <p class="small muted">${text(consent.contact)}</p>
    </div>
    ${
      instruments.length === 0
        ? html`<p class="muted">${s.previewEmpty}</p>`
        : instruments.map(instrument => {
            const question = firstQuestion(instrument);
            return html`<div class="sheet">
              <h4>${text(instrument.title)}</h4>
              ${instrument.stem ? html`<p class="muted">${text(instrument.stem)}</p>` : nothing}
              ${question ? html`<p>${text(question.text)}</p>` : nothing}
              <ul class="options" role="list">
                ${question?.options.map(option => html`<li>${text(option)}</li>`)}
              </ul>
            </div>`;
          })
    }`;
}
