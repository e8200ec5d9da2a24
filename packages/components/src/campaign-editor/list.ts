/** The list of plans, and what a plan is called wherever it is named. */
import type { CampaignPlan, CampaignPlanContent } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { renderContent } from '../core/content.ts';
import { formatMoment } from '../core/format.ts';
import type { Language } from '../core/localization.ts';
import { renderEmpty } from '../core/states.ts';
import type { CampaignEditorStrings } from './strings.ts';

export const titleOf = (
  { title }: CampaignPlanContent,
  s: CampaignEditorStrings,
  language: Language,
): TemplateResult | string => (Object.keys(title).length === 0 ? s.untitled : renderContent(title, language));

export const windowOf = (
  { opensAt, closesAt }: CampaignPlanContent,
  s: CampaignEditorStrings,
  language: Language,
): string =>
  opensAt && closesAt ? s.window(formatMoment(language, opensAt), formatMoment(language, closesAt)) : s.noWindow;

export interface ListView {
  readonly s: CampaignEditorStrings;
  readonly language: Language;
  open(plan: CampaignPlan): void;
  /** Undefined where nothing can be begun. */
  readonly create: (() => void) | undefined;
}

export function renderList(plans: readonly CampaignPlan[], { s, language, open, create }: ListView): TemplateResult {
  return html`<header class="head">
      <div>
        <h2 id="title" tabindex="-1">${s.title}</h2>
        <p class="muted">${s.lead}</p>
      </div>
      ${create ? html`<button type="button" class="primary" @click=${create}>${s.create}</button>` : nothing}
    </header>
    ${
      plans.length === 0
        ? renderEmpty(s.noneTitle, s.noneText)
        : html`<ul class="plans" role="list">
            ${plans.map(
              plan =>
                html`<li>
                  <div>
                    <button type="button" class="open" @click=${() => open(plan)}>${titleOf(plan, s, language)}</button>
                    <p class="small muted">${windowOf(plan, s, language)}</p>
                    <p class="small muted">${s.savedBy(plan.savedBy.name, formatMoment(language, plan.savedAt))}</p>
                  </div>
                  <span class="badge">${s.states[plan.state]}</span>
                </li>`,
            )}
          </ul>`
    }`;
}
