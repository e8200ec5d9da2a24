import type { Assignment } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property } from '../core/decorators.ts';
import { all } from '../core/all.ts';
import { XqClientElement } from '../core/client-element.ts';
import { renderContent } from '../core/content.ts';
import { daysUntil, formatTime, lastMinute } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { type AssignmentGroups, assignmentHref, groupAssignments } from './model.ts';
import { type AssignmentsStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** The person chose an assignment. `preventDefault()` keeps a link from being followed. */
export type XqOpenEvent = CustomEvent<{ assignment: Assignment }>;

/**
 * What there is to fill in: about how long it takes, until when, and whether consent was given; of what was begun, how far
 * it is and when it was saved. To do first, then done.
 * Reads again when the page becomes visible.
 *
 * @summary A student's own to-do list.
 * @customElement xq-assignments
 * @event {XqOpenEvent} xq-open - An assignment was chosen; cancelable.
 * @csspart entry - One assignment: a link with `href-template`, else a button; plain while there is nothing to open.
 * @csspart state - What stands in for the list: loading, empty, failed.
 * @csspart stale - The line above a list that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqAssignments extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The assignments; then nobody is asked. */
  @property({ attribute: false }) data?: readonly Assignment[];

  /**
   * Makes real links, e.g. `fill.html?assignment={id}&campaign={campaignId}`: the page there needs the campaign for its
   * `<xq-consent>`. Without it an entry is a button that only emits `xq-open`.
   */
  @property({ attribute: 'href-template' }) hrefTemplate?: string;

  /**
   * The same for what is done, e.g. `result.html?assignment={id}`, with `<xq-result-report>` there; `href-template` when left
   * out.
   */
  @property({ attribute: 'report-template' }) reportTemplate?: string;

  #l = new Localization<AssignmentsStrings>(this, 'xq-assignments', strings);
  #resource = new ResourceController<readonly Assignment[], [XinqiaoClient | undefined]>(this, {
    data: () => this.data,
    args: () => [this.activeClient],
    load: ([client], { signal }) => all(client.assignments.list({ limit: 200 }, { signal })),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#visible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#visible);
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#resource.retry();
    await this.updateComplete;
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const { value, state } = this.#resource;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines, rows: 4 };
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${s.title}</h2>
      ${
        value === undefined
          ? renderState(state, options)
          : html`${renderStale(state, options)}${this.#renderGroups(groupAssignments(value))}`
      }
    </section>`;
  }

  #renderGroups({ todo, declined, upcoming, done, closed }: AssignmentGroups): TemplateResult {
    const { s } = this.#l;
    const now = new Date();
    const time = (moment: string) => formatTime(this.#l.language, moment);
    const due = ({ dueAt }: Assignment) => {
      const last = lastMinute(dueAt);
      return s.due(time(last), daysUntil(last, now));
    };
    return html`
      ${
        todo.length > 0
          ? this.#renderGroup('todo', s.todo(todo.length), todo, s.start, due)
          : done.length > 0
            ? renderEmpty(s.allDoneTitle, s.allDoneText)
            : renderEmpty(s.emptyTitle, s.emptyText)
      }
      ${this.#renderGroup('upcoming', s.upcoming, upcoming, undefined, ({ opensAt }) =>
        s.opens(time(opensAt), daysUntil(opensAt, now)),
      )}
      ${this.#renderGroup('done', s.done, done, s.look, ({ completedAt }) =>
        completedAt === null ? '' : s.completed(time(completedAt)),
      )}
      ${this.#renderGroup('declined', s.declined, declined, s.reconsider, due)}
      ${
        closed.length > 0
          ? html`<details>
              <summary>${s.closed(closed.length)}</summary>
              ${this.#renderList('closed', closed, undefined, ({ dueAt }) => s.ended(time(lastMinute(dueAt))))}
            </details>`
          : nothing
      }
    `;
  }

  #renderGroup(
    group: keyof AssignmentGroups,
    title: string,
    assignments: readonly Assignment[],
    action: string | undefined,
    when: (assignment: Assignment) => string,
  ): TemplateResult | typeof nothing {
    return assignments.length > 0
      ? html`<section aria-labelledby=${group}>
          <h3 id=${group}>${title}</h3>
          ${this.#renderList(group, assignments, action, when)}
        </section>`
      : nothing;
  }

  #renderList(
    group: keyof AssignmentGroups,
    assignments: readonly Assignment[],
    action: string | undefined,
    when: (assignment: Assignment) => string,
  ): TemplateResult {
    return html`<ul role="list" class=${group}>
      ${assignments.map(assignment => html`<li>${this.#renderEntry(assignment, action, when(assignment), group)}</li>`)}
    </ul>`;
  }

  #renderEntry(
    assignment: Assignment,
    action: string | undefined,
    when: string,
    group: keyof AssignmentGroups,
  ): TemplateResult {
    const { s, language } = this.#l;
    const { title, campaignTitle, itemCount, estimatedMinutes, consent } = assignment;
    const draft = group === 'todo' ? assignment.draft : undefined;
    const go = draft ? s.goOn : action;
    const consentText = {
      required: s.consentRequired,
      given: s.consentGiven,
      refused: s.consentDeclined,
      withdrawn: s.consentWithdrawn,
      'guardian-required': s.consentGuardian,
      'guardian-refused': s.consentGuardianRefused,
    }[consent] as string | undefined;
    const open = group === 'todo' || group === 'declined';
    const content = html`<span class="name">${renderContent(title, language)}</span>
      <span class="small muted">${renderContent(campaignTitle, language)}</span>
      <span class="facts small muted">
        ${open ? html`<span>${s.items(itemCount)}</span><span>${s.minutes(estimatedMinutes)}</span>` : nothing}
        <span>${when}</span>
        ${
          draft
            ? html`<span class="draft">${s.answered(draft.answered)}</span
                ><span class="draft">${s.saved(formatTime(language, draft.savedAt))}</span>`
            : open && consentText
              ? html`<span class="consent">${consentText}</span>`
              : nothing
        }
      </span>
      ${go ? html`<span class="go">${go}</span>` : nothing}`;
    if (!action) return html`<div class="entry" part="entry">${content}</div>`;
    const template = (group === 'done' ? this.reportTemplate : undefined) ?? this.hrefTemplate;
    const href = assignmentHref(template, assignment);
    const choose = (event: Event) => {
      if (!this.emit<XqOpenEvent['detail']>('xq-open', { assignment }, { cancelable: true })) event.preventDefault();
    };
    return href === undefined
      ? html`<button type="button" class="entry" part="entry" @click=${choose}>${content}</button>`
      : html`<a class="entry" part="entry" href=${href} @click=${choose}>${content}</a>`;
  }

  #visible = (): void => {
    if (!document.hidden && this.data === undefined) void this.refresh();
  };
}

export interface XqAssignmentsEventMap {
  'xq-open': XqOpenEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-assignments': XqAssignments;
  }
}
