import type { Alert, AlertSummary, Me } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { property, state } from '../core/decorators.ts';
import { XqClientElement } from '../core/client-element.ts';
import { XqElement } from '../core/element.ts';
import { forgetWith } from '../core/forget.ts';
import { renderLevelShape } from '../core/level-shape.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState } from '../core/states.ts';
import { renderAlert } from './list.ts';
import { AlertFeed } from './live.ts';
import { increase, levelCounts, orderAlerts, total } from './model.ts';
import { type AlertBadgeStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

export type XqAlertOpenEvent = CustomEvent<{ alert: Alert }>;
export type XqAlertAcknowledgeEvent = CustomEvent<{ alert: Alert }>;

/** Who takes note of alerts; leaders see those that were escalated to them. */
const TAKES_NOTE: readonly Me['role'][] = ['counsellor', 'homeroom-teacher', 'psych-staff'];

/** Those who are noted still need somebody: it is never said that nobody does while there are any. */
const nothingNew = (s: AlertBadgeStrings, { open }: AlertSummary): string =>
  total(open) > 0 ? s.allSeen(total(open)) : s.none;

/**
 * How many students somebody should follow up, by level, live. Opens a short list: the one thing to do next stands
 * first, with its reasons and by when to get in touch. A count that cannot be read is never shown as 0.
 *
 * @summary Count of alerts for a header bar, with a short list.
 * @customElement xq-alert-badge
 * @event {XqAlertOpenEvent} xq-alert-open - A student's name was chosen. Cancelable: prevents following `href-template`.
 * @event {XqAlertAcknowledgeEvent} xq-alert-acknowledge - Somebody took note. With a client it is stored and `alert` is the stored one; with `.data` storing it is the host's part.
 * @csspart button - The button with the counts.
 * @csspart panel - The panel with the list.
 * @csspart state - What stands in for the list when there is none.
 * @csspart stale - The line above a list that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqAlertBadge extends XqClientElement {
  static override styles: CSSResultGroup = [XqElement.styles, styles];

  /** Unit whose subtree is counted; everything within reach when left out. */
  @property({ attribute: 'unit-id' }) unitId?: string;

  /** Link to a student's file, e.g. `growth.html?student={studentId}`; knows `{studentId}` and `{alertId}`. */
  @property({ attribute: 'href-template' }) hrefTemplate?: string;

  /** Count and list all open alerts; only those that nobody has taken note of when left out. */
  @property({ type: Boolean, attribute: 'all-open' }) allOpen = false;

  /** Whether the panel is open. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** The counts; then the service is not asked. */
  @property({ attribute: false }) data?: AlertSummary;

  /** The list that belongs to `data`, in any order. Left out, the panel shows the counts only. */
  @property({ attribute: false }) alerts?: readonly Alert[];

  #l = new Localization<AlertBadgeStrings>(this, 'xq-alert-badge', strings);

  #summary = new ResourceController<AlertSummary, [XinqiaoClient | undefined, string]>(this, {
    args: () => [this.activeClient, this.unitId ?? ''],
    load: ([client, unitId], { signal }) => client.alerts.summary(unitId ? { unitId } : {}, { signal }),
    data: () => this.data,
  });

  #list = new ResourceController<readonly Alert[], [XinqiaoClient | undefined, string, boolean, true | undefined]>(
    this,
    {
      // Asked while the panel is open only.
      args: () => [this.activeClient, this.unitId ?? '', this.allOpen, this.open || undefined],
      load: async ([client, unitId, allOpen], { signal }) => {
        const scope = { ...(unitId ? { unitId } : {}), ...(allOpen ? {} : { acknowledged: 'false' as const }) };
        return (await client.alerts.list({ ...scope, limit: 20 }, { signal })).data;
      },
      data: () => this.alerts ?? (this.data && []),
    },
  );

  #feed = new AlertFeed(this, {
    source: () => {
      const client = this.activeClient;
      const summary = this.#summary.value;
      return client && summary && !this.data ? { client, unitId: this.unitId, eventId: summary.eventId } : undefined;
    },
    refresh: async () => {
      await Promise.all([this.#summary.retry(), this.open ? this.#list.retry() : undefined]);
    },
  });

  @state() private announcement = '';
  @query('button') private button!: HTMLButtonElement;
  @query('.panel') private panel!: HTMLElement | null;

  #sight = new ResizeObserver(() => this.#fitIntoView());
  #announced: AlertSummary | undefined;
  /** Acknowledgements under way or failed, by alert. */
  #sending = new Map<string, 'sending' | 'failed'>();
  /** What was acknowledged while the panel is open: it stays in its place until then. */
  #done = new Map<string, Alert>();

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.open = false;
        this.announcement = '';
        this.#announced = undefined;
        this.#done.clear();
        this.#sending.clear();
      },
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPointer);
    window.addEventListener('resize', this.#fitIntoView);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onPointer);
    window.removeEventListener('resize', this.#fitIntoView);
  }

  /** Open the panel and put the focus into it. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.panel?.focus();
  }

  /** Close the panel; the focus returns to the button if it was in the panel. */
  hide(): void {
    if (this.panel?.contains(this.shadowRoot?.activeElement ?? null)) this.button.focus();
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && !this.open) {
      this.#done.clear();
      this.#sending.clear();
    }
    const summary = this.#summary.value;
    if (summary === undefined || summary === this.#announced) return;
    const more = increase(this.#announced, summary, this.#key);
    if (more > 0) {
      const text = this.#l.s.announce(more, total(summary[this.#key]));
      // One noted and one come makes the same words; only what changes is spoken.
      this.announcement = text === this.announcement ? `${text}\u00a0` : text;
    }
    this.#announced = summary;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.panel) return;
    this.#fitIntoView();
    // Opened before anything of the badge is seen, it has no place yet.
    this.#sight.observe(this.panel);
  }

  get #key(): 'open' | 'unacknowledged' {
    return this.allOpen ? 'open' : 'unacknowledged';
  }

  protected override render(): TemplateResult {
    return html`<div class="badge" @focusout=${this.#onFocusOut}>
      <button
        type="button"
        part="button"
        aria-expanded=${this.open}
        aria-haspopup="dialog"
        @click=${() => (this.open ? this.hide() : this.show())}
      >
        ${this.#renderCounts()}
      </button>
      <span class="visually-hidden" role="status">${this.announcement}</span>
      ${this.open ? this.#renderPanel() : nothing}
    </div>`;
  }

  #renderCounts(): TemplateResult {
    const { s } = this.#l;
    const summary = this.#summary.value;
    const state = this.#summary.state;
    if (summary === undefined) {
      const waiting = state === 'idle' || state === 'loading';
      return html`<span class="visually-hidden">${s.title}${'\u00a0'}</span
        ><span class="quiet-icon" aria-hidden="true">${waiting ? '…' : '–'}</span
        ><span class="visually-hidden">${waiting ? s.loading : s.unknown}</span>`;
    }
    const counts = levelCounts(summary[this.#key]);
    const stale = state === 'stale' ? html`<span class="stale-mark">${s.staleCount}</span>` : nothing;
    if (counts.length === 0) return html`${quietIcon}<span class="none">${nothingNew(s, summary)}</span>${stale}`;
    return html`<span class="visually-hidden">${s.title}${'\u00a0'}</span>${counts.map(
        ({ level, count }) =>
          html`<span class="count ${level}"
            >${renderLevelShape(level)}<span class="word">${s.levels[level] ?? level}${'\u00a0'}</span
            ><b>${count}</b></span
          >`,
      )}${stale}`;
  }

  #renderPanel(): TemplateResult {
    const { s, language } = this.#l;
    const options = { language, retry: () => this.#feed.restart(), helpLines: this.helpLines };
    const summary = this.#summary.value;
    const counts = summary ? levelCounts(summary[this.#key]) : [];
    return html`<div class="panel" part="panel" role="dialog" aria-labelledby="title" tabindex="-1">
      <div class="head">
        <h2 id="title">${s.title}</h2>
        ${
          counts.length > 0
            ? html`<ul class="legend small">
                ${counts.map(
                  ({ level, count }) =>
                    html`<li>${renderLevelShape(level)}<span>${s.count(s.levels[level] ?? level, count)}</span></li>`,
                )}
              </ul>`
            : nothing
        }
        <button type="button" class="quiet close" aria-label=${s.close} @click=${this.hide}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" /></svg>
        </button>
      </div>
      ${renderStale(this.#summary.state, options)}
      ${
        summary === undefined
          ? renderState(this.#summary.state, options)
          : counts.length === 0 && this.#done.size === 0
            ? renderEmpty(nothingNew(s, summary), s.noneText)
            : this.#renderList(summary)
      }
    </div>`;
  }

  #renderList(summary: AlertSummary): TemplateResult | typeof nothing {
    const { s, language } = this.#l;
    const list = this.#list.value;
    if (list === undefined) {
      const retry = () => void this.#list.retry();
      return renderState(this.#list.state, { language, retry, helpLines: this.helpLines, rows: 5 });
    }
    const alerts = orderAlerts(list, this.#done);
    if (alerts.length === 0) return nothing;
    const next = alerts.find(alert => alert.acknowledgedAt === null);
    const waiting = alerts.filter(alert => !this.#done.has(alert.id)).length;
    const more = total(summary[this.#key]) - waiting;
    return html`<ol>
        ${alerts.map(alert =>
          renderAlert(alert, {
            s,
            language,
            next: alert === next,
            hrefTemplate: this.hrefTemplate,
            sending: this.#sending.get(alert.id),
            open: event => this.#openAlert(alert, event),
            acknowledge: !this.me || TAKES_NOTE.includes(this.me.role) ? () => this.#acknowledge(alert) : undefined,
          }),
        )}
      </ol>
      ${more > 0 && this.alerts === undefined ? html`<p class="small muted more">${s.more(more)}</p>` : nothing}`;
  }

  #openAlert(alert: Alert, event: Event): void {
    if (!this.emit('xq-alert-open', { alert }, { cancelable: true })) event.preventDefault();
  }

  async #acknowledge(alert: Alert): Promise<void> {
    const client = this.activeClient;
    if (this.data || !client) {
      this.emit('xq-alert-acknowledge', { alert });
      return;
    }
    if (this.#sending.get(alert.id) === 'sending') return;
    this.#sending.set(alert.id, 'sending');
    this.requestUpdate();
    try {
      // Of what is shown and nothing that came since; a list of the host's own is not this element's to read again.
      const stored = await client.alerts.acknowledge(alert.id, this.alerts ? undefined : { ifMatch: alert.revision });
      if (client !== this.activeClient) return;
      this.#sending.delete(alert.id);
      if (this.open) this.#done.set(alert.id, stored);
      this.requestUpdate();
      this.emit('xq-alert-acknowledge', { alert: stored });
      await this.updateComplete;
      // The button is gone; whoever used a keyboard goes on from what took its place.
      const focus = this.shadowRoot?.activeElement;
      if (this.open && (!focus || focus === this.panel)) {
        this.panel?.querySelector<HTMLElement>(`[data-alert="${CSS.escape(alert.id)}"] .done`)?.focus();
      }
      void this.#feed.refresh();
    } catch {
      if (client !== this.activeClient) return;
      this.#sending.set(alert.id, 'failed');
      this.requestUpdate();
      // It may have changed since: what is true now comes.
      void this.#feed.refresh();
    }
  }

  /** The badge may stand anywhere in a header: move the panel so far that all of it can be seen. */
  #fitIntoView = (): void => {
    const { panel } = this;
    if (!panel) return;
    panel.style.removeProperty('transform');
    const { left, right } = panel.getBoundingClientRect();
    const shift = Math.max(12 - left, Math.min(0, document.documentElement.clientWidth - 12 - right));
    if (shift !== 0 && getComputedStyle(panel).position === 'absolute') {
      panel.style.setProperty('transform', `translateX(${shift}px)`);
    }
  };

  #onKey = (event: KeyboardEvent): void => {
    if (this.open && event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      this.hide();
    }
  };

  #onPointer = (event: PointerEvent): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget as Node | null;
    if (this.open && to && !this.shadowRoot?.contains(to)) this.open = false;
  };
}

const quietIcon = html`<svg class="quiet-icon" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="8" />
  <path d="M6.5 10.2l2.4 2.4 4.6-5" />
</svg>`;

export interface XqAlertBadgeEventMap {
  'xq-alert-open': XqAlertOpenEvent;
  'xq-alert-acknowledge': XqAlertAcknowledgeEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-alert-badge': XqAlertBadge;
  }
}
