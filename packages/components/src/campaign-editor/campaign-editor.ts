import type {
  CampaignPlan,
  CampaignPlanContent,
  CampaignTarget,
  Instrument,
  OrganisationUnit,
} from '@xinqiao/contract/types';
import {
  ApiError,
  ConflictError,
  NetworkError,
  TimeoutError,
  UnavailableError,
  type XinqiaoClient,
} from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { XqClientElement } from '../core/client-element.ts';
import { renderContent } from '../core/content.ts';
import { formatNumber, formatTime } from '../core/format.ts';
import { LANGUAGES, type Language, Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderStale, renderState, type StateOptions } from '../core/states.ts';
import { errorText, type Form } from './fields.ts';
import { changed, contentOf, emptyContent, errorsByField, idOf, parseYears } from './model.ts';
import {
  renderBasics,
  renderConsent,
  renderFeedback,
  renderInstruments,
  renderReminders,
  renderTarget,
  renderWindow,
} from './sections.ts';
import { type CampaignEditorStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** A plan as the service has it now. */
export type XqPlanEvent = CustomEvent<{ plan: CampaignPlan }>;

interface Loaded {
  readonly plans: readonly CampaignPlan[];
  /** To choose from: schools, colleges and grades. */
  readonly units: readonly OrganisationUnit[];
}

/** Kinds of units that a target is made of here. */
const KINDS = ['school', 'college', 'grade'] as const;

/**
 * Plans of campaigns: a list, and one of them to edit, publish, close early or copy to the next year. A draft may be
 * incomplete; what keeps it from being published is shown at its fields. Edits stay on the page until they are saved, whatever
 * becomes of a request, and whoever leaves without saving is asked.
 *
 * @summary Plan an assessment: whom, what, when, with which consent.
 * @customElement xq-campaign-editor
 * @slot preview - An `xq-questionnaire`: it is given the first scale as `instrument`. Left out: the first question of each.
 * @event {XqPlanEvent} xq-plan-save - A draft was saved.
 * @event {XqPlanEvent} xq-plan-publish - A plan was published: its students are asked.
 * @event {XqPlanEvent} xq-plan-close - A campaign was closed before its end.
 * @csspart card - The card around everything.
 * @csspart section - One section of the form.
 * @csspart errors - The list of what needs a change.
 * @csspart preview - The preview.
 * @csspart state - What stands in for the plans: loading, empty, failed, no access.
 * @csspart stale - The line above content that may be out of date.
 * @status experimental
 * @since 0.1.0
 */
export class XqCampaignEditor extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The plan to show first; the list when left out. */
  @property({ attribute: 'plan-id' }) planId?: string;

  /** Plans to show; then the service is not asked, and nothing can be saved. */
  @property({ attribute: false }) data?: readonly CampaignPlan[];

  #l = new Localization<CampaignEditorStrings>(this, 'xq-campaign-editor', strings);
  #resource = new ResourceController<Loaded, [XinqiaoClient | undefined]>(this, {
    args: () => [this.activeClient],
    data: () => this.data && { plans: this.data, units: [] },
    load: async ([client], { signal }) => {
      const [plans, ...units] = await Promise.all([
        client.campaignPlans.list({ limit: 100 }, { signal }),
        ...KINDS.map(kind => client.organisationUnits.list({ kind, limit: 200 }, { signal })),
      ]);
      return { plans: plans.data, units: units.flatMap(({ data }) => data) };
    },
  });

  /** What is edited; undefined while the list is shown. */
  @state() private content: CampaignPlanContent | undefined;
  /** As it was saved last; undefined for one that never was. */
  @state() private plan: CampaignPlan | undefined;
  @state() private isChanged = false;
  @state() private errors: ReadonlyMap<string, string> = new Map();
  @state() private doing: 'saving' | undefined;
  @state() private problem: 'offline' | 'failed' | 'conflict' | undefined;
  @state() private asking: 'leave' | 'publish' | 'close' | undefined;
  @state() private edited: Language = 'zh-CN';
  @state() private years = '';
  @state() private target: CampaignTarget | undefined;
  @state() private preview: readonly Instrument[] | undefined;
  @state() private isCopied = false;

  #renderPreview: typeof import('./preview.ts').renderPreview | undefined;
  #counted = '';
  #focusNext: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#onUnload);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.#onUnload);
    super.disconnectedCallback();
  }

  /** Whether something would be lost if the page were left now. */
  get hasUnsavedChanges(): boolean {
    return this.isChanged;
  }

  /** Reads the list again; what is edited stays. Never rejects. */
  async refresh(): Promise<void> {
    await this.#resource.retry();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('planId')) this.#wanted = this.planId;
    const found = this.#wanted && this.#resource.value?.plans.find(({ id }) => id === this.#wanted);
    if (found && !this.isChanged) {
      this.#wanted = undefined;
      this.#show(found, contentOf(found));
    }
  }
  #wanted: string | undefined;

  protected override updated(): void {
    void this.#count();
    const goal = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (goal) {
      this.#focusNext = undefined;
      goal.focus();
    }
    const [first] = this.preview ?? [];
    const slot = this.renderRoot.querySelector<HTMLSlotElement>('slot[name="preview"]');
    for (const element of slot?.assignedElements() ?? []) Object.assign(element, { instrument: first });
  }

  protected override render(): TemplateResult {
    const loaded = this.#resource.value;
    const { language } = this.#l;
    const options: StateOptions = { language, retry: () => void this.refresh(), helpLines: this.helpLines };
    return html`<section class="card" part="card" aria-labelledby=${loaded ? 'title' : nothing}>
      ${
        loaded
          ? html`${renderStale(this.#resource.state, options)}
            ${this.content ? this.#renderPlan(this.content, loaded) : this.#renderList(loaded)}`
          : renderState(this.#resource.state as 'loading', { ...options, rows: 6 })
      }
    </section>`;
  }

  #renderList({ plans }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    return html`<header class="head">
        <div>
          <h2 id="title" tabindex="-1">${s.title}</h2>
          <p class="muted">${s.lead}</p>
        </div>
        ${
          this.data
            ? nothing
            : html`<button type="button" class="primary" @click=${() => this.#show(undefined, emptyContent())}>
                ${s.create}
              </button>`
        }
      </header>
      ${
        plans.length === 0
          ? renderEmpty(s.noneTitle, s.noneText)
          : html`<ul class="plans" role="list">
              ${plans.map(
                plan =>
                  html`<li>
                    <div>
                      <button type="button" class="open" @click=${() => this.#show(plan, contentOf(plan))}>
                        ${this.#titleOf(plan)}
                      </button>
                      <p class="small muted">${this.#windowOf(plan)}</p>
                      <p class="small muted">${s.savedBy(plan.savedBy.name, formatTime(language, plan.savedAt))}</p>
                    </div>
                    <span class="badge">${s.states[plan.state]}</span>
                  </li>`,
              )}
            </ul>`
      }`;
  }

  #titleOf = ({ title }: CampaignPlanContent): TemplateResult | string =>
    Object.keys(title).length === 0 ? this.#l.s.untitled : renderContent(title, this.#l.language);

  #windowOf({ opensAt, closesAt }: CampaignPlanContent): string {
    const { s, language } = this.#l;
    return opensAt && closesAt ? s.window(formatTime(language, opensAt), formatTime(language, closesAt)) : s.noWindow;
  }

  #renderPlan(content: CampaignPlanContent, loaded: Loaded): TemplateResult {
    const { s } = this.#l;
    const state = this.plan?.state ?? 'draft';
    return html`<button type="button" class="quiet back" @click=${this.#leave}>← ${s.back}</button>
      ${this.asking === 'leave' ? this.#renderQuestion(s.leaveTitle, s.leaveText, s.leaveYes, this.#toList) : nothing}
      <header class="head">
        <h2 id="title" tabindex="-1">${this.#titleOf(content)}</h2>
        <span class="badge">${s.states[state]}</span>
      </header>
      ${this.isCopied ? html`<p role="status">${s.copied}</p>` : nothing} ${this.#renderErrors()}
      ${state === 'draft' && !this.data ? this.#renderForm(content, loaded) : this.#renderPublished(content, loaded)}
      ${this.#renderPreviewOf(content)} ${this.#renderProblem()}`;
  }

  #renderForm(content: CampaignPlanContent, { units }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const { edited, errors, target, years } = this;
    const form: Form = { s, language, edited, content, errors, change: this.#change };
    const isBusy = this.doing !== undefined;
    return html`<form novalidate @submit=${this.#onSubmit}>
      <div>
        <div class="row" role="group" aria-label=${s.contentLanguage}>
          <span class="muted">${s.contentLanguage}</span>
          ${LANGUAGES.map(
            one =>
              html`<button type="button" lang=${one} aria-pressed=${one === edited} @click=${() => (this.edited = one)}>
                ${one === edited ? '✓ ' : ''}${s.languages[one]}
              </button>`,
          )}
        </div>
        <p class="small muted">${s.optional}</p>
      </div>
      ${renderBasics(form)} ${renderTarget(form, { units, target, years, onYears: this.#onYears })}
      ${renderInstruments(form, target)} ${renderWindow(form)} ${renderFeedback(form)} ${renderReminders(form)}
      ${renderConsent(form)}
      <div class="part">
        ${
          this.asking === 'publish'
            ? this.#renderQuestion(
                s.publishTitle,
                s.publishText(target ? formatNumber(language, target.students) : '…'),
                s.publishYes,
                () => void this.#save(true),
              )
            : html`<div class="foot">
                <button type="submit" class="primary" aria-disabled=${isBusy}>${isBusy ? s.saving : s.save}</button>
                <button type="button" id="publish" aria-disabled=${isBusy} @click=${() => this.#ask('publish')}>
                  ${s.publish}
                </button>
                ${this.#renderPreviewButton()}
              </div>`
        }
        <p role="status" class="small muted">
          ${this.isChanged ? s.unsaved : this.plan ? s.saved(formatTime(language, this.plan.savedAt)) : nothing}
        </p>
      </div>
    </form>`;
  }

  #renderPublished(content: CampaignPlanContent, { units }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const { target, instruments, feedback, feedbackFrom, reminders } = content;
    const nameOf = (id: string) => units.find(one => one.id === id)?.name ?? id;
    const title = (id: string) => {
      const known = this.target?.instruments.find(one => one.id === id);
      return known ? renderContent(known.title, language) : id;
    };
    const isOver = this.plan?.state === 'closed';
    const separator = language === 'en' ? ', ' : '、';
    const fact = (name: string, value: unknown) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`<dl class="facts">
        ${fact(s.purpose, renderContent(content.purpose, language))}
        ${fact(
          s.parts.target,
          html`${target.unitIds.map(nameOf).join(separator)} · ${s.rules[target.rule]}
          ${target.enrolmentYears.length > 0 ? ` (${target.enrolmentYears.join(separator)})` : ''}`,
        )}
        ${fact(
          s.parts.instruments,
          instruments.map((id, index) => html`${index > 0 ? separator : ''}${title(id)}`),
        )}
        ${fact(s.parts.window, this.#windowOf(content))}
        ${fact(
          s.parts.feedback,
          feedback === 'none' ? s.feedbacks.none : `${s.feedbacks[feedback]} · ${s.feedbackFroms[feedbackFrom]}`,
        )}
        ${
          reminders.length > 0
            ? fact(
                s.parts.reminders,
                reminders.map(({ when, days }) => `${s.reminderWhens[when]} ${s.days} ${days}`).join(separator),
              )
            : nothing
        }
        ${this.plan?.consentVersion ? fact(s.parts.consent, s.consentVersion(this.plan.consentVersion)) : nothing}
      </dl>
      ${this.plan?.state === 'draft' ? nothing : html`<p class="small muted">${s.published}</p>`}
      ${
        this.data
          ? nothing
          : this.asking === 'close'
            ? this.#renderQuestion(s.closeTitle, s.closeText, s.closeYes, () => void this.#close())
            : html`<div class="foot">
                <button type="button" @click=${this.#copy}>${s.copy}</button>
                ${
                  isOver
                    ? nothing
                    : html`<button type="button" id="close" @click=${() => this.#ask('close')}>${s.close}</button>`
                }
                ${this.#renderPreviewButton()}
              </div>`
      }`;
  }

  #renderQuestion(title: string, text: string, yes: string, act: () => void): TemplateResult {
    return html`<div class="panel" role="group" aria-labelledby="question">
      <h3 id="question" tabindex="-1">${title}</h3>
      <p>${text}</p>
      <div class="row">
        <button type="button" id="yes" aria-disabled=${this.doing !== undefined} @click=${act}>${yes}</button>
        <button type="button" @click=${this.#stopAsking}>${this.#l.s.cancel}</button>
      </div>
    </div>`;
  }

  #renderErrors(): TemplateResult | typeof nothing {
    const { s } = this.#l;
    if (this.errors.size === 0) return nothing;
    return html`<div class="errors" part="errors" id="errors" role="alert" tabindex="-1">
      <h3>${s.summaryTitle(this.errors.size)}</h3>
      <ul role="list">
        ${[...this.errors].map(
          ([field, code]) =>
            html`<li>
              <a href="#${idOf(field)}" @click=${(event: Event) => this.#goTo(event, field)}>${this.#nameOf(field)}</a>
              ${errorText(s, code)}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  /** What a field is called. */
  #nameOf(field: string): string {
    const { s } = this.#l;
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
    const ofConsent: Readonly<Record<string, string>> = {
      title: s.consentTitle,
      summary: s.summary,
      contact: s.contact,
    };
    return `${s.parts.consent}: ${ofConsent[second] ?? ''}`;
  }

  // The region stands before its text comes: a screen reader announces what changes in it.
  #renderProblem(): TemplateResult {
    const { s } = this.#l;
    return html`<div role="alert">
      ${
        this.problem
          ? html`<p class="error">${s[this.problem]}</p>
              ${
                this.problem === 'conflict'
                  ? html`<button type="button" @click=${this.#takeTheirs}>${s.reload}</button>`
                  : nothing
              }`
          : nothing
      }
    </div>`;
  }

  #renderPreviewButton = (): TemplateResult =>
    html`<button type="button" class="quiet" aria-expanded=${this.preview !== undefined} @click=${this.#togglePreview}>
      ${this.preview ? this.#l.s.previewHide : this.#l.s.preview}
    </button>`;

  #renderPreviewOf(content: CampaignPlanContent): TemplateResult | typeof nothing {
    const { s, language } = this.#l;
    if (!this.preview || !this.#renderPreview) return nothing;
    return html`<section class="preview" part="preview" aria-labelledby="preview-title">
      <h3 id="preview-title" tabindex="-1">${s.previewLead}</h3>
      <slot name="preview"></slot>
      ${this.#renderPreview(content, this.preview, s, language)}
    </section>`;
  }

  #show(plan: CampaignPlan | undefined, content: CampaignPlanContent): void {
    this.plan = plan;
    this.content = content;
    this.years = content.target.enrolmentYears.join(', ');
    this.isChanged = this.isCopied = false;
    this.errors = new Map();
    this.problem = this.asking = this.preview = this.target = undefined;
    this.#counted = '';
    this.#focusNext = '#title';
  }

  #change = (pointer: string, value: unknown): void => {
    if (!this.content) return;
    this.content = changed(this.content, pointer, value);
    this.isChanged = true;
  };

  #onYears = (text: string): void => {
    this.years = text;
    const years = parseYears(text);
    const errors = new Map(this.errors);
    if (years) {
      errors.delete('/target/enrolmentYears');
      this.#change('/target/enrolmentYears', years);
    } else {
      errors.set('/target/enrolmentYears', 'no-year');
      this.isChanged = true;
    }
    this.errors = errors;
  };

  /** Counts the target anew when it is another one; the last answer counts. */
  async #count(): Promise<void> {
    const client = this.activeClient;
    if (!this.content || !client || this.data) return;
    const { target, opensAt } = this.content;
    const { unitIds, rule, enrolmentYears } = target;
    const query = {
      ...{ rule, enrolmentYears: enrolmentYears.join(',') },
      ...(unitIds.length > 0 && { unitIds: unitIds.join(',') }),
      ...(opensAt && { opensAt }),
    };
    const key = JSON.stringify(query);
    if (key === this.#counted) return;
    this.#counted = key;
    try {
      const counted = await client.campaignPlans.target(query);
      if (key === this.#counted) this.target = counted;
    } catch {
      // What was counted last stays; the next change counts again, and publishing checks anyhow.
      if (key === this.#counted) this.#counted = '-';
    }
  }

  #ask(what: 'publish' | 'close'): void {
    if (this.doing) return;
    this.asking = what;
    this.#focusNext = '#question';
  }

  #stopAsking = (): void => {
    this.#focusNext = this.asking === 'leave' ? '.back' : `#${this.asking}`;
    this.asking = undefined;
  };

  #leave = (): void => {
    if (!this.isChanged) this.#toList();
    else {
      this.asking = 'leave';
      this.#focusNext = '#question';
    }
  };

  #toList = (): void => {
    this.content = this.plan = this.asking = this.preview = this.problem = undefined;
    this.isChanged = false;
    this.errors = new Map();
    this.#focusNext = '#title';
    void this.refresh();
  };

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#save(false);
  };

  /** Saves what is edited, and publishes it then; what is edited stays whatever comes of it. */
  async #save(isToPublish: boolean): Promise<void> {
    const client = this.activeClient;
    const sent = this.content;
    if (!client || !sent || this.doing) return;
    if (this.errors.get('/target/enrolmentYears') === 'no-year') {
      this.asking = undefined;
      this.#focusNext = '#errors';
      return;
    }
    await this.#act(async () => {
      const { id, revision } = this.plan ?? {};
      if (this.isChanged || id === undefined) {
        this.plan =
          id === undefined
            ? await client.campaignPlans.create(sent)
            : await client.campaignPlans.update(id, sent, { ifMatch: revision! });
        // What was typed meanwhile is not saved yet.
        if (this.content === sent) this.isChanged = false;
        this.emit('xq-plan-save', { plan: this.plan });
      }
      if (!isToPublish || this.isChanged) return;
      const plan = await client.campaignPlans.publish(this.plan!.id, { ifMatch: this.plan!.revision });
      this.#show(plan, contentOf(plan));
      this.emit('xq-plan-publish', { plan });
    });
  }

  async #close(): Promise<void> {
    const client = this.activeClient;
    const { plan } = this;
    if (!client || !plan || this.doing) return;
    await this.#act(async () => {
      this.plan = await client.campaignPlans.close(plan.id);
      this.asking = undefined;
      this.#focusNext = '#title';
      this.emit('xq-plan-close', { plan: this.plan });
    });
  }

  #copy = async (): Promise<void> => {
    const client = this.activeClient;
    const { plan } = this;
    if (!client || !plan || this.doing) return;
    await this.#act(async () => {
      const copy = await client.campaignPlans.copy(plan.id);
      this.#show(copy, contentOf(copy));
      this.isCopied = true;
    });
  };

  async #act(work: () => Promise<void>): Promise<void> {
    this.doing = 'saving';
    this.problem = undefined;
    this.errors = new Map();
    try {
      await work();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.doing = undefined;
    }
    if (this.asking === 'publish') this.asking = undefined;
  }

  #failed(error: unknown): void {
    const errors = ApiError.is(error) ? (error.problem?.errors ?? []) : [];
    if (errors.length > 0) {
      this.errors = errorsByField(errors);
      this.edited = 'zh-CN';
      this.#focusNext = '#errors';
    } else if (ConflictError.is(error)) this.problem = 'conflict';
    else if (NetworkError.is(error) || TimeoutError.is(error) || UnavailableError.is(error)) this.problem = 'offline';
    else this.problem = 'failed';
  }

  #takeTheirs = async (): Promise<void> => {
    const client = this.activeClient;
    const { plan } = this;
    if (!client || !plan || this.doing) return;
    await this.#act(async () => {
      const theirs = await client.campaignPlans.get(plan.id);
      this.#show(theirs, contentOf(theirs));
    });
  };

  #togglePreview = async (): Promise<void> => {
    const client = this.activeClient;
    const { content } = this;
    if (this.preview) this.preview = undefined;
    else if (client && content) {
      await this.#act(async () => {
        ({ renderPreview: this.#renderPreview } = await import('./preview.ts'));
        this.preview = await Promise.all(content.instruments.map(id => client.instruments.get(id)));
        this.#focusNext = '#preview-title';
      });
    }
  };

  #goTo(event: Event, field: string): void {
    event.preventDefault();
    const language = LANGUAGES.find(one => field.endsWith(`/${one}`));
    if (language) this.edited = language;
    this.#focusNext = `#${idOf(field)}`;
    this.requestUpdate();
  }

  #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.isChanged) event.preventDefault();
  };
}

export interface XqCampaignEditorEventMap {
  'xq-plan-save': XqPlanEvent;
  'xq-plan-publish': XqPlanEvent;
  'xq-plan-close': XqPlanEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-campaign-editor': XqCampaignEditor;
  }
}
