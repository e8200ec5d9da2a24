/** A plan as it stays once it is published. */
import type { CampaignPlanContent, CampaignTarget, OrganisationUnit } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { renderContent } from '../core/content.ts';
import type { Language } from '../core/localization.ts';
import { windowOf } from './list.ts';
import type { CampaignEditorStrings } from './strings.ts';

export interface FactsView {
  readonly s: CampaignEditorStrings;
  readonly language: Language;
  readonly units: readonly OrganisationUnit[];
  /** For the titles of instruments; undefined until it has been counted. */
  readonly target: CampaignTarget | undefined;
  readonly consentVersion: string | null | undefined;
}

export function renderFacts(content: CampaignPlanContent, view: FactsView): TemplateResult {
  const { s, language, units, consentVersion } = view;
  const { target, instruments, feedback, feedbackFrom, reminders } = content;
  const unitName = (id: string) => units.find(one => one.id === id)?.name ?? id;
  const instrumentTitle = (id: string) => {
    const known = view.target?.instruments.find(one => one.id === id);
    return known ? renderContent(known.title, language) : id;
  };
  const separator = language === 'en' ? ', ' : '、';
  const years = target.rule === 'grades' ? ` (${target.enrolmentYears.join(separator)})` : '';
  const fact = (name: string, value: unknown) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts">
    ${fact(s.purpose, renderContent(content.purpose, language))}
    ${fact(s.parts.target, `${target.unitIds.map(unitName).join(separator)} · ${s.rules[target.rule]}${years}`)}
    ${fact(
      s.parts.instruments,
      instruments.map((id, index) => html`${index > 0 ? separator : ''}${instrumentTitle(id)}`),
    )}
    ${fact(s.parts.window, windowOf(content, s, language))}
    ${fact(
      s.parts.feedback,
      feedback === 'none' ? s.feedbacks.none : `${s.feedbacks[feedback]} · ${s.feedbackFroms[feedbackFrom]}`,
    )}
    ${fact(s.parts.abandoned, s.abandoneds[content.abandonedAttempts])}
    ${
      reminders.length > 0
        ? fact(s.parts.reminders, reminders.map(({ when, days }) => s.reminds[when](days)).join(separator))
        : nothing
    }
    ${consentVersion ? fact(s.parts.consent, s.consentVersion(consentVersion)) : nothing}
  </dl>`;
}
