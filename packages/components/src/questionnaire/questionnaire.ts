import type { Answers, Instrument } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { adoptStyles, type CSSResultGroup, html, type PropertyValues, type TemplateResult } from 'lit';
import { consume, property, state } from '../core/decorators.ts';
import { type ConsentDecision, consentContext } from '../core/contexts.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController, type ResourceState } from '../core/resource-controller.ts';
import { Desk } from './desk.ts';
import { extraStyles } from './extras.ts';
import { renderIntro } from './intro.ts';
import { XqFormElement } from './form-element.ts';
import { type FormContext, plain, worded } from './kinds.ts';
import { isLong, type Layout, LAYOUTS } from './pages.ts';
import { aid, fetchAid, renderState } from './parts.ts';
import { renderQuestions } from './questions.ts';
import { QuestionnaireSession } from './session.ts';
import { painted, Sight } from './sight.ts';
import {
  automaticLayout,
  effectiveConsent,
  type Form,
  loadAssignment,
  loadStandAlone,
  wordingLanguage,
} from './source.ts';
import { type QuestionnaireStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

type Later = typeof import('./later/index.ts');
type Extras = import('./on-request/extras.ts').Extras;
type HostForm = import('./on-request/host-form.ts').HostForm;

/**
 * A scale to fill in: introduction, questions, review, submission, receipt.
 *
 * With `assignment-id` the client loads what is asked and takes the answers. With `.instrument` it stands alone: nothing
 * is asked of a server, the answers are scored in the browser and handed to the page with `xq-complete`.
 *
 * With the client, answers are saved as they are given: sealed on the device at once, with the service within seconds. What
 * is left of them on the device can be read by nobody without the service, and goes with the receipt. The form goes on
 * where it was left, on any device. Stand-alone, answers live in the memory of this element only, and are gone with the
 * page; where the provider around it was locked, they are shown to the same person again and forgotten for another. Whoever leaves with answers that are not saved is asked first. As soon as a critical item is answered positively,
 * the help lines stand beside it.
 *
 * @summary A scale to fill in.
 * @customElement xq-questionnaire
 * @slot intro - Below the introduction.
 * @slot footer - Below every step.
 * @slot outro - Below the closing page.
 * @event {XqAnswerEvent} xq-answer - An answer was given, changed or cleared.
 * @event {XqPageEvent} xq-page - Another step is shown.
 * @event {XqCriticalEvent} xq-critical - A critical item was answered positively for the first time.
 * @event {XqCompleteEvent} xq-complete - Stand-alone: finished and scored.
 * @event {XqDraftEvent} xq-draft - What has become of the answers so far.
 * @event {XqSubmitEvent} xq-submit - The service has the answers.
 * @event {XqErrorEvent} xq-error - A definition, answers given in, or a submission could not be used.
 * @csspart form - The card that holds every step.
 * @csspart intro - The introduction.
 * @csspart question - One question.
 * @csspart option - One row to choose.
 * @csspart error - The message beside an item.
 * @csspart error-summary - The list of what needs another look.
 * @csspart navigation - The bar with back and next.
 * @csspart draft - Whether the answers are saved, and that there are some to go on with.
 * @csspart tools - What a pupil can switch on.
 * @csspart rest - A page of rest.
 * @csspart exit - The button that leaves quickly.
 * @csspart review - The review.
 * @csspart answers - The list of answers in the review.
 * @csspart failure - Why a submission did not succeed.
 * @csspart receipt - The closing page.
 * @csspart feedback - What the student may be told about the result.
 * @csspart help-card - The help lines after a critical answer.
 * @csspart help-lines - A list of numbers.
 * @csspart state - What stands in for the form.
 * @cssproperty --xq-questionnaire-max-width - Widest the form gets; 46rem.
 * @status experimental
 * @since 0.1.0
 */
export class XqQuestionnaire extends XqFormElement {
  static override styles: CSSResultGroup = [XqFormElement.styles, styles];

  /** The assignment to fill in. */
  @property({ attribute: 'assignment-id' }) assignmentId?: string;

  /** A definition to fill in without a server; wins over `assignment-id`. Don't change the object while it is shown. */
  @property({ attribute: false }) instrument?: Instrument;

  /**
   * `.instrument` is known to be right: it is of the library, or `xinqiao-instruments check` has found nothing. It is shown
   * without being checked here, which saves 8 kB; what is wrong in it then is told by nobody.
   */
  @property({ type: Boolean }) trusted = false;

  /** Answers to begin with. Those that do not fit are left out and reported with `xq-error`. */
  @property({ attribute: false }) answers?: Answers;

  /**
   * `one`, `section`, `all` or `matrix`, whose rows become cards under 640 px of width. Left out: `one` under 640 px, else
   * `all`, or `section` from 31 questions on.
   */
  @property() layout?: Layout;

  /** Go on by itself after a choice by mouse or finger, one question at a time. Never by keyboard: arrow keys choose. */
  @property({ type: Boolean, attribute: 'auto-advance' }) autoAdvance = false;

  /** Number keys choose nothing (WCAG 2.1.4). */
  @property({ type: Boolean, attribute: 'no-shortcuts' }) noShortcuts = false;

  /** Where Escape pressed three times and the button “leave quickly” lead; empty for an empty page. Left out: neither. */
  @property({ attribute: 'quick-exit' }) quickExit?: string;

  /** What is drawn by lot, separated by spaces: `pages`, `items`, `options`. Settled when the form opens. */
  @property() shuffle = '';

  /** What the lot starts from, 32 bits: the same seed draws the same order. Drawn when left out; `xq-complete` tells it. */
  @property({ type: Number }) seed?: number;

  /** Help with reading to offer, separated by spaces: `read-aloud`, `pinyin`, `large-type`. */
  @property() tools = '';

  /** Chinese texts have their pinyin above them. */
  @property({ type: Boolean, reflect: true }) pinyin = false;

  /** Type is a quarter larger. */
  @property({ type: Boolean, reflect: true, attribute: 'large-type' }) largeType = false;

  /** School year of the pupil, 1 to 12: where a question is above it, the form says whom to ask. */
  @property({ type: Number }) grade?: number;

  /** A kind word half-way and near the end. */
  @property({ type: Boolean }) encourage = false;

  /** A page of rest after so many questions; never when left out. */
  @property({ type: Number, attribute: 'rest-after' }) restAfter = 0;

  /** Only the answers are shown, as text. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  @consume({ context: consentContext, subscribe: true })
  @state()
  private consent?: ConsentDecision;

  #l = new Localization<QuestionnaireStrings>(this, 'xq-questionnaire', strings);
  #form = new ResourceController<Form, readonly unknown[]>(this, {
    args: () =>
      this.instrument === undefined
        ? [this.activeClient, this.assignmentId, this.consent ?? 'no-gate', this.#visit]
        : [this.instrument, 'stand-alone'],
    load: ([source, id], { signal }) =>
      this.instrument === undefined
        ? loadAssignment(source as XinqiaoClient, id as string, this.consent, signal)
        : this.#check(source),
  });
  #sight = new Sight(this, inSight => {
    const { session } = this.#desk;
    if (session) session.inSight = inSight;
  });
  #desk = new Desk(this, {
    context: () => this.#context(this.#desk.session!),
    locked: () => this.isDisabled || this.readonly,
    target: () => ({
      client: this.activeClient,
      assignmentId: this.instrument ? undefined : this.assignmentId,
      userId: this.me?.userId,
    }),
    reload: () => {
      this.#clientOf = undefined;
      this.#visit++;
      this.requestUpdate();
    },
    tell: (type, detail) => {
      // With each answer or step: without it nothing is saved, and nobody can leave quickly.
      this.#again();
      this.emit(type, detail);
    },
  });
  /** What the session is of: the definition given, or the id of the assignment. */
  #sessionOf?: Instrument | string;
  /** Rises when what is loaded may be somebody else's. */
  #visit = 0;
  #clientOf?: XinqiaoClient | undefined;
  #look: readonly unknown[] = [];
  #warned = new Set<unknown>();
  #adopted = 0;
  /** Keys, and what comes after the questions; fetched while the person reads, and not before there is something to read. */
  #later?: Later;
  #extras?: Extras;
  #hostForm?: HostForm;
  /** Chunks that were asked for, and whether they failed. */
  #chunks = new Map<string, boolean>();
  #restored?: Answers | undefined;
  /** What did not come is asked for again. */
  #again = (): void => this.#chunks.forEach((failed, name) => failed && this.#chunks.delete(name));

  /** The answers of the questions that are visible now. A copy. */
  get value(): Answers {
    return this.#desk.session?.answers() ?? {};
  }

  /** Forget every answer and begin again. A draft that is not open yet comes back: nobody has seen what is in it. */
  override reset(): void {
    this.#desk.course?.discard();
    this.restore(undefined);
  }

  protected override restore(answers?: Answers): void {
    this.#close();
    this.#restored = answers;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { state, value } = this.#form;
    const isOthers = this.instrument === undefined && this.#clientOf !== this.activeClient;
    if (
      // Somebody else has signed in, or may have: what the person before wrote must be gone before anything is drawn.
      isOthers ||
      changed.has('answers') ||
      this.#sessionOf !== (this.instrument ?? this.assignmentId) ||
      state === 'no-access'
    )
      this.#close();
    // The controller asks after this; until then it may still hold what belongs to another source.
    if (value || this.consent) {
      this.#fetch('later', async () => {
        await painted();
        this.#later = await import('./later/index.ts');
        this.#desk.course ??= new this.#later.Course(this.#desk, this);
      });
    }
    const instrument = !isOthers && value?.of === this.#sessionOf ? value?.instrument : undefined;
    if (this.#wishes(instrument)) {
      this.#fetch('extras', async () => {
        const { Extras } = await import('./on-request/extras.ts');
        this.#extras = new Extras(
          this,
          this.#desk,
          () => this.#sight.wide,
          () => this.#close(),
        );
      });
    }
    // A form opens in its shape, or without what could not be loaded.
    const ready = this.#extras?.update(instrument) ?? this.#chunks.get('extras') !== false;
    if (!this.#desk.session && instrument && ready) this.#open(instrument, value!);
    this.#arrange();
    if (this.#adopted < extraStyles.length) {
      this.#adopted = extraStyles.length;
      adoptStyles(this.renderRoot as ShadowRoot, [...XqQuestionnaire.elementStyles, ...extraStyles]);
    }
  }

  protected override updated(): void {
    // Beside what is asked of the service, not after it: help has to be there before it is needed.
    this.#fetch('aid', fetchAid);
    const { form, internals } = this;
    if (!form || !internals) return;
    this.#fetch('form', async () => {
      const { HostForm } = await import('./on-request/host-form.ts');
      this.#hostForm = new HostForm(this, internals, this.#desk);
    });
    this.#hostForm?.report(this.#l.s);
  }

  protected override render(): TemplateResult {
    const { value, state } = this.#form;
    const { session } = this.#desk;
    const { s } = this.#l;
    const consent = effectiveConsent(this.consent, value?.assignment);
    if (session && consent === 'given') return this.#renderForm(this.#context(session));
    if (consent !== 'given') return this.#renderPanel(this.#withLater(({ renderConsent }) => renderConsent(s)));
    if (!value || state === 'loading') return this.#renderPanel(this.#renderWait(state));
    const { language } = this.#l;
    return this.#renderPanel(
      this.#withLater(
        ({ renderUnavailable, renderNoText }) =>
          (value.assignment && renderUnavailable(value.assignment, { s, language })) ?? renderNoText(s),
      ),
    );
  }

  #renderPanel(panel: TemplateResult): TemplateResult {
    return html`<div class="card">${panel}</div>`;
  }

  #renderWait(state: ResourceState): TemplateResult {
    const retry = () => {
      this.#again();
      if (this.#form.value) this.requestUpdate();
      else void this.#form.retry();
    };
    const { language, s } = this.#l;
    const missing = this.#chunks.get('aid') === true;
    return renderState(state, { language, helpLines: this.helpLines, retry, rows: 4 }, s, missing);
  }

  #withLater(draw: (later: Later) => TemplateResult): TemplateResult {
    return this.#later ? draw(this.#later) : this.#renderWait(this.#chunks.get('later') ? 'offline' : 'loading');
  }

  #renderForm(context: FormContext): TemplateResult {
    return html`<div
      class=${`card${context.wide ? ' wide' : ''}${this.#extras?.classes ?? ''}`}
      part="form"
      role="group"
      aria-label=${context.title.text}
      @keydown=${this.#onKey}
    >
      <p class="visually-hidden" role="status">${this.#desk.announcement}</p>
      ${this.#renderStep(context)} <slot name="footer"></slot>
    </div>`;
  }

  #renderStep(context: FormContext): TemplateResult {
    if (this.readonly) return this.#withLater(({ renderReadonly }) => renderReadonly(context));
    const { phase } = context.session;
    if (phase === 'intro') return renderIntro(context, this.#desk, this.#form.value?.assignment);
    if (phase === 'questions') return renderQuestions(context, this.#desk, this.#extras?.around(context));
    return this.#withLater(() => this.#desk.course!.render(context));
  }

  #context(session: QuestionnaireSession): FormContext {
    const { language, s } = this.#l;
    return {
      session,
      s,
      language,
      disabled: this.isDisabled,
      wide: this.#sight.wide,
      helpLines: this.helpLines,
      title: worded(this.#form.value?.assignment?.title ?? session.instrument.title, language),
      ...(this.#extras?.drawing(session) ?? plain),
    };
  }

  #open(instrument: Instrument, { check }: Form): void {
    const language = wordingLanguage(instrument, this.#l.language);
    if (language === undefined) {
      this.#warn(instrument, `"${instrument.id}" has no wording; fill it in under the school's licence.`);
      return;
    }
    this.#sight.measure();
    const session = (this.#desk.session = new QuestionnaireSession(instrument, {
      language,
      layout: automaticLayout(instrument, this.#sight.wide),
      answers: this.answers ?? this.#restored,
      check,
      ...this.#extras?.optionsFor(instrument),
    }));
    session.inSight = !document.hidden;
  }

  #close(): void {
    // What the browser has kept was for the form that it opened in.
    if (this.#desk.session) this.#restored = undefined;
    this.#desk.session = undefined;
    this.#sessionOf = this.instrument ?? this.assignmentId;
    this.#clientOf = this.activeClient;
  }

  /** Language, layout and items follow what is set around the session. */
  #arrange(): void {
    const { session, list } = this.#desk;
    if (!session) return;
    const extras = this.#extras;
    session.language = wordingLanguage(session.instrument, this.#l.language) ?? session.language;
    // The layout is settled with the first question: turning a phone must not move the person.
    if (this.layout && LAYOUTS.includes(this.layout)) session.layout = this.layout;
    else if (session.phase === 'intro') session.layout = automaticLayout(session.instrument, this.#sight.wide);
    session.follow();
    const context = this.#context(session);
    const { s, disabled, wide, helpLines } = context;
    const { language, layout, page } = session;
    const look = [s, language, layout, disabled, wide, helpLines, aid, ...(extras?.look ?? [])];
    if (look.some((value, index) => value !== this.#look[index])) this.#desk.version++;
    this.#look = look;
    if (session.phase === 'questions') list.show(page.items, context, this.#desk.version);
  }

  /** Whether the page, or the length of the form, asks for more than the plain one. */
  #wishes(instrument: Instrument | undefined): unknown {
    const { layout, shuffle, tools, pinyin, largeType, grade, encourage, restAfter, quickExit } = this;
    const wished = [shuffle, tools, pinyin, largeType, grade, encourage, restAfter > 0, quickExit !== undefined];
    return wished.some(Boolean) || (layout ? layout !== 'one' && layout !== 'all' : instrument && isLong(instrument));
  }

  /** Load a chunk, once; what failed is asked for again when the person wants that. */
  #fetch(name: string, load: () => Promise<unknown>): void {
    if (this.#chunks.has(name)) return;
    this.#chunks.set(name, false);
    load()
      .catch((error: unknown) => {
        this.#chunks.set(name, true);
        this.#warn(name, error);
      })
      .finally(() => this.requestUpdate());
  }

  async #check(instrument: unknown): Promise<Form> {
    try {
      return await loadStandAlone(instrument, this.trusted);
    } catch (error) {
      this.#warn(instrument, error);
      this.emit('xq-error', { error });
      throw error;
    }
  }

  #warn(what: unknown, message: unknown): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    console.warn(`<${this.localName}> ${message}`);
  }

  #onKey = (event: KeyboardEvent): void => this.#desk.course?.onKey(event);
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-questionnaire': XqQuestionnaire;
  }
}
