/** The sections of a plan that is edited. */
import type { OrganisationUnit } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { plainText, renderContent } from '../core/content.ts';
import { formatNumber } from '../core/format.ts';
import type { PlanDesk } from './plan-desk.ts';
import { describedBy, type Form, renderError, renderRadios, renderText } from './fields.ts';
import {
  ABANDONED,
  FEEDBACK,
  FEEDBACK_FROM,
  fromLocal,
  idOf,
  type InstrumentChoice,
  minutesOf,
  orderInstruments,
  REMINDERS,
  RULES,
  toLocal,
} from './model.ts';

type PartName = keyof Form['s']['parts'];

const part = ({ s }: Form, name: PartName, body: TemplateResult): TemplateResult =>
  html`<section class="part" part="section" aria-labelledby="part-${name}">
    <h3 id="part-${name}">${s.parts[name]}</h3>
    ${body}
  </section>`;

export const renderBasics = (form: Form): TemplateResult =>
  part(
    form,
    'basics',
    html`${renderText(form, '/title', form.content.title, form.s.name)}
    ${renderText(form, '/purpose', form.content.purpose, form.s.purpose, true)}`,
  );

const toggled = (list: readonly string[], id: string): string[] =>
  list.includes(id) ? list.filter(one => one !== id) : [...list, id];

const counted = ({ s, language }: Form, { target, counting }: PlanDesk): string =>
  counting === 'failed'
    ? s.uncounted
    : counting === 'done'
      ? s.students(formatNumber(language, target!.students))
      : s.counting;

export function renderTarget(form: Form, units: readonly OrganisationUnit[], desk: PlanDesk): TemplateResult {
  const { s, content, errors } = form;
  const { unitIds, rule } = content.target;
  const field = '/target/unitIds';
  const ofYears = '/target/enrolmentYears';
  const recount = () => {
    desk.recount();
    form.focus(idOf('/target'));
  };
  return part(
    form,
    'target',
    html`<fieldset id=${idOf(field)} tabindex="-1" aria-describedby=${describedBy(form, field)}>
        <legend>${s.units}</legend>
        <div class="columns">
          ${units.map(
            ({ id, name }) =>
              html`<label class="choice"
                ><input
                  type="checkbox"
                  .checked=${live(unitIds.includes(id))}
                  @change=${() => form.change(field, toggled(unitIds, id))}
                /><span>${name}</span></label
              >`,
          )}
        </div>
        ${renderError(form, field)}
      </fieldset>
      ${renderRadios(
        form,
        '/target/rule',
        rule,
        s.rule,
        RULES.map(value => ({ value, label: s.rules[value] })),
      )}
      ${
        rule === 'grades'
          ? html`<div class="field">
              <label for=${idOf(ofYears)}>${s.years}</label>
              <input
                id=${idOf(ofYears)}
                inputmode="numeric"
                .value=${live(desk.years)}
                aria-invalid=${errors.has(ofYears)}
                aria-describedby="years-hint ${errors.has(ofYears) ? `${idOf(ofYears)}-error` : ''}"
                @input=${(event: Event) => desk.typeYears((event.target as HTMLInputElement).value)}
              />
              <p class="small muted" id="years-hint">${s.yearsHint}</p>
              ${renderError(form, ofYears)}
            </div>`
          : nothing
      }
      <div id=${idOf('/target')} tabindex="-1">
        <p role="status" class="muted">
          ${unitIds.length > 0 || desk.counting === 'failed' ? counted(form, desk) : nothing}
        </p>
        ${desk.counting === 'failed' ? html`<button type="button" @click=${recount}>${s.recount}</button>` : nothing}
        ${renderError(form, '/target')}
      </div>`,
  );
}

function renderInstrument(form: Form, choice: InstrumentChoice, students: number): TemplateResult {
  const { s, content, language } = form;
  const { id, title, abbreviation, itemCount, fits, hindrance } = choice;
  const isChosen = content.instruments.includes(id);
  const number = (value: number) => formatNumber(language, value);
  const facts = hindrance
    ? s.hindrances[hindrance]
    : `${s.questions(itemCount, minutesOf(itemCount))}${fits < students ? ` · ${s.fits(number(fits), number(students))}` : ''}`;
  return html`<label class="choice"
    ><input
      type="checkbox"
      .checked=${live(isChosen)}
      ?disabled=${hindrance !== null && !isChosen}
      @change=${() => form.change('/instruments', toggled(content.instruments, id))}
    /><span
      >${isChosen ? `${content.instruments.indexOf(id) + 1}. ` : ''}${renderContent(title, language)}${plainText(title, language) === abbreviation ? '' : ` · ${abbreviation}`}<span
        class="small muted"
        >${facts}</span
      ></span
    ></label
  >`;
}

export function renderInstruments(form: Form, desk: PlanDesk): TemplateResult {
  const { s, content } = form;
  const { target } = desk;
  return part(
    form,
    'instruments',
    html`<fieldset id=${idOf('/instruments')} tabindex="-1" aria-describedby=${describedBy(form, '/instruments')}>
      <legend class="visually-hidden">${s.parts.instruments}</legend>
      <p class="small muted">${s.instrumentsHint}</p>
      ${
        target
          ? orderInstruments(target.instruments, content.instruments).map(one =>
              renderInstrument(form, one, target.students),
            )
          : html`<p class="muted">${counted(form, desk)}</p>`
      }
      ${renderError(form, '/instruments')}
    </fieldset>`,
  );
}

