import type { AccessLogEntry, AccessLogEntryPage } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { XqClientElement } from '../core/client-element.ts';
import { forgetWith } from '../core/forget.ts';
import { formatClock, formatDate } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { byDay, type LogDay, wordFor } from './model.ts';
import { type AccessLogStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** Entries a page. */
const PAGE = 20;

/**
 * Who else has looked at or changed something in the own file: when, who in which office, what kind of data, and why. It
 * never says what stands there.
 *
 * @summary Who has read my file.
 * @customElement xq-access-log
 * @csspart card - The card around everything.
 * @csspart entry - One entry.
 * @csspart state - What stands in for the log: loading, empty, failed, no access.
 * @csspart stale - The line above entries that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqAccessLog extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The entries, newest first; then the service is not asked and there are no more. */
  @property({ attribute: false }) data?: readonly AccessLogEntry[];

  @state() private more: 'loading' | 'failed' | undefined;

  #l = new Localization<AccessLogStrings>(this, 'xq-access-log', strings);
  #log = new ResourceController<AccessLogEntryPage, [XinqiaoClient | undefined]>(this, {
    args: () => [this.activeClient],
    load: async ([client], { signal }) => client.accessLog.list({ limit: PAGE }, { signal }),
    data: () => this.data && { data: [...this.data], nextCursor: null },
  });

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.more = undefined;
      },
    );
  }

  /** Read again from the newest; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#log.retry();
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const log = this.#log.value;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    if (log === undefined) {
      return html`<div class="card" part="card">${renderState(this.#log.state, { ...options, rows: 5 })}</div>`;
    }
    return html`<section class="card" part="card" aria-labelledby="title">
      ${renderStale(this.#log.state, options)}
      <header>
        <h2 id="title">${s.title}</h2>
        <p class="muted">${s.lead}</p>
      </header>
      ${
        log.data.length === 0
          ? renderEmpty(s.emptyTitle, s.emptyText)
          : html`<ol class="days" role="list">
              ${byDay(log.data).map(day => this.#renderDay(day))}
            </ol>`
      }
      ${log.nextCursor === null ? nothing : this.#renderMore()}
    </section>`;
  }

  #renderDay = ({ day, entries }: LogDay): TemplateResult =>
    html`<li class="day">
      <h3>${formatDate(this.#l.language, day)}</h3>
      <ol role="list">
        ${entries.map(entry => this.#renderEntry(entry))}
      </ol>
    </li>`;

  #renderEntry({ at, role, name, purpose, action, kind }: AccessLogEntry): TemplateResult {
    const { s, language } = this.#l;
    const what = wordFor(s.kinds, kind, s.otherKind);
    const office = wordFor(s.roles, role, s.someone);
    return html`<li class="entry" part="entry">
      <time datetime=${at}>${formatClock(language, at)}</time>
      <div>
        <p class="who">${name === null ? office : html`${office} ${name}`}</p>
        <p>${action === 'write' ? s.write(what) : s.read(what)}</p>
        <p class="small muted">${s.reason(wordFor(s.purposes, purpose, s.otherPurpose))}</p>
      </div>
    </li>`;
  }

  #renderMore(): TemplateResult {
    const { s } = this.#l;
    return html`<div>
      <button type="button" class="more" aria-disabled=${this.more === 'loading'} @click=${this.#loadMore}>
        ${this.more === 'loading' ? s.loadingMore : s.more}
      </button>
      <div role="alert">${this.more === 'failed' ? html`<p class="error">${s.moreFailed}</p>` : nothing}</div>
    </div>`;
  }

  #loadMore = async (): Promise<void> => {
    const log = this.#log.value;
    const client = this.activeClient;
    if (!log?.nextCursor || !client || this.more === 'loading') return;
    this.more = 'loading';
    try {
      const next = await client.accessLog.list({ limit: PAGE, cursor: log.nextCursor });
      if (client !== this.activeClient) return;
      // Meanwhile read again from the newest: then the page no longer joins on.
      if (this.#log.value === log) {
        const first = log.data.length;
        this.#log.set({ data: [...log.data, ...next.data], nextCursor: next.nextCursor });
        await this.updateComplete;
        this.#focusEntry(first);
      }
      this.more = undefined;
    } catch {
      if (client === this.activeClient) this.more = 'failed';
    }
  };

  /** After the last page the button is gone: who came by keyboard goes on with what is new. */
  #focusEntry(index: number): void {
    const entry = this.renderRoot.querySelectorAll<HTMLElement>('.entry')[index];
    if (!entry || this.#log.value?.nextCursor !== null) return;
    entry.tabIndex = -1;
    entry.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-access-log': XqAccessLog;
  }
}
