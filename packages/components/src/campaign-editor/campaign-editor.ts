import type { CampaignPlan, CampaignPlanContent, Instrument, OrganisationUnit } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { all } from '../core/all.ts';
import { XqClientElement } from '../core/client-element.ts';
import { formatNumber, formatTime } from '../core/format.ts';
import { LANGUAGES, type Language, Localization } from '../core/localization.ts';
import { Owner } from '../core/owner.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderStale, renderState, type StateOptions } from '../core/states.ts';
import { renderErrors } from './errors.ts';
import { renderFacts } from './facts.ts';
import type { Form } from './fields.ts';
import { renderList, titleOf } from './list.ts';
import { contentOf, emptyContent, idOf } from './model.ts';
import { PlanDesk } from './plan-desk.ts';
import { renderQuestion } from './question.ts';
import {
  renderAbandoned,
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
  #resource = new ResourceController<Loaded, [XinqiaoClient | undefined, number]>(this, {
    args: () => [this.activeClient, this.#turn],
    data: () => this.data && { plans: this.data, units: [] },
    load: async ([client], { signal }) => {
      const [plans, ...units] = await Promise.all([
        all(client.campaignPlans.list({ limit: 50 }, { signal })),
        ...KINDS.map(kind => all(client.organisationUnits.list({ kind, limit: 200 }, { signal }))),
      ]);
      return { plans, units: units.flat() };
    },
  });

  #desk = new PlanDesk(this, {
    tell: (what, plan) => this.emit<XqPlanEvent['detail']>(`xq-plan-${what}`, { plan }),
    denied: () => void this.refresh(),
  });
  #owner = new Owner();
  /** Counts the people who were shown their plans here. */
  #turn = 0;

  @state() private asking: 'leave' | 'publish' | 'close' | undefined;
  /** In which the texts are edited. */
  @state() private edited: Language = 'zh-CN';
  /** Whole instruments, while the preview is open. */
  @state() private preview: readonly Instrument[] | undefined;

  #renderPreview: typeof import('./preview.ts').renderPreview | undefined;
  /** Id of the plan to show as soon as it is there. */
  #wanted: string | undefined;
  #focusNext: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#guard();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#guard();
  }

  /** Whether something would be lost if the page were left now. */
  get hasUnsavedChanges(): boolean {
    return this.#desk.isChanged;
  }

  /** Reads the list again; what is edited stays. Never rejects. */
  async refresh(): Promise<void> {
    await this.#resource.retry();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('planId')) this.#wanted = this.planId;
    const isAnother = this.#owner.isAnother(this.activeClient, this.me);
    if (isAnother) this.#turn++;
    // What one person was writing is nothing to the next, nor to somebody whose access has ended.
    if (isAnother || this.#resource.state === 'no-access') this.#clear();
    const found = this.#wanted && this.#resource.value?.plans.find(({ id }) => id === this.#wanted);
    if (found && !isAnother && !this.#desk.isChanged) {
      this.#wanted = undefined;
      this.#open(contentOf(found), found);
    }
  }

  protected override updated(): void {
    this.#guard();
    const client = this.activeClient;
    if (client && !this.data) void this.#desk.count(client);
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
            ${this.#desk.content ? this.#renderPlan(this.#desk.content, loaded) : this.#renderPlans(loaded)}`
          : renderState(this.#resource.state, { ...options, rows: 6 })
      }
    </section>`;
  }

  #renderPlans({ plans }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const open = (plan: CampaignPlan) => this.#open(contentOf(plan), plan);
    return renderList(plans, { s, language, open, create: this.data ? undefined : () => this.#open(emptyContent()) });
  }

  #renderPlan(content: CampaignPlanContent, loaded: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const { plan, errors, isCopied } = this.#desk;
    const state = plan?.state ?? 'draft';
    return html`<button type="button" class="quiet back" @click=${this.#leave}>← ${s.back}</button>
      ${this.asking === 'leave' ? this.#renderQuestion(s.leaveTitle, s.leaveText, s.leaveYes, this.#toList) : nothing}
      <header class="head">
        <h2 id="title" tabindex="-1">${titleOf(content, s, language)}</h2>
        <span class="badge">${s.states[state]}</span>
      </header>
      ${isCopied ? html`<p role="status">${s.copied}</p>` : nothing} ${renderErrors(s, errors, this.#goTo)}
      ${state === 'draft' && !this.data ? this.#renderForm(content, loaded) : this.#renderPublished(content, loaded)}
      ${this.#renderPreviewOf(content)} ${this.#renderProblem()}`;
  }

  #renderForm(content: CampaignPlanContent, { units }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const { edited } = this;
    const desk = this.#desk;
    const { errors, target, counting, isBusy, plan } = desk;
    const form: Form = {
      ...{ s, language, edited, content, errors },
      change: (at, value) => desk.change(at, value),
      focus: id => (this.#focusNext = `#${id}`),
    };
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
      ${renderBasics(form)} ${renderTarget(form, units, desk)} ${renderInstruments(form, desk)} ${renderWindow(form)}
      ${renderFeedback(form)} ${renderAbandoned(form)} ${renderReminders(form)} ${renderConsent(form)}
      <div class="part">
        ${
          this.asking === 'publish'
            ? this.#renderQuestion(
                s.publishTitle,
                s.publishText(counting === 'done' ? formatNumber(language, target!.students) : '…'),
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
          ${desk.isChanged ? s.unsaved : plan ? s.saved(formatTime(language, plan.savedAt)) : nothing}
        </p>
      </div>
    </form>`;
  }

  #renderPublished(content: CampaignPlanContent, { units }: Loaded): TemplateResult {
    const { s, language } = this.#l;
    const { plan, target } = this.#desk;
    return html`${renderFacts(content, { s, language, units, target, consentVersion: plan?.consentVersion })}
    ${plan?.state === 'draft' ? nothing : html`<p class="small muted">${s.published}</p>`}
    ${
      this.data
        ? nothing
        : this.asking === 'close'
          ? this.#renderQuestion(s.closeTitle, s.closeText, s.closeYes, () =>
              this.#act((desk, client) => desk.end(client)),
            )
          : html`<div class="foot">
              <button type="button" @click=${() => this.#act((desk, client) => desk.copy(client))}>${s.copy}</button>
              ${
                plan?.state === 'closed'
                  ? nothing
                  : html`<button type="button" id="close" @click=${() => this.#ask('close')}>${s.close}</button>`
              }
              ${this.#renderPreviewButton()}
            </div>`
    }`;
  }

  #renderQuestion(title: string, text: string, yes: string, act: () => void): TemplateResult {
    // What is under way can't be called off; leaving it can.
    const isBusy = this.#desk.isBusy && this.asking !== 'leave';
    return renderQuestion({ title, text, yes, no: this.#l.s.cancel, isBusy, act, cancel: this.#stopAsking });
  }

  // The region stands before its text comes: a screen reader announces what changes in it.
  #renderProblem(): TemplateResult {
    const { s } = this.#l;
    const { problem, isOutdated } = this.#desk;
    return html`<div role="alert">
      ${problem ? html`<p class="error">${s[problem]}</p>` : nothing}
      ${
        isOutdated
          ? html`<button type="button" @click=${() => this.#act((desk, client) => desk.takeTheirs(client))}>
              ${s.reload}
            </button>`
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
    return html`<section class="panel preview" part="preview" aria-labelledby="preview-title">
      <h3 id="preview-title" tabindex="-1">${s.previewLead}</h3>
      <slot name="preview"></slot>
      ${this.#renderPreview(content, this.preview, s, language)}
    </section>`;
  }

  #open(content: CampaignPlanContent, plan?: CampaignPlan): void {
    this.#clear();
    this.#desk.open(content, plan);
    this.#focusNext = '#title';
  }

  #clear(): void {
    this.asking = this.preview = this.#focusNext = undefined;
    this.edited = 'zh-CN';
    this.#desk.clear();
  }

  #ask(what: 'publish' | 'close'): void {
    if (this.#desk.isBusy) return;
    this.asking = what;
    this.#focusNext = '#question';
  }

  /** Whoever was asked goes on where the question came from. */
  #stopAsking = (): void => {
    if (this.asking) this.#focusNext = this.asking === 'leave' ? '.back' : `#${this.asking}`;
    this.asking = undefined;
  };

  #leave = (): void => {
    if (!this.#desk.isChanged) this.#toList();
    else {
      this.asking = 'leave';
      this.#focusNext = '#question';
    }
  };

  #toList = (): void => {
    this.#clear();
    this.#focusNext = '#title';
    void this.refresh();
  };

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#save(false);
  };

  #save(isToPublish: boolean): Promise<void> {
    return this.#act((desk, client) => desk.save(client, isToPublish), isToPublish);
  }

  /** @param isOther whether what lies on the desk afterwards is another thing, which is read from its top */
  async #act(work: (desk: PlanDesk, client: XinqiaoClient) => Promise<void>, isOther = true): Promise<void> {
    const client = this.activeClient;
    const desk = this.#desk;
    if (!client || desk.isBusy) return;
    await work(desk, client);
    // Whether to leave without saving is still the question when nothing was saved.
    if (this.asking !== 'leave' || !desk.isChanged) this.#stopAsking();
    if (desk.errors.size > 0) {
      // What the service asks for is in Chinese.
      this.edited = 'zh-CN';
      this.#focusNext = '#errors';
    } else if (isOther && desk.plan && !desk.problem) {
      this.preview = undefined;
      this.#focusNext = '#title';
    }
  }

  #togglePreview = async (): Promise<void> => {
    const client = this.activeClient;
    const { content } = this.#desk;
    if (this.preview) this.preview = undefined;
    else if (client && content) {
      await this.#desk.run(async signal => {
        ({ renderPreview: this.#renderPreview } = await import('./preview.ts'));
        const get = (id: string) => client.instruments.get(id, {}, { signal });
        const instruments = await Promise.all(content.instruments.map(get));
        if (signal.aborted) return;
        this.preview = instruments;
        this.#focusNext = '#preview-title';
      });
    }
  };

  #goTo = (event: Event, field: string): void => {
    event.preventDefault();
    const language = LANGUAGES.find(one => field.endsWith(`/${one}`));
    if (language) this.edited = language;
    this.#focusNext = `#${idOf(field)}`;
    this.requestUpdate();
  };

  /** Asks before the page is left, only while something would be lost: a page that always asks is never kept for Back. */
  #guard(): void {
    const isNeeded = this.#desk.isChanged && this.isConnected;
    window[isNeeded ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#onUnload);
  }
  #onUnload = (event: Event): void => event.preventDefault();
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