function renderTime(form: Form, pointer: '/opensAt' | '/closesAt', label: string): TemplateResult {
  const value = form.content[pointer === '/opensAt' ? 'opensAt' : 'closesAt'];
  const id = idOf(pointer);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type="datetime-local"
      .value=${live(toLocal(value))}
      aria-invalid=${form.errors.has(pointer)}
      aria-describedby="zone ${form.errors.has(pointer) ? `${id}-error` : ''}"
      @change=${(event: Event) => form.change(pointer, fromLocal((event.target as HTMLInputElement).value))}
    />
    ${renderError(form, pointer)}
  </div>`;
}

export const renderWindow = (form: Form): TemplateResult =>
  part(
    form,
    'window',
    html`<div class="pair">
        ${renderTime(form, '/opensAt', form.s.opens)} ${renderTime(form, '/closesAt', form.s.closes)}
      </div>
      <p class="small muted" id="zone">${form.s.zone}</p>`,
  );

export function renderFeedback(form: Form): TemplateResult {
  const { s, content } = form;
  const ofFeedback = FEEDBACK.map(value => ({ value, label: s.feedbacks[value] }));
  const ofTime = FEEDBACK_FROM.map(value => ({ value, label: s.feedbackFroms[value] }));
  return part(
    form,
    'feedback',
    html`<div class="pair">
      ${renderRadios(form, '/feedback', content.feedback, s.feedback, ofFeedback)}
      ${
        content.feedback === 'none'
          ? nothing
          : renderRadios(form, '/feedbackFrom', content.feedbackFrom, s.feedbackFrom, ofTime)
      }
    </div>`,
  );
}

export const renderAbandoned = (form: Form): TemplateResult =>
  part(
    form,
    'abandoned',
    html`<p class="small muted">${form.s.abandonedHint}</p>
      ${renderRadios(
        form,
        '/abandonedAttempts',
        form.content.abandonedAttempts,
        form.s.abandoned,
        ABANDONED.map(value => ({ value, label: form.s.abandoneds[value] })),
      )}`,
  );

/** Takes one away; the button that was pressed goes with it, and the focus to what took its place, else to `last`. */
function remove<T>(form: Form, pointer: string, list: readonly T[], index: number, next: string, last: string): void {
  form.change(
    pointer,
    list.filter((_, at) => at !== index),
  );
  form.focus(index < list.length - 1 ? next : last);
}

export function renderReminders(form: Form): TemplateResult {
  const { s, content } = form;
  const { reminders } = content;
  const add = () => {
    form.change('/reminders', [...reminders, { when: 'before-end', days: 1 }]);
    form.focus(`when-${reminders.length}`);
  };
  return part(
    form,
    'reminders',
    html`<p class="small muted">${s.reminderHint}</p>
      ${reminders.map(({ when, days }, index) => {
        const pointer = `/reminders/${index}`;
        const field = `${pointer}/days`;
        return html`<div>
          <div class="reminder" role="group" aria-label=${s.reminder(index + 1)}>
            <div class="field">
              <label for="when-${index}">${s.reminder(index + 1)}</label>
              <select
                id="when-${index}"
                @change=${(event: Event) => form.change(`${pointer}/when`, (event.target as HTMLSelectElement).value)}
              >
                ${REMINDERS.map(
                  one => html`<option value=${one} .selected=${one === when}>${s.reminderWhens[one]}</option>`,
                )}
              </select>
            </div>
            <div class="field">
              <label for=${idOf(field)}>${s.days}</label>
              <input
                id=${idOf(field)}
                type="number"
                min="1"
                max="180"
                .value=${live(String(days))}
                aria-invalid=${form.errors.has(field)}
                aria-describedby=${describedBy(form, field)}
                @change=${(event: Event) => form.change(field, Number((event.target as HTMLInputElement).value))}
              />
            </div>
            <button
              type="button"
              class="quiet"
              aria-label="${s.remove}: ${s.reminder(index + 1)}"
              @click=${() => remove(form, '/reminders', reminders, index, `when-${index}`, 'add-reminder')}
            >
              ${s.remove}
            </button>
          </div>
          ${renderError(form, field)}
        </div>`;
      })}
      ${
        reminders.length < 6
          ? html`<button type="button" id="add-reminder" @click=${add}>${s.addReminder}</button>`
          : nothing
      }`,
  );
}

export function renderConsent(form: Form): TemplateResult {
  const { s, content } = form;
  const { title, summary, points, contact } = content.consent;
  const field = '/consent/points';
  const titleAt = (index: number) => idOf(`${field}/${index}/title/${form.edited}`);
  const add = () => {
    form.change(field, [...points, { title: {}, text: {} }]);
    form.focus(titleAt(points.length));
  };
  return part(
    form,
    'consent',
    html`<p class="small muted">${s.consentHint}</p>
      ${renderText(form, '/consent/title', title, s.consentTitle)}
      ${renderText(form, '/consent/summary', summary, s.summary, true)}
      ${points.map(
        (point, index) =>
          html`<div class="point">
            ${renderText(form, `/consent/points/${index}/title`, point.title, s.pointTitle(index + 1))}
            ${renderText(form, `/consent/points/${index}/text`, point.text, s.pointText(index + 1), true)}
            <button
              type="button"
              class="quiet"
              @click=${() => remove(form, field, points, index, titleAt(index), 'add-point')}
            >
              ${s.removePoint(index + 1)}
            </button>
          </div>`,
      )}
      <div id=${idOf('/consent/points')} tabindex="-1">${renderError(form, '/consent/points')}</div>
      ${points.length < 20 ? html`<button type="button" id="add-point" @click=${add}>${s.addPoint}</button>` : nothing}
      ${renderText(form, '/consent/contact', contact, s.contact)}`,
  );
}
