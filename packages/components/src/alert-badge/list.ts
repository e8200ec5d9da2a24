/** One alert of the short list: who, why, by when, and the one button. */
import type { Alert } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { renderContent } from '../core/content.ts';
import { formatClock, formatDay, formatTime } from '../core/format.ts';
import { renderLevelShape } from '../core/level-shape.ts';
import type { Language } from '../core/localization.ts';
import { due, fileHref, groupReasons } from './model.ts';
import type { AlertBadgeStrings } from './strings.ts';

export interface AlertRowOptions {
  s: AlertBadgeStrings;
  language: Language;
  /** The first that waits: it stands out. */
  next: boolean;
  hrefTemplate: string | undefined;
  sending: 'sending' | 'failed' | undefined;
  open: (event: Event) => void;
  /** Left out where the person only looks. */
  acknowledge: (() => void) | undefined;
}

export function renderAlert(alert: Alert, options: AlertRowOptions): TemplateResult {
  const { s, language, next } = options;
  const { student, level } = alert;
  const kind = due(alert, new Date());
  return html`<li class=${next ? 'alert next' : 'alert'} data-alert=${alert.id}>
    ${next ? html`<p class="first small">${s.first}</p>` : nothing}
    <div class="who">
      <p class="name">
        ${
          options.hrefTemplate === undefined
            ? html`<button type="button" class="link" @click=${options.open}>${student.name}</button>`
            : html`<a href=${fileHref(options.hrefTemplate, alert)} @click=${options.open}>${student.name}</a>`
        }
      </p>
      <p class=${`level small ${level}`}>${renderLevelShape(level)}<span>${s.levels[level] ?? level}</span></p>
    </div>
    <p class="small muted">${student.className}</p>
    <ul class="reasons">
      ${groupReasons(alert.reasons).map(
        ({ text, details }) =>
          html`<li>
            ${renderContent(text, language)}
            ${details.map(detail => html`<span class="small muted detail">${renderContent(detail, language)}</span>`)}
          </li>`,
      )}
    </ul>
    <div class="foot">
      <div>
        <p class=${kind === 'now' || kind === 'overdue' ? 'due soon' : 'due'}>
          ${s.due(kind, formatClock(language, alert.respondBy), formatDay(language, alert.respondBy))}
        </p>
        <p class="small muted">${alert.levelStatus === 'confirmed' ? s.confirmed : s.proposed}</p>
      </div>
      ${renderAction(alert, options)}
    </div>
    ${options.sending === 'failed' ? html`<p class="failed small" role="alert">${s.failed}</p>` : nothing}
  </li>`;
}

function renderAction(
  alert: Alert,
  { s, language, next, sending, acknowledge }: AlertRowOptions,
): TemplateResult | typeof nothing {
  if (alert.acknowledgedAt !== null) {
    const time = formatTime(language, alert.acknowledgedAt);
    return html`<p class="done small muted" tabindex="-1">${s.acknowledged(alert.acknowledgedBy ?? '', time)}</p>`;
  }
  if (!acknowledge) return nothing;
  // Disabled would drop the focus; the second press is ignored instead.
  return html`<button
    type="button"
    class=${next ? 'primary' : ''}
    aria-disabled=${sending === 'sending' ? 'true' : nothing}
    @click=${acknowledge}
  >
    ${sending === 'sending' ? s.sending : s.acknowledge}<span class="visually-hidden"> ${alert.student.name}</span>
  </button>`;
}
