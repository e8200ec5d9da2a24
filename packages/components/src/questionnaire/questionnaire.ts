import { consume } from '@lit/context';
import type { Answers, Instrument, Receipt } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { adoptStyles, type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { XqClientElement } from '../core/client-element.ts';
import { type ConsentDecision, consentContext } from '../core/contexts.ts';
import { defaultHelpLines } from '../core/help-lines.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController, type ResourceState } from '../core/resource-controller.ts';
import { renderState } from '../core/states.ts';
import type { ReviewState } from './closing/screens.ts';
import type { Failure } from './closing/submission.ts';
import type { XqQuestionnaireEventMap } from './events.ts';
import { extraStyles } from './extras.ts';
import { type Actions, renderIntro, renderNotice } from './intro.ts';
import { ItemList } from './items.ts';
import { type FormContext, kindOf, worded } from './kinds.ts';
import { isQuestion, type Layout } from './pages.ts';
import { renderQuestions } from './questions.ts';
import { type Change, QuestionnaireSession } from './session.ts';
import {
  automaticLayout,
  effectiveConsent,
  type Form,
  loadAssignment,
  loadStandAlone,
  WIDE,
  wordingLanguage,
} from './source.ts';
import { type QuestionnaireStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

type Closing = typeof import('./closing/index.ts');

const LAYOUTS: readonly unknown[] = ['one', 'all', 'section', undefined, null, ''];

/**
 * A scale to fill in: introduction, questions, review, submission, receipt.
 *
 * With `assignment-id` the client loads what is asked and takes the answers. With `.instrument` it stands alone: nothing
 * is asked of a server, the answers are scored in the browser and handed to the page with `xq-complete`.
 *
 * Answers live in the memory of this element only. They are not written to any storage of the browser, and are gone with
 * the page; whoever leaves with answers that were not sent is asked first. As soon as a critical item is answered
 * positively, the help lines stand beside it.
 *
 * @summary A scale to fill in.
 * @customElement xq-questionnaire
 * @event {XqAnswerEvent} xq-answer - An answer was given, changed or cleared.
 * @event {XqPageEvent} xq-page - Another step is shown.
 * @event {XqCriticalEvent} xq-critical - A critical item was answered positively for the first time.
 * @event {XqCompleteEvent} xq-complete - Stand-alone: finished and scored.
 * @event {XqSubmitEvent} xq-submit - The service has the answers.
 * @event {XqErrorEvent} xq-error - A definition, answers given in, or a submission could not be used.
 * @csspart form - The card that holds every step.
 * @csspart intro - The introduction.
 * @csspart question - One question.
 * @csspart option - One row to choose.
 * @csspart error - The message beside an item.
 * @csspart error-summary - The list of what needs another look.
 * @csspart navigation - The bar with back and next.
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
export class XqQuestionnaire extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The assignment to fill in. */
  @property({ attribute: 'assignment-id' }) assignmentId?: string;

  /** A definition to fill in without a server; wins over `assignment-id`. Don't change the object while it is shown. */
  @property({ attribute: false }) instrument?: Instrument;

  /** Answers to begin with. Those that do not fit are left out and reported with `xq-error`. */
  @property({ attribute: false }) answers?: Answers;

  /** Left out: `one` under 640 px of width, else `all`, or `section` from 31 questions on. */
  @property() layout?: Layout;

  /** Nothing can be changed or sent for now. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Only the answers are shown, as text. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  @consume({ context: consentContext, subscribe: true })
  @state()
  private consent?: ConsentDecision;

  @state() private wide = false;
  @state() private sending = false;
  @state() private failure?: Failure;
  @state() private receipt?: Receipt;
  @state() private announcement = '';
  /** What comes after the questions; fetched while the person reads, and `null` when that failed. */
  @state() private closing?: Closing | null;
  /** Questions that the error summary lists. */
  @state() private faulty: readonly string[] = [];

  #l = new Localization<QuestionnaireStrings>(this, 'xq-questionnaire', strings);
  #form = new ResourceController<Form, readonly unknown[]>(this, {
    args: () =>
      this.instrument === undefined
        ? [this.activeClient, this.assignmentId, this.consent ?? 'no-gate']
        : [this.instrument, 'stand-alone'],
    load: ([source, id], { signal }) =>
      this.instrument === undefined
        ? loadAssignment(source as XinqiaoClient, id as string, this.consent, signal)
        : this.#check(source),
  });
  #session?: QuestionnaireSession;
  /** What the session is of: the definition given, or the id of the assignment. */
  #sessionOf?: Instrument | string;
  #list = new ItemList();
  #look: readonly unknown[] = [];
  #version = 0;
  #focus?: (() => void) | undefined;
  #warned = new Set<unknown>();
  #observer?: ResizeObserver;
  #adopted = 0;

  constructor() {
    super();
    const { element } = this.#list;
    for (const type of ['input', 'change', 'click', 'keydown']) element.addEventListener(type, this.#onItem);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame later: what changes here changes the height, which an observer may not do while it is told.
    this.#observer ??= new ResizeObserver(() => requestAnimationFrame(this.#measure));
    this.#observer.observe(this);
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#guardLeaving();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#guardLeaving();
  }

  /** The answers of the questions that are visible now. A copy. */
  get value(): Answers {
    return this.#session?.answers() ?? {};
  }

  /** Forget every answer and begin again. */
  reset(): void {
    this.#close();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('me') as typeof this.me;
    // Somebody else has signed in: what the person before wrote must be gone before anything is drawn.
    if (before && this.me && before.userId !== this.me.userId) this.#close();
    if (changed.has('answers') || this.#sessionOf !== (this.instrument ?? this.assignmentId)) this.#close();
    if (this.#form.state === 'no-access') this.#close();
    if (changed.has('layout') && !LAYOUTS.includes(this.layout)) {
      this.#warn(this.layout, `layout "${this.layout}" is unknown; use "one", "section" or "all".`);
    }
    // The controller asks after this; until then it may still hold what belongs to another source.
    const { value } = this.#form;
    if (value && this.closing === undefined) this.#fetchClosing();
    if (!this.#session && value?.instrument && value.of === this.#sessionOf) this.#open(value.instrument, value);
    this.#arrange();
    this.#adoptStyles();
  }

  protected override updated(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    focus?.();
  }

  protected override render(): TemplateResult {
    const { s, language } = this.#l;
    const { value, state } = this.#form;
    const consent = effectiveConsent(this.consent, value?.assignment);
    if (consent !== 'given') return html`<div class="card">${renderNotice(s.consentTitle, s.consentText)}</div>`;
    if (this.#session) return this.#renderForm(this.#session);
    if (!value || state === 'loading') return html`<div class="card">${this.#renderWait(state)}</div>`;
    return html`<div class="card">
      ${this.#withClosing(
        ({ renderUnavailable, renderNoText }) =>
          (value.assignment && renderUnavailable(value.assignment, { s, language })) ?? renderNoText(s),
      )}
    </div>`;
  }

  #renderWait(state: ResourceState): TemplateResult {
    const { helpLines } = this;
    const retry = () => {
      if (this.closing === null) this.#fetchClosing();
      else void this.#form.retry();
    };
    const shown = state === 'ready' || state === 'stale' ? 'loading' : state;
    return renderState(shown, { language: this.#l.language, helpLines, retry, rows: 4 });
  }

  #withClosing(draw: (closing: Closing) => TemplateResult): TemplateResult {
    return this.closing ? draw(this.closing) : this.#renderWait(this.closing === null ? 'offline' : 'loading');
  }

  #renderForm(session: QuestionnaireSession): TemplateResult {
    const context = this.#context(session);
    return html`<div class="card ${this.wide ? 'wide' : ''}" part="form" role="group" aria-label=${context.title.text}>
      <p class="visually-hidden" role="status">${this.announcement}</p>
      ${this.#renderStep(session, context)}
    </div>`;
  }

  #renderStep(session: QuestionnaireSession, context: FormContext): TemplateResult {
    const { title } = context;
    if (this.readonly) {
      return this.#withClosing(
        ({ renderAnswers }) =>
          html`<h2 lang=${title.lang}>${title.text}</h2>
            ${renderAnswers(context)}`,
      );
    }
    if (session.phase === 'intro') {
      return renderIntro(context, this.#actions, this.#form.value?.assignment);
    }
    if (session.phase === 'done') return this.#withClosing(({ renderClosing }) => renderClosing(context, this.receipt));
    const summary =
      (this.faulty.length > 0 && this.closing?.renderSummary(context, this.faulty, this.#toFault, this.#skip)) ||
      nothing;
    if (session.phase === 'review') {
      const { sending, failure } = this;
      const review: ReviewState = { standAlone: this.instrument !== undefined, sending, failure, summary };
      return this.#withClosing(({ renderReview }) => renderReview(context, this.#actions, review));
    }
    return renderQuestions(context, this.#list.element, this.#actions, {
      next: this.#next,
      summary,
    });
  }

  #context(session: QuestionnaireSession): FormContext {
    const { s, language } = this.#l;
    const { disabled, wide, helpLines = defaultHelpLines } = this;
    const title = worded(this.#form.value?.assignment?.title ?? session.instrument.title, language);
    return { session, s, language, disabled, wide, helpLines, title };
  }

  #open(instrument: Instrument, { check }: Form): void {
    const { language } = this.#l;
    const wording = wordingLanguage(instrument, language);
    if (wording === undefined) {
      this.#warn(instrument, `"${instrument.id}" has no wording; fill it in under the school's licence.`);
      return;
    }
    this.#measure();
    this.#session = new QuestionnaireSession(instrument, {
      language: wording,
      layout: automaticLayout(instrument, this.wide),
      answers: this.answers,
      check,
    });
    const { refused } = this.#session;
    if (refused.length === 0) return;
    const what = refused.map(({ item, code }) => `${item || '(all)'}: ${code}`).join(', ');
    this.#warn(this.answers, `some answers given in do not fit and are left out or marked (${what}).`);
    const error = Object.assign(new Error('Some answers given in do not fit.'), { refused });
    void this.updateComplete.then(() => this.#tell('xq-error', { error }));
  }

  #close(): void {
    this.#session = undefined;
    this.#sessionOf = this.instrument ?? this.assignmentId;
    this.#list.clear();
    this.receipt = this.failure = undefined;
    this.sending = false;
    this.announcement = '';
    this.faulty = [];
    this.#guardLeaving();
  }

  /** Language, layout and items follow what is set around the session. */
  #arrange(): void {
    const session = this.#session;
    if (!session) return;
    const context = this.#context(session);
    session.language = wordingLanguage(session.instrument, context.language) ?? session.language;
    // The layout is settled with the first question: turning a phone must not move the person.
    if (LAYOUTS.indexOf(this.layout) >= 0 && LAYOUTS.indexOf(this.layout) < 3) session.layout = this.layout as Layout;
    else if (session.phase === 'intro') session.layout = automaticLayout(session.instrument, this.wide);
    const look = [context.s, session.language, session.layout, this.disabled, this.wide, context.helpLines];
    if (look.some((value, index) => value !== this.#look[index])) this.#version++;
    this.#look = look;
    if (session.phase === 'questions') this.#list.show(session.page.items, context, String(this.#version));
  }

  #measure = (): void => {
    if (this.isConnected) this.wide = this.clientWidth >= WIDE;
  };

  #fetchClosing(): void {
    this.closing = undefined;
    import('./closing/index.ts').then(
      closing => (this.closing = closing),
      () => (this.closing = null),
    );
  }

  #adoptStyles(): void {
    if (this.#adopted === extraStyles.length) return;
    this.#adopted = extraStyles.length;
    adoptStyles(this.renderRoot as ShadowRoot, [...XqQuestionnaire.elementStyles, ...extraStyles]);
  }

  async #check(instrument: unknown): Promise<Form> {
    try {
      return await loadStandAlone(instrument);
    } catch (error) {
      this.#warn(instrument, error instanceof Error ? error.message : String(error));
      this.#tell('xq-error', { error });
      throw error;
    }
  }

  #tell<K extends keyof XqQuestionnaireEventMap>(type: K, detail: XqQuestionnaireEventMap[K]['detail']): void {
    this.emit(type, detail);
  }

  #warn(what: unknown, message: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    console.warn(`<${this.localName}> ${message}`);
  }

  // Asks only while there is something to lose; a listener that is always there keeps pages out of the back/forward cache.
  #guardLeaving(): void {
    const unsent = this.isConnected && this.#session?.edited === true && this.#session.phase !== 'done';
    window[unsent ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#onLeave);
  }

  #onVisibility = (): void => {
    if (this.#session) this.#session.inSight = !document.hidden;
  };

  #onLeave = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    event.returnValue = '';
  };

  #onItem = (event: Event): void => {
    const session = this.#session;
    const item = this.#list.itemOf(event);
    const target = event.target as HTMLInputElement;
    if (!session || !item || !isQuestion(item) || this.disabled) return;
    let { type } = event;
    if (event instanceof KeyboardEvent) {
      // Enter goes on where one question is shown; on a page of many it would leave it by accident.
      if (event.key === 'Enter' && session.layout !== 'one' && target.matches('input')) event.preventDefault();
      if (event.key !== ' ' || target.type !== 'range') return;
      type = 'space';
    }
    const answer = kindOf(item).read(target, type, item, session);
    if (answer) this.#answered(item.id, session.set(item.id, answer.value, answer.raw));
    else if (type === 'change') {
      session.settle(item.id);
      this.#list.update(item.id, this.#context(session));
    }
  };

  #answered(id: string, { changed, structure, critical }: Change): void {
    const session = this.#session;
    if (!session || !changed) return;
    if (this.faulty.length > 0) this.faulty = this.faulty.filter(faulty => session.errors.has(faulty));
    this.#list.update(id, this.#context(session));
    if (structure) this.#version++;
    this.requestUpdate();
    this.#guardLeaving();
    this.#tell('xq-answer', { item: id, value: session.valueOf(id) ?? null });
    for (const rule of critical) {
      const { s } = this.#l;
      this.announcement = `${s.helpTitle} ${s.helpText}`;
      this.#tell('xq-critical', { item: id, id: rule.id });
    }
  }

  /** After a step: draw it, tell the page, bring its beginning into view and give it the focus. */
  #stepped(item?: string): void {
    const session = this.#session as QuestionnaireSession;
    this.faulty = [];
    this.requestUpdate();
    this.#guardLeaving();
    const { phase, pageIndex: index, pages, page } = session;
    this.#tell('xq-page', { phase, index, count: pages.length, items: phase === 'questions' ? page.questions : [] });
    this.#focus = () => {
      if (item !== undefined) return this.#list.focusControl(item);
      if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
      const [first] = page.questions;
      if (phase === 'questions' && session.layout === 'one' && first !== undefined) this.#list.focusQuestion(first);
      else this.renderRoot.querySelector<HTMLElement>('h2[tabindex]')?.focus({ preventScroll: true });
    };
  }

  #showFaults(faulty: readonly string[]): void {
    const session = this.#session as QuestionnaireSession;
    const context = this.#context(session);
    if (session.phase === 'questions') session.page.questions.forEach(id => this.#list.update(id, context));
    else this.#version++;
    this.faulty = faulty;
    this.#focus = () => {
      const summary = this.renderRoot.querySelector<HTMLElement>('.summary');
      if (summary) summary.focus();
      else this.#list.focusControl(faulty[0] as string);
    };
  }

  #next = (event?: Event): void => {
    event?.preventDefault();
    const session = this.#session;
    if (!session || this.disabled) return;
    const faulty = session.next();
    if (faulty.length > 0) this.#showFaults(faulty);
    else this.#stepped();
  };

  #skip = (): void => {
    const faulty = this.#session?.next({ skip: true }) ?? [];
    if (faulty.length > 0) this.#showFaults(faulty);
    else this.#stepped();
  };

  #toFault = (event: Event, id: string): void => {
    event.preventDefault();
    if (this.#session?.phase === 'questions') this.#list.focusControl(id);
    else this.#actions.open(id);
  };

  #actions: Actions = {
    start: () => {
      this.#session?.start();
      this.#stepped();
    },
    back: () => {
      if (this.sending) return;
      this.#session?.back();
      this.#stepped();
    },
    open: id => {
      if (!this.sending && this.#session?.goTo(id)) this.#stepped(id);
    },
    submit: () => void this.#submit(),
  };

  async #submit(): Promise<void> {
    const { closing, assignmentId = '' } = this;
    const client = this.activeClient;
    const session = this.#session;
    // One press, one submission: the second press of a double click finds the first under way.
    if (!session || !closing || this.sending || this.disabled) return;
    const faulty = session.check();
    if (faulty.length > 0) return this.#showFaults(faulty);
    this.faulty = [];
    this.failure = undefined;
    this.sending = true;
    const { event, detail, receipt, failure } = await closing.submit(
      session,
      this.instrument === undefined ? { client, assignmentId } : undefined,
    );
    // Whoever is in front of the form now is told nothing of what another person sent.
    if (this.#session === session) {
      this.sending = false;
      this.failure = failure;
      this.receipt = receipt;
      if (!failure) {
        session.phase = 'done';
        this.#stepped();
      } else if (failure.items.length > 0) this.#showFaults(failure.items.map(([id]) => id));
    }
    this.#tell(event, detail);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-questionnaire': XqQuestionnaire;
  }
}
