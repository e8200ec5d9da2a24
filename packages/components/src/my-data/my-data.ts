import type { Correction, Erasure, Instrument, MyDataCopy } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { all } from '../core/all.ts';
import { XqClientElement } from '../core/client-element.ts';
import { forgetWith } from '../core/forget.ts';
import { formatDate } from '../core/format.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderStale, renderState, type StateOptions } from '../core/states.ts';
import {
  erasureUnderWay,
  type HeldKind,
  heldKinds,
  type MyDataView,
  period,
  type Request,
  requestsOf,
  usualRetention,
} from './model.ts';
import { type MyDataStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** A request has been stored. */
export type XqDataRequestEvent = CustomEvent<{ kind: 'correction' | 'erasure'; id: string }>;

type Asked = XqDataRequestEvent['detail']['kind'];

const SUBJECTS: Correction['about'][] = ['roster', 'courses', 'growth-file', 'assessments', 'other'];

/**
 * What is kept about the student in plain words, a copy to take away, a request for correction, and withdrawal with
 * erasure behind a step that says what happens and what can't be undone (个人信息保护法 44–47).
 *
 * @summary My data: see, take away, correct, erase.
 * @customElement xq-my-data
 * @event {XqDataRequestEvent} xq-data-request - A request for correction or erasure has been stored.
 * @csspart card - The card around everything.
 * @csspart panel - The form of a correction, or the step before an erasure.
 * @csspart state - What stands in for the data: loading, failed, no access.
 * @csspart stale - The line above content that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqMyData extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** What is shown; then the service is asked nothing, and nothing can be downloaded or sent. */
  @property({ attribute: false }) data?: MyDataView;

  /** What is being written stays while something else is read. */
  @state() private open: readonly Asked[] = [];
  @state() private busy: readonly ('page' | 'json' | Asked)[] = [];
  @state() private failed: 'copy' | Asked | undefined;
  @state() private missing: readonly ('wrong' | 'right')[] = [];
  @state() private isSent = false;

  #l = new Localization<MyDataStrings>(this, 'xq-my-data', strings);
  #data = new ResourceController<MyDataView, [XinqiaoClient | undefined]>(this, {
    args: () => [this.activeClient],
    load: async ([client], { signal }) => {
      const [held, corrections, erasures] = await Promise.all([
        client.myData.get({ signal }),
        all(client.corrections.list({ limit: 200 }, { signal })),
        all(client.erasures.list({ limit: 200 }, { signal })),
      ]);
      return { held, corrections, erasures };
    },
    data: () => this.data,
  });
  #focusNext: string | undefined;

  constructor() {
    super();
    forgetWith(
      this,
      () => this.activeClient,
      () => {
        this.failed = this.#focusNext = undefined;
        this.open = this.busy = this.missing = [];
        this.isSent = false;
      },
    );
  }

  /** Read again; what is shown stays until the answer is there. Never rejects. */
  async refresh(): Promise<void> {
    await this.#data.retry();
  }

  protected override updated(): void {
    const target = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (target) {
      this.#focusNext = undefined;
      target.focus();
    }
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const data = this.#data.value;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    if (data === undefined) {
      return html`<div class="card" part="card">${renderState(this.#data.state, { ...options, rows: 8 })}</div>`;
    }
    const kinds = heldKinds(data.held);
    const usual = usualRetention(kinds);
    return html`<div class="card" part="card">
      ${renderStale(this.#data.state, options)}
      <header>
        <h2>${s.title}</h2>
        <p class="muted">${s.lead}</p>
      </header>
      <section aria-labelledby="held">
        <h3 id="held">${s.held}</h3>
        ${usual ? html`<p class="muted">${s.usual(this.#ruleOf(usual))}</p>` : nothing}
        <ul class="kinds" role="list">
          ${kinds.map(kind => this.#renderKind(kind, usual))}
        </ul>
      </section>
      ${this.#renderCopy()} ${this.#renderCorrection()} ${this.#renderErasure(data)} ${this.#renderRequests(data)}
    </div>`;
  }

  #ruleOf({ rule, days }: HeldKind['retention']): string {
    const { s } = this.#l;
    const { unit, count } = period(days);
    return rule === 'after-end' ? s.afterEnd(s[unit](count)) : s.afterLeaving(s[unit](count));
  }

  #renderKind(
    { kind, records, inCopy, retention }: HeldKind,
    usual: HeldKind['retention'] | undefined,
  ): TemplateResult {
    const { s } = this.#l;
    const [name, about] = Object.prototype.hasOwnProperty.call(s.kinds, kind) ? s.kinds[kind] : [kind, ''];
    const isUsual = usual?.rule === retention.rule && usual.days === retention.days;
    const facts = [...(isUsual ? [] : [this.#ruleOf(retention)]), ...(inCopy ? [] : [s.notInCopy])];
    return html`<li>
      <p class="name">
        <span>${name}</span>${records === null ? nothing : html`<span class="small muted">${s.records(records)}</span>`}
      </p>
      <p>${about}</p>
      ${facts.length > 0 ? html`<p class="small muted">${facts.join(' · ')}</p>` : nothing}
    </li>`;
  }

  #renderCopy(): TemplateResult {
    const { s } = this.#l;
    return html`<section aria-labelledby="copy">
      <h3 id="copy">${s.copyTitle}</h3>
      <p class="muted">${s.copyText}</p>
      <div class="row">
        <button type="button" class="primary" id="page" @click=${() => this.#download('page')}>
          ${this.busy.includes('page') ? s.preparing : s.readable}
        </button>
        <button type="button" id="json" @click=${() => this.#download('json')}>
          ${this.busy.includes('json') ? s.preparing : s.machine}
        </button>
      </div>
      ${this.#renderFailure('copy', s.copyFailed)}
    </section>`;
  }

  // The region stands before its text comes: a screen reader announces what changes in it.
  #renderFailure = (what: NonNullable<XqMyData['failed']>, text: string): TemplateResult =>
    html`<div role="alert" class=${this.failed === what ? nothing : 'empty'}>
      ${this.failed === what ? html`<p class="error">${text}</p>` : nothing}
    </div>`;

  #renderCorrection(): TemplateResult {
    const { s } = this.#l;
    return html`<section aria-labelledby="correct-title">
      <h3 id="correct-title">${s.correctTitle}</h3>
      <p class="muted">${s.correctText}</p>
      ${
        this.open.includes('correction')
          ? html`<form class="panel" part="panel" novalidate @submit=${this.#sendCorrection}>
              <div class="field">
                <label for="about">${s.about}</label>
                <select id="about">
                  ${SUBJECTS.map(subject => html`<option value=${subject}>${s.subjects[subject]}</option>`)}
                </select>
              </div>
              ${this.#renderField('wrong', s.wrong)} ${this.#renderField('right', s.right)}
              <div class="row">
                <button type="submit" class="primary">${this.busy.includes('correction') ? s.sending : s.send}</button>
                <button type="button" class="quiet" @click=${() => this.#close('correction', '#correct')}>
                  ${s.cancel}
                </button>
              </div>
              ${this.#renderFailure('correction', s.sendFailed)}
            </form>`
          : html`<button type="button" id="correct" @click=${() => this.#show('correction', '#about')}>
              ${s.correct}
            </button>`
      }
      <div role="status" class=${this.isSent ? nothing : 'empty'}>
        ${this.isSent ? html`<p>${s.sent}</p>` : nothing}
      </div>
    </section>`;
  }

  #renderField(id: 'wrong' | 'right', label: string): TemplateResult {
    const isMissing = this.missing.includes(id);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <textarea
        id=${id}
        maxlength="1000"
        required
        aria-invalid=${isMissing}
        aria-describedby=${isMissing ? `${id}-error` : nothing}
      ></textarea>
      ${isMissing ? html`<p class="error small" id="${id}-error">${this.#l.s.required}</p>` : nothing}
    </div>`;
  }

  #stateOf({ state, dueAt }: Erasure): string {
    const { s, language } = this.#l;
    return state === 'waiting' ? s.underWay(formatDate(language, dueAt)) : s.erasureStates[state];
  }

  #renderErasure(data: MyDataView): TemplateResult {
    const { s } = this.#l;
    const underWay = erasureUnderWay(data);
    return html`<section aria-labelledby="erase-title">
      <h3 id="erase-title" tabindex="-1">${s.eraseTitle}</h3>
      <p class="muted">${underWay ? this.#stateOf(underWay) : s.eraseText}</p>
      ${
        underWay
          ? nothing
          : this.open.includes('erasure')
            ? html`<div class="panel" part="panel" role="group" aria-labelledby="confirm">
                <h3 id="confirm" tabindex="-1">${s.confirmTitle}</h3>
                <ul class="steps">
                  ${s.confirmSteps.map(step => html`<li>${step}</li>`)}
                </ul>
                <div class="row">
                  <button type="button" id="confirm-yes" @click=${this.#erase}>
                    ${this.busy.includes('erasure') ? s.sending : s.confirmYes}
                  </button>
                  <button type="button" id="confirm-no" @click=${() => this.#close('erasure', '#erase')}>
                    ${s.confirmNo}
                  </button>
                </div>
                ${this.#renderFailure('erasure', s.eraseFailed)}
              </div>`
            : html`<button type="button" id="erase" @click=${() => this.#show('erasure', '#confirm')}>
                ${s.erase}
              </button>`
      }
    </section>`;
  }

  #renderRequests(data: MyDataView): TemplateResult {
    const { s } = this.#l;
    const requests = requestsOf(data);
    return html`<section aria-labelledby="requests">
      <h3 id="requests">${s.requests}</h3>
      ${
        requests.length === 0
          ? html`<p class="muted">${s.noRequests}</p>`
          : html`<ul class="requests" role="list">
              ${requests.map(request => this.#renderRequest(request))}
            </ul>`
      }
    </section>`;
  }

  #renderRequest(request: Request): TemplateResult {
    const { s, language } = this.#l;
    const day = s.asked(formatDate(language, request.at));
    if (request.kind === 'erasure') {
      const { campaignId } = request.erasure;
      return html`<li>
        <p class="name">${s.erasureOf[campaignId === null ? 'all' : 'campaign']}</p>
        <p>${this.#stateOf(request.erasure)}</p>
        <p class="small muted">${day}</p>
      </li>`;
    }
    const { about, wrong, right, state, answer } = request.correction;
    return html`<li>
      <p class="name">${s.correctionOf(s.subjects[about])}</p>
      <p>${wrong} → ${right}</p>
      <p>
        ${s.correctionStates[state]}${answer === null ? nothing : html`${language === 'en' ? ': ' : '：'}${answer}`}
      </p>
      <p class="small muted">${day}</p>
    </li>`;
  }

  #show(what: Asked, focus: string): void {
    this.open = [...this.open, what];
    this.isSent = false;
    this.#focusNext = focus;
  }

  #close(what: Asked, focus: string): void {
    this.open = this.open.filter(one => one !== what);
    if (what === 'correction') this.missing = [];
    if (this.failed === what) this.failed = undefined;
    this.#focusNext = focus;
  }

  /** One of a kind at a time; what comes of it is told to who asked, not to the next person. */
  async #run(
    what: (typeof this.busy)[number],
    failed: typeof this.failed,
    work: (client: XinqiaoClient, isHere: () => boolean) => Promise<void>,
  ): Promise<void> {
    const client = this.activeClient;
    if (!client || this.busy.includes(what)) return;
    const isHere = () => client === this.activeClient;
    this.busy = [...this.busy, what];
    this.failed = undefined;
    try {
      await work(client, isHere);
    } catch {
      if (isHere()) this.failed = failed;
    }
    if (isHere()) this.busy = this.busy.filter(one => one !== what);
  }

  #download(form: 'page' | 'json'): Promise<void> {
    return this.#run(form, 'copy', async (client, isHere) => {
      const copy = await client.myData.copy();
      const name = `xinqiao-${copy.student.studentNumber}-${copy.createdAt.slice(0, 10)}`;
      const [type, text] =
        form === 'json'
          ? ['application/json', JSON.stringify(copy, null, 2)]
          : ['text/html', await this.#page(client, copy)];
      // Nobody takes home what another person asked for.
      if (isHere()) save(`${name}.${form === 'json' ? 'json' : 'html'}`, type, text);
    });
  }

  async #page(client: XinqiaoClient, copy: MyDataCopy): Promise<string> {
    const { copyPage } = await import('./page.ts');
    const asked = new Map(
      [...copy.responses, ...copy.drafts].map(({ instrumentId, instrumentVersion }) => [
        `${instrumentId} ${instrumentVersion}`,
        [instrumentId, instrumentVersion] as const,
      ]),
    );
    const definitions = new Map<string, Instrument>();
    for (const [key, [id, version]] of asked) definitions.set(key, await client.instruments.get(id, { version }));
    return copyPage(copy, definitions, this.#l.language, this.#l.s);
  }

  #sendCorrection = (event: Event): void => {
    event.preventDefault();
    const valueOf = (id: string) => this.renderRoot.querySelector<HTMLTextAreaElement>(`#${id}`)!.value.trim();
    this.missing = (['wrong', 'right'] as const).filter(id => valueOf(id) === '');
    if (this.missing.length > 0) {
      this.#focusNext = `#${this.missing[0]}`;
      this.requestUpdate();
      return;
    }
    const about = valueOf('about') as Correction['about'];
    const request = { about, wrong: valueOf('wrong'), right: valueOf('right') };
    void this.#run('correction', 'correction', async (client, isHere) => {
      const correction = await client.corrections.create(request);
      if (!isHere()) return;
      // As it is by now: something else may have been asked for meanwhile.
      const data = this.#data.value;
      if (data) this.#data.set({ ...data, corrections: [correction, ...data.corrections] });
      this.#close('correction', '#correct');
      this.isSent = true;
      this.emit<XqDataRequestEvent['detail']>('xq-data-request', { kind: 'correction', id: correction.id });
    });
  };

  #erase = (): Promise<void> =>
    this.#run('erasure', 'erasure', async (client, isHere) => {
      const erasure = await client.erasures.create({ campaignId: null });
      if (!isHere()) return;
      const data = this.#data.value;
      const others = data?.erasures.filter(({ id }) => id !== erasure.id) ?? [];
      if (data) this.#data.set({ ...data, erasures: [erasure, ...others] });
      this.#close('erasure', '#erase-title');
      this.emit<XqDataRequestEvent['detail']>('xq-data-request', { kind: 'erasure', id: erasure.id });
    });
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser has begun to read it once the click is over; a minute is for slow old web views.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export interface XqMyDataEventMap {
  'xq-data-request': XqDataRequestEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-my-data': XqMyData;
  }
}
