/** What keeps a plan from being published: in words, by the name of its field, and as a list that leads to the fields. */
import { html, nothing, type TemplateResult } from 'lit';
import { idOf } from './model.ts';
import type { CampaignEditorStrings } from './strings.ts';

export const errorText = (s: CampaignEditorStrings, code: string): string => s.errors[code] ?? s.otherError;

/** What a field is called. */
export function nameOf(s: CampaignEditorStrings, field: string): string {
  const [, first = '', second = '', index = '', last = ''] = field.split('/');
  const number = Number(index) + 1;
  const names: Readonly<Record<string, string>> = {
    ...{ title: s.name, purpose: s.purpose, target: s.parts.target, instruments: s.parts.instruments },
    ...{ opensAt: s.opens, closesAt: s.closes },
  };
  if (first === 'reminders') return s.reminder(Number(second) + 1);
  if (first === 'target' && second === 'enrolmentYears') return s.years;
  if (first !== 'consent') return names[first] ?? field;
  if (second === 'points') {
    if (index === '') return s.parts.consent;
    return last === 'title' ? s.pointTitle(number) : s.pointText(number);
  }
  const ofConsent: Readonly<Record<string, string>> = { title: s.consentTitle, summary: s.summary, contact: s.contact };
  return `${s.parts.consent}: ${ofConsent[second] ?? ''}`;
}

/** @param errors codes by field */
export function renderErrors(
  s: CampaignEditorStrings,
  errors: ReadonlyMap<string, string>,
  goTo: (event: Event, field: string) => void,
): TemplateResult | typeof nothing {
  if (errors.size === 0) return nothing;
  return html`<div class="panel" part="errors" id="errors" role="alert" tabindex="-1">
    <h3>${s.summaryTitle(errors.size)}</h3>
    <ul role="list">
      ${[...errors].map(
        ([field, code]) =>
          html`<li>
            <a href="#${idOf(field)}" @click=${(event: Event) => goTo(event, field)}>${nameOf(s, field)}</a>
            ${errorText(s, code)}
          </li>`,
      )}
    </ul>
  </div>`;
}
